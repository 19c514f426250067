// Binance's rulebook: mark by median with the 2.5-minute basis, tier table, one large
// immediate-or-cancel order and then the insurance fund, auto-deleveraging by profit x leverage.
// ODD submodel: Exchange: rulebooks.
import { LiquidationEngineChoice, MarkPriceChoice } from '../../market/controls.ts'
import type { Asset } from '../../market/instruments.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR } from '../../market/units.ts'
import { fundingFromPremium } from '../clearing/funding.ts'
import { TierSchedule } from '../clearing/marginSchedule.ts'
import type { MarginTier } from '../clearing/marginSchedule.ts'
import { impactOfMargin, IndexRule, LastResort, PremiumSource } from './rulebook.ts'
import type { MarginTable, Rulebook } from './rulebook.ts'
import {
  ALTCOIN_SCALE,
  BINANCE_BTC_2021,
  BINANCE_BTC_2024,
  BINANCE_ETH_2021,
  BINANCE_ETH_2024,
  scaledTiers,
  tiersWithin,
} from './tierTables.ts'

/** In the order of the parameter `tierTable`. */
export const BINANCE_TABLES = ['2021', '2024', 'from 20x'] as const
export type BinanceTiers = (typeof BINANCE_TABLES)[number]

/** Tiers of more leverage than this are gone in the third table. Source: Binance announcements drop the
 * topmost tiers, for open positions too (IMXUSDT, 21 September 2023: 25x to 20x); here for all assets. */
const THIRD_TABLE_LEVERAGE = 20

const BTC_TIERS: Readonly<Record<BinanceTiers, readonly MarginTier[]>> = {
  2021: BINANCE_BTC_2021,
  2024: BINANCE_BTC_2024,
  'from 20x': tiersWithin(BINANCE_BTC_2021, THIRD_TABLE_LEVERAGE),
}
const ETH_TIERS: Readonly<Record<BinanceTiers, readonly MarginTier[]>> = {
  2021: BINANCE_ETH_2021,
  2024: BINANCE_ETH_2024,
  'from 20x': tiersWithin(BINANCE_ETH_2021, THIRD_TABLE_LEVERAGE),
}

function binanceTable(tiers: BinanceTiers): MarginTable {
  const marginTiers = (asset: Asset): readonly MarginTier[] => {
    if (asset.symbol === 'ETH') return ETH_TIERS[tiers]
    const btc = BTC_TIERS[tiers]
    return asset.symbol === 'BTC' ? btc : scaledTiers(btc, ALTCOIN_SCALE)
  }
  const marginSchedule = (asset: Asset) => new TierSchedule(marginTiers(asset), QUOTE_UNITS_PER_USD)
  return { marginTiers, marginSchedule }
}

export function binanceRulebook(tiers: BinanceTiers = '2021'): Rulebook {
  return {
    ...binanceTable(tiers),
    name: 'Binance',
    takerFeeBps: 4,
    makerFeeBps: 2,
    vipTakerFeeBps: 1.7,
    vipMakerFeeBps: 0,
    indexRule: IndexRule.VolumeWeighted,
    priceIntervalSteps: 1,
    markPrice: MarkPriceChoice.IndexMedian,
    basisWindowSteps: 150,
    fundingIntervalSteps: 8 * STEPS_PER_HOUR,
    premiumSource: PremiumSource.ImpactPrices,
    premiumTimeWeighted: true,
    impactNotionalUsd: impactOfMargin,
    fundingRate: fundingFromPremium,
    liquidationEngine: LiquidationEngineChoice.Immediate,
    clearanceFeeRate: 0.005,
    lastResort: LastResort.Deleveraging,
    fundNotionalLimit: 1,
    fundDrawdownLimit: 1,
    marketBandRate: 0.05,
    leverageByAsset: false,
    tables: BINANCE_TABLES.map(binanceTable),
    startTable: BINANCE_TABLES.indexOf(tiers),
  }
}
