// Worked examples of each rulebook, as in docs/rulebooks.md.
import { describe, expect, it } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { LiquidationEngineChoice, MarkPriceChoice } from '../../market/controls.ts'
import { DEFAULT_ASSETS } from '../../market/instruments.ts'
import type { Asset } from '../../market/instruments.ts'
import { QUOTE_UNITS_PER_USD } from '../../market/units.ts'
import { Margin } from '../clearing/margin.ts'
import { TierSchedule } from '../clearing/marginSchedule.ts'
import { binanceRulebook } from './binance.ts'
import { bybitRulebook } from './bybit.ts'
import { checkInstruments, tierProblems } from './checkInstruments.ts'
import { ftxRulebook } from './ftx.ts'
import { otherRulebook } from './other.ts'
import type { Rulebook } from './rulebook.ts'
import { LastResort } from './rulebook.ts'
import {
  BINANCE_BTC_2021,
  BINANCE_BTC_2024,
  BINANCE_ETH_2021,
  BINANCE_ETH_2024,
  bybitRiskLimits,
} from './tierTables.ts'

const ENTRY_TICKS = 50_000
const BTC = DEFAULT_ASSETS[0]!
const ALL = [
  binanceRulebook('2021'),
  binanceRulebook('2024'),
  bybitRulebook(),
  ftxRulebook(20),
  ftxRulebook(101),
  otherRulebook(),
]

/** How far below entry (above, for a short) a position is liquidated, percent. */
function distance(rulebook: Rulebook, leverage: number, notionalUsd: number, side = 1): number {
  const schedule = rulebook.marginSchedule(BTC, DEFAULT_ASSETS)
  const margin = new Margin(new Columns(), 'm', [schedule], [1], schedule.maxLeverage)
  const lots = Math.round((notionalUsd * QUOTE_UNITS_PER_USD) / ENTRY_TICKS)
  const entry = lots * ENTRY_TICKS
  const price = margin.liquidationPriceTicks(0, side * lots, side * entry, entry / leverage)
  return Math.round((side * (ENTRY_TICKS - price) * 10_000) / ENTRY_TICKS) / 100
}

describe('Binance', () => {
  it.each([
    [100, 0.6],
    [50, 1.6],
    [25, 3.6],
    [20, 4.6],
    [10, 9.6],
  ])('liquidates a small long at %ix %f percent below its entry', (leverage, percent) => {
    expect(distance(binanceRulebook(), leverage, 10_000)).toBeCloseTo(percent, 1)
  })

  it('liquidates a small short at 20x 4.6 % above its entry, as far as the formula says', () => {
    expect(distance(binanceRulebook(), 20, 10_000, -1)).toBe(4.58)
  })

  it('holds a 20x position of 10 million to 2.6 % without and 2.7 % with the tier amount', () => {
    expect(distance(binanceRulebook(), 20, 10_000_000)).toBe(2.73)
    const flat = new TierSchedule(
      [{ notionalTo: Infinity, maintenanceRate: 0.025, amount: 0, maxLeverage: 20 }],
      QUOTE_UNITS_PER_USD,
    )
    const rulebook = { ...binanceRulebook(), marginSchedule: () => flat }
    expect(distance(rulebook, 20, 10_000_000)).toBe(2.56)
  })

  it('asks more of large positions in 2021 than in 2024', () => {
    expect(distance(binanceRulebook('2021'), 10, 15_000_000)).toBe(7.13)
    expect(distance(binanceRulebook('2024'), 10, 15_000_000)).toBe(9.06)
  })

  it('charges 4 and 2 basis points, funds eight-hourly and deleverages at the end', () => {
    const rulebook = binanceRulebook()
    expect([rulebook.takerFeeBps, rulebook.makerFeeBps]).toEqual([4, 2])
    expect(rulebook.fundingIntervalSteps).toBe(28_800)
    expect(rulebook.markPrice).toBe(MarkPriceChoice.IndexMedian)
    expect(rulebook.basisWindowSteps).toBe(150)
    expect(rulebook.liquidationEngine).toBe(LiquidationEngineChoice.Immediate)
    expect(rulebook.lastResort).toBe(LastResort.Deleveraging)
  })

  it('is what the other venues follow, with fees of their own', () => {
    const { name, takerFeeBps, makerFeeBps } = otherRulebook()
    expect([name, takerFeeBps, makerFeeBps]).toEqual(['other', 5, 2])
    expect(otherRulebook().liquidationEngine).toBe(binanceRulebook().liquidationEngine)
  })
})

