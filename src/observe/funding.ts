// Funding of the BTC perpetual on one scale: the venues' rates count for their own interval, which is
// learned from when they first pay. Fraction per 8 h. ODD submodel: Observation.
import type { BoardPage } from '../market/board.ts'
import { EventKind, type EventLog } from '../market/events.ts'
import { STEPS_PER_HOUR } from '../market/units.ts'
import type { Layout } from './layout.ts'
import type { Prices } from './prices.ts'

const EIGHT_HOURS = 8 * STEPS_PER_HOUR

export interface FundingClock {
  /** By venue: time between its payments; 0 until the first one, taken as 8 h meanwhile. */
  readonly intervalSteps: Float64Array
  /** By venue: step after its latest payment, 0 none. */
  readonly paidStep: Float64Array
  /** By venue: what longs paid to shorts so far, quote units. */
  readonly paidByLongsQuote: Float64Array
}

export function createFundingClock(layout: Layout): FundingClock {
  return {
    intervalSteps: new Float64Array(layout.venueCount),
    paidStep: new Float64Array(layout.venueCount),
    paidByLongsQuote: new Float64Array(layout.venueCount),
  }
}

export function observeFunding(
  clock: FundingClock,
  step: number,
  venue: number,
  log: EventLog,
): void {
  for (let row = 0; row < log.count; row++) {
    if (log.kind[row] !== EventKind.Funding) continue
    clock.paidByLongsQuote[venue] += log.amountQuote[row]
    const sinceSteps = step + 1 - clock.paidStep[venue]
    if (sinceSteps === 0) continue
    const hours = Math.max(1, Math.round(sinceSteps / STEPS_PER_HOUR))
    clock.intervalSteps[venue] = Math.min(EIGHT_HOURS, hours * STEPS_PER_HOUR)
    clock.paidStep[venue] = step + 1
  }
}

/** Mean over venues by volume. */
export function fundingPer8h(
  clock: FundingClock,
  layout: Layout,
  prices: Prices,
  page: BoardPage,
): number {
  const { btc, assetCount, bookCount, venueCount } = layout
  let sum = 0
  let weights = 0
  for (let venue = 0; venue < venueCount; venue++) {
    const interval = clock.intervalSteps[venue] || EIGHT_HOURS
    const weight = prices.weight[btc * venueCount + venue]
    const rate = page.fundingRate[venue * bookCount + assetCount + btc]
    sum += (weight * rate * EIGHT_HOURS) / interval
    weights += weight
  }
  return sum / weights
}
