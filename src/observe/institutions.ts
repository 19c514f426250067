// What institutions bought on the event day below each coin's price before the shock, spot and
// perpetual together, by hour; and what it was worth 48 hours after its hour (C18).
// Lots, quote units. ODD submodel: Observation.
import type { EventLog } from '../market/events.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR } from '../market/units.ts'
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

/** A trade of the event day between an institution and someone else: what the institution paid, below
 * zero for a sale. */
export function noteInstitution(
  buys: InstitutionBuys,
  layout: Layout,
  step: number,
  log: EventLog,
  row: number,
  paidQuote: number,
): void {
  const { assetCount } = layout
  const asset = log.book[row] % assetCount
  if (log.priceTicks[row] >= buys.beforeTicks[asset]) return
  const hour = Math.floor((step - layout.eventStartStep) / STEPS_PER_HOUR)
  const lots = log.lots[row]
  buys.netLots[hour * assetCount + asset] += paidQuote > 0 ? lots : -lots
  buys.netQuote[hour * assetCount + asset] += paidQuote
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
