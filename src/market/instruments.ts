// What is traded where. An asset has one spot book and one linear perpetual book on each venue.
// Books of a venue are numbered: spot of asset a is a, its perpetual is assetCount + a.
// Beside them a venue may run coin markets: one coin-margined (inverse) perpetual each, with money,
// fees and an insurance fund in that coin alone. Prices of an asset have the same ticks everywhere.
import { QUOTE_UNITS_PER_USD } from './units.ts'

/** One coin. Tick size x lot size is a whole number of quote units, so that notional is exact. */
export interface Asset {
  readonly symbol: string
  readonly name: string
  readonly initialPriceUsd: number
  /** Price of one tick, USD. The same on every venue and for spot and perpetual. */
  readonly tickSizeUsd: number
  /** Coins in one lot. */
  readonly lotSizeCoins: number
  /** Quote units of one lot at a price of one tick: tickSizeUsd x lotSizeCoins x 10,000. */
  readonly quoteUnitsPerTickLot: number
  /** Coins in circulation, for market capitalisation. */
  readonly supplyCoins: number
}

/** What a coin-margined contract is: a fixed number of dollars, paid for in coins. */
export interface CoinListing {
  /** Face of one contract, quote units of dollars: a lot of a coin market is one contract. */
  readonly faceQuote: number
  /** Whole units of money in one coin. */
  readonly unitsPerCoin: number
  /** Units of the coin x ticks that one contract is worth: a contract at p ticks costs this over p. */
  readonly unitTicks: number
}

/** Money of a coin market is kept in 10^-8 coins: below a twentieth of a cent, exact to 90 million coins. */
export const UNITS_PER_COIN = 100_000_000

/** Face by asset, USD, where the venue lists a coin-margined perpetual; the assets' order is the
 * market's. Sources: Binance "COIN-M" contract specification (BTC 100, others 10), Bybit "Inverse
 * Perpetual" (1); FTX listed none; `other` as Binance. */
const COIN_FACES_USD: readonly (readonly number[])[] = [[100, 10], [1, 1], [], [100, 10]]

/** Number of assets, from the first on, whose coin market a venue runs. */
export function coinMarketCount(venueId: number): number {
  return COIN_FACES_USD[venueId]?.length ?? 0
}

export function coinListing(venueId: number, asset: number, tickSizeUsd: number): CoinListing {
  return listingOf(COIN_FACES_USD[venueId]?.[asset] ?? 1, tickSizeUsd)
}

export function listingOf(faceUsd: number, tickSizeUsd: number): CoinListing {
  return {
    faceQuote: faceUsd * QUOTE_UNITS_PER_USD,
    unitsPerCoin: UNITS_PER_COIN,
    unitTicks: Math.round((faceUsd * UNITS_PER_COIN) / tickSizeUsd),
  }
}

export const BookKind = { Spot: 0, Perpetual: 1 } as const
export type BookKind = (typeof BookKind)[keyof typeof BookKind]

export function spotBook(asset: number): number {
  return asset
}

export function perpetualBook(asset: number, assetCount: number): number {
  return assetCount + asset
}

/** Price levels a book can hold: ticks 1 to LEVEL_COUNT - 1. Orders beyond are refused. */
export const LEVEL_COUNT = 131_072

/** Asset rows of the default market. Tick and lot sizes after FTX's BTC-PERP and ETH-PERP. */
export const DEFAULT_ASSETS: readonly Asset[] = [
  {
    symbol: 'BTC',
    name: 'Bitcoin',
    initialPriceUsd: 48_000,
    tickSizeUsd: 1,
    lotSizeCoins: 0.0001,
    quoteUnitsPerTickLot: 1,
    supplyCoins: 18_900_000,
  },
  {
    symbol: 'ETH',
    name: 'Ether',
    initialPriceUsd: 3_500,
    tickSizeUsd: 0.1,
    lotSizeCoins: 0.001,
    quoteUnitsPerTickLot: 1,
    supplyCoins: 118_500_000,
  },
  {
    symbol: 'SOL',
    name: 'Solana',
    initialPriceUsd: 150,
    tickSizeUsd: 0.01,
    lotSizeCoins: 0.01,
    quoteUnitsPerTickLot: 1,
    supplyCoins: 300_000_000,
  },
  {
    symbol: 'XRP',
    name: 'XRP',
    initialPriceUsd: 1,
    tickSizeUsd: 0.0001,
    lotSizeCoins: 1,
    quoteUnitsPerTickLot: 1,
    supplyCoins: 47_000_000_000,
  },
  {
    symbol: 'DOGE',
    name: 'Dogecoin',
    initialPriceUsd: 0.2,
    tickSizeUsd: 0.00001,
    lotSizeCoins: 10,
    quoteUnitsPerTickLot: 1,
    supplyCoins: 132_000_000_000,
  },
]

/** The venues of the default market, by row. */
export const VenueId = { Binance: 0, Bybit: 1, Ftx: 2, Other: 3 } as const
export type VenueId = (typeof VenueId)[keyof typeof VenueId]
export const VENUE_NAMES = ['Binance', 'Bybit', 'FTX', 'other'] as const
