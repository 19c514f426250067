// The latest liquidations and market events, newest first.
import { tapeAt } from '../app/shown.ts'
import { useLab } from '../app/store.ts'
import type { TapeRow } from '../threads/frames.ts'
import { formatClockSeconds, formatUsd } from '../view/numbers.ts'
import { tapeLines } from './tapeLines.ts'

const SHOWN = 5
/** Of the past, so that joined ones are enough. */
const LOOKED_AT = 40
const NO_ROWS: readonly TapeRow[] = []

export function Tape() {
  const now = useLab((state) => state.panel?.tape ?? NO_ROWS)
  const pastStep = useLab((state) => state.pastStep)
  const facts = useLab((state) => state.facts)
  const rows = pastStep === null || facts === null ? now : tapeAt(pastStep, facts, LOOKED_AT)
  return (
    <section className="card" aria-labelledby="tape-heading">
      <h2 className="heading" id="tape-heading">
        Tape
      </h2>
      {rows.length === 0 && <p className="muted">No one was liquidated yet.</p>}
      <ol className="tape">
        {tapeLines(rows, SHOWN).map((row, index) => (
          <li key={`${row.step} ${row.text} ${index}`} data-kind={row.kind} data-side={row.side}>
            <span className="muted">{formatClockSeconds(row.step)}</span>
            <strong>{row.kind === 'news' || row.usd === 0 ? '' : formatUsd(row.usd)}</strong>
            <span className="soft" title={row.text}>
              {row.count > 1 && `${row.count} × `}
              {row.text}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
