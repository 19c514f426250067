// Liquidation procedures: what a venue does this step about one position whose account is below
// maintenance. They decide and return an order; the venue places it. Ticks, lots, quote units.
// Sources: Binance "Liquidation protocol", Bybit "Risk limit" and "Takeover", FTX "Liquidations".
// ODD submodel: Exchange: liquidation.
import { clamp } from '../../base/detMath.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'

/** A position in liquidation, as the procedures see it. Filled anew for each; not state. */
export interface Distress {
  /** Traders the account stands for: each holds its part of the position. */
  traders: number
  absLots: number
  long: boolean
  markTicks: number
  unitQuote: number
  /** Coin-margined contracts: their notional in coins goes with one over the price. */
  inverse: boolean
  /** Money that one dollar is worth at the mark. */
  usdQuote: number
  /** At the mark. */
  notionalQuote: number
  /** Collateral of this position at the mark: of a cross account its share by maintenance. */
  equityQuote: number
  maintenanceQuote: number
  /** Notional at which the tier below begins to hold the position; 0 in the lowest. */
  lowerTierBoundQuote: number
  /** Best price on the other side of the book, 0 none. */
  touchTicks: number
  /** Rate-limited engine: lots that this step's orders may still have, over all accounts. */
  sliceLotsLeft: number
  /** Slice-then-whole engine: 0 before the first slice, then the steps left of the pause plus 1. */
  pauseSteps: number
  /** Two uniform draws on (0, 1). */
  drawSize: number
  drawDepth: number
}

export const ForcedKind = {
  /** Nothing this step. */
  Wait: 0,
  /** Equity covers maintenance again: the liquidation ends. */
  Recovered: 1,
  /** An immediate-or-cancel order of `lots`; what it leaves stays with the account. */
  Order: 2,
  /** The whole position: what the order leaves is taken over at the bankruptcy price. */
  OrderThenTakeover: 3,
  /** `lots` pass to backstop providers without touching the book. */
  AutoClose: 4,
  /** As Order, and a pause after it. */
  FirstSlice: 5,
  /** The whole position and its collateral pass to the fund without touching the book. */
  Takeover: 6,
  /** The whole position, under water, is closed against traders in profit. */
  Deleverage: 7,
} as const
export type ForcedKind = (typeof ForcedKind)[keyof typeof ForcedKind]

export interface ForcedAction {
  kind: ForcedKind
  lots: number
  /** Worst price of the order. */
  limitTicks: number
}

export type LiquidationProcedure = (distress: Distress, outAction: ForcedAction) => void

const SLICE_FRACTION = 0.1
const LEAST_SLICE_USD = 1000
const AUTO_CLOSE_FRACTION = 0.5
const AUTO_CLOSE_BELOW_MAINTENANCE = 0.06

/** The price at which the position's collateral is used up, whole ticks on the safe side of it. */
export function zeroPriceTicks(distress: Distress): number {
  if (distress.inverse) return inverseZeroTicks(distress)
  const distance = distress.equityQuote / (distress.absLots * distress.unitQuote)
  const ticks = distress.long
    ? Math.ceil(distress.markTicks - distance)
    : Math.floor(distress.markTicks + distance)
  return clamp(ticks, 1, LEVEL_COUNT - 1)
}

/** A long is worth nothing where its contracts cost its collateral more coins than they do now. */
function inverseZeroTicks(distress: Distress): number {
  const { absLots, equityQuote, long, markTicks } = distress
  const face = absLots * distress.unitQuote
  const notional = face / markTicks + (long ? equityQuote : -equityQuote)
  if (notional <= 0) return LEVEL_COUNT - 1
  return clamp(long ? Math.ceil(face / notional) : Math.floor(face / notional), 1, LEVEL_COUNT - 1)
}

/** Binance: one large immediate-or-cancel order down to the bankruptcy price, then the fund. */
export function immediate(distress: Distress, outAction: ForcedAction): void {
  outAction.kind = ForcedKind.OrderThenTakeover
  outAction.lots = distress.absLots
  outAction.limitTicks = zeroPriceTicks(distress)
}

