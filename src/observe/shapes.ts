// The shapes in which observations leave this room: plain columns and rows, money in USD, time in steps.
// They match what the page receives, member for member. ODD submodel: Observation.

/** One row a simulated minute, figures over that minute or at its end. Columns of equal length. */
export interface MinuteSeries {
  /** First step of the row. */
  readonly step: Float64Array
  /** By asset, interleaved: volume-weighted mean mark price over venues, USD; low and high of the minute. */
  readonly price: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  /** All assets and venues, USD. */
  readonly openInterestUsd: Float64Array
  readonly volumeGenuineUsd: Float64Array
  readonly volumeReportedUsd: Float64Array
  readonly liquidatedLongUsd: Float64Array
  readonly liquidatedShortUsd: Float64Array
  readonly liquidatedTraders: Float64Array
  /** Distinct, of the 24 hours that end with the row: who was liquidated twice counts once. */
  readonly liquidatedTradersDay: Float64Array
  /** BTC perpetual: mean quoted spread in basis points; resting notional within 1 %, both sides, USD. */
  readonly spreadBps: Float64Array
  readonly depthUsd: Float64Array
  /** BTC perpetual, volume-weighted, per 8 h, fraction. */
  readonly fundingRate: Float64Array
  readonly parkedUsd: Float64Array
  readonly fundsUsd: Float64Array
  readonly marketCapUsd: Float64Array
}

/** Liquidations of a span of time, one row for each asset, venue, side and second. */
export interface LiquidationRows {
  readonly count: number
  readonly step: Float64Array
  readonly asset: Uint8Array
  readonly venue: Uint8Array
  /** 0: a short was bought back, 1: a long was sold (Side of the forced order). */
  readonly side: Uint8Array
  readonly priceUsd: Float64Array
  readonly notionalUsd: Float64Array
  readonly traders: Float64Array
  /** Notional-weighted leverage at entry. */
  readonly leverage: Float64Array
}

export interface QuoteNow {
  /** By asset. Change since the start of the event day, or of the run before it begins. */
  readonly priceUsd: Float64Array
  readonly changeFraction: Float64Array
}

export interface TotalsNow {
  /** Over the last 24 simulated hours. */
  readonly liquidatedUsd: number
  readonly liquidatedLongShare: number
  readonly liquidatedTraders: number
  readonly fundsUsd: number
  readonly fundsStartUsd: number
  readonly fundByVenueUsd: readonly number[]
  readonly parkedUsd: number
  readonly parkedTodayUsd: number
  readonly volumePerMinuteUsd: number
  /** Depth within 1 % over its calm mean, fraction. */
  readonly depthOverCalm: number
  /** Longs that liquidate if BTC falls another 1 %, USD, and BTC bids resting within 1 %. */
  readonly nextOnePercentUsd: number
  readonly bidsWithinOnePercentUsd: number
  readonly leverageLimits: readonly number[]
  readonly halted: boolean
}

export type Verdict = 'within' | 'near' | 'off' | 'not-modelled' | 'pending'

export type TapeKind =
  | 'liquidation'
  | 'deleveraging'
  | 'takeover'
  | 'news'
  | 'limit'
  | 'breaker'
  | 'socialised'

export interface TapeRow {
  readonly step: number
  readonly kind: TapeKind
  readonly text: string
  readonly usd: number
  readonly side: 0 | 1
}
