// What institutions bought on the event day below each coin's price before the shock, spot and
// perpetual together, by hour; and what it was worth 48 hours after its hour (C18).
// Lots, quote units. ODD submodel: Observation.
import { EventKind, type EventLog } from '../market/events.ts'
import { Population } from '../market/kinds.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR } from '../market/units.ts'
import { POPULATION_BITS } from './accountTraits.ts'
import { type Layout, MINUTES_PER_DAY, MINUTES_PER_HOUR } from './layout.ts'
import type { Minutes } from './minutes.ts'
import type { Prices } from './prices.ts'

const HOURS = 24

export interface InstitutionBuys {
  /** By asset: price when the event day begins, ticks; 0 before it. */
  readonly beforeTicks: Float64Array
  /** By hour of the event day * assetCount + asset: buys less sells below that price. */
  readonly netLots: Float64Array
  readonly netQuote: Float64Array
}

export function createInstitutionBuys(layout: Layout): InstitutionBuys {
  return {
    beforeTicks: new Float64Array(layout.assetCount),
    netLots: new Float64Array(HOURS * layout.assetCount),
    netQuote: new Float64Array(HOURS * layout.assetCount),
  }
}

/** Called when the last step before the event day is done. */
export function beginInstitutionBuys(buys: InstitutionBuys, layout: Layout, prices: Prices): void {
  for (let asset = 0; asset < layout.assetCount; asset++) {
    buys.beforeTicks[asset] = prices.nowUsd[asset] / layout.tickSizeUsd[asset]
  }
}

export function observeInstitutions(
  buys: InstitutionBuys,
  layout: Layout,
  step: number,
  log: EventLog,
  traits: Uint8Array,
): void {
  const hour = Math.floor((step - layout.eventStartStep) / STEPS_PER_HOUR)
  if (hour < 0 || hour >= HOURS) return
  const { kind, book, side, account, otherAccount, priceTicks, lots, amountQuote } = log
  const { assetCount } = layout
  for (let row = 0; row < log.count; row++) {
    if (kind[row] !== EventKind.Trade) continue
    const taker = account[row]
    const maker = otherAccount[row]
    const takes = taker >= 0 && (traits[taker] & POPULATION_BITS) === Population.Institution
    const makes = maker >= 0 && (traits[maker] & POPULATION_BITS) === Population.Institution
    if (takes === makes) continue
    const asset = book[row] % assetCount
    if (priceTicks[row] >= buys.beforeTicks[asset]) continue
    const sign = (side[row] === 0) === takes ? 1 : -1
    buys.netLots[hour * assetCount + asset] += sign * lots[row]
    buys.netQuote[hour * assetCount + asset] += sign * amountQuote[row]
  }
}

export function boughtBelowUsd(buys: InstitutionBuys): number {
  let quote = 0
  for (const net of buys.netQuote) quote += net
  return quote / QUOTE_UNITS_PER_USD
}

/** Each hour's net purchases at the price 48 hours after that hour, less what they cost. Null until the
 * last hour's price is known. */
export function profitAfter48hUsd(
  buys: InstitutionBuys,
  layout: Layout,
  minutes: Minutes,
): number | null {
  const { assetCount, usdPerTickLot, tickSizeUsd } = layout
  let usd = -boughtBelowUsd(buys)
  for (let hour = 0; hour < HOURS; hour++) {
    const minute =
      layout.calendar.eventFrom + (hour + 1) * MINUTES_PER_HOUR + 2 * MINUTES_PER_DAY - 1
    if (minute >= minutes.count) return null
    for (let asset = 0; asset < assetCount; asset++) {
      const ticks = minutes.price[minute * assetCount + asset] / tickSizeUsd[asset]
      usd += buys.netLots[hour * assetCount + asset] * ticks * usdPerTickLot[asset]
    }
  }
  return usd
}
