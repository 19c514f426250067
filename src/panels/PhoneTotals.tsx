// The totals line of a phone: dollars, their yardstick, and Bitcoin's change; of B while it is held.
import { useCompare } from '../app/compareStore.ts'
import { useLab } from '../app/store.ts'
import { formatCount, formatPercent, formatPrice, formatUsd } from '../view/numbers.ts'
import { Figure } from './Figure.tsx'
import { yardstick } from './LiquidatedCard.tsx'
import { useShownTotals } from './shownTotals.ts'

export function PhoneTotals() {
  const ofA = useShownTotals()
  const ofB = useCompare((state) => (state.isShowingB ? state.totalsB : null))
  const totals = ofB ?? ofA
  const changeOfA = useLab((state) => state.quotes?.changeFraction[0] ?? 0)
  const priceOfA = useLab((state) => state.quotes?.priceUsd[0] ?? NaN)
  const priceOfB = useCompare((state) => state.pricesB?.[0] ?? NaN)
  const change = ofB === null ? changeOfA : (priceOfB / priceOfA) * (1 + changeOfA) - 1
  const usd = totals?.liquidatedUsd ?? 0
  return (
    <p className={ofB === null ? 'phoneTotals' : 'phoneTotals isOfB'}>
      <span>
        {ofB !== null && 'B '}
        <Figure className="bigFigure" short={formatUsd(usd)} full={`$${formatCount(usd)}`} />{' '}
        liquidated
      </span>
      <span className="phoneFacts">
        <span>
          BTC {ofB !== null && `$${formatPrice(priceOfB)} `}
          {formatPercent(change, true)}
        </span>
        <span className="muted">
          {usd === 0 ? 'no one so far' : yardstick(usd, totals?.liquidatedTraders ?? 0)}
        </span>
      </span>
    </p>
  )
}
