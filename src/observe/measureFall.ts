// Figures about the fall: how deep, how the altcoins fell with it, who was sold, what was regained
// (C08, C14). Fractions, USD. ODD submodel: Observation.
import { type Figures, put, putRatio, type Seen } from './figures.ts'
import { MINUTES_PER_HOUR } from './layout.ts'
import { altcoinIndex, type Fall, fallOfTheDay, pricesOf } from './series.ts'
import { correlationOf, meanOf, sumOf } from './statistics.ts'
import { closesOf, logReturns } from './stylisedFacts.ts'

/** A fall of minutes has too few returns to correlate: three hours around it at least. */
const LEAST_MINUTES = 180
const RETURN_MINUTES = 5

export function measureFall(figures: Figures, seen: Seen): void {
  const fall = fallOfTheDay(seen.state.minutes, seen.layout)
  if (fall === null) return
  put(figures, 'btcHighUsd', fall.highUsd)
  put(figures, 'btcLowUsd', fall.lowUsd)
  put(figures, 'btcHighMinute', fall.highMinute)
  put(figures, 'btcLowMinute', fall.lowMinute)
  putRatio(figures, 'btcFall', fall.lowUsd - fall.highUsd, fall.highUsd)
  for (const hours of [6, 12, 24]) {
    put(figures, `regained${hours}h`, regained(seen, fall, hours * MINUTES_PER_HOUR))
  }
  measureTogether(figures, seen, fall)
  const { netTakerSpotUsd, netTakerPerpetualUsd } = seen.state.minutes
  const to = fall.lowMinute + 1
  put(figures, 'netTakerSpotInFallUsd', sumOf(netTakerSpotUsd, fall.highMinute, to))
  put(figures, 'netTakerPerpetualInFallUsd', sumOf(netTakerPerpetualUsd, fall.highMinute, to))
}

/** Share of the fall regained so many minutes after the low; null before they are over. */
function regained({ state, layout }: Seen, fall: Fall, afterMinutes: number): number | null {
  const minute = fall.lowMinute + afterMinutes
  if (minute >= state.minutes.count || fall.highUsd <= fall.lowUsd) return null
  const price = state.minutes.price[minute * layout.assetCount + layout.btc]
  return (price - fall.lowUsd) / (fall.highUsd - fall.lowUsd)
}

function measureTogether(figures: Figures, seen: Seen, fall: Fall): void {
  const { state, layout } = seen
  const { calmFrom, eventFrom } = layout.calendar
  const [from, to] = stretched(fall, state.minutes.count)
  const inFall = altcoinCorrelation(seen, from, to)
  const inCalm = altcoinCorrelation(seen, calmFrom, eventFrom)
  put(figures, 'altcoinCorrelationInFall', inFall)
  put(figures, 'altcoinCorrelationCalm', inCalm)
  if (inFall !== null && inCalm !== null) {
    put(figures, 'altcoinCorrelationInFallLessCalm', inFall - inCalm)
  }
  const btc = changeOf(seen, layout.btc, fall)
  const altcoins = layout.altcoins.map((asset) => changeOf(seen, asset, fall))
  if (altcoins.length > 0) putRatio(figures, 'altcoinFallOverBtcFall', meanOf(altcoins), btc)
  if (layout.eth >= 0)
    putRatio(figures, 'ethFallOverBtcFall', changeOf(seen, layout.eth, fall), btc)
}

/** Minutes of the fall, widened evenly to the least, within the run. */
function stretched(fall: Fall, minuteCount: number): [number, number] {
  const length = fall.lowMinute + 1 - fall.highMinute
  const missing = Math.max(0, LEAST_MINUTES - length)
  const from = Math.max(0, fall.highMinute - Math.ceil(missing / 2))
  return [
    from,
    Math.min(minuteCount, Math.max(fall.lowMinute + 1, from + Math.max(length, LEAST_MINUTES))),
  ]
}

function altcoinCorrelation({ state, layout }: Seen, from: number, to: number): number | null {
  const altcoins = altcoinIndex(state.minutes, layout, from, to)
  if (altcoins === null) return null
  const btc = pricesOf(state.minutes, layout, layout.btc, from, to)
  return correlationOf(
    logReturns(closesOf(btc, RETURN_MINUTES)),
    logReturns(closesOf(altcoins, RETURN_MINUTES)),
  )
}

/** Simple return of an asset from the minute of BTC's high to that of its low. */
function changeOf({ state, layout }: Seen, asset: number, fall: Fall): number {
  const { price } = state.minutes
  const { assetCount } = layout
  const high = price[fall.highMinute * assetCount + asset]
  return price[fall.lowMinute * assetCount + asset] / high - 1
}
