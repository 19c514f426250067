// The article's claims, each with this run's value and whether it lies where it should.
import { useLab } from '../app/store.ts'
import type { ScoreRow } from '../threads/frames.ts'
import { ClaimRow } from './ClaimRow.tsx'
import { VERDICTS } from './verdicts.ts'

const NO_ROWS: readonly ScoreRow[] = []
const ORDER = ['within', 'near', 'off', 'pending', 'not-modelled'] as const
const KEY = ORDER.map((verdict) => `${VERDICTS[verdict].icon} ${VERDICTS[verdict].word}`).join(', ')

export function Scorecard() {
  const rows = useLab((state) => state.panel?.score ?? NO_ROWS)
  const isDay = useLab(({ link }) => link.scenarioId === 'the-day')
  const isFinished = useLab(({ clock }) => clock?.finished === true)
  const isChanged = useLab(
    ({ link }) =>
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
        <span className="muted scoreCounts" title={KEY}>
          {isOpen(rows) ? (isFinished ? 'too short to judge' : 'not judged yet') : countsOf(rows)}
        </span>
      </div>
      {(isChanged || !isDay) && (
        <p className="muted scoreNote">
          {isChanged ? 'your' : 'another'} scenario, not the day: the article said nothing of it
        </p>
      )}
      <ul className="claims">
        {rows.map((row) => (
          <ClaimRow key={row.id} row={row} />
        ))}
        <li className="muted">{KEY}</li>
      </ul>
    </section>
  )
}

function isOpen(rows: readonly ScoreRow[]): boolean {
  return rows.every((row) => row.verdict === 'pending' || row.verdict === 'not-modelled')
}

function countsOf(rows: readonly ScoreRow[]): string {
  return ORDER.map((verdict) => ({
    verdict,
    count: rows.filter((row) => row.verdict === verdict).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${VERDICTS[verdict].icon}`)
    .join('  ')
}
