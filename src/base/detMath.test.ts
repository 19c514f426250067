import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detExp, detLog, detPow } from './detMath.ts'

const relative = (one: number, other: number) => Math.abs(one - other) / Math.abs(other)

describe('exact exponentials and logarithms', () => {
  it('detExp agrees with the exponential to 1e-14', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(relative(detExp(x), Math.exp(x))).toBeLessThan(1e-14)
      }),
    )
  })

  it('detLog agrees with the logarithm to 1e-14', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        const near = Math.abs(detLog(x) - Math.log(x))
        expect(near).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(Math.log(x))))
      }),
    )
  })

  it('detPow raises positive numbers to any power', () => {
    expect(detPow(4, 0.5)).toBeCloseTo(2, 12)
    expect(detPow(10, -3)).toBeCloseTo(0.001, 14)
  })

  it('the bits of a few values are frozen', () => {
    expect([detExp(1), detLog(48_000), detExp(-0.1), detPow(1.5, 2.5)]).toMatchInlineSnapshot(`
      [
        2.7182818284590455,
        10.778956289890028,
        0.9048374180359595,
        2.7556759606310757,
      ]
    `)
  })

  it('limits are those of the functions', () => {
    expect(detExp(1000)).toBe(Infinity)
    expect(detExp(-1000)).toBe(0)
    expect(detLog(0)).toBe(-Infinity)
    expect(detLog(-1)).toBeNaN()
    expect(detExp(NaN)).toBeNaN()
    expect(detLog(5e-324)).toBeCloseTo(Math.log(5e-324), 10)
  })
})
