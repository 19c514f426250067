// The market as the first step finds it: accounts, coins, positions and the first page of the board.
// ODD: Initialisation.
import { Arbitrageur } from '../agents/arbitrageur.ts'
import { BackstopProvider } from '../agents/backstopProvider.ts'
import { BasisDesk } from '../agents/basisDesk.ts'
import { ExecutionDesk } from '../agents/executionDesk.ts'
import { LongTermHolders } from '../agents/longTermHolder.ts'
import { MakerOutlook } from '../agents/makerOutlook.ts'
import { MarketMaker } from '../agents/marketMaker.ts'
import { MomentumBot } from '../agents/momentumBot.ts'
import type { Residence } from '../agents/residence.ts'
import { RetailLeveraged } from '../agents/retailLeveraged.ts'
import { RetailSpot } from '../agents/retailSpot.ts'
import { settleRetail } from '../agents/retailStock.ts'
import { ValueDesk } from '../agents/valueDesk.ts'
import { WashTrader } from '../agents/washTrader.ts'
import type { RandomKeys } from '../base/keyedRandom.ts'
import { createVenue, type Venue } from '../exchange/venue.ts'
import type { Columns } from '../base/columns.ts'
import type { Board } from '../market/board.ts'
import { EventLog } from '../market/events.ts'
import { type Asset, VENUE_NAMES } from '../market/instruments.ts'
import { dollarMoney } from '../market/contractMoney.ts'
import { RequestQueue } from '../market/requests.ts'
import { VENUE_SHARES } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import type { Settings } from '../params/scenario.ts'
import { crossAccounts, isolatedAccounts, takeCensus, type VenueCensus } from './census.ts'
import { createCoinMarkets, dollarShares, listedWeight } from './coinMarkets.ts'
import type { ModelMemory } from './memory.ts'
import { type AssetRules, assetRules, highestLeverage, rulebookOf } from './venueRules.ts'
import type { Residents, VenueShard } from './venueShard.ts'

const SLOTS_PER_VENUE = 2048
const ORDERS_PER_BOOK = 4096
/** Agents of a venue are numbered from here on: draws of two venues never share a key. */
const AGENTS_PER_VENUE = 100_000_000

/** Requests that the street may send a venue in a step; agents of the street send a few each. */
const STREET_REQUESTS = 4096
/** Events that shared memory has room for, by account of the venue and at least: a position can be
 * liquidated, taken over and paid for in one step, and each fill of a book is one more. Memory that is
 * never written costs nothing. */
const EVENTS_PER_ACCOUNT = 4
const LEAST_EVENTS = 65_536
/** Requests that the crowd may have in a step: a trader who acts sends three at most. */
const REQUESTS_PER_TRADER = 3
const LEAST_CROWD_REQUESTS = 4096

export function createShards(
  memory: ModelMemory,
  keys: RandomKeys,
  settings: Settings,
  assets: readonly Asset[],
  guestCount = 0,
): VenueShard[] {
  return VENUE_NAMES.map((_name, venueId) =>
    createShard(memory, keys, settings, assets, venueId, guestCount),
  )
}

export function createShard(
  memory: ModelMemory,
  keys: RandomKeys,
  settings: Settings,
  assets: readonly Asset[],
  venueId: number,
  guestCount = 0,
): VenueShard {
  const { state: columns, exchanged, isShared } = memory
  const census = takeCensus(settings, venueId)
  const listed = census.coinMargined.length
  const coinShare = listed === 0 ? 0 : settings.coinMarginedShare / 100
  const shares = dollarShares(coinShare, listed)
  const fundUsd = settings.insuranceFunds * 1e6 * (VENUE_SHARES[venueId] ?? 0)
  // Insurance money stands where the positions are.
  const coinFundUsd = fundUsd * coinShare * listedWeight(listed)
  const isolated = isolatedAccounts(census)
  const cross = crossAccounts(census) + guestCount
  const rulebook = rulebookOf(venueId, settings)
  const name = VENUE_NAMES[venueId]!
  const events = isShared
    ? new EventLog(exchanged, name, LEAST_EVENTS + EVENTS_PER_ACCOUNT * (isolated + cross), false)
    : new EventLog()
  const venue = createVenue(
    {
      venueId,
      venueCount: VENUE_NAMES.length,
      name,
      rulebook,
      assets,
      keys,
      insuranceFundQuote: Math.floor(fundUsd - coinFundUsd) * QUOTE_UNITS_PER_USD,
      events,
    },
    {
      accountCapacity: isolated + cross,
      rowCapacity: isolated + cross * assets.length * 2,
      slotCapacity: SLOTS_PER_VENUE,
      ordersPerBook: ORDERS_PER_BOOK,
      crossCapacity: cross,
      hasVisitorSeat: true,
    },
    columns,
  )
  const rules = assetRules(rulebook, assets)
  const home: Residence = {
    venue: venueId,
    name: `venue${venueId}`,
    number: venueId,
    boardRow: venueId,
    assetLeverage: rules.highestLeverage,
    venueLeverage: Math.max(...rules.highestLeverage),
    firstBook: venueId * assets.length * 2,
    assetCount: assets.length,
    assets,
    firstAsset: 0,
    assetShares: shares,
    money: dollarMoney(assets),
    keys,
    settings,
    statements: venue.statements,
    queue: new RequestQueue(),
    firstAgent: venueId * AGENTS_PER_VENUE,
  }
  const crowdRequests = LEAST_CROWD_REQUESTS + REQUESTS_PER_TRADER * census.retailLeveraged
  const crowd = isShared
    ? new RequestQueue(exchanged, `${name}.crowd`, crowdRequests, false)
    : home.queue
  const residents = settle(columns, home, crowd, venue, census, rules)
  const mailbox = new RequestQueue(exchanged, name, STREET_REQUESTS, false)
  const coinMarkets = createCoinMarkets({
    memory,
    keys,
    assets,
    rulebook,
    census,
    home,
    venue,
    fundUsd: coinFundUsd,
  })
  const limit = highestLeverage(rulebook, assets)
  return { home, mailbox, crowd, venue, residents, coinMarkets, leverageLimit: limit }
}

