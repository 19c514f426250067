// One venue with the agents that live on it: the unit that a thread can run. In a step its residents
// decide on what everyone knew at the end of the last one, then the venue works through their requests.
import type { BoardPage } from '../market/board.ts'
import type { Venue } from '../exchange/venue.ts'
import type { BackstopProvider } from '../agents/backstopProvider.ts'
import type { BasisDesk } from '../agents/basisDesk.ts'
import { decideInTurn, type ExecutionDesk } from '../agents/executionDesk.ts'
import type { LongTermHolders } from '../agents/longTermHolder.ts'
import type { MakerOutlook } from '../agents/makerOutlook.ts'
import type { MarketMaker } from '../agents/marketMaker.ts'
import type { MomentumBot } from '../agents/momentumBot.ts'
import type { Residence } from '../agents/residence.ts'
import type { RetailLeveraged } from '../agents/retailLeveraged.ts'
import type { RetailSpot } from '../agents/retailSpot.ts'
import type { ValueDesk } from '../agents/valueDesk.ts'
import type { RequestQueue } from '../market/requests.ts'
import { closeSecond, openSecond } from './coinMarkets.ts'
import type { CoinMarket } from './coinMarkets.ts'
import { keepVenueBooks } from './venueBooks.ts'
import type { VenueBooks } from './venueBooks.ts'
import type { WashTrader } from '../agents/washTrader.ts'

export interface Residents {
  readonly retail: RetailLeveraged
  readonly spot: RetailSpot
  readonly holders: LongTermHolders
  readonly outlook: MakerOutlook
  readonly makers: readonly MarketMaker[]
  readonly execution: readonly ExecutionDesk[]
  readonly value: readonly ValueDesk[]
  readonly basis: readonly BasisDesk[]
  readonly momentum: readonly MomentumBot[]
  readonly wash: WashTrader
  readonly backstop: BackstopProvider
}

export interface VenueShard {
  readonly home: Residence
  /** What the street sends the venue in a step. */
  readonly mailbox: RequestQueue
  /** What its leveraged retail traders ask for in a step, if they may decide in another thread; else the
   * venue's own queue, in which they come last. */
  readonly crowd: RequestQueue
  readonly venue: Venue
  readonly residents: Residents
  readonly coinMarkets: readonly CoinMarket[]
  /** What the rulebook offers at most. */
  readonly leverageLimit: number
}

/** One second of a venue: the street's requests, its residents' requests, its own work, its books. If the
 * crowd decides elsewhere, `awaitCrowd` returns when it has. */
export function stepVenue(
  shard: VenueShard,
  books: VenueBooks,
  step: number,
  previous: BoardPage,
  page: BoardPage,
  awaitCrowd: (() => void) | null,
): void {
  const { queue } = shard.home
  const isApart = shard.crowd !== queue
  queue.clear()
  queue.append(shard.mailbox)
  for (const market of shard.coinMarkets) openSecond(market, step, previous)
  if (awaitCrowd === null) {
    if (isApart) shard.crowd.clear()
    decideAll(shard.residents, step, previous)
  } else {
    decideBeforeCrowd(shard.residents, step, previous)
    awaitCrowd()
  }
  if (isApart) queue.append(shard.crowd)
  shard.venue.step(step, previous, page, queue)
  for (const market of shard.coinMarkets) closeSecond(market, step, previous, page)
  keepVenueBooks(shard, books, step, page)
}

/** The whole state was replaced: nothing that a venue keeps beside it holds any more. */
export function forgetVenue({ coinMarkets, venue }: VenueShard): void {
  venue.forget()
  for (const market of coinMarkets) market.venue.forget()
}

/** The largest single part of a step, and the only one that a venue needs nothing of to begin with. */
export function decideCrowd(shard: VenueShard, step: number, board: BoardPage): void {
  shard.crowd.clear()
  shard.residents.retail.decide(step, board)
}

/**
 * Residents put their requests into the venue's queue. Arrival order within a second: what the street
 * sent, then makers, machines, desks and people, each class in the order its members woke.
 */
export function decideAll(residents: Residents, step: number, board: BoardPage): void {
  decideBeforeCrowd(residents, step, board)
  residents.retail.decide(step, board)
}

function decideBeforeCrowd(residents: Residents, step: number, board: BoardPage): void {
  residents.outlook.look(board)
  for (const maker of residents.makers) maker.decide(step, board)
  for (const bot of residents.momentum) bot.decide(step, board)
  residents.wash.decide(step, board)
  residents.backstop.decide(step, board)
  decideInTurn(residents.execution, step, board)
  for (const desk of residents.value) desk.decide(step, board)
  for (const desk of residents.basis) desk.decide(step, board)
  residents.holders.decide(step, board)
  residents.spot.decide(step, board)
}
