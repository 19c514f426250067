// What makes one venue differ from another: data, and the few functions that differ.
// Rates are fractions unless the name says basis points. ODD submodel: Exchange: rulebooks.
import type { Asset } from '../../market/instruments.ts'
import type { MarginSchedule, MarginTier } from '../clearing/marginSchedule.ts'

/** Where funding takes its premium from. */
export const PremiumSource = {
  /** Prices at which a fixed notional would trade, against the index. */
  ImpactPrices: 0,
  /** The mark against the index. */
  Mark: 1,
} as const
export type PremiumSource = (typeof PremiumSource)[keyof typeof PremiumSource]

export const IndexRule = {
  /** Spot of all venues, weighted by volume. */
  VolumeWeighted: 0,
  /** Median of the spot of the other venues: an oracle that does not know the venue's own. */
  MedianElsewhere: 1,
} as const
export type IndexRule = (typeof IndexRule)[keyof typeof IndexRule]

export const LastResort = {
  /** Positions the fund cannot bear are closed against traders in profit. */
  Deleveraging: 0,
  /** The fund's debt is taken from open profits. */
  SocialisedLoss: 1,
} as const
export type LastResort = (typeof LastResort)[keyof typeof LastResort]

/** What a position must have, by size. */
export interface MarginTable {
  /** The table by tiers, for documents and checks; empty where the schedule is a formula. */
  readonly marginTiers: (asset: Asset, assets: readonly Asset[]) => readonly MarginTier[]
  readonly marginSchedule: (asset: Asset, assets: readonly Asset[]) => MarginSchedule
}

export interface Rulebook extends MarginTable {
  readonly name: string
  readonly takerFeeBps: number
  /** Below zero: a rebate. */
  readonly makerFeeBps: number
  /** What those pay who trade most: institutions, makers, arbitrageurs and bots. */
  readonly vipTakerFeeBps: number
  readonly vipMakerFeeBps: number
  readonly indexRule: IndexRule
  /** Index and mark are published every so many steps. */
  readonly priceIntervalSteps: number
  /** One of MarkPriceChoice, never Rulebook. */
  readonly markPrice: number
  /** Window of the mean basis in the mark price. */
  readonly basisWindowSteps: number
  readonly fundingIntervalSteps: number
  readonly premiumSource: PremiumSource
  /** The k-th premium of an interval weighs k; all weigh the same if not. */
  readonly premiumTimeWeighted: boolean
  /** Notional whose average price is the impact price. */
  readonly impactNotionalUsd: (asset: Asset, maxLeverage: number) => number
  /** Rate per interval from the mean premium of the interval. */
  readonly fundingRate: (meanPremium: number) => number
  /** One of LiquidationEngineChoice, never Rulebook. */
  readonly liquidationEngine: number
  /** Most that the fund keeps of what a liquidation leaves, over the liquidated notional. */
  readonly clearanceFeeRate: number
  readonly lastResort: LastResort
  /** Net notional that the fund may hold, over its equity; Infinity: no limit. */
  readonly fundNotionalLimit: number
  /** Fall of the fund from its eight-hour peak that starts auto-deleveraging; 1: only when empty. */
  readonly fundDrawdownLimit: number
  /** A market order trades at most this far through the touch. */
  readonly marketBandRate: number
  /** Traders choose within each asset's own highest leverage. Elsewhere they try the venue's highest
   * and are refused (only ether at 125x on Binance: the frozen days have it so). */
  readonly leverageByAsset: boolean
  /** Tables that a policy may put in force while the venue runs, its own among them at `startTable`;
   * none: its own stays. */
  readonly tables: readonly MarginTable[]
  readonly startTable: number
}

/** Binance and Bybit: what 200 USD of margin carry at the highest leverage. */
export function impactOfMargin(_asset: Asset, maxLeverage: number): number {
  return IMPACT_MARGIN_USD * maxLeverage
}

const IMPACT_MARGIN_USD = 200
