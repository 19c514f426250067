// B less A for every measure: of the open runs so far, or of whole runs over the seeds that are done.
// Never a difference without its seed count.
import { useMemo, useState } from 'react'
import { useCompare } from '../app/compareStore.ts'
import { useLab } from '../app/store.ts'
import { differenceInWords, figureInWords, HEADLINE_MEASURES } from '../observe/twinsMeasures.ts'
import {
  changeInWords,
  countsInWords,
  pInWords,
  twinRows,
  twinSentence,
} from '../observe/twinsTable.ts'
import type { TwinRow } from '../observe/twinsTable.ts'
import { typeset } from '../view/numbers.ts'
import { formatMoment } from './format.ts'

export function CompareReadout() {
  const now = useCompare((state) => state.now)
  const nowStep = useCompare((state) => state.nowStep)
  const outcomes = useCompare((state) => state.seeds.outcomes)
  const seed = useLab((state) => state.link.seed)
  const isOver = useLab(({ clock }) => clock?.finished === true && clock.step === nowStep)
  const hasB = useLab((state) => state.link.sideB !== undefined)
  const [isWhole, setWhole] = useState(false)
  const rows = useMemo(() => {
    if (outcomes.length > 0) return twinRows(outcomes.map(({ a, sides }) => ({ a, b: sides[0] })))
    return now === null ? [] : twinRows([now])
  }, [now, outcomes])
  const [sought, setSought] = useState('')
  const shown = rows.filter(({ measure, words }) =>
    isWhole ? isSought(words, sought) : HEADLINE_MEASURES.includes(measure),
  )
  const [first] = rows
  return (
    <section className="readout compareReadout" aria-label="B less A">
      <h2 className="heading">B − A</h2>
      {first === undefined ? (
        <p className="muted">
          {hasB
            ? 'Figures follow as soon as both runs have some.'
            : 'What a change does to every figure stands here, once one is chosen.'}
        </p>
      ) : (
        <>
          <p className="compareSentence">{typeset(sentenceOf(first))}</p>
          <p className="muted">
            {outcomes.length > 0
              ? `Whole runs, ${outcomes.length} ${outcomes.length === 1 ? 'seed' : 'seeds'}: medians; B − A pair by pair, with the band from its 10th to its 90th percentile and the sign test's p.`
              : isOver
                ? `Both whole runs, one seed (${seed}).`
                : `So far, to ${formatMoment(nowStep)}, one seed (${seed}). Losses are summed up at full hours.`}
          </p>
          {isWhole && (
            <input
              type="search"
              className="field"
              placeholder="Search: fund, makers, day after ..."
              aria-label="Search the measures"
              value={sought}
              onChange={(event) => setSought(event.target.value)}
            />
          )}
          <table className="compareTable">
            <thead>
              <tr>
                <th scope="col">A</th>
                <th scope="col">B</th>
                <th scope="col">B − A</th>
              </tr>
            </thead>
            {shown.map((row) => (
              <CompareRows key={row.measure} row={row} hasSeeds={outcomes.length > 1} />
            ))}
          </table>
          <button type="button" className="button" onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'The first measures only' : `All ${rows.length} measures`}
          </button>
        </>
      )}
    </section>
  )
}

function sentenceOf(row: TwinRow): string {
  const sentence = twinSentence(row)
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}.`
}

function CompareRows({ row, hasSeeds }: { readonly row: TwinRow; readonly hasSeeds: boolean }) {
  const { unit, sign } = row
  return (
    <tbody data-measure={row.measure}>
      <tr>
        <th scope="rowgroup" colSpan={3}>
          {typeset(row.words)}
        </th>
      </tr>
      <tr>
        <td>{unbroken(figureInWords(row.medianA, unit))}</td>
        <td>{unbroken(figureInWords(row.medianB, unit))}</td>
        <td title={typeset(differenceInWords(row.median, unit))}>
          {sign.lower + sign.higher === 0 ? 'same' : unbroken(changeInWords(row))}
        </td>
      </tr>
      {hasSeeds && (
        <tr className="compareBand">
          <td colSpan={3}>
            {unbroken(countsInWords(row))}
            {sign.p !== null &&
              `; ${unbroken(`p ${pInWords(sign.p)}`)}; ${typeset(bandInWords(row))}`}
          </td>
        </tr>
      )}
    </tbody>
  )
}

/** Of one piece: a figure stays beside its unit. */
function unbroken(words: string): string {
  return typeset(words).replaceAll(' ', '\u00a0')
}

/** Points are named once: "−0.21 to +0.04 points". */
function bandInWords({ low, high, unit }: TwinRow): string {
  const from = differenceInWords(low, unit)
  return `${unit === 'share' ? from.replace(' points', '') : from} to ${differenceInWords(high, unit)}`
}

function isSought(words: string, sought: string): boolean {
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.toLowerCase().includes(word))
}
