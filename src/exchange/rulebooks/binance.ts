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
import type { Rulebook } from './rulebook.ts'
import {
  ALTCOIN_SCALE,
  BINANCE_BTC_2021,
  BINANCE_BTC_2024,
  BINANCE_ETH_2021,
  BINANCE_ETH_2024,
  scaledTiers,
} from './tierTables.ts'

export type BinanceTiers = '2021' | '2024'

export function binanceRulebook(tiers: BinanceTiers = '2021'): Rulebook {
  const marginTiers = (asset: Asset): readonly MarginTier[] => {
    if (asset.symbol === 'ETH') return tiers === '2021' ? BINANCE_ETH_2021 : BINANCE_ETH_2024
    const btc = tiers === '2021' ? BINANCE_BTC_2021 : BINANCE_BTC_2024
    return asset.symbol === 'BTC' ? btc : scaledTiers(btc, ALTCOIN_SCALE)
  }
  return {
    name: 'Binance',
    takerFeeBps: 4,
    makerFeeBps: 2,
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
    marginTiers,
    marginSchedule: (asset) => new TierSchedule(marginTiers(asset), QUOTE_UNITS_PER_USD),
  }
}
