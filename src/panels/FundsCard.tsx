// What is left in the venues' insurance funds.
import { useLab } from '../app/store.ts'
import { formatCount, formatUsd } from '../view/numbers.ts'
import { Figure } from './Figure.tsx'
import { useShownTotals } from './shownTotals.ts'

export function FundsCard() {
  const shown = useShownTotals()
  const now = useLab((state) => state.panel?.totals)
  const isPast = useLab((state) => state.pastStep !== null)
  const venueNames = useLab((state) => state.facts?.venueNames)
  const start = now?.fundsStartUsd ?? 0
  const left = shown?.fundsUsd ?? 0
  const share = start > 0 ? Math.max(0, Math.min(1, left / start)) : 0
  return (
    <section className="card" aria-labelledby="funds-heading">
      <div className="cardHead">
        <h2 className="heading" id="funds-heading">
          Insurance funds
        </h2>
        <span className="muted">
          {start > 0 ? (
            <>
              <Figure short={formatUsd(left)} full={`$${formatCount(left)}`} /> of{' '}
              {formatUsd(start)}
            </>
          ) : (
            '–'
          )}
        </span>
      </div>
      <div className="fundBar" aria-hidden="true">
        <div style={{ width: `${share * 100}%` }} />
      </div>
      {!isPast && start > 0 && venueNames !== undefined && (
        <p className="soft">
          {venueNames
            .map((name, venue) => `${name} ${formatUsd(now?.fundByVenueUsd[venue] ?? 0)}`)
            .join(' · ')}
        </p>
      )}
    </section>
  )
}