/** Bybit: sell down to the next lower tier while there is one, then the whole as above. */
export function stepDown(distress: Distress, outAction: ForcedAction): void {
  if (distress.equityQuote >= distress.maintenanceQuote) {
    outAction.kind = ForcedKind.Recovered
    outAction.lots = 0
    return
  }
  const bound = distress.lowerTierBoundQuote
  if (bound === 0 || distress.equityQuote <= 0) {
    immediate(distress, outAction)
    return
  }
  const keptLots = Math.floor(
    distress.inverse
      ? (bound * distress.markTicks) / distress.unitQuote
      : bound / (distress.markTicks * distress.unitQuote),
  )
  outAction.kind = ForcedKind.Order
  outAction.lots = distress.absLots - Math.min(keptLots, distress.absLots - 1)
  outAction.limitTicks = zeroPriceTicks(distress)
}

/** FTX: slices into the book, within a cap shared by all; close to zero, backstop providers. */
export function rateLimited(distress: Distress, outAction: ForcedAction): void {
  const { absLots, equityQuote, notionalQuote, maintenanceQuote } = distress
  outAction.kind = ForcedKind.Wait
  outAction.lots = 0
  if (equityQuote >= maintenanceQuote) {
    outAction.kind = ForcedKind.Recovered
    return
  }
  const leastQuote = LEAST_SLICE_USD * distress.usdQuote * distress.traders
  const leastLots = Math.min(Math.ceil((absLots * leastQuote) / notionalQuote), absLots)
  const marginFraction = equityQuote / notionalQuote
  const autoCloseFraction = autoCloseMarginFraction(maintenanceQuote / notionalQuote)
  if (marginFraction < autoCloseFraction) {
    const share = marginFraction <= 0 ? 1 : 1 - marginFraction / autoCloseFraction
    outAction.kind = ForcedKind.AutoClose
    outAction.lots = clamp(Math.ceil(absLots * share), leastLots, absLots)
    return
  }
  if (distress.sliceLotsLeft <= 0 || distress.touchTicks === 0) return
  const base = Math.min(Math.max(absLots * SLICE_FRACTION, leastLots), distress.sliceLotsLeft)
  const lots = Math.ceil(base * (0.5 + distress.drawSize))
  const through = distress.touchTicks * 0.0001 * (1 + 4 * distress.drawDepth)
  const limit = distress.long
    ? Math.floor(distress.touchTicks - through)
    : Math.ceil(distress.touchTicks + through)
  outAction.kind = ForcedKind.Order
  outAction.lots = lots < absLots ? lots : absLots
  outAction.limitTicks = clamp(limit, 1, LEVEL_COUNT - 1)
}

/** Roundings of one trader's equity and margins, quote units. */
const ROUNDING_QUOTE = 4

/**
 * How far the mark may go from here before `rateLimited` can answer anything but Wait to a linear position
 * that has no slice to send: a part of the way to where equity covers maintenance and to where it closes
 * at once. A tick changes equity by the position's value a tick, and both bounds by less than that and the
 * steepest rate of maintenance.
 */
export function waitRoomTicks(distress: Distress, maintenanceScale: number): number {
  const { absLots, equityQuote, maintenanceQuote, notionalQuote, traders, unitQuote } = distress
  const rate = maintenanceQuote / notionalQuote
  const toRecovery = maintenanceQuote - equityQuote
  const toClosing = equityQuote - autoCloseMarginFraction(rate) * notionalQuote
  const slack = Math.min(toRecovery, toClosing) - ROUNDING_QUOTE * traders
  const room = slack / (absLots * unitQuote * (2 + 2 * rate + maintenanceScale))
  return room > 0 ? room : 0
}

/** FTX: max(maintenance / 2, maintenance - 6 %). */
export function autoCloseMarginFraction(maintenanceFraction: number): number {
  return Math.max(
    maintenanceFraction * AUTO_CLOSE_FRACTION,
    maintenanceFraction - AUTO_CLOSE_BELOW_MAINTENANCE,
  )
}
