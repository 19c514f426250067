// Cuts and sums of the minute series that several measures need: one asset's prices, the altcoin index,
// the fall from high to low, the worst hour. Minutes, USD, log returns. ODD submodel: Observation.
import { detExp, detLog } from '../base/detMath.ts'
import { type Layout, MINUTES_PER_DAY, MINUTES_PER_HOUR } from './layout.ts'
import type { Minutes } from './minutes.ts'
import { indexOfLowest, startOfLargestSum } from './statistics.ts'

/** Closing prices of one asset over the minutes [from, to). */
export function pricesOf(
  minutes: Minutes,
  layout: Layout,
  asset: number,
  from: number,
  to: number,
): Float64Array {
  return strided(minutes.price, layout, asset, from, to)
}

function strided(
  column: Float64Array,
  layout: Layout,
  asset: number,
  from: number,
  to: number,
): Float64Array {
  const cut = new Float64Array(Math.max(0, to - from))
  for (let index = 0; index < cut.length; index++) {
    cut[index] = column[(from + index) * layout.assetCount + asset]
  }
  return cut
}

/** The altcoin index: equal-weighted mean of the altcoins' log prices over their initial ones, as a
 * price that begins at 1. Null without altcoins. */
export function altcoinIndex(
  minutes: Minutes,
  layout: Layout,
  from: number,
  to: number,
): Float64Array | null {
  const { altcoins, initialPriceUsd, assetCount } = layout
  if (altcoins.length === 0) return null
  const index = new Float64Array(Math.max(0, to - from))
  for (let minute = from; minute < to; minute++) {
    let sum = 0
    for (const asset of altcoins) {
      sum += detLog(minutes.price[minute * assetCount + asset] / initialPriceUsd[asset])
    }
    index[minute - from] = detExp(sum / altcoins.length)
  }
  return index
}

/** BTC from high to low: the low of the event day and the highest price of the 24 hours before it. */
export interface Fall {
  readonly highMinute: number
  readonly lowMinute: number
  readonly highUsd: number
  readonly lowUsd: number
}

/** Null before the event day's first minute is complete. */
export function fallOfTheDay(minutes: Minutes, layout: Layout): Fall | null {
  const { eventFrom, eventTo } = layout.calendar
  return fallWithin(minutes, layout, eventFrom, Math.min(eventTo, minutes.count))
}

/** The low of [from, to) and the high before it, not earlier than `earliest` and 24 hours. */
export function fallWithin(
  minutes: Minutes,
  layout: Layout,
  from: number,
  to: number,
  earliest = 0,
): Fall | null {
  if (to <= from) return null
  const lows = strided(minutes.low, layout, layout.btc, from, to)
  const lowMinute = from + indexOfLowest(lows)
  const since = Math.max(earliest, lowMinute - MINUTES_PER_DAY)
  const highs = strided(minutes.high, layout, layout.btc, since, lowMinute + 1)
  const highMinute = since + indexOfLowest(highs.map((high) => -high))
  return {
    highMinute,
    lowMinute,
    highUsd: highs[highMinute - since],
    lowUsd: lows[lowMinute - from],
  }
}

/** First minute of the hour with most liquidated dollars on the event day; -1 before there is one. */
export function worstHour(minutes: Minutes, layout: Layout): number {
  const { eventFrom, eventTo } = layout.calendar
  const to = Math.min(eventTo, minutes.count)
  const liquidated = new Float64Array(Math.max(0, to - eventFrom))
  for (let index = 0; index < liquidated.length; index++) {
    liquidated[index] =
      minutes.liquidatedLongUsd[eventFrom + index] + minutes.liquidatedShortUsd[eventFrom + index]
  }
  const start = startOfLargestSum(liquidated, MINUTES_PER_HOUR)
  return start < 0 ? -1 : eventFrom + start
}

/** The minute before the event day begins (or the first one): its figures stand for the day's start. */
export function startMinute(layout: Layout): number {
  return Math.max(0, layout.calendar.eventFrom - 1)
}
