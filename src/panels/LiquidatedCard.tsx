// What was closed by force in the last 24 simulated hours.
import { formatCount, formatUsd } from '../view/numbers.ts'
import { LiquidatedSpark } from './LiquidatedSpark.tsx'
import { useShownTotals } from './shownTotals.ts'

export function LiquidatedCard() {
  const totals = useShownTotals()
  const usd = totals?.liquidatedUsd ?? 0
  const traders = totals?.liquidatedTraders ?? 0
  return (
    <section className="card" aria-labelledby="liquidated-heading">
      <h2 className="heading" id="liquidated-heading">
        Liquidated, last 24 h
      </h2>
      <p className="bigFigure" title={`$${formatCount(usd)}`}>
        {formatUsd(usd)}
      </p>
      <p className="soft">{liquidatedWords(usd, traders, totals?.liquidatedLongShare ?? 0)}</p>
      <LiquidatedSpark />
    </section>
  )
}

/** 271,400 traders · 84 % long · $2,990 each */
export function liquidatedWords(usd: number, traders: number, longShare: number): string {
  if (usd === 0) return 'no one so far'
  const each = traders > 0 ? ` · $${formatCount(usd / traders)} each` : ''
  return `${formatCount(traders)} traders · ${Math.round(longShare * 100)} % long${each}`
}
