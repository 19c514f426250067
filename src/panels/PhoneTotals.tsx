// The totals line of a phone: dollars, their yardstick, and Bitcoin's change.
import { useLab } from '../app/store.ts'
import { formatCount, formatPercent, formatUsd } from '../view/numbers.ts'
import { Figure } from './Figure.tsx'
import { yardstick } from './LiquidatedCard.tsx'
import { useShownTotals } from './shownTotals.ts'

export function PhoneTotals() {
  const totals = useShownTotals()
  const change = useLab((state) => state.quotes?.changeFraction[0] ?? 0)
  const usd = totals?.liquidatedUsd ?? 0
  return (
    <p className="phoneTotals">
      <span>
        <Figure className="bigFigure" short={formatUsd(usd)} full={`$${formatCount(usd)}`} />{' '}
        liquidated
      </span>
      <span className="phoneFacts">
        <span>BTC {formatPercent(change, true)}</span>
        <span className="muted">
          {usd === 0 ? 'no one so far' : yardstick(usd, totals?.liquidatedTraders ?? 0)}
        </span>
      </span>
    </p>
  )
}
