// How much collateral a size needs: tables by tiers, and the rule by the square root of the size.
import { describe, expect, it } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'
import { Margin } from './margin.ts'
import { SizeRootSchedule, TierSchedule } from './marginSchedule.ts'

const USD = 10_000
const TIERS = [
  { notionalTo: 50_000, maintenanceRate: 0.004, amount: 0, maxLeverage: 125 },
  { notionalTo: 250_000, maintenanceRate: 0.005, amount: 50, maxLeverage: 100 },
  { notionalTo: 1_000_000, maintenanceRate: 0.01, amount: 1_300, maxLeverage: 50 },
]

describe('a table of tiers', () => {
  const build = () => new TierSchedule(TIERS, USD)

  it('holds a notional in the tier whose bound it does not exceed', () => {
    const table = build()
    const at = [0, 50_000, 50_000.0001, 250_000, 250_001, 1_000_000, 9e9].map((usd) => usd * USD)
    expect(at.map((quote) => table.maintenanceRate(1, quote))).toEqual([
      0.004, 0.004, 0.005, 0.005, 0.01, 0.01, 0.01,
    ])
    expect(at.map((quote) => table.maintenanceAmountQuote(quote) / USD)).toEqual([
      0, 0, 50, 50, 1_300, 1_300, 1_300,
    ])
  })

  it('asks for one over the highest leverage of the tier, and for all of what no tier holds', () => {
    const table = build()
    const at = [50_000, 250_000, 1_000_000, 1_000_000.0001].map((usd) => usd * USD)
    expect(at.map((quote) => table.initialRate(1, quote))).toEqual([1 / 125, 0.01, 0.02, 1])
    expect(table.maxLeverage).toBe(125)
  })

  it('finds the same tier wherever the search begins, even behind the table', () => {
    const table = build()
    const at = [0, 50_000, 50_001, 1_000_000, 9e9].map((usd) => usd * USD)
    for (const near of [0, 1, 2, 3, 9]) {
      expect(at.map((quote) => table.tierFrom(near, quote))).toEqual([0, 0, 1, 2, 3])
    }
    expect([0, 1, 2, 3].map((tier) => table.initialRateIn(tier, 1))).toEqual([0.008, 0.01, 0.02, 1])
    expect(table.maintenanceRateIn(3, 1)).toBe(0.01)
  })

  it('names the bound of the tier below, 0 in the lowest', () => {
    const table = build()
    const at = [1, 50_000, 50_001, 250_000, 250_001, 9e9].map((usd) => usd * USD)
    expect(at.map((quote) => table.lowerTierBoundQuote(quote) / USD)).toEqual([
      0, 0, 50_000, 50_000, 250_000, 250_000,
    ])
  })
})

describe('the rule by the square root of the size', () => {
  const build = () => new SizeRootSchedule(20, 0.002, 0.0001)

  it('asks for 1 / 20 up to 625 coins and for 0.002 x sqrt(coins) beyond', () => {
    const rule = build()
    expect(rule.initialRate(10_000, 0)).toBe(0.05)
    expect(rule.initialRate(6_250_000, 0)).toBeCloseTo(0.05, 12)
    expect(rule.initialRate(25_000_000, 0)).toBeCloseTo(0.1, 12)
    expect(rule.maxLeverage).toBe(20)
  })

  it('maintains three fifths of that, never more than all, in no tiers', () => {
    const rule = build()
    expect(rule.maintenanceRate(10_000, 0)).toBeCloseTo(0.03, 12)
    expect(rule.maintenanceRate(25_000_000, 0)).toBeCloseTo(0.06, 12)
    expect(rule.maintenanceRate(1e14, 0)).toBe(1)
    expect([rule.maintenanceAmountQuote(1e9), rule.lowerTierBoundQuote(1e9)]).toEqual([0, 0])
  })
})

