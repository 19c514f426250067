// Bybit's rulebook: mark by median with a five-minute basis, risk limits in equal steps, positions
// step down the limits before the whole is taken over, all that is left goes to the fund,
// auto-deleveraging also when the fund falls 30 % from its peak. ODD submodel: Exchange: rulebooks.
import { LiquidationEngineChoice, MarkPriceChoice } from '../../market/controls.ts'
import type { Asset } from '../../market/instruments.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR } from '../../market/units.ts'
import { fundingFromPremium } from '../clearing/funding.ts'
import { TierSchedule } from '../clearing/marginSchedule.ts'
import type { MarginTier } from '../clearing/marginSchedule.ts'
import { impactOfMargin, IndexRule, LastResort, PremiumSource } from './rulebook.ts'
import type { Rulebook } from './rulebook.ts'
import { ALTCOIN_SCALE, BYBIT_ETH_SCALE, bybitRiskLimits } from './tierTables.ts'

const BTC_STEP_USD = 2_000_000
/** Positions up to 100,000,000 USD of BTC; what is larger needs the whole notional (our choice: the real
 * list was longer. It would change what large makers of altcoins may do, and with it the frozen days). */
const LEVEL_COUNT = 50

export function bybitRulebook(): Rulebook {
  const marginTiers = (asset: Asset): readonly MarginTier[] => {
    const scale =
      asset.symbol === 'BTC' ? 1 : asset.symbol === 'ETH' ? BYBIT_ETH_SCALE : ALTCOIN_SCALE
    return bybitRiskLimits(BTC_STEP_USD * scale, LEVEL_COUNT)
  }
  return {
    name: 'Bybit',
    takerFeeBps: 7.5,
    makerFeeBps: -2.5,
    vipTakerFeeBps: 3,
    vipMakerFeeBps: -2.5,
    indexRule: IndexRule.VolumeWeighted,
    priceIntervalSteps: 1,
    markPrice: MarkPriceChoice.IndexMedian,
    basisWindowSteps: 300,
    fundingIntervalSteps: 8 * STEPS_PER_HOUR,
    premiumSource: PremiumSource.ImpactPrices,
    premiumTimeWeighted: true,
    impactNotionalUsd: impactOfMargin,
    fundingRate: fundingFromPremium,
    liquidationEngine: LiquidationEngineChoice.StepDown,
    clearanceFeeRate: 1,
    lastResort: LastResort.Deleveraging,
    fundNotionalLimit: Infinity,
    fundDrawdownLimit: 0.3,
    marketBandRate: 0.05,
    tables: [],
    startTable: 0,
    leverageByAsset: false,
    marginTiers,
    marginSchedule: (asset) => new TierSchedule(marginTiers(asset), QUOTE_UNITS_PER_USD),
  }
}
