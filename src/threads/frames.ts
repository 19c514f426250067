// What travels from the simulation to the page. Plain data and typed arrays only; large arrays are
// transferred. What is observed keeps the shapes in which it leaves the observer.
import type { OtherLeverage, TradeQuote } from '../model/tradeQuote.ts'
import type { ScoreRow } from '../observe/scorecard.ts'
import type {
  LiquidationRows,
  MinuteSeries,
  QuoteNow,
  TapeRow,
  TotalsNow,
  Verdict,
} from '../observe/shapes.ts'

export type { SceneName } from '../params/linkState.ts'

export type { LiquidationRows, MinuteSeries, QuoteNow, ScoreRow, TapeRow, TotalsNow, Verdict }
export type { OtherLeverage, TradeQuote }

/** Price bins of the depth and liquidation maps: bin k holds log price MAP_LOW + k x MAP_STEP relative
 * to the asset's initial price. Fixed for a run, so that the map is never rescaled. */
export const MAP_BINS = 256
export const MAP_LOW = -0.24
export const MAP_HIGH = 0.16
export const MAP_STEP = (MAP_HIGH - MAP_LOW) / MAP_BINS

/** Simulated seconds of one map column and one row of the minute series. */
export const MAP_COLUMN_STEPS = 60

/** In place of a venue: all of them together. */
export const ALL_VENUES = -1

/** Depth of one asset's perpetuals, at one venue or over all: new columns since the last frame, oldest
 * first. Byte b stands for 255 x min(1, sqrt(lots notional / DEPTH_FULL_USD)). */
export interface DepthColumns {
  readonly asset: number
  readonly venue: number
  readonly firstColumn: number
  /** The venue's mark price at the end of each column, USD; over all venues none, the series have it. */
  readonly priceUsd: Float64Array | null
  readonly columns: Uint8Array
}
export const DEPTH_FULL_USD = 300_000_000

/** Mark price of one asset at one venue, USD. */
export interface VenueQuote {
  readonly asset: number
  readonly venue: number
  readonly priceUsd: number
}

/** Notional that would be liquidated by price, one asset at one venue or over all, now. USD by map bin. */
export interface LiquidationsAhead {
  readonly asset: number
  readonly venue: number
  readonly longUsd: Float64Array
  readonly shortUsd: Float64Array
}

/** The crowd, all coins, in order of distance to liquidation: longs (nearest last), then those who are
 * out after a liquidation (latest first), then shorts (nearest first), then those who hold nothing
 * and were never liquidated. The four counts are the lengths of these runs of cells. */
export interface CrowdCells {
  readonly longCount: number
  readonly shortCount: number
  readonly flatCount: number
  readonly liquidatedCount: number
  readonly tradersPerCell: number
  /** One byte a cell: 0 flat, 1 long, 2 short, 3 just liquidated, 4 liquidated earlier (ember),
   * 5 re-entered long, 6 re-entered short; plus 8 x min(15, distance to liquidation in half percents). */
  readonly state: Uint8Array
  /** Leverage at entry and distance to liquidation (fraction of the mark), by cell. */
  readonly leverage: Uint8Array
  readonly distance: Float32Array
  readonly notionalUsd: Float32Array
  /** Number of this ordering, to say which trader is meant by a cell of it. */
  readonly version?: number
  /** Cell of the watched trader; absent where no one is watched. */
  readonly markedCell?: number
}

/** Bucket k of leverage at entry: from the k-th figure to below the next. */
export const LEVERAGE_BUCKETS = [1, 2, 3, 5, 10, 20, 50, 100] as const

/** Open positions by population and leverage, all coins and venues, now. One row a pair. */
export interface CohortTiles {
  readonly count: number
  /** Row of POPULATION_NAMES, and of LEVERAGE_BUCKETS. */
  readonly population: Uint8Array
  readonly leverageBucket: Uint8Array
  readonly longUsd: Float64Array
  readonly shortUsd: Float64Array
  readonly traders: Float64Array
  /** Over the last 24 simulated hours. */
  readonly liquidatedUsd: Float64Array
}

