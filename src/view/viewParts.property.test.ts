// Smaller laws: labels keep apart, bars and tiles keep their dollars, discs keep theirs, squares sail.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAP_BINS, type CohortTiles } from '../threads/frames.ts'
import { joinBins, labelledBars, nextBarScale, roundUp } from './aheadBars.ts'
import { BurstGroups } from './burstGroups.ts'
import { bucketWords, layTiles, totalUsd } from './cohortTiles.ts'
import { spreadLabels } from './labelSpread.ts'
import { bottom, right } from './layout.ts'
import { sailProgress, Sails, SQUARE_USD } from './sails.ts'
import { logOfSlot, SCAR_SLOTS, scarDepth, Scars, slotOfLog } from './scars.ts'
import { inLines, spreadDown } from './traderFacts.ts'

describe('labels in a row', () => {
  it('keep their order, their gap and their room, or say that there is none', () => {
    const wish = fc.record({
      middle: fc.integer({ min: -100, max: 940 }),
      width: fc.integer({ min: 20, max: 260 }),
    })
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 5 }), (wishes) => {
        wishes.sort((a, b) => a.middle - b.middle)
        const lefts = spreadLabels(wishes, 8, 832, 6)
        const total = wishes.reduce((sum, each) => sum + each.width + 6, -6)
        expect(lefts === null).toBe(total > 824)
        // Each label's left edge after the edge before it, and the room's right edge last.
        const edges = (lefts ?? []).flatMap((left, index) => [left, left + wishes[index].width])
        expect([8, ...edges, 832]).toEqual([8, ...edges, 832].toSorted((a, b) => a - b))
        const gaps = (lefts ?? []).slice(1).map((left, index) => left - edges[index * 2 + 1])
        expect(Math.min(6, ...gaps)).toBeGreaterThanOrEqual(6)
      }),
    )
  })

  it('in a column keep apart and inside', () => {
    const tops = spreadDown([100, 102, 104, 300], 20, 90, 320)
    const gaps = tops.slice(1).map((top, index) => top - tops[index])
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20)
    expect(tops[3]).toBeLessThanOrEqual(300)
  })
})

describe('words in lines', () => {
  it('are all there, and no line is longer than it may be but of one long word', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(words, fc.integer({ min: 8, max: 40 }), (each, letters) => {
        const text = each.join(' ')
        const lines = inLines(text, letters)
        expect(lines.join(' ')).toBe(text)
        const long = lines.filter((line) => line.length > letters && line.includes(' '))
        expect(long).toEqual([])
      }),
    )
  })
})

describe('liquidations ahead', () => {
  const usd = fc.array(fc.integer({ min: 0, max: 90_000_000 }), {
    minLength: MAP_BINS,
    maxLength: MAP_BINS,
  })

  it('keep their dollars when bins are joined', () => {
    fc.assert(
      fc.property(usd, fc.constantFrom(1, 2, 4, 8), (bins, joined) => {
        const long = Float64Array.from(bins)
        const bars = joinBins(long, long, joined)
        const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)
        expect(sum(bars.longUsd)).toBe(sum(long))
        expect(bars.longUsd.length).toBe(Math.ceil(MAP_BINS / joined))
      }),
    )
  })

  it('are drawn on round scales that change rarely', () => {
    fc.assert(
      fc.property(fc.double({ min: 1_000, max: 1e11, noNaN: true }), (largest) => {
        const scale = nextBarScale(1e6, largest)
        expect(scale).toBeGreaterThanOrEqual(largest)
        expect(nextBarScale(scale, largest)).toBe(scale)
      }),
    )
    expect(roundUp(61e6)).toBe(75e6)
    expect(roundUp(1.9e9)).toBe(2e9)
  })

  it('name amounts that stand apart', () => {
    fc.assert(
      fc.property(usd, fc.integer({ min: 2, max: 6 }), (bins, apart) => {
        const bars = joinBins(Float64Array.from(bins), new Float64Array(MAP_BINS), 1)
        const labels = labelledBars(bars, 40, 200, apart, 5)
        expect(labels.length).toBeLessThanOrEqual(5)
        for (const [index, label] of labels.entries()) {
          for (const other of labels.slice(index + 1)) {
            expect(Math.abs(label.bar - other.bar)).toBeGreaterThanOrEqual(apart)
          }
        }
      }),
    )
  })
})

