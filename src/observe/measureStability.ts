// Figures about whether the market held (C12) and about the venues' own limits (C21).
// Shares, steps, USD. ODD submodel: Observation.
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { type Figures, put, type Seen } from './figures.ts'
import { eventsOf, type MarketEvent } from './marketEvents.ts'

const LONGEST_EMPTY_STEPS = 60

export function measureStability(figures: Figures, seen: Seen): void {
  const { state, layout } = seen
  if (state.nextStep === 0) return
  const lowestFund = Math.min(...state.funds.lowestQuote)
  const socialised = totalOf(seen, 'socialised')
  put(figures, 'lowestFundUsd', lowestFund / QUOTE_UNITS_PER_USD)
  put(figures, 'longestEmptyBookSteps', state.books.longestEmptySteps)
  put(figures, 'socialisedLossUsd', socialised.usd)
  put(figures, 'uncoveredDebtUsd', uncoveredDebtQuote(seen) / QUOTE_UNITS_PER_USD)
  const statements = [
    uncoveredDebtQuote(seen) === 0,
    lowestFund > 0,
    state.books.longestEmptySteps <= LONGEST_EMPTY_STEPS,
    socialised.count === 0,
  ]
  put(figures, 'noCollapseShare', statements.filter(Boolean).length / statements.length)
  for (const kind of ['takeover', 'deleveraging', 'breaker'] as const) {
    const { count, usd } = totalOf(seen, kind)
    put(figures, `${kind}Count`, count)
    put(figures, `${kind}Usd`, usd)
  }
  const { triggered, lifted } = state.limits
  let both = 0
  for (let venue = 0; venue < layout.venueCount; venue++) {
    if (triggered[venue] > 0 && lifted[venue] > 0) both++
  }
  put(figures, 'venuesLimitedAndLifted', both)
  put(
    figures,
    'leverageLimitsTriggered',
    triggered.reduce((sum, count) => sum + count, 0),
  )
}

function totalOf({ state }: Seen, kind: MarketEvent['kind']): { count: number; usd: number } {
  let count = 0
  let usd = 0
  for (const event of eventsOf(state.events, kind, 0, state.nextStep)) {
    count += event.count
    usd += event.usd
  }
  return { count, usd }
}

/** A venue is solvent while its fund could pay what its accounts below zero owe: the most that was ever
 * missing at an hourly look, over all venues. */
function uncoveredDebtQuote({ state, layout }: Seen): number {
  const { scan } = state
  let most = 0
  for (let hour = 0; hour < scan.count; hour++) {
    for (let venue = 0; venue < layout.venueCount; venue++) {
      const row = hour * layout.venueCount + venue
      most = Math.max(most, scan.badDebtQuote[row] - scan.fundQuote[row])
    }
  }
  return most
}
