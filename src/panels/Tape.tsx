// The latest liquidations and market events, newest first.
import { tapeAt } from '../app/shown.ts'
import { useLab } from '../app/store.ts'
import type { TapeRow } from '../threads/frames.ts'
import { formatClockSeconds, formatUsd } from '../view/numbers.ts'

const SHOWN = 5
const NO_ROWS: readonly TapeRow[] = []

export function Tape() {
  const now = useLab((state) => state.panel?.tape ?? NO_ROWS)
  const pastStep = useLab((state) => state.pastStep)
  const facts = useLab((state) => state.facts)
  const rows = pastStep === null || facts === null ? now : tapeAt(pastStep, facts, SHOWN)
  return (
    <section className="card" aria-labelledby="tape-heading">
      <h2 className="heading" id="tape-heading">
        Tape
      </h2>
      {rows.length === 0 && <p className="muted">No one was liquidated yet.</p>}
      <ol className="tape">
        {rows.slice(0, SHOWN).map((row, index) => (
          <li key={`${row.step} ${row.text} ${index}`} data-kind={row.kind} data-side={row.side}>
            <span className="muted">{formatClockSeconds(row.step)}</span>
            <strong>{row.kind === 'news' || row.usd === 0 ? '' : formatUsd(row.usd)}</strong>
            <span className="soft">{row.text}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
