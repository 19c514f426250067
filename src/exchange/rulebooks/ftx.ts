// FTX's rulebook: a mark from its own book alone, margin by the square root of size, rate-limited
// liquidation with backstop providers, hourly funding, socialised loss at the end.
// Sources: FTX help pages "Liquidations", "Margin" and "Funding payments". Where 20x was the limit,
// maintenance is 3 % = 0.6 x 5 %; before 25 July 2021 (101x) the same factor gives 0.6 %, in line with
// the published auto-close fraction of 0.3 % for 50x and above. ODD submodel: Exchange: rulebooks.
import { LiquidationEngineChoice, MarkPriceChoice } from '../../market/controls.ts'
import type { Asset } from '../../market/instruments.ts'
import { STEPS_PER_HOUR } from '../../market/units.ts'
import { fundingFromMark } from '../clearing/funding.ts'
import { SizeRootSchedule } from '../clearing/marginSchedule.ts'
import { impactOfMargin, IndexRule, LastResort, PremiumSource } from './rulebook.ts'
import type { Rulebook } from './rulebook.ts'
import { ALTCOIN_SCALE } from './tierTables.ts'

/** Per square root of a coin: our assumption for BTC and ETH. */
const BTC_SIZE_FACTOR = 0.002
const ETH_SIZE_FACTOR = 0.0004

export type FtxLeverage = 20 | 101

export function ftxRulebook(maxLeverage: FtxLeverage = 20): Rulebook {
  return {
    name: 'FTX',
    takerFeeBps: 7,
    makerFeeBps: 2,
    vipTakerFeeBps: 4,
    vipMakerFeeBps: 0,
    indexRule: IndexRule.VolumeWeighted,
    priceIntervalSteps: 1,
    markPrice: MarkPriceChoice.OwnBook,
    basisWindowSteps: 300,
    fundingIntervalSteps: STEPS_PER_HOUR,
    premiumSource: PremiumSource.Mark,
    premiumTimeWeighted: false,
    impactNotionalUsd: impactOfMargin,
    fundingRate: fundingFromMark,
    liquidationEngine: LiquidationEngineChoice.RateLimited,
    clearanceFeeRate: 0,
    lastResort: LastResort.SocialisedLoss,
    fundNotionalLimit: Infinity,
    fundDrawdownLimit: 1,
    marketBandRate: 0.05,
    tables: [],
    startTable: 0,
    leverageByAsset: false,
    marginTiers: () => [],
    marginSchedule: (asset, assets) =>
      new SizeRootSchedule(maxLeverage, sizeFactor(asset, assets), asset.lotSizeCoins),
  }
}

/** Altcoins: margin grows as for a tenth of the notional in BTC (our derivation). */
function sizeFactor(asset: Asset, assets: readonly Asset[]): number {
  if (asset.symbol === 'BTC') return BTC_SIZE_FACTOR
  if (asset.symbol === 'ETH') return ETH_SIZE_FACTOR
  const btcPriceUsd = assets.find((one) => one.symbol === 'BTC')?.initialPriceUsd ?? 48_000
  return BTC_SIZE_FACTOR * Math.sqrt(asset.initialPriceUsd / (btcPriceUsd * ALTCOIN_SCALE))
}
