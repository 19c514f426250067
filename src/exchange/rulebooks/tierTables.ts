// Margin tiers as the venues published them, and how tables are derived where none was found. USD.
// Sources: Hyperliquid docs, "Margin tiers" (2025); Binance "Leverage and Margin of USDS-M Futures" (tables of 2021 and 2024), Bybit "Risk
// Limit" (2021: steps of 2,000,000 USD for BTC). ODD submodel: Exchange: margin.
import type { MarginTier } from '../clearing/marginSchedule.ts'

type Row = readonly [notionalTo: number, rate: number, amount: number, maxLeverage: number]

function table(rows: readonly Row[]): readonly MarginTier[] {
  return rows.map(([notionalTo, maintenanceRate, amount, maxLeverage]) => ({
    notionalTo,
    maintenanceRate,
    amount,
    maxLeverage,
  }))
}

export const BINANCE_BTC_2021 = table([
  [50_000, 0.004, 0, 125],
  [250_000, 0.005, 50, 100],
  [1_000_000, 0.01, 1_300, 50],
  [10_000_000, 0.025, 16_300, 20],
  [20_000_000, 0.05, 266_300, 10],
  [50_000_000, 0.1, 1_266_300, 5],
  [100_000_000, 0.125, 2_516_300, 4],
  [200_000_000, 0.15, 5_016_300, 3],
  [300_000_000, 0.25, 25_016_300, 2],
  [Infinity, 0.5, 100_016_300, 1],
])

export const BINANCE_ETH_2021 = table([
  [10_000, 0.005, 0, 100],
  [100_000, 0.0065, 15, 75],
  [500_000, 0.01, 365, 50],
  [1_000_000, 0.02, 5_365, 25],
  [2_000_000, 0.05, 35_365, 10],
  [5_000_000, 0.1, 135_365, 5],
  [10_000_000, 0.125, 260_365, 4],
  [20_000_000, 0.15, 510_365, 3],
  [Infinity, 0.25, 2_510_365, 2],
])

export const BINANCE_BTC_2024 = table([
  [50_000, 0.004, 0, 125],
  [600_000, 0.005, 50, 100],
  [3_000_000, 0.0065, 950, 75],
  [12_000_000, 0.01, 11_450, 50],
  [70_000_000, 0.02, 131_450, 25],
  [100_000_000, 0.025, 481_450, 20],
  [230_000_000, 0.05, 2_981_450, 10],
  [480_000_000, 0.1, 14_481_450, 5],
])

export const BINANCE_ETH_2024 = table([
  [50_000, 0.004, 0, 125],
  [600_000, 0.005, 50, 100],
  [3_000_000, 0.0065, 950, 75],
  [12_000_000, 0.01, 11_450, 50],
  [50_000_000, 0.02, 131_450, 25],
  [65_000_000, 0.025, 381_450, 20],
  [150_000_000, 0.05, 2_006_450, 10],
  [320_000_000, 0.1, 9_506_450, 5],
])

/** Hyperliquid: up to a bound at one leverage, beyond it at another; maintenance is half of initial. */
export const HYPERLIQUID_TIERS: ReadonlyMap<string, readonly MarginTier[]> = new Map([
  ['BTC', halfMargin(150_000_000, 40, 20)],
  ['ETH', halfMargin(100_000_000, 25, 15)],
  ['SOL', halfMargin(70_000_000, 20, 10)],
  ['XRP', halfMargin(40_000_000, 20, 10)],
  ['DOGE', halfMargin(20_000_000, 10, 5)],
])
/** Its table of the smaller coins. */
export const HYPERLIQUID_OTHER: readonly MarginTier[] = halfMargin(3_000_000, 10, 5)

/** Altcoin tables were not found: BTC's with every notional bound at a tenth (our derivation). */
export const ALTCOIN_SCALE = 0.1
/** Bybit's steps for ETH were not found: half of BTC's (our assumption). */
export const BYBIT_ETH_SCALE = 0.5

/** A table with scaled notional bounds and the amounts that keep it continuous. */
export function scaledTiers(tiers: readonly MarginTier[], scale: number): readonly MarginTier[] {
  return tiers.map((tier) => ({
    ...tier,
    notionalTo: tier.notionalTo * scale,
    amount: tier.amount * scale,
  }))
}

/** The tiers of a table that allow at most `leverage`, the first of them from the smallest position on. */
export function tiersWithin(tiers: readonly MarginTier[], leverage: number): readonly MarginTier[] {
  const kept = tiers.filter((tier) => tier.maxLeverage <= leverage)
  return kept.map((tier) => ({ ...tier, amount: tier.amount - kept[0]!.amount }))
}

/** Bybit 2021: level k holds up to k steps; maintenance 0.5 % a level, initial 1 % + 0.75 % a level. */
export function bybitRiskLimits(stepUsd: number, levelCount: number): readonly MarginTier[] {
  const tiers: MarginTier[] = []
  let amount = 0
  for (let level = 0; level < levelCount; level++) {
    if (level > 0) amount += level * stepUsd * 0.005
    tiers.push({
      notionalTo: (level + 1) * stepUsd,
      maintenanceRate: (5 + 5 * level) / 1000,
      amount,
      maxLeverage: 1 / ((100 + 75 * level) / 10_000),
    })
  }
  return tiers
}

function halfMargin(bound: number, leverage: number, beyond: number): readonly MarginTier[] {
  const rate = 1 / (2 * leverage)
  const rateBeyond = 1 / (2 * beyond)
  return table([
    [bound, rate, 0, leverage],
    [Infinity, rateBeyond, bound * (rateBeyond - rate), beyond],
  ])
}
