// Regions of the canvas at every size: they cover it, do not overlap, and leave the page its room.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bottom,
  cohortLayout,
  crowdLayout,
  marketLayout,
  right,
  sizeClassOf,
  traderLayout,
  type Region,
} from './layout.ts'

const sizes = fc.record({
  width: fc.integer({ min: 320, max: 2_560 }),
  height: fc.integer({ min: 240, max: 1_600 }),
  insets: fc.record({
    top: fc.integer({ min: 0, max: 90 }),
    bottom: fc.integer({ min: 0, max: 90 }),
  }),
})

function overlap(a: Region, b: Region): boolean {
  return (
    a.left < right(b) - 1e-9 &&
    b.left < right(a) - 1e-9 &&
    a.top < bottom(b) - 1e-9 &&
    b.top < bottom(a) - 1e-9
  )
}

function isInside(inner: Region, outer: Region): boolean {
  return (
    inner.left >= outer.left - 1e-9 &&
    inner.top >= outer.top - 1e-9 &&
    right(inner) <= right(outer) + 1e-9 &&
    bottom(inner) <= bottom(outer) + 1e-9
  )
}

describe('the market scene', () => {
  it('lays map, axis, bars, harbour and time axis side by side without overlap or gap', () => {
    fc.assert(
      fc.property(sizes, ({ width, height, insets }) => {
        const layout = marketLayout(width, height, insets)
        const columns = [layout.map, layout.axis, layout.ahead, layout.harbour]
        const regions = [...columns, layout.timeAxis]
        for (const region of regions) expect(isInside(region, layout.whole)).toBe(true)
        for (const [index, region] of regions.entries()) {
          for (const other of regions.slice(index + 1)) expect(overlap(region, other)).toBe(false)
        }
        expect(columns.reduce((sum, region) => sum + region.width, 0)).toBeCloseTo(width)
        expect(bottom(layout.timeAxis)).toBeCloseTo(height)
      }),
    )
  })

  it('gives the map most of the width, and the present its place in it', () => {
    fc.assert(
      fc.property(sizes, ({ width, height, insets }) => {
        const { map, plot, nowX, legend } = marketLayout(width, height, insets)
        expect(map.width).toBeGreaterThan(width * 0.45)
        expect(nowX).toBeGreaterThan(map.left + map.width * 0.8)
        expect(nowX).toBeLessThan(right(map))
        expect(isInside(plot, map)).toBe(true)
        expect(plot.height).toBeGreaterThan(map.height * 0.35)
        expect(isInside(legend, map)).toBe(true)
      }),
    )
  })

  it('is a phone below 600 pixels: the harbour says nothing', () => {
    expect(sizeClassOf(390)).toBe('phone')
    expect(marketLayout(390, 400, { top: 0, bottom: 0 }).harbourHasWords).toBe(false)
    expect(marketLayout(840, 530, { top: 0, bottom: 0 }).harbourHasWords).toBe(true)
  })
})

describe('the other scenes', () => {
  it('keep inside the canvas', () => {
    fc.assert(
      fc.property(sizes, ({ width, height, insets }) => {
        const whole = { left: 0, top: 0, width, height }
        const crowd = crowdLayout(width, height, insets)
        expect(isInside(crowd.cells, whole)).toBe(true)
        const cohorts = cohortLayout(width, height, insets)
        expect(isInside(cohorts.tiles, whole)).toBe(true)
        expect(overlap(cohorts.names, cohorts.tiles)).toBe(false)
        expect(overlap(cohorts.legend, cohorts.tiles)).toBe(false)
        const trader = traderLayout(width, height, insets)
        expect(trader.ring.x - trader.ring.radius).toBeGreaterThanOrEqual(0)
        expect(trader.ring.x + trader.ring.radius).toBeLessThanOrEqual(trader.ladder.left)
        expect(trader.ladder.left).toBeLessThan(width)
      }),
    )
  })
})
