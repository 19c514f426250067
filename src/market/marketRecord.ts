// All that an observer may read of a running market after a step. The model offers it.
import type { Board } from './board.ts'
import type { Asset, CoinListing } from './instruments.ts'
import type { VenueRecord } from './venueRecord.ts'

/** Running totals of the on-chain ledger since the start, over one asset (BTC), for all holders and
 * for long-term ones (weight by age: logistic around 155 days, width 10 days). */
export interface ChainRecord {
  readonly spentCoins: number
  readonly spentCoinsLongTerm: number
  /** Value when spent and value when acquired, USD: their ratio is SOPR. */
  readonly spentValueUsd: number
  readonly spentCostUsd: number
  readonly spentValueLongTermUsd: number
  readonly spentCostLongTermUsd: number
  readonly coinDaysDestroyed: number
  readonly coinDaysCreated: number
  readonly longTermSupplyCoins: number
}

/** Stablecoins held outside the venues and what moved there, USD, running totals since the start. */
export interface HarbourRecord {
  /** Stablecoins parked now. */
  readonly parkedUsd: number
  /** Bought with coins and kept; fresh ones brought from banks; redeemed. */
  readonly fledUsd: number
  readonly freshUsd: number
  readonly redeemedUsd: number
  /** Net flow into stablecoins since the start by population, USD. */
  readonly netFlowByPopulationUsd: Float64Array
}

export interface NewsRecord {
  readonly kind: string
  readonly title: string
  readonly startStep: number
  /** Change of BTC's fundamental value once it has worked fully, fraction. */
  readonly size: number
}

/** A venue's accounts at the end of the last complete hour, by population. Quote units. */
export interface AccountSumsRecord {
  /** Equity at the venue: wallet, margin, coins, open profit. */
  readonly equityQuote: Float64Array
  readonly purseQuote: Float64Array
  /** Perpetual positions at the mark, longs and shorts added up. */
  readonly positionQuote: Float64Array
  readonly longQuote: Float64Array
  /** Traders with an open perpetual position. */
  readonly traders: Float64Array
  /** What accounts below zero owe, the venue's own left out. */
  readonly badDebtQuote: number
}

export interface WorldRecord {
  chain(): ChainRecord
  harbour(): HarbourRecord
  /** What the harbour's record says is parked, alone: it is asked for each minute. */
  parkedUsd(): number
  /** As the end of an hour left them; zero before the first. */
  accountSums(venue: number): AccountSumsRecord
  /** News that has begun, in order. */
  news(): readonly NewsRecord[]
}

/** A coin market: book 1 of its record is the perpetual, row 0 of its board its own. Trades,
 * liquidations and positions that pass on carry dollars of face; money and what it pays are coins. */
export interface CoinMarketRecord {
  /** The venue it belongs to, and its coin. */
  readonly venue: number
  readonly asset: number
  readonly listing: CoinListing
  readonly board: Board
  readonly record: VenueRecord
}

export interface MarketRecord {
  /** Steps done; the last one's figures stand on board.page(stepsDone - 1). */
  stepsDone(): number
  readonly stepCount: number
  /** First step of the event day. */
  readonly eventStartStep: number
  readonly assets: readonly Asset[]
  readonly venueNames: readonly string[]
  readonly board: Board
  readonly venues: readonly VenueRecord[]
  /** Empty unless traders post coins. */
  readonly coinMarkets: readonly CoinMarketRecord[]
  readonly world: WorldRecord
}
