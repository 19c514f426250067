// The price of the shown coin, how far it has moved, and the simulated time at its present pace.
import { isInPast, useLab, type LabState } from '../app/store.ts'
import { formatPercent, formatPrice } from '../view/numbers.ts'
import { AssetMenu } from './AssetMenu.tsx'
import { FewerAgents } from './FewerAgents.tsx'
import { formatMoment } from './format.ts'
import { Pace } from './Pace.tsx'
import { VenueMenu } from './VenueMenu.tsx'

export function PriceHeader() {
  const asset = useLab((state) => state.asset)
  const price = useLab((state) => state.venuePriceUsd ?? state.quotes?.priceUsd[asset])
  const change = useLab(changeShown)
  const step = useLab((state) => state.pastStep ?? state.clock?.step ?? 0)
  const isPast = useLab(isInPast)
  const isFollowing = useLab((state) => state.pastStep !== null)
  return (
    <div className="priceHeader">
      <span className="price">{price === undefined ? '–' : `$${formatPrice(price)}`}</span>
      <span className="change" data-way={wayOf(change)} title="since the event day began">
        {formatPercent(change, true)}
      </span>
      <AssetMenu />
      <VenueMenu />
      <span className="headerBreak" />
      <span className="when">
        {formatMoment(step)} · {isPast && 'past · '}
        {isFollowing ? 'catching up' : <Pace />}
      </span>
      <FewerAgents />
    </div>
  )
}

/** Of the venue shown too: since the same price over all venues. */
function changeShown({ quotes, asset, venuePriceUsd }: LabState): number {
  if (quotes === null) return 0
  const change = quotes.changeFraction[asset]
  return venuePriceUsd === null
    ? change
    : (venuePriceUsd / quotes.priceUsd[asset]) * (1 + change) - 1
}

/** Flat as long as the printed figure is zero. */
function wayOf(change: number): 'up' | 'down' | 'flat' {
  if (Math.abs(change) < 0.0005) return 'flat'
  return change < 0 ? 'down' : 'up'
}