describe('margin', () => {
  const build = (leverage = 125) =>
    new Margin(new Columns(), 'm', [new TierSchedule(TIERS, USD)], [1], leverage)

  it('is at least one over the limit in force, whatever the tier allows', () => {
    const margin = build()
    expect(margin.initialRate(0, 1, 1)).toBe(1 / 125)
    margin.leverageLimit = 20
    expect([margin.leverageLimit, margin.initialRate(0, 1, 1)]).toEqual([20, 0.05])
    expect(margin.initialRate(0, 1, 2_000_000 * USD)).toBe(1)
  })

  it('rounds a notional to the nearest quote unit', () => {
    expect([0.4, 0.5, 1.49].map((ticks) => build().notionalQuote(0, 1, ticks))).toEqual([0, 1, 1])
  })

  it('scales maintenance, tier amounts and all', () => {
    const margin = build()
    const quote = 200_000 * USD
    expect(margin.maintenanceQuote(0, 1, quote)).toBe(950 * USD)
    margin.maintenanceScale = 2
    expect(margin.maintenanceQuote(0, 1, quote)).toBe(1_900 * USD)
  })

  it('never liquidates a long that its collateral pays in full, nor a short beyond the highest price', () => {
    const margin = build()
    expect(margin.liquidationTicks(0, 100, 100 * 48_000, 100 * 48_000)).toBe(0)
    expect(margin.liquidationTicks(0, 100, 100 * 48_000, 100 * 47_999)).toBe(1)
    expect(margin.liquidationTicks(0, -100, -100 * 48_000, 100 * 90_000)).toBe(0)
  })

  it('liquidates within the range of prices', () => {
    const margin = build()
    expect(margin.liquidationTicks(0, 100, 100 * 500_000, 0)).toBe(LEVEL_COUNT - 1)
    expect(margin.liquidationTicks(0, -100, -100, -100)).toBe(1)
  })

  it('ends at the highest price there is, which liquidates a long and never a short', () => {
    const margin = build()
    const last = LEVEL_COUNT - 1
    const [bound, rate] = [LEVEL_COUNT, 0.004]
    const long = (ticks: number) => margin.liquidationTicks(0, 1, ticks * (1 - rate), 0)
    const short = (ticks: number) => margin.liquidationTicks(0, -1, -ticks * (1 + rate), 0)
    expect([long(last - 0.5), long(last + 0.5), long(bound + 0.5)]).toEqual([last - 1, last, last])
    expect([short(last - 0.5), short(last + 0.5), short(bound + 0.5)]).toEqual([last, 0, 0])
  })

  it('is used up at a price of money over lots and units', () => {
    const margin = new Margin(new Columns(), 'm', [new TierSchedule(TIERS, USD)], [5], 125)
    // 10 lots of 5 units a tick from 48,000 with 2,400 ticks of margin.
    expect(margin.bankruptcyPriceTicks(0, 10, 2_400_000, 120_000)).toBe(45_600)
    expect(margin.bankruptcyPriceTicks(0, -10, -2_400_000, 120_000)).toBe(50_400)
  })

  it('is never used up by a coin-margined short with more coins than it sold', () => {
    const tables = [new TierSchedule(TIERS, USD)]
    const margin = new Margin(new Columns(), 'm', tables, [5], 125, [], 0, true)
    expect(margin.bankruptcyPriceTicks(0, -10, 1_000, 2_000)).toBe(Infinity)
    expect(margin.bankruptcyPriceTicks(0, -10, 1_000, 1_000)).toBe(Infinity)
  })

  it('offers the highest leverage of any book, and keeps its table where another is unknown', () => {
    const of = (maxLeverage: number) => new TierSchedule([{ ...TIERS[0]!, maxLeverage }], USD)
    const first = [of(50), of(100), of(20)]
    const margin = new Margin(new Columns(), 'm', first, [1, 1, 1], 125, [first, [of(5)]])
    expect(margin.rulebookLeverage).toBe(100)
    margin.table = 1
    expect([margin.table, margin.rulebookLeverage]).toEqual([1, 5])
    margin.table = 2
    expect([margin.table, margin.rulebookLeverage]).toEqual([0, 100])
  })

  it('stops on the safe side of a fractional price: below it for a long, above it for a short', () => {
    const margin = build()
    // A long from 48,000 with 2,400: 45,600 / 0.996 = 45,783.13; a short: 50,400 / 1.004 = 50,199.2.
    expect(margin.liquidationTicks(0, 10, 480_000, 24_000)).toBe(45_783)
    expect(margin.liquidationTicks(0, -10, -480_000, 24_000)).toBe(50_200)
  })
})
