import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceOf, fitPowerLaw, meanOf, ratioOf } from './estimate.ts'
import { randomNumbers } from './plainFlow.ts'
import { check } from './result.ts'

const X = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]

describe('the exponent of a power law', () => {
  test('is found exactly where the points lie on it, with and without an offset', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 1.5, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (exponent, prefactor) => {
          const pure = X.map((x) => ({ value: prefactor * x ** exponent, error: 0.01 }))
          expect(fitPowerLaw({ x: X, y: pure }, false).exponent.value).toBeCloseTo(exponent, 4)
          const raised = pure.map(({ value, error }) => ({ value: value + 0.3, error }))
          const fit = fitPowerLaw({ x: X, y: raised }, true)
          expect(fit.exponent.value).toBeCloseTo(exponent, 3)
          expect(fit.offset).toBeCloseTo(0.3, 3)
          expect(fit.prefactor).toBeCloseTo(prefactor, 2)
        },
      ),
      { numRuns: 30, seed: 5 },
    )
  })

  test('of a noisy square root is one half within its error, and the error is as large as it says', () => {
    const random = randomNumbers(7)
    const normal = () => Array.from({ length: 12 }, random).reduce((sum, u) => sum + u, -6)
    const misses = Array.from({ length: 200 }, () => {
      const y = X.map((x) => {
        const error = 0.05 * Math.sqrt(x)
        return { value: Math.sqrt(x) + error * normal(), error }
      })
      const { exponent } = fitPowerLaw({ x: X, y }, false)
      return (exponent.value - 0.5) / exponent.error
    })
    const spread = Math.sqrt(meanOf(misses.map((miss) => miss * miss)).value)
    expect(Math.abs(meanOf(misses).value)).toBeLessThan(0.25)
    expect(spread).toBeGreaterThan(0.75)
    expect(spread).toBeLessThan(1.1)
  })

  test('is uncertain where the points lie on no power law at all', () => {
    const y = [1, 3, 1, 3, 1, 3, 1].map((value) => ({ value, error: 0.01 }))
    const fit = fitPowerLaw({ x: X, y }, false)
    expect(fit.chiSquaredPerFreedom).toBeGreaterThan(1000)
    expect(fit.exponent.error).toBeGreaterThan(0.1)
  })
})

describe('means', () => {
  test('have the textbook standard error', () => {
    expect(meanOf([1, 2, 3, 4])).toEqual({ value: 2.5, error: Math.sqrt(5 / 3 / 4) })
    expect(meanOf([1]).error).toBe(Infinity)
  })

  test('of two proportional columns have a ratio without error', () => {
    const ratio = ratioOf([2, 4, 6], [1, 2, 3])
    expect(ratio.value).toBe(2)
    expect(ratio.error).toBe(0)
  })

  test('lie apart by the root of the sum of squares', () => {
    expect(distanceOf({ value: 1, error: 3 }, { value: 11, error: 4 })).toBe(2)
  })
})

describe('a verdict', () => {
  test('allows for two standard errors beyond the tolerance and says when it cannot tell', () => {
    const verdict = (value: number, error: number) => check('', { value, error }, 0.5, 0.1).verdict
    expect(verdict(0.6, 0.01)).toBe('agrees')
    expect(verdict(0.62, 0.01)).toBe('agrees')
    expect(verdict(0.63, 0.01)).toBe('differs')
    expect(verdict(0.5, 0.2)).toBe('cannot-tell')
    expect(verdict(2, 0.2)).toBe('differs')
    expect(verdict(0.5, Infinity)).toBe('cannot-tell')
  })
})
