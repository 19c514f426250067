// What was closed by force in the last 24 simulated hours, with a yardstick for the sum.
import { formatCount, formatUsd } from '../view/numbers.ts'
import { Figure } from './Figure.tsx'
import { roundCount } from './format.ts'
import { LiquidatedSpark } from './LiquidatedSpark.tsx'
import { useShownTotals } from './shownTotals.ts'

export function LiquidatedCard() {
  const totals = useShownTotals()
  const usd = totals?.liquidatedUsd ?? 0
  const traders = totals?.liquidatedTraders ?? 0
  const longShare = totals?.liquidatedLongShare ?? 0
  return (
    <section className="card" aria-labelledby="liquidated-heading">
      <h2 className="heading" id="liquidated-heading">
        Liquidated, last 24 h
      </h2>
      <p>
        <Figure className="bigFigure" short={formatUsd(usd)} full={`$${formatCount(usd)}`} />
      </p>
      <p className="soft">
        {usd === 0 ? (
          'no one so far'
        ) : (
          <>
            {yardstick(usd, traders)}, {Math.round(longShare * 100)} % long
          </>
        )}
      </p>
      <LiquidatedSpark />
    </section>
  )
}

/** A sum that nobody can picture, as people times what each of them lost the hold of: 400,000 traders x
 * $3,000. */
export function yardstick(usd: number, traders: number): string {
  if (traders <= 0) return formatUsd(usd)
  return `= ${roundCount(traders)} traders × $${roundCount(usd / traders)}`
}
