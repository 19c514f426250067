// The price axis: places and prices are each other's inverse, marks are round, and following never jumps.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAP_BINS, MAP_HIGH, MAP_LOW, MAP_STEP } from '../threads/frames.ts'
import {
  aimOfSpan,
  binOfLog,
  binsPerBar,
  easeSpan,
  isWorthFollowing,
  logOfBin,
  logOfPrice,
  logOfY,
  priceMarks,
  priceOfLog,
  yOfLog,
} from './priceAxis.ts'

const log = fc.double({ min: MAP_LOW, max: MAP_HIGH - 1e-9, noNaN: true })
const span = fc
  .tuple(log, fc.double({ min: 0.01, max: 0.3, noNaN: true }))
  .map(([low, size]) => ({ low, high: low + size }))
const plot = { left: 0, top: 58, width: 600, height: 420 }

describe('places and prices', () => {
  it('a price drawn at a height is read back from that height', () => {
    fc.assert(
      fc.property(log, span, (value, seen) => {
        expect(logOfY(yOfLog(value, seen, plot), seen, plot)).toBeCloseTo(value, 9)
      }),
    )
  })

  it('a higher price lies higher', () => {
    fc.assert(
      fc.property(log, log, span, (a, b, seen) => {
        fc.pre(Math.abs(a - b) > 1e-9)
        expect(yOfLog(a, seen, plot) < yOfLog(b, seen, plot)).toBe(a > b)
      }),
    )
  })

  it('each log price has its bin, and each bin its middle', () => {
    fc.assert(
      fc.property(log, (value) => {
        const bin = binOfLog(value)
        expect(Math.abs(logOfBin(bin) - value)).toBeLessThanOrEqual(MAP_STEP / 2 + 1e-9)
      }),
    )
    expect(binOfLog(-9)).toBe(0)
    expect(binOfLog(9)).toBe(MAP_BINS - 1)
  })

  it('prices and logs are inverse', () => {
    fc.assert(
      fc.property(log, fc.constantFrom(48_000, 3_500, 150, 1, 0.2), (value, initial) => {
        expect(logOfPrice(priceOfLog(value, initial), initial)).toBeCloseTo(value, 9)
      }),
    )
  })
})

describe('the span that follows', () => {
  it('always holds the window and the present price', () => {
    fc.assert(
      fc.property(log, log, (a, b) => {
        const low = Math.min(a, b)
        const high = Math.max(a, b)
        const aim = aimOfSpan(low, high, b)
        expect(aim.low).toBeLessThanOrEqual(low + 1e-12)
        expect(aim.high).toBeGreaterThanOrEqual(high - 1e-12)
        expect(aim.low).toBeGreaterThanOrEqual(MAP_LOW)
        expect(aim.high).toBeLessThanOrEqual(MAP_HIGH)
      }),
    )
  })

  it('moves a small part of the way in a frame, and arrives', () => {
    fc.assert(
      fc.property(span, span, fc.double({ min: 1, max: 34, noNaN: true }), (from, aim, ms) => {
        const moved = { ...from }
        easeSpan(moved, aim, ms)
        expect(Math.abs(moved.low - from.low)).toBeLessThanOrEqual(
          Math.abs(aim.low - from.low) * 0.05 + 1e-4,
        )
        for (let frame = 0; frame < 800; frame++) easeSpan(moved, aim, 16)
        expect(moved).toEqual(aim)
      }),
    )
  })

  it('leaves small wobbles alone', () => {
    const aim = { low: -0.03, high: 0.03 }
    expect(isWorthFollowing(aim, { low: -0.031, high: 0.031 })).toBe(false)
    expect(isWorthFollowing(aim, { low: -0.04, high: 0.03 })).toBe(true)
  })
})

describe('marks', () => {
  it('are evenly spaced round prices inside the span', () => {
    fc.assert(
      fc.property(span, fc.constantFrom(48_000, 3_500, 150, 1, 0.2), (seen, initial) => {
        const { prices, spacingUsd } = priceMarks(seen, initial, 420)
        expect(prices.length).toBeGreaterThanOrEqual(2)
        expect(prices.length).toBeLessThanOrEqual(18)
        const digits = Number(
          (spacingUsd / 10 ** Math.floor(Math.log10(spacingUsd) + 1e-9)).toFixed(6),
        )
        expect([1, 2, 5, 10]).toContain(digits)
        for (const price of prices) {
          expect(logOfPrice(price, initial)).toBeGreaterThanOrEqual(seen.low - 1e-9)
          expect(logOfPrice(price, initial)).toBeLessThanOrEqual(seen.high + 1e-9)
        }
      }),
    )
  })

  it('bars join bins by powers of two until they are a pitch apart', () => {
    expect(binsPerBar({ low: -0.04, high: 0.04 }, 420, 8)).toBe(1)
    expect(binsPerBar({ low: -0.2, high: 0.16 }, 420, 8)).toBe(8)
    expect(Math.log2(binsPerBar({ low: -0.2, high: 0.16 }, 100, 8)) % 1).toBe(0)
  })
})
