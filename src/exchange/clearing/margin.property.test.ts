// Laws of margin: the liquidation price is where equity meets maintenance, for any position and table.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { DEFAULT_ASSETS, LEVEL_COUNT } from '../../market/instruments.ts'
import { binanceRulebook } from '../rulebooks/binance.ts'
import { bybitRulebook } from '../rulebooks/bybit.ts'
import { ftxRulebook } from '../rulebooks/ftx.ts'
import { Margin } from './margin.ts'

const RULEBOOKS = [
  binanceRulebook('2021'),
  binanceRulebook('2024'),
  bybitRulebook(),
  ftxRulebook(20),
  ftxRulebook(101),
]

const positions = fc.record({
  rulebook: fc.nat(RULEBOOKS.length - 1),
  lots: fc.integer({ min: 1, max: 5_000_000 }),
  long: fc.boolean(),
  entryTicks: fc.integer({ min: 500, max: 60_000 }),
  /** Above maintenance at entry, from one and a half times to full collateral. */
  cushion: fc.double({ min: 1.05, max: 20, noNaN: true }),
  scale: fc.constantFrom(1, 1, 0.5, 2),
})

describe('the liquidation price', () => {
  it('is the last whole tick at which equity no longer covers maintenance', () => {
    fc.assert(
      fc.property(positions, ({ rulebook, lots, long, entryTicks, cushion, scale }) => {
        const schedule = RULEBOOKS[rulebook]!.marginSchedule(DEFAULT_ASSETS[0]!, DEFAULT_ASSETS)
        const margin = new Margin(new Columns(), 'm', [schedule], [1], 125)
        margin.maintenanceScale = scale
        const signed = long ? lots : -lots
        const entry = signed * entryTicks
        const collateral = Math.ceil(cushion * margin.maintenanceQuote(0, lots, lots * entryTicks))
        const covered = (ticks: number) =>
          collateral + signed * ticks - entry >= margin.maintenanceQuote(0, lots, lots * ticks) - 1
        const ticks = margin.liquidationTicks(0, signed, entry, collateral)
        const step = long ? 1 : -1
        // Never liquidated: still covered at the edge of the book.
        const above = ticks === 0 ? (long ? 1 : LEVEL_COUNT - 1) : ticks + 2 * step
        expect(covered(above)).toBe(true)
        expect(ticks === 0 || !covered(ticks - 2 * step) || collateral === 0).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('is LP = (WB + cum - s q EP) / (q (MMR - s)) with the tier at that price', () => {
    const schedule = RULEBOOKS[0]!.marginSchedule(DEFAULT_ASSETS[0]!, DEFAULT_ASSETS)
    const margin = new Margin(new Columns(), 'm', [schedule], [1], 125)
    const lots = 190_000
    const wallet = 500_000_000
    const [rate, amount] = [0.01, 13_000_000]
    for (const side of [1, -1]) {
      const published = (wallet + amount - side * lots * 48_000) / (lots * (rate - side))
      const ours = margin.liquidationPriceTicks(0, side * lots, side * lots * 48_000, wallet)
      expect(ours).toBeCloseTo(published, 6)
    }
  })

  it('lies beyond the bankruptcy price, which is entry x (1 - side / leverage)', () => {
    const schedule = RULEBOOKS[0]!.marginSchedule(DEFAULT_ASSETS[0]!, DEFAULT_ASSETS)
    const margin = new Margin(new Columns(), 'm', [schedule], [1], 125)
    const entry = 1000 * 48_000
    expect(margin.bankruptcyPriceTicks(0, 1000, entry, entry / 20)).toBe(45_600)
    expect(margin.bankruptcyPriceTicks(0, -1000, -entry, entry / 20)).toBe(50_400)
    expect(margin.liquidationPriceTicks(0, 1000, entry, entry / 20)).toBeGreaterThan(45_600)
  })
})
