// The coin markets of a venue: a coin-margined perpetual each, with accounts, fund and board in one coin,
// stepped by the venue's thread right after the venue. None unless traders post coins.
// ODD submodel: Exchange: coin-margined contracts.
import { CoinDesk, listedShareOf } from '../agents/coinDesk.ts'
import type { Residence } from '../agents/residence.ts'
import { RetailLeveraged } from '../agents/retailLeveraged.ts'
import { settleRetail } from '../agents/retailStock.ts'
import type { RandomKeys } from '../base/keyedRandom.ts'
import { coinMargined } from '../exchange/rulebooks/coinMargined.ts'
import type { Rulebook } from '../exchange/rulebooks/rulebook.ts'
import { createVenue, type Venue } from '../exchange/venue.ts'
import { Board } from '../market/board.ts'
import type { BoardPage } from '../market/board.ts'
import { coinMoney } from '../market/contractMoney.ts'
import { EventLog } from '../market/events.ts'
import { type Asset, type CoinListing, coinListing, VENUE_NAMES } from '../market/instruments.ts'
import { RequestQueue } from '../market/requests.ts'
import { ASSET_SHARES } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import type { VenueCensus } from './census.ts'
import type { ModelMemory } from './memory.ts'
import { assetRules, highestLeverage } from './venueRules.ts'

const BOOK = 1
const ORDERS_PER_BOOK = 1024
const SLOTS = 64
const EVENTS_PER_ACCOUNT = 4
const LEAST_EVENTS = 16_384
/** Agents of a coin market are numbered from here on within the numbers of its venue. */
const FIRST_COIN_AGENT = 20_000_000
const AGENTS_PER_MARKET = 10_000_000
/** Coin markets are numbered behind the venues, room for eight of each. */
const FIRST_NUMBER = 16
const NUMBERS_PER_VENUE = 8

export interface CoinMarket {
  readonly asset: number
  readonly listing: CoinListing
  readonly home: Residence
  readonly board: Board
  readonly venue: Venue
  readonly retail: RetailLeveraged
  readonly desk: CoinDesk
}

/** What a venue's coin markets share with it. */
export interface CoinMarketPlan {
  readonly memory: ModelMemory
  readonly keys: RandomKeys
  readonly assets: readonly Asset[]
  readonly rulebook: Rulebook
  readonly census: VenueCensus
  readonly home: Residence
  readonly venue: Venue
  /** Insurance money of the venue's coin markets together, USD. */
  readonly fundUsd: number
}

export function createCoinMarkets(plan: CoinMarketPlan): CoinMarket[] {
  return plan.census.coinMargined.map((count, asset) => createCoinMarket(plan, asset, count))
}

function createCoinMarket(plan: CoinMarketPlan, asset: number, count: number): CoinMarket {
  const { memory, home, assets, census } = plan
  const coin = assets[asset]!
  const name = `${home.name}.coin.${coin.symbol}`
  const listing = coinListing(home.venue, asset, coin.tickSizeUsd)
  const rulebook = coinMargined(plan.rulebook)
  const venue = openVenue(plan, asset, count, name, listing, rulebook)
  const board = new Board(memory.state, 1, 1, `${name}.board`)
  const rules = assetRules(rulebook, [coin])
  const own: Residence = {
    ...home,
    name,
    number: FIRST_NUMBER + home.venue * NUMBERS_PER_VENUE + asset,
    boardRow: 0,
    assetLeverage: rules.highestLeverage,
    venueLeverage: Math.max(...rules.highestLeverage),
    firstBook: 0,
    firstAsset: asset,
    assetCount: 1,
    assets: [coin],
    assetShares: [1],
    money: coinMoney(listing, coin.tickSizeUsd),
    statements: venue.statements,
    queue: new RequestQueue(),
    firstAgent: home.firstAgent + FIRST_COIN_AGENT + asset * AGENTS_PER_MARKET,
  }
  const net = new Float64Array(2)
  const retail = new RetailLeveraged(memory.state, own, count)
  settleRetail(retail, own, venue, home.settings.tradersPerAgent, rules.leastMaintenance, net)
  const listedShare = listedShareOf(asset, census.coinMargined.length)
  const desk = new CoinDesk(memory.state, own, venue, home, plan.venue, listedShare)
  const ticks = Math.round(coin.initialPriceUsd / coin.tickSizeUsd)
  desk.absorb(venue, net[BOOK]!, ticks)
  writeFirstPage(board.page(-1), ticks, highestLeverage(rulebook, [coin]))
  return { asset, listing, home: own, board, venue, retail, desk }
}

