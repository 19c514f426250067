// Figures about returns: realised volatility by day and stylised facts of the run's hourly BTC returns,
// to be held against real ones. Fractions. ODD submodel: Observation.
import { type Figures, put, putRatio, type Seen } from './figures.ts'
import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from './layout.ts'
import { pricesOf } from './series.ts'
import { correlationOf } from './statistics.ts'
import {
  absolute,
  autocorrelation,
  closesOf,
  excessKurtosis,
  hillExponent,
  logReturns,
  realisedVolatility,
  skewness,
  standardDeviation,
  sumsOf,
  volumeVolatilityCorrelation,
} from './stylisedFacts.ts'

const RETURN_MINUTES = 5
/** Fewer hourly returns than two days say nothing. */
const LEAST_HOURS = 48
const TAIL_SHARE = 0.05
/** Fewer minute returns than two hours say nothing. */
const LEAST_MINUTES = 120

export function measureReturns(figures: Figures, seen: Seen): void {
  const { calmFrom, eventFrom, eventTo } = seen.layout.calendar
  const calm = volatility(seen, calmFrom, eventFrom)
  const event = volatility(seen, eventFrom, eventTo)
  const after = volatility(seen, eventTo, eventTo + MINUTES_PER_DAY)
  put(figures, 'realisedVolatilityCalm', calm)
  put(figures, 'realisedVolatilityEvent', event)
  put(figures, 'realisedVolatilityAfter', after)
  if (event !== null && calm !== null) {
    putRatio(figures, 'realisedVolatilityEventOverCalm', event, calm)
  }
  if (event !== null && after !== null) {
    putRatio(figures, 'realisedVolatilityAfterOverEvent', after, event)
  }
  measureHourly(figures, seen)
  measureMinutes(figures, seen)
}

/** Of five-minute BTC returns over a day; null until it is over. */
function volatility({ state, layout }: Seen, from: number, to: number): number | null {
  if (to <= from || state.minutes.count < to) return null
  const prices = pricesOf(state.minutes, layout, layout.btc, from, to)
  return realisedVolatility(logReturns(closesOf(prices, RETURN_MINUTES)))
}

function measureHourly(figures: Figures, { state, layout }: Seen): void {
  const { minutes } = state
  const hourly = (asset: number) =>
    logReturns(closesOf(pricesOf(minutes, layout, asset, 0, minutes.count), MINUTES_PER_HOUR))
  const returns = hourly(layout.btc)
  if (returns.length < LEAST_HOURS) return
  const sizes = absolute(returns)
  put(figures, 'hourlySdPercent', standardDeviation(returns) * 100)
  put(figures, 'hourlyExcessKurtosis', excessKurtosis(returns))
  put(figures, 'hourlySkew', skewness(returns))
  put(figures, 'hourlyAcf1', autocorrelation(returns, 1))
  for (const lag of [1, 6, 24]) put(figures, `hourlyAcfAbs${lag}`, autocorrelation(sizes, lag))
  put(figures, 'hourlyHill5', hillExponent(returns, TAIL_SHARE))
  const volumes = sumsOf(minutes.volumeReportedUsd.subarray(0, minutes.count), MINUTES_PER_HOUR)
  const sameHours = volumes.subarray(1, returns.length + 1)
  put(figures, 'hourlyVolumeVolatilityCorrelation', volumeVolatilityCorrelation(sameHours, returns))
  if (layout.eth >= 0) {
    put(figures, 'hourlyCorrelationBtcEth', correlationOf(returns, hourly(layout.eth)))
  }
}

/** By the minute, where leverage shows: an hour holds a whole cascade. */
function measureMinutes(figures: Figures, { state, layout }: Seen): void {
  const { minutes } = state
  const returns = logReturns(pricesOf(minutes, layout, layout.btc, 0, minutes.count))
  if (returns.length < LEAST_MINUTES) return
  const sizes = absolute(returns)
  put(figures, 'minuteSdPercent', standardDeviation(returns) * 100)
  put(figures, 'minuteExcessKurtosis', excessKurtosis(returns))
  put(figures, 'minuteAcf1', autocorrelation(returns, 1))
  for (const lag of [1, 30]) put(figures, `minuteAcfAbs${lag}`, autocorrelation(sizes, lag))
  put(figures, 'minuteHill5', hillExponent(returns, TAIL_SHARE))
}