function settle(
  columns: Columns,
  home: Residence,
  crowd: RequestQueue,
  venue: Venue,
  census: VenueCensus,
  rules: AssetRules,
): Residents {
  const netLots = new Float64Array(home.assetCount * 2)
  const retail = new RetailLeveraged(columns, { ...home, queue: crowd }, census.retailLeveraged)
  settleRetail(retail, home, venue, home.settings.tradersPerAgent, rules.leastMaintenance, netLots)
  const spot = new RetailSpot(columns, home, venue, census.retailSpot)
  const holders = new LongTermHolders(columns, home, venue, census.holders)
  const each = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index))
  const outlook = new MakerOutlook(home)
  const makers = each(
    census.makers,
    (index) => new MarketMaker(columns, home, outlook, venue, index, census.makers),
  )
  const execution = each(
    census.executionDesks,
    (index) => new ExecutionDesk(columns, home, venue, index, census.executionDesks),
  )
  const value = each(
    census.valueDesks,
    (index) => new ValueDesk(columns, home, venue, index, census.valueDesks),
  )
  const basis = each(
    census.basisDesks,
    (index) => new BasisDesk(columns, home, venue, index, census.basisDesks),
  )
  const momentum = each(
    census.momentumBots,
    (index) => new MomentumBot(home, venue, index, census.momentumBots),
  )
  const wash = new WashTrader(columns, home, venue)
  const backstop = new BackstopProvider(home, venue)
  absorbRetail(home, venue, basis, netLots)
  return {
    retail,
    spot,
    holders,
    outlook,
    makers,
    execution,
    value,
    basis,
    momentum,
    wash,
    backstop,
  }
}

/** Basis desks are the other side of what retail holds, in equal parts. */
function absorbRetail(
  home: Residence,
  venue: Venue,
  basis: readonly BasisDesk[],
  netLots: Float64Array,
): void {
  for (let book = home.assetCount; book < netLots.length; book++) {
    const asset = home.assets[book - home.assetCount]!
    const priceTicks = Math.round(asset.initialPriceUsd / asset.tickSizeUsd)
    const part = Math.trunc(netLots[book]! / basis.length)
    for (let index = 0; index < basis.length; index++) {
      const rest = index === 0 ? netLots[book]! - part * basis.length : 0
      basis[index]!.absorb(venue, book, part + rest, priceTicks)
    }
  }
}

/** The venues as those see them who live at none: what they ask for goes into the mailbox. */
export function streetHomes(shards: readonly VenueShard[]): Residence[] {
  return shards.map(({ home, mailbox }) => ({ ...home, queue: mailbox }))
}

export function createArbitrageurs(
  shards: readonly VenueShard[],
  settings: Settings,
): Arbitrageur[] {
  const homes = streetHomes(shards)
  const offices = shards.map((shard) => shard.venue)
  const count = takeCensus(settings, 0).arbitrageurs
  return Array.from({ length: count }, (_, index) => new Arbitrageur(homes, offices, index))
}

/** What everyone believes before the first order: prices at their initial values, nothing traded. */
export function writeFirstPage(
  board: Board,
  shards: readonly VenueShard[],
  assets: readonly Asset[],
  calmVolatility: number,
): void {
  const page = board.page(-1)
  for (let asset = 0; asset < assets.length; asset++) {
    const ticks = Math.round(assets[asset]!.initialPriceUsd / assets[asset]!.tickSizeUsd)
    page.consensusTicks[asset] = ticks
    page.fundamentalTicks[asset] = ticks
    page.volatility[asset] = calmVolatility
    for (const { home } of shards) {
      for (const book of [asset, assets.length + asset]) {
        const place = home.firstBook + book
        page.midTicks[place] = ticks
        page.lastTicks[place] = ticks
        if (book < assets.length) continue
        page.markTicks[place] = ticks
        page.indexTicks[place] = ticks
      }
    }
  }
  shards.forEach(({ leverageLimit }, venueId) => {
    page.leverageLimit[venueId] = leverageLimit
  })
}