/** One marked trader, the visitor's own or a chosen one, now. Dollars of one trader. */
export interface TraderNow {
  readonly state: 'flat' | 'open' | 'liquidated'
  readonly asset: number
  readonly side: 'long' | 'short'
  readonly leverage: number
  readonly notionalUsd: number
  readonly entryUsd: number
  readonly liquidationUsd: number
  /** Where the collateral is gone; absent where it is not shown. */
  readonly bankruptcyUsd?: number
  readonly markUsd: number
  /** Maintenance margin over equity: 1 is liquidation. */
  readonly marginRatio: number
  readonly equityUsd: number
  readonly profitUsd: number
  /** Resting orders. */
  readonly orders: readonly TraderOrder[]
  /** What happened, oldest first. */
  readonly diary: readonly DiaryRow[]
}

/** The visitor's own trader, now: its position where it has one or had the latest, and all its money. */
export interface VisitorNow {
  readonly venue: number
  readonly asset: number
  readonly state: TraderNow['state']
  readonly side: 'long' | 'short'
  readonly leverage: number
  readonly openedStep: number
  readonly notionalUsd: number
  readonly entryUsd: number
  readonly markUsd: number
  readonly liquidationUsd: number
  readonly bankruptcyUsd: number
  readonly marginRatio: number
  /** Of the open position, or with which the latest was opened. */
  readonly marginUsd: number
  readonly profitUsd: number
  /** Brought in, and what there is with the open position at the mark. */
  readonly broughtUsd: number
  readonly haveUsd: number
  readonly feesUsd: number
  /** Received, below zero paid. */
  readonly fundingUsd: number
  readonly diary: readonly DiaryRow[]
  /** After a liquidation: the same margin at lower leverage, by the path of the mark so far. */
  readonly others: readonly OtherLeverage[]
}

/** Prices of the visitor's open position, in one asset. */
export interface YourMarks {
  readonly asset: number
  readonly side: 'long' | 'short'
  readonly entryUsd: number
  readonly liquidationUsd: number
}

export interface TraderOrder {
  readonly isBuy: boolean
  readonly priceUsd: number
  readonly usd: number
}

export interface DiaryRow {
  readonly step: number
  readonly text: string
}

/** How fast simulated time passes. `factor` is simulated seconds a second of wall time. */
export const SPEEDS = ['auto', '60', '600', '3600', '14400', 'max'] as const
export type Speed = (typeof SPEEDS)[number]

export interface ClockNow {
  /** Simulated seconds done. */
  readonly step: number
  readonly stepCount: number
  /** The furthest second that is computed; what lies between is known and can be travelled to. */
  readonly frontierStep: number
  readonly playing: boolean
  readonly finished: boolean
  readonly speed: Speed
  /** What the clock asks for, and what the machine managed over the last second of wall time. */
  readonly factor: number
  readonly achievedFactor: number
  /** Step that the run is hurrying to without pause, or -1: within the known or beyond it. */
  readonly seekStep: number
  /** The page's number of the journey that was asked for last. */
  readonly journey: number
}

/** Figures for the panels: built at most four times a second. */
export interface PanelNow {
  readonly totals: TotalsNow
  readonly score: readonly ScoreRow[]
  readonly tape: readonly TapeRow[]
  /** News that has begun, in order. */
  readonly news: readonly NewsNow[]
  /** Null while no visitor has come. */
  readonly you: VisitorNow | null
}

export interface NewsNow {
  readonly kind: string
  readonly title: string
  readonly step: number
  readonly sizePercent: number
}

/** What the page gets at most 60 times a second. Rows since the last frame; null where nothing is new. */
export interface Frame {
  /** Number of the opening that it belongs to: frames of an older run are to be dropped. */
  readonly run: number
  /** The run takes another course: rows of steps from here on that were sent earlier are void. */
  readonly windBackTo: number | null
  readonly clock: ClockNow
  readonly quotes: QuoteNow
  /** Of the watched asset at the watched venue; null over all venues. */
  readonly venueQuote: VenueQuote | null
  readonly series: MinuteSeries | null
  readonly liquidations: LiquidationRows | null
  readonly depth: DepthColumns | null
  readonly ahead: LiquidationsAhead | null
  readonly crowd: CrowdCells | null
  /** Absent where nobody asked for them. */
  readonly cohorts?: CohortTiles | null
  readonly trader?: TraderNow | null
  /** Where the visitor's open position stands on the price axis; null or absent where there is none. */
  readonly yours?: YourMarks | null
  readonly panel: PanelNow | null
  /** Set once, with the last frame of a finished run. */
  readonly fingerprint: string | null
}
