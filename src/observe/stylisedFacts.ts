// Stylised facts of return series: pure functions over columns. Returns are log returns, fractions.
// Sources: Cont 2001 "Empirical properties of asset returns"; Hill 1975. ODD submodel: Observation.
import { detLog } from '../base/detMath.ts'
import { correlationOf, meanOf } from './statistics.ts'

/** Log returns between neighbours; one fewer than prices. */
export function logReturns(prices: Float64Array): Float64Array {
  const returns = new Float64Array(Math.max(0, prices.length - 1))
  for (let index = 0; index < returns.length; index++) {
    returns[index] = detLog(prices[index + 1] / prices[index])
  }
  return returns
}

/** The last price of every `length` minutes: minute prices to hourly closes with 60. A rest is left out. */
export function closesOf(prices: Float64Array, length: number): Float64Array {
  const closes = new Float64Array(Math.floor(prices.length / length))
  for (let index = 0; index < closes.length; index++)
    closes[index] = prices[(index + 1) * length - 1]
  return closes
}

/** Sums of every `length` values: volume by minute to volume by hour with 60. A rest is left out. */
export function sumsOf(values: Float64Array, length: number): Float64Array {
  const sums = new Float64Array(Math.floor(values.length / length))
  for (let index = 0; index < sums.length * length; index++) {
    sums[Math.floor(index / length)] += values[index]
  }
  return sums
}

export function absolute(values: Float64Array): Float64Array {
  return values.map(Math.abs)
}

/** Autocorrelation at a lag, about the mean of the whole series; null when it does not vary. */
export function autocorrelation(values: Float64Array, lag: number): number | null {
  if (values.length <= lag + 1) return null
  const mean = meanOf(values)
  let variance = 0
  let covariance = 0
  for (let index = 0; index < values.length; index++) {
    const deviation = values[index] - mean
    variance += deviation * deviation
    if (index >= lag) covariance += deviation * (values[index - lag] - mean)
  }
  return variance > 0 ? covariance / variance : null
}

export function standardDeviation(values: Float64Array): number {
  return Math.sqrt(centralMoment(values, 2))
}

/** Third standardised moment; null when the series does not vary. */
export function skewness(values: Float64Array): number | null {
  const variance = centralMoment(values, 2)
  return variance > 0 ? centralMoment(values, 3) / (variance * Math.sqrt(variance)) : null
}

/** Fourth standardised moment less the normal's 3; null when the series does not vary. */
export function excessKurtosis(values: Float64Array): number | null {
  const variance = centralMoment(values, 2)
  return variance > 0 ? centralMoment(values, 4) / (variance * variance) - 3 : null
}

function centralMoment(values: Float64Array, order: 2 | 3 | 4): number {
  const mean = meanOf(values)
  let sum = 0
  for (let index = 0; index < values.length; index++) {
    const deviation = values[index] - mean
    const square = deviation * deviation
    sum += order === 2 ? square : order === 3 ? square * deviation : square * square
  }
  return values.length === 0 ? 0 : sum / values.length
}

/**
 * Tail exponent of |x| by Hill's estimator over the largest `tailShare` of the values: one over the mean
 * log distance to the largest value outside the tail. Null when there are fewer than two in the tail.
 */
export function hillExponent(values: Float64Array, tailShare: number): number | null {
  const sizes = Float64Array.from(values, Math.abs).sort().reverse()
  const tail = Math.floor(sizes.length * tailShare)
  if (tail < 2 || !(sizes[tail] > 0)) return null
  let sum = 0
  for (let index = 0; index < tail; index++) sum += detLog(sizes[index] / sizes[tail])
  return sum > 0 ? tail / sum : null
}

/** Correlation of volume with the size of returns of the same spans. */
export function volumeVolatilityCorrelation(
  volumes: Float64Array,
  returns: Float64Array,
): number | null {
  return correlationOf(volumes, absolute(returns))
}

/** Square root of the sum of squared returns. */
export function realisedVolatility(returns: Float64Array): number {
  let sum = 0
  for (let index = 0; index < returns.length; index++) sum += returns[index] * returns[index]
  return Math.sqrt(sum)
}
