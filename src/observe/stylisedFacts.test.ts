// Stylised facts against values worked by hand or by the definition.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  correlationOf,
  medianOf,
  quantileOf,
  startOfLargestSum,
  weightedMedianIndex,
} from './statistics.ts'
import {
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

const of = (...values: number[]) => Float64Array.from(values)

describe('stylised facts', () => {
  test('a log return is the log of a ratio', () => {
    const returns = logReturns(of(100, 110, 99))
    expect(returns[0]).toBeCloseTo(0.0953101798, 9)
    expect(returns[1]).toBeCloseTo(-0.1053605157, 9)
    expect(logReturns(of(5))).toHaveLength(0)
  })

  test('closes and sums of blocks leave out an unfinished one', () => {
    expect(Array.from(closesOf(of(1, 2, 3, 4, 5), 2))).toEqual([2, 4])
    expect(Array.from(sumsOf(of(1, 2, 3, 4, 5), 2))).toEqual([3, 7])
  })

  test('alternating returns have an autocorrelation near minus one', () => {
    // Mean 0, variance sum 4, products of neighbours -3.
    expect(autocorrelation(of(1, -1, 1, -1), 1)).toBe(-0.75)
    expect(autocorrelation(of(1, -1, 1, -1), 2)).toBe(0.5)
    expect(autocorrelation(of(2, 2, 2, 2), 1)).toBe(null)
  })

  test('moments of 0, 0, 0, 4', () => {
    const values = of(0, 0, 0, 4)
    expect(standardDeviation(values)).toBeCloseTo(Math.sqrt(3), 12)
    // Deviations -1, -1, -1, 3: third moment 6, fourth 21.
    expect(skewness(values)).toBeCloseTo(6 / (3 * Math.sqrt(3)), 12)
    expect(excessKurtosis(values)).toBeCloseTo(21 / 9 - 3, 12)
  })

  test("Hill's estimator finds the exponent of exact Pareto quantiles", () => {
    const values = new Float64Array(20_000)
    for (let index = 0; index < values.length; index++) {
      values[index] = ((index + 0.5) / values.length) ** (-1 / 3) * (index % 2 === 0 ? 1 : -1)
    }
    expect(hillExponent(values, 0.05)).toBeCloseTo(3, 1)
    expect(hillExponent(of(1, 2), 0.05)).toBe(null)
  })

  test("Hill's estimator of 8, 4, 2, 1 over half of them", () => {
    // Tail 8 and 4 over threshold 2: mean log (ln 4 + ln 2) / 2.
    expect(hillExponent(of(1, -8, 2, 4), 0.5)).toBeCloseTo(2 / Math.log(8), 12)
  })

  test('volume goes with the size of returns, not with their sign', () => {
    expect(volumeVolatilityCorrelation(of(1, 2, 3), of(0.1, -0.2, 0.3))).toBeCloseTo(1, 12)
  })

  test('realised volatility is the root of the summed squares', () => {
    expect(realisedVolatility(of(0.03, -0.04))).toBeCloseTo(0.05, 12)
  })
})

describe('small statistics', () => {
  test('median and quantiles lie between order statistics', () => {
    expect(medianOf([9, 1, 5])).toBe(5)
    expect(medianOf([9, 1, 5, 6])).toBe(5.5)
    expect(quantileOf([0, 10], 0.9)).toBe(9)
    expect(medianOf([3, 100, 7, 4], 2, 4)).toBe(5.5)
  })

  test('half of the weight lies at or below the weighted median', () => {
    expect(weightedMedianIndex([1, 1, 2])).toBe(1)
    expect(weightedMedianIndex([1, 0, 0, 5])).toBe(3)
    expect(weightedMedianIndex([0, 0])).toBe(null)
  })

  test('correlation does not depend on scale or origin', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
          minLength: 3,
        }),
        (pairs) => {
          const a = pairs.map(([x]) => x)
          const b = pairs.map(([, y]) => y)
          const plain = correlationOf(a, b)
          const moved = correlationOf(
            a.map((x) => 3 * x - 7),
            b.map((y) => 0.5 * y + 1),
          )
          expect(moved ?? -2).toBeCloseTo(plain ?? -2, 9)
        },
      ),
    )
  })

  test('the largest sum of a window is the largest of all windows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 10 }),
        (values, length) => {
          const sums = values
            .map((_, start) => values.slice(start, start + length))
            .filter((window) => window.length === length)
            .map((window) => window.reduce((sum, value) => sum + value, 0))
          const start = startOfLargestSum(values, length)
          expect(start).toBe(sums.length === 0 ? -1 : sums.indexOf(Math.max(...sums)))
        },
      ),
    )
  })
})