function openVenue(
  plan: CoinMarketPlan,
  asset: number,
  count: number,
  name: string,
  listing: CoinListing,
  rulebook: Rulebook,
): Venue {
  const { memory, assets, census, home, keys, fundUsd } = plan
  const { exchanged, isShared, state } = memory
  const coin = assets[asset]!
  const room = LEAST_EVENTS + EVENTS_PER_ACCOUNT * count
  const fundCoins =
    (fundUsd * listedShareOf(asset, census.coinMargined.length)) / coin.initialPriceUsd
  return createVenue(
    {
      venueId: FIRST_NUMBER + home.venue * NUMBERS_PER_VENUE + asset,
      venueCount: VENUE_NAMES.length,
      name,
      rulebook,
      assets: [coin],
      keys,
      insuranceFundQuote: Math.floor(fundCoins * listing.unitsPerCoin),
      events: isShared ? new EventLog(exchanged, name, room, false) : new EventLog(),
      coinMarket: { listing, indexAsset: asset, indexAssetCount: assets.length },
    },
    {
      accountCapacity: count + 1,
      rowCapacity: count + 2,
      slotCapacity: SLOTS,
      ordersPerBook: ORDERS_PER_BOOK,
      crossCapacity: 1,
    },
    state,
  )
}

function writeFirstPage(page: BoardPage, ticks: number, leverageLimit: number): void {
  for (const column of [page.midTicks, page.markTicks, page.indexTicks]) column.fill(ticks)
  page.lastTicks.fill(ticks)
  page.leverageLimit[0] = leverageLimit
}

/** Before the venue's own second: what its residents saw of the market, and the desk's wishes in both. */
export function openSecond(market: CoinMarket, step: number, previous: BoardPage): void {
  const seen = market.board.page(step - 1)
  const { asset } = market
  seen.fundamentalTicks[0] = previous.fundamentalTicks[asset]!
  seen.consensusTicks[0] = previous.consensusTicks[asset]!
  seen.trendFast[0] = previous.trendFast[asset]!
  seen.trendSlow[0] = previous.trendSlow[asset]!
  seen.volatility[0] = previous.volatility[asset]!
  seen.sentiment[0] = previous.sentiment[asset]!
  seen.makerFear[0] = previous.makerFear[0]!
  seen.wariness[0] = previous.wariness[0]!
  market.home.queue.clear()
  market.desk.decide(step, seen, previous)
}

/** After it: the crowd, the market's own work, and its part of the venue's figures, in dollars. */
export function closeSecond(
  market: CoinMarket,
  step: number,
  previous: BoardPage,
  page: BoardPage,
): void {
  const { board, home, venue } = market
  const own = board.page(step)
  market.retail.decide(step, board.page(step - 1))
  venue.step(step, previous, own, home.queue)
  const row = home.venue
  page.liquidatedLongQuote[row] += own.liquidatedLongQuote[0]!
  page.liquidatedShortQuote[row] += own.liquidatedShortQuote[0]!
  page.liquidatedTraders[row] += own.liquidatedTraders[0]!
  const fundUsd = home.money.usdOf(own.insuranceFundQuote[0]!, own.markTicks[BOOK]!)
  page.insuranceFundQuote[row] += Math.floor(fundUsd * QUOTE_UNITS_PER_USD + 0.5)
}

/** Of a venue's leveraged traders in assets with a coin market, the shares that are left to dollars. */
export function dollarShares(coinShare: number, listedCount: number): readonly number[] {
  if (coinShare === 0 || listedCount === 0) return ASSET_SHARES
  const left = ASSET_SHARES.map((share, asset) =>
    asset < listedCount ? share * (1 - coinShare) : share,
  )
  const sum = left.reduce((total, share) => total + share, 0)
  return left.map((share) => share / sum)
}

/** Share of leveraged positions that is in the assets with a coin market. */
export function listedWeight(listedCount: number): number {
  let sum = 0
  for (let asset = 0; asset < listedCount; asset++) sum += ASSET_SHARES[asset] ?? 0
  return sum
}