describe('discs of a window', () => {
  it('hold the dollars of their prints, and show them after the ring has closed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 9e6 })), {
          minLength: 1,
          maxLength: 80,
        }),
        (prints) => {
          const groups = new BurstGroups()
          groups.setWindow(21_600)
          for (const [step, usd] of prints) {
            groups.add({ step, log: -0.01, side: 1, usd, traders: 1 }, 1_000)
          }
          const held = groups.largestFirst().reduce((sum, group) => sum + group.usd, 0)
          expect(held).toBe(prints.reduce((sum, [, usd]) => sum + usd, 0))
          groups.fill(1_100, 16, false)
          for (const group of groups.largestFirst()) expect(group.shownUsd).toBe(0)
          for (let now = 1_400; now < 6_000; now += 16) groups.fill(now, 16, false)
          for (const group of groups.largestFirst())
            expect(group.shownUsd).toBeCloseTo(group.usd, -1)
        },
      ),
    )
  })

  it('leave with the window', () => {
    const groups = new BurstGroups()
    groups.add({ step: 100, log: 0, side: 1, usd: 5, traders: 1 })
    groups.retire(101)
    expect(groups.largestFirst()).toHaveLength(0)
  })
})

describe('scars', () => {
  it('lie at the price that was hit, deeper for more dollars', () => {
    const scars = new Scars()
    scars.add(-0.05, 1, 4e6)
    expect(scars.longUsd[slotOfLog(-0.05)]).toBe(4e6)
    expect(logOfSlot(slotOfLog(-0.05))).toBeCloseTo(-0.05, 3)
    expect(scarDepth(0)).toBe(0)
    expect(scarDepth(4e6)).toBeLessThan(scarDepth(9e6))
    expect(slotOfLog(9)).toBe(SCAR_SLOTS - 1)
  })
})

describe('squares', () => {
  it('carry what flows, and what is too little waits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_000_000 }), { maxLength: 10 }), (flows) => {
        const sails = new Sails()
        for (const flow of flows) sails.launch(flow, 0)
        const carried = sails.live.reduce((sum, sail) => sum + sail.usd, 0)
        const flowed = flows.reduce((sum, flow) => sum + flow, 0)
        expect(carried).toBeLessThanOrEqual(flowed + 1e-6)
        const isFull = sails.live.length >= 200
        expect(isFull || flowed - carried < SQUARE_USD).toBe(true)
      }),
    )
  })

  it('sail one way for parking and the other for leaving', () => {
    const sails = new Sails()
    sails.launch(SQUARE_USD, 0)
    sails.launch(-SQUARE_USD, 0)
    const [inbound, outbound] = sails.live
    expect(sailProgress(inbound, inbound.bornMs)).toBe(0)
    expect(sailProgress(inbound, inbound.bornMs + inbound.lifeMs)).toBe(1)
    expect(sailProgress(outbound, outbound.bornMs)).toBe(1)
    sails.retire(10_000)
    expect(sails.live).toHaveLength(0)
  })
})

describe('tiles', () => {
  const cohorts = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9e8 }), fc.integer({ min: 0, max: 9e8 })), {
      minLength: 1,
      maxLength: 32,
    })
    .map((pairs): CohortTiles => ({
      count: pairs.length,
      population: Uint8Array.from(pairs, (_, index) => Math.floor(index / 8)),
      leverageBucket: Uint8Array.from(pairs, (_, index) => index % 8),
      longUsd: Float64Array.from(pairs, ([long]) => long),
      shortUsd: Float64Array.from(pairs, ([, short]) => short),
      traders: new Float64Array(pairs.length),
      liquidatedUsd: new Float64Array(pairs.length),
    }))
  const area = { left: 132, top: 92, width: 690, height: 380 }

  it('have areas in the ratio of their dollars and stay inside', () => {
    fc.assert(
      fc.property(cohorts, (rows) => {
        const full = totalUsd(rows) * 1.2
        const tiles = layTiles(rows, area, full).flatMap((row) => row.tiles)
        for (const tile of tiles) {
          const share = (tile.width * tile.height) / (area.width * area.height)
          expect(share).toBeCloseTo((tile.longUsd + tile.shortUsd) / full, 6)
          expect(right(tile)).toBeLessThanOrEqual(right(area) + 1e-6)
          expect(bottom(tile)).toBeLessThanOrEqual(bottom(area) + 1e-6)
        }
      }),
    )
  })

  it('name their leverage', () => {
    const buckets = [1, 2, 3, 5, 10]
    expect(bucketWords(buckets, 0)).toBe('1×')
    expect(bucketWords(buckets, 3)).toBe('5\u201310×')
    expect(bucketWords(buckets, 4)).toBe('10×+')
  })
})
