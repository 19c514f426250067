import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pairedDifference, signTest } from './twinsStatistics.ts'

/** So many pairs in which B lies below A, above it, and on it. */
function split(lower: number, higher: number, ties = 0): number[] {
  return [...Array(lower).fill(-1), ...Array(higher).fill(1), ...Array(ties).fill(0)]
}

describe('the sign test', () => {
  // Two-sided exact values of the sign test, 2 x the lower binomial tail at 1/2, as printed in tables
  // (Conover, Practical Nonparametric Statistics, table A3: n = 20, tails .0002 .0013 .0059 .0207 .0577).
  test.each([
    [0, 5, 0.0625],
    [0, 6, 0.03125],
    [1, 9, 22 / 1024],
    [2, 8, 112 / 1024],
    [17, 3, 2 * 0.001288],
    [16, 4, 2 * 0.005909],
    [15, 5, 2 * 0.020695],
    [14, 6, 2 * 0.057659],
    [18, 2, 2 * 0.000201],
    [20, 0, 2 / 2 ** 20],
    [10, 10, 1],
    [50, 50, 1],
    [40, 60, 0.056888],
  ])('%i below and %i above have the published chance %f', (lower, higher, p) => {
    expect(signTest(split(lower, higher)).p).toBeCloseTo(p, 5)
  })

  test('drops ties and says so, and says nothing where all tie', () => {
    expect(signTest(split(8, 2, 5))).toMatchObject({ lower: 8, higher: 2, ties: 5 })
    expect(signTest(split(8, 2, 5)).p).toBe(signTest(split(8, 2)).p)
    expect(signTest(split(0, 0, 4))).toEqual({ lower: 0, higher: 0, ties: 4, p: null })
  })

  test('does not care which side is called A, and grows surer as the split grows', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (lower, higher) => {
        const one = signTest(split(lower, higher))
        const { p } = one
        expect(signTest(split(higher, lower)).p).toBe(p)
        if (p === null) return
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThanOrEqual(1)
        const wider = lower < higher ? split(lower, higher + 1) : split(lower + 1, higher)
        const isLopsided = lower !== higher
        expect(isLopsided ? signTest(wider).p! : 0).toBeLessThanOrEqual(p)
      }),
    )
  })

  test('holds its chance in full: all splits of n pairs add up to one', () => {
    // The chance of each split by differences of the two-sided tails.
    const n = 12
    const tails = Array.from(
      { length: n / 2 + 1 },
      (_, lower) => signTest(split(lower, n - lower)).p!,
    )
    expect(tails[0]).toBe(2 / 2 ** n)
    expect(tails.at(-1)).toBe(1)
    expect(tails[1]! - tails[0]!).toBeCloseTo((2 * n) / 2 ** n, 12)
  })
})

describe('a difference of pairs', () => {
  test('is taken within each pair, not between the sides', () => {
    const difference = pairedDifference([1, 10, 100], [2, 11, 101])!
    expect(difference).toMatchObject({
      seeds: 3,
      medianA: 10,
      medianB: 11,
      median: 1,
      low: 1,
      high: 1,
    })
  })

  test('has a band from the 10th to the 90th percentile around its median', () => {
    const a = Array.from({ length: 11 }, () => 0)
    const b = Array.from({ length: 11 }, (_, index) => index * 10)
    expect(pairedDifference(a, b)).toMatchObject({ median: 50, low: 10, high: 90 })
  })

  test('is none where there are no pairs', () => {
    expect(pairedDifference([], [])).toBeNull()
  })
})
