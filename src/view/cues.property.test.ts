// Cues: dollars are kept by merging, area is dollars, causes come before effects, nothing flashes often.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CUE_MS,
  CUES_A_FRAME,
  DISC_SCALE,
  discRadius,
  FlashGate,
  mergePrints,
  poseCue,
  smallDiscAlpha,
  squareSide,
  type CuePose,
  type Print,
} from './cues.ts'
import { binOfLog } from './priceAxis.ts'

const print: fc.Arbitrary<Print> = fc.record({
  step: fc.integer({ min: 0, max: 86_400 }),
  log: fc.double({ min: -0.1, max: 0.05, noNaN: true }),
  side: fc.integer({ min: 0, max: 1 }),
  usd: fc.integer({ min: 1, max: 50_000_000 }),
  traders: fc.integer({ min: 1, max: 5_000 }),
})

function pose(ageMs: number): CuePose {
  const out = {
    touchAlpha: 0,
    ringRadius: 0,
    ringAlpha: 0,
    coreAlpha: 0,
    wedgeReach: 0,
    wedgeAlpha: 0,
  }
  poseCue(ageMs, out)
  return out
}

describe('merging', () => {
  it('keeps dollars, traders and the number of prints', () => {
    fc.assert(
      fc.property(fc.array(print, { maxLength: 400 }), (prints) => {
        const merged = mergePrints(prints)
        const sum = (list: readonly { usd: number; traders: number }[], key: 'usd' | 'traders') =>
          list.reduce((total, each) => total + each[key], 0)
        expect(sum(merged, 'usd')).toBe(sum(prints, 'usd'))
        expect(sum(merged, 'traders')).toBe(sum(prints, 'traders'))
        expect(merged.reduce((total, each) => total + each.prints, 0)).toBe(prints.length)
      }),
    )
  })

  it('leaves up to sixty prints apart and joins more by price bin and side', () => {
    fc.assert(
      fc.property(fc.array(print, { maxLength: 400 }), (prints) => {
        const merged = mergePrints(prints)
        const bins = new Set(prints.map((each) => binOfLog(each.log) * 2 + each.side))
        const keys = new Set(merged.map((each) => each.bin * 2 + each.side))
        expect(keys).toEqual(bins)
        expect(merged.length).toBe(prints.length <= CUES_A_FRAME ? prints.length : bins.size)
      }),
    )
  })

  it('places the joined print among its parts, largest first', () => {
    fc.assert(
      fc.property(fc.array(print, { minLength: 61, maxLength: 300 }), (prints) => {
        const merged = mergePrints(prints)
        const sums = merged.map((each) => each.usd)
        expect(sums).toEqual(sums.toSorted((a, b) => b - a))
        for (const each of merged) {
          expect(Math.abs(binOfLog(each.log) - each.bin)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})

describe('area', () => {
  it('is dollars: twice the dollars, twice the area', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e9, noNaN: true }), (usd) => {
        const scale = DISC_SCALE.desktop
        const ratio = discRadius(usd * 2, scale) ** 2 / discRadius(usd, scale) ** 2
        expect(ratio).toBeCloseTo(2, 9)
      }),
    )
  })

  it('is the same for a square as for a disc', () => {
    const side = squareSide(500_000, DISC_SCALE.desktop)
    const radius = discRadius(500_000, DISC_SCALE.desktop)
    expect(side * side).toBeCloseTo(Math.PI * radius * radius)
  })

  it('is paid in opacity below a pixel', () => {
    expect(smallDiscAlpha(3)).toBe(1)
    expect(smallDiscAlpha(0.5)).toBeCloseTo(0.25)
    expect(smallDiscAlpha(0.01)).toBeGreaterThan(0)
  })
})

describe('the play of a cue', () => {
  it('touches, closes its ring, flashes, drops its wedge, in this order', () => {
    const peak = (of: (at: CuePose) => number): number => {
      let best = 0
      for (let age = 0; age <= CUE_MS; age += 5) if (of(pose(age)) > of(pose(best))) best = age
      return best
    }
    const touch = peak((at) => at.touchAlpha)
    const ring = peak((at) => at.ringAlpha)
    const flash = peak((at) => at.coreAlpha)
    const fallen = peak((at) => at.wedgeReach)
    expect(touch).toBeLessThan(ring)
    expect(ring).toBeLessThan(flash)
    expect(flash).toBeLessThan(fallen)
  })

  it('flashes once: its core brightens and fades and never brightens again', () => {
    const light: number[] = []
    for (let age = 0; age <= CUE_MS; age += 2) light.push(pose(age).coreAlpha)
    const peak = light.indexOf(Math.max(...light))
    expect(light.slice(0, peak)).toEqual(light.slice(0, peak).toSorted((a, b) => a - b))
    expect(light.slice(peak)).toEqual(light.slice(peak).toSorted((a, b) => b - a))
  })

  it('begins and ends without a trace of ring, core and wedge', () => {
    for (const age of [0, CUE_MS]) {
      const { ringAlpha, coreAlpha, wedgeAlpha } = pose(age)
      expect(Math.max(ringAlpha, coreAlpha, wedgeAlpha)).toBeLessThan(0.02)
    }
  })
})

describe('flashing', () => {
  it('never passes three flashes in any second', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }), (gaps) => {
        const gate = new FlashGate()
        const passed: number[] = []
        let now = 0
        for (const gap of gaps) {
          now += gap
          if (gate.tryPass(now)) passed.push(now)
        }
        for (const [index, at] of passed.entries()) {
          const inSecond = passed.slice(index).filter((other) => other - at < 1_000)
          expect(inSecond.length).toBeLessThanOrEqual(3)
        }
      }),
    )
  })
})
