// Hyperliquid's liquidation procedure: market orders into the book, of a large position a fifth first and
// the whole after a pause; below two thirds of maintenance the liquidator vault takes position and
// collateral over; under water the position is deleveraged. Lots, quote units, steps.
// Source: Hyperliquid docs, "Liquidations" and "Auto-deleveraging". ODD submodel: Exchange: liquidation.
import { ForcedKind, zeroPriceTicks } from './liquidation.ts'
import type { Distress, ForcedAction } from './liquidation.ts'

/** A position of one trader above this is large. */
const LARGE_USD = 100_000
const FIRST_SLICE_FRACTION = 0.2
const PAUSE_STEPS = 30
/** What the pause is set to when a slice goes out: in that step the account's other large positions
 * may send theirs. It counts down to 1, which lets the whole go. */
export const PAUSE_BEGINS = PAUSE_STEPS + 1

export function sliceThenWhole(distress: Distress, outAction: ForcedAction): void {
  const { absLots, equityQuote, maintenanceQuote, pauseSteps } = distress
  outAction.lots = absLots
  outAction.limitTicks = zeroPriceTicks(distress)
  if (equityQuote >= maintenanceQuote) {
    outAction.kind = ForcedKind.Recovered
    outAction.lots = 0
  } else if (equityQuote < 0) {
    outAction.kind = ForcedKind.Deleverage
  } else if (equityQuote * 3 < maintenanceQuote * 2) {
    outAction.kind = ForcedKind.Takeover
  } else if (pauseSteps > 1 && pauseSteps < PAUSE_BEGINS) {
    outAction.kind = ForcedKind.Wait
    outAction.lots = 0
  } else if (
    pauseSteps !== 1 &&
    distress.notionalQuote > LARGE_USD * distress.usdQuote * distress.traders
  ) {
    outAction.kind = ForcedKind.FirstSlice
    outAction.lots = Math.ceil(absLots * FIRST_SLICE_FRACTION)
  } else {
    outAction.kind = ForcedKind.Order
  }
}