describe('Bybit', () => {
  it('raises maintenance by half a percent with every two million dollars', () => {
    const tiers = bybitRulebook().marginTiers(BTC, DEFAULT_ASSETS)
    expect(tiers[0]).toMatchObject({
      notionalTo: 2_000_000,
      maintenanceRate: 0.005,
      maxLeverage: 100,
    })
    expect(tiers[3]).toMatchObject({ notionalTo: 8_000_000, maintenanceRate: 0.02 })
    expect(1 / tiers[3]!.maxLeverage).toBeCloseTo(0.0325, 12)
  })

  it('liquidates a small long at 100x 0.5 % below its entry', () => {
    expect(distance(bybitRulebook(), 100, 10_000)).toBe(0.5)
  })

  it('pays makers 2.5 basis points and averages the basis over five minutes', () => {
    const rulebook = bybitRulebook()
    expect([rulebook.takerFeeBps, rulebook.makerFeeBps]).toEqual([7.5, -2.5])
    expect(rulebook.basisWindowSteps).toBe(300)
    expect(rulebook.liquidationEngine).toBe(LiquidationEngineChoice.StepDown)
    expect(rulebook.fundDrawdownLimit).toBe(0.3)
  })
})

describe('FTX', () => {
  it('liquidates a long at 20x 2.06 % below its entry: 3 % maintenance of 5 % margin', () => {
    expect(distance(ftxRulebook(20), 20, 20_000)).toBe(2.06)
  })

  it('lets a 101x position live for 0.4 %: maintenance is 0.6 of initial margin', () => {
    expect(distance(ftxRulebook(101), 101, 20_000)).toBe(0.4)
  })

  it('raises margin with the root of the size', () => {
    const schedule = ftxRulebook(20).marginSchedule(BTC, DEFAULT_ASSETS)
    const lots = 2_500 / BTC.lotSizeCoins
    expect(schedule.initialRate(lots, 0)).toBeCloseTo(0.1, 12)
    expect(schedule.maintenanceRate(lots, 0)).toBeCloseTo(0.06, 12)
  })

  it('marks by its own book, funds hourly and socialises losses', () => {
    const rulebook = ftxRulebook()
    expect([rulebook.takerFeeBps, rulebook.makerFeeBps]).toEqual([7, 2])
    expect(rulebook.markPrice).toBe(MarkPriceChoice.OwnBook)
    expect(rulebook.fundingIntervalSteps).toBe(3_600)
    expect(rulebook.liquidationEngine).toBe(LiquidationEngineChoice.RateLimited)
    expect(rulebook.lastResort).toBe(LastResort.SocialisedLoss)
  })
})

describe('instruments and tables', () => {
  it.each(ALL.map((rulebook) => [rulebook.name, rulebook] as const))(
    '%s takes the default market',
    (_name, rulebook) => {
      expect(checkInstruments(rulebook, DEFAULT_ASSETS)).toEqual([])
    },
  )

  it.each([
    ['Binance BTC 2021', BINANCE_BTC_2021],
    ['Binance ETH 2021', BINANCE_ETH_2021],
    ['Binance BTC 2024', BINANCE_BTC_2024],
    ['Binance ETH 2024', BINANCE_ETH_2024],
    ['Bybit BTC 2021', bybitRiskLimits(2_000_000, 50)],
  ])('%s is continuous from tier to tier', (_name, tiers) => {
    expect(tierProblems(tiers)).toEqual([])
  })

  it('altcoins are held to the table of BTC at a tenth of its notional', () => {
    const sol = DEFAULT_ASSETS[2]!
    const tiers = binanceRulebook().marginTiers(sol, DEFAULT_ASSETS)
    expect(tiers[2]).toMatchObject({ notionalTo: 100_000, maintenanceRate: 0.01, amount: 130 })
  })

  it.each<[string, Partial<Asset>, RegExp]>([
    ['whose tick x lot is not whole', { quoteUnitsPerTickLot: 0.5 }, /not a whole number/],
    ['that misstates its tick x lot', { tickSizeUsd: 2 }, /not the 1 it says/],
    ['whose price leaves the book', { initialPriceUsd: 500_000 }, /outside 1 to 131071/],
  ])('an instrument %s is refused with its row and reason', (_what, change, reason) => {
    const problems = checkInstruments(binanceRulebook(), [{ ...BTC, ...change }])
    expect(problems[0]!.row).toBe('BTC')
    expect(problems.map((problem) => problem.reason).join()).toMatch(reason)
  })

  it('a table with a jump, or with leverage below maintenance, is refused with its tier', () => {
    const jump = BINANCE_BTC_2021.map((tier, index) =>
      index === 2 ? { ...tier, amount: 0 } : tier,
    )
    expect(tierProblems(jump)[0]).toMatchObject({ tier: 2 })
    expect(tierProblems(jump)[0]!.reason).toMatch(/1300 would be continuous/)
    const thin = [{ notionalTo: Infinity, maintenanceRate: 0.03, amount: 0, maxLeverage: 101 }]
    expect(tierProblems(thin)[0]!.reason).toMatch(/leverage 101 asks for less margin/)
    const rulebook = { ...binanceRulebook(), marginTiers: () => jump }
    expect(checkInstruments(rulebook, [BTC])[0]!.row).toBe('BTC tier 3 on Binance')
  })
})
