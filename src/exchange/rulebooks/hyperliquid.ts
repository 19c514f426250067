// Hyperliquid's rulebook (2025): prices from an oracle that does not know its own book, two wide tiers,
// market orders with a pause, a vault as backstop, hourly funding, no clearance fee.
// Sources: Hyperliquid docs, "Fees", "Margin tiers", "Liquidations", "Auto-deleveraging", "Robust price
// indices", "Funding", "Contract specifications". ODD submodel: Exchange: rulebooks.
import { clamp } from '../../base/detMath.ts'
import { LiquidationEngineChoice, MarkPriceChoice } from '../../market/controls.ts'
import type { Asset } from '../../market/instruments.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR } from '../../market/units.ts'
import { fundingFromPremium } from '../clearing/funding.ts'
import { TierSchedule } from '../clearing/marginSchedule.ts'
import { IndexRule, LastResort, PremiumSource } from './rulebook.ts'
import type { Rulebook } from './rulebook.ts'
import { HYPERLIQUID_OTHER, HYPERLIQUID_TIERS } from './tierTables.ts'

/** The hourly rate is an eighth of the eight-hourly one, and held within 4 %. */
const HOURS_OF_RATE = 8
const MOST_HOURLY = 0.04

export function hyperliquidFunding(meanPremium: number): number {
  return clamp(fundingFromPremium(meanPremium) / HOURS_OF_RATE, -MOST_HOURLY, MOST_HOURLY)
}

export function hyperliquidRulebook(): Rulebook {
  const marginTiers = (asset: Asset) => HYPERLIQUID_TIERS.get(asset.symbol) ?? HYPERLIQUID_OTHER
  return {
    name: 'Hyperliquid',
    takerFeeBps: 4.5,
    makerFeeBps: 1.5,
    vipTakerFeeBps: 2.4,
    vipMakerFeeBps: 0,
    indexRule: IndexRule.MedianElsewhere,
    priceIntervalSteps: 3,
    markPrice: MarkPriceChoice.OracleMedian,
    // A moving average there, with a decay of 2.5 minutes; here the mean of as long a window.
    basisWindowSteps: 150,
    fundingIntervalSteps: STEPS_PER_HOUR,
    premiumSource: PremiumSource.ImpactPrices,
    premiumTimeWeighted: false,
    impactNotionalUsd: (asset) =>
      asset.symbol === 'BTC' || asset.symbol === 'ETH' ? 20_000 : 6_000,
    fundingRate: hyperliquidFunding,
    liquidationEngine: LiquidationEngineChoice.SliceThenWhole,
    clearanceFeeRate: 0,
    lastResort: LastResort.Deleveraging,
    fundNotionalLimit: Infinity,
    fundDrawdownLimit: 1,
    marketBandRate: 0.05,
    tables: [],
    startTable: 0,
    leverageByAsset: true,
    marginTiers,
    marginSchedule: (asset) => new TierSchedule(marginTiers(asset), QUOTE_UNITS_PER_USD),
  }
}
