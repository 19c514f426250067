// A short way to write what happens at a book: who buys and sells what, who trades with whom.
import { Columns } from '../base/columns.ts'
import type { Book, BookShape, SubmitAnswer } from '../exchange/matching/book.ts'
import { SubmitFlag, TimeInForce } from '../exchange/matching/book.ts'
import { FillBuffer } from '../exchange/matching/fillBuffer.ts'
import { OrderBook } from '../exchange/matching/orderBook.ts'
import { LEVEL_COUNT } from '../market/instruments.ts'
import { Side } from '../market/units.ts'
import { SlowBook } from './slowBook.ts'

export const ALICE = 1
export const BOB = 2
export const CAROL = 3
export const DAVE = 4

export interface Terms {
  readonly timeInForce?: TimeInForce
  readonly flags?: number
  readonly clientSlot?: number
  readonly cause?: number
}

export const IOC: Terms = { timeInForce: TimeInForce.ImmediateOrCancel }
export const FOK: Terms = { timeInForce: TimeInForce.FillOrKill }
export const POST_ONLY: Terms = { timeInForce: TimeInForce.PostOnly }
export const CANCEL_TAKER: Terms = { flags: SubmitFlag.CancelTaker }

export interface Outcome {
  readonly answer: SubmitAnswer
  /** Handle of what rests, -1 when nothing does. */
  readonly order: number
  readonly filled: number
  readonly resting: number
  readonly dropped: number
  /** Oldest first, as [maker, lots, priceTicks]. */
  readonly trades: readonly (readonly [maker: number, lots: number, priceTicks: number])[]
  /** Makers taken out by self-trade prevention, as [order, lots]. */
  readonly cancelled: readonly (readonly [order: number, lots: number])[]
}

export class BookScene {
  readonly fills = new FillBuffer()
  readonly book: Book

  constructor(book: Book) {
    this.book = book
  }

  buy(account: number, lots: number, priceTicks: number, terms: Terms = {}): Outcome {
    return this.submit(Side.Buy, account, lots, priceTicks, terms)
  }

  sell(account: number, lots: number, priceTicks: number, terms: Terms = {}): Outcome {
    return this.submit(Side.Sell, account, lots, priceTicks, terms)
  }

  /** Both sides from the best price outwards, each level as [priceTicks, lots of each order]. */
  depth(): { bids: (number | number[])[][]; asks: (number | number[])[][] } {
    const { book } = this
    const bids = []
    for (let price = book.bestBidTicks(); price !== 0; price = book.nextBidBelow(price)) {
      bids.push([price, this.queueAt(price)])
    }
    const asks = []
    for (let price = book.bestAskTicks(); price !== 0; price = book.nextAskAbove(price)) {
      asks.push([price, this.queueAt(price)])
    }
    return { bids, asks }
  }

  /** Lots of the orders at a price, the oldest first. */
  queueAt(priceTicks: number): number[] {
    const lots = []
    let order = this.book.firstOrderAt(priceTicks)
    for (; order !== -1; order = this.book.orderBehind(order)) lots.push(this.book.orderLots(order))
    return lots
  }

  private submit(
    side: Side,
    account: number,
    lots: number,
    priceTicks: number,
    terms: Terms,
  ): Outcome {
    const { book, fills } = this
    const { timeInForce = TimeInForce.Rest, flags = 0, clientSlot = -1, cause = 0 } = terms
    const answer = book.submit(
      side,
      priceTicks,
      lots,
      timeInForce,
      account,
      clientSlot,
      cause,
      flags,
      fills,
    )
    return {
      answer,
      order: book.restingOrder,
      filled: book.filledLots,
      resting: book.restingLots,
      dropped: book.droppedLots,
      trades: Array.from(
        { length: fills.count },
        (_, row) => [fills.makerAccount[row], fills.lots[row], fills.priceTicks[row]] as const,
      ),
      cancelled: Array.from(
        { length: fills.cancelledCount },
        (_, row) => [fills.cancelledOrder[row], fills.cancelledLots[row]] as const,
      ),
    }
  }
}

const SCENE_SHAPE: BookShape = { levelCount: LEVEL_COUNT, orderCapacity: 100 }

/** For describe.each: suites of market rules run over both books. */
export const BOTH_BOOKS = [
  {
    title: 'the fast book',
    open: (shape: Partial<BookShape> = {}) =>
      new BookScene(new OrderBook(new Columns(), 'book', { ...SCENE_SHAPE, ...shape })),
  },
  {
    title: 'its slow twin',
    open: (shape: Partial<BookShape> = {}) =>
      new BookScene(new SlowBook({ ...SCENE_SHAPE, ...shape })),
  },
]
