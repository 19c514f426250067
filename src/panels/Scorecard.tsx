// The article's claims, each with this run's value and whether it lies where it should.
import { useLab } from '../app/store.ts'
import type { ScoreRow } from '../threads/frames.ts'
import { ClaimRow } from './ClaimRow.tsx'
import { VERDICTS } from './verdicts.ts'

const NO_ROWS: readonly ScoreRow[] = []

export function Scorecard() {
  const rows = useLab((state) => state.panel?.score ?? NO_ROWS)
  const isChanged = useLab(
    ({ link }) =>
      link.scenarioId !== 'the-day' ||
      Object.keys(link.settings).length +
        link.changes.length +
        link.drops.length +
        (link.orders ?? []).length >
        0,
  )
  return (
    <section className="card isScore" aria-labelledby="score-heading">
      <div className="cardHead">
        <h2 className="heading" id="score-heading">
          {isChanged ? 'Your scenario' : 'Scorecard'}
        </h2>
        <span className="muted scoreCounts">{countsOf(rows)}</span>
      </div>
      {isChanged && (
        <p className="muted scoreNote">
          your scenario, not the day: the article said nothing of it
        </p>
      )}
      <ul className="claims">
        {rows.map((row) => (
          <ClaimRow key={row.id} row={row} />
        ))}
      </ul>
    </section>
  )
}

function countsOf(rows: readonly ScoreRow[]): string {
  const isOpen = rows.every((row) => row.verdict === 'pending' || row.verdict === 'not-modelled')
  if (rows.length > 0 && isOpen) return 'not judged yet'
  return (['within', 'near', 'off', 'pending', 'not-modelled'] as const)
    .map((verdict) => ({ verdict, count: rows.filter((row) => row.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${VERDICTS[verdict].icon}`)
    .join('  ')
}
