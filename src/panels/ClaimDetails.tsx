// What the article claims, how it is measured, and what this run and other seeds gave.
import { Heading } from 'react-aria-components/Heading'
import { useLab } from '../app/store.ts'
import type { ScoreRow } from '../threads/frames.ts'
import { typeset } from '../view/numbers.ts'
import { seedRangeOf } from './seedRanges.ts'
import { formatFigure, VERDICTS } from './verdicts.ts'

export function ClaimDetails({ row }: { readonly row: ScoreRow }) {
  return (
    <>
      <Heading slot="title" level={2}>
        {row.id}: {typeset(row.text)}
      </Heading>
      <p>
        <strong>
          {VERDICTS[row.verdict].icon} {VERDICTS[row.verdict].word}
        </strong>
        {row.note !== '' && `: ${typeset(row.note)}`}
      </p>
      <table className="parts">
        <thead>
          <tr>
            <th scope="col">measure</th>
            <th scope="col">this run</th>
            <th scope="col">band</th>
          </tr>
        </thead>
        <tbody>
          {row.parts.map((part) => (
            <tr key={part.label}>
              <th scope="row">{typeset(part.label)}</th>
              <td>
                {formatFigure(part.value ?? part.soFar, part.unit) || '–'}
                {part.value === null && part.soFar !== null && ' so far'}
              </td>
              <td>{bandWords(part.band, part.unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <SeedRanges row={row} />
      <p className="muted">How it is measured: {typeset(row.how)}.</p>
      <p className="muted">
        Source: the article on the day, claim {row.id} in our words. The band is ours.
      </p>
    </>
  )
}

/** What other seeds of the day gave, where that was measured with this engine. */
function SeedRanges({ row }: { readonly row: ScoreRow }) {
  const engine = useLab((state) => state.facts?.engineVersion ?? '')
  const ranges = row.parts.flatMap((part) => {
    const range = seedRangeOf(row.id, part.label, engine)
    return range === null ? [] : [{ part, range }]
  })
  if (ranges.length === 0) return null
  return (
    <ul aria-label="Over seeds of the day">
      {ranges.map(({ part, range }) => (
        <li key={part.label}>
          {typeset(part.label)}, {range.seedCount} seeds of the day:{' '}
          {formatFigure(range.low, part.unit)} to {formatFigure(range.high, part.unit)}, median{' '}
          {formatFigure(range.median, part.unit)}; within the band in {range.withinSeeds} of{' '}
          {range.seedCount}
        </li>
      ))}
    </ul>
  )
}

function bandWords([low, high]: readonly [number | null, number | null], unit: string): string {
  if (low === null && high === null) return 'reported'
  if (low === null) return `up to ${formatFigure(high, unit)}`
  if (high === null) return `from ${formatFigure(low, unit)}`
  return low === high
    ? formatFigure(low, unit)
    : `${formatFigure(low, unit)} to ${formatFigure(high, unit)}`
}
