// The totals line of a phone: dollars, traders, side, change.
import { useLab } from '../app/store.ts'
import { formatPercent, formatUsd } from '../view/numbers.ts'
import { liquidatedWords } from './LiquidatedCard.tsx'
import { useShownTotals } from './shownTotals.ts'

export function PhoneTotals() {
  const totals = useShownTotals()
  const change = useLab((state) => state.quotes?.changeFraction[0] ?? 0)
  const usd = totals?.liquidatedUsd ?? 0
  const words = liquidatedWords(
    usd,
    totals?.liquidatedTraders ?? 0,
    totals?.liquidatedLongShare ?? 0,
  )
  return (
    <p className="phoneTotals">
      <strong className="bigFigure">{formatUsd(usd)}</strong>
      <span className="muted">
        {words.split(' · $')[0]} · {formatPercent(change, true)}
      </span>
    </p>
  )
}
