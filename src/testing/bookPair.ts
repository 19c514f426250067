// Drives the fast order book and its slow twin with the same messages and compares every answer,
// every fill and, when asked, the whole of both books. Handles differ between the two, so orders are
// known here by their number: the n-th order that came to rest.
import { Columns } from '../base/columns.ts'
import type { Book, BookShape, TimeInForce } from '../exchange/matching/book.ts'
import { FillBuffer } from '../exchange/matching/fillBuffer.ts'
import { OrderBook } from '../exchange/matching/orderBook.ts'
import { Side } from '../market/units.ts'
import { SlowBook } from './slowBook.ts'

/** `order` counts back from the youngest order that ever came to rest, live or long gone. */
export type BookMessage =
  | {
      readonly kind: 'submit'
      readonly side: Side
      readonly priceTicks: number
      readonly lots: number
      readonly timeInForce: TimeInForce
      readonly account: number
      readonly flags: number
    }
  | { readonly kind: 'cancel'; readonly order: number }
  | { readonly kind: 'reduce'; readonly order: number; readonly toLots: number }
  | {
      readonly kind: 'move'
      readonly order: number
      readonly priceTicks: number
      readonly lots: number
    }

export interface FillRecord {
  readonly order: number
  readonly account: number
  readonly clientSlot: number
  readonly cause: number
  readonly priceTicks: number
  readonly lots: number
  /** What the maker still has; -1 in the record of a cancelled maker. */
  readonly remainingLots: number
}

/** Everything a submit tells, with order numbers instead of handles. */
export interface SubmitRecord {
  readonly answer: number
  readonly filledLots: number
  readonly restingLots: number
  readonly droppedLots: number
  readonly rests: boolean
  readonly fills: readonly FillRecord[]
  readonly cancelled: readonly FillRecord[]
}

export interface RestingRecord {
  readonly order: number
  readonly side: Side
  readonly priceTicks: number
  readonly lots: number
  readonly account: number
  readonly clientSlot: number
  readonly cause: number
}

/** One book with its orders numbered. */
export class NumberedBook {
  readonly book: Book
  readonly handles: number[] = []
  private readonly numbers = new Map<number, number>()
  private readonly fills = new FillBuffer(2)

  constructor(book: Book) {
    this.book = book
  }

  apply(message: BookMessage): number | SubmitRecord {
    if (message.kind === 'submit') return this.submit(message)
    const handle = this.handles[this.handles.length - 1 - message.order] ?? -1
    if (message.kind === 'cancel') return this.book.cancel(handle)
    if (message.kind === 'reduce') return this.book.reduce(handle, message.toLots)
    return this.book.move(handle, message.priceTicks, message.lots, message.order & 15)
  }

  private submit(message: BookMessage & { readonly kind: 'submit' }): SubmitRecord {
    const { side, priceTicks, lots, timeInForce, account, flags } = message
    const { book, fills } = this
    const clientSlot = this.handles.length % 7 === 6 ? -1 : this.handles.length
    const cause = this.handles.length % 16
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
    const { filledLots, restingLots, droppedLots, restingOrder } = book
    const record = {
      answer,
      filledLots,
      restingLots,
      droppedLots,
      rests: restingOrder !== -1,
      fills: this.readFills(),
      cancelled: this.readCancelled(),
    }
    if (restingOrder !== -1) {
      this.numbers.set(restingOrder, this.handles.length)
      this.handles.push(restingOrder)
    }
    return record
  }

  /** The same numbering over another book that holds the same handles. */
  carriedOverTo(book: Book): NumberedBook {
    const copy = new NumberedBook(book)
    copy.handles.push(...this.handles)
    for (const [handle, number] of this.numbers) copy.numbers.set(handle, number)
    return copy
  }

  /** All resting orders: bids from the best, then asks from the best, the oldest first. */
  restingOrders(): RestingRecord[] {
    const { book } = this
    const records: RestingRecord[] = []
    const readLevel = (priceTicks: number) => {
      let handle = book.firstOrderAt(priceTicks)
      for (; handle !== -1; handle = book.orderBehind(handle)) {
        records.push({
          order: this.numberOf(handle),
          side: book.orderSide(handle),
          priceTicks: book.orderPriceTicks(handle),
          lots: book.orderLots(handle),
          account: book.orderAccount(handle),
          clientSlot: book.orderClientSlot(handle),
          cause: book.orderCause(handle),
        })
      }
    }
    const bestBid = book.bestBidTicks()
    for (let price = bestBid; price !== 0; price = book.nextBidBelow(price)) readLevel(price)
    const bestAsk = book.bestAskTicks()
    for (let price = bestAsk; price !== 0; price = book.nextAskAbove(price)) readLevel(price)
    return records
  }

  private numberOf(handle: number): number {
    return this.numbers.get(handle) ?? -1
  }

  private readFills(): FillRecord[] {
    const { fills } = this
    return Array.from({ length: fills.count }, (_, row) => ({
      order: this.numberOf(fills.makerOrder[row]),
      account: fills.makerAccount[row],
      clientSlot: fills.makerClientSlot[row],
      cause: fills.makerCause[row],
      priceTicks: fills.priceTicks[row],
      lots: fills.lots[row],
      remainingLots: fills.makerRemainingLots[row],
    }))
  }

  private readCancelled(): FillRecord[] {
    const { fills } = this
    return Array.from({ length: fills.cancelledCount }, (_, row) => ({
      order: this.numberOf(fills.cancelledOrder[row]),
      account: fills.cancelledAccount[row],
      clientSlot: fills.cancelledClientSlot[row],
      cause: fills.cancelledCause[row],
      priceTicks: fills.cancelledPriceTicks[row],
      lots: fills.cancelledLots[row],
      remainingLots: -1,
    }))
  }
}

/** The fast book, its columns, and the twin. */
export class BookPair {
  readonly columns = new Columns()
  readonly fast: NumberedBook
  readonly slow: NumberedBook
  private readonly levelCount: number

  constructor(shape: BookShape) {
    this.levelCount = shape.levelCount
    this.fast = new NumberedBook(new OrderBook(this.columns, 'book', shape))
    this.slow = new NumberedBook(new SlowBook(shape))
  }

  /** Sends a message to both; a sentence when they disagree, else undefined. */
  send(message: BookMessage): string | undefined {
    const fast = this.fast.apply(message)
    return difference('the answers', fast, this.slow.apply(message))
  }

  /** Compares all that can be read of the two books. */
  compareWhole(): string | undefined {
    const [fast, slow] = [this.fast.book, this.slow.book]
    const tops = [fast, slow].map((book) => [
      book.bestBidTicks(),
      book.bestAskTicks(),
      book.orderCount(),
    ])
    return (
      difference('the tops', tops[0], tops[1]) ??
      difference('the books', this.fast.restingOrders(), this.slow.restingOrders()) ??
      this.compareReaders(Math.min(this.levelCount, 200))
    )
  }

  /** The readers by price and by handle, stale ones included. */
  private compareReaders(priceCount: number): string | undefined {
    const [fast, slow] = [this.fast, this.slow]
    const readings = [fast, slow].map(({ book, handles }) => {
      const middle = book.bestBidTicks() - (priceCount >> 1)
      const first = Math.max(-1, Math.min(this.levelCount + 1 - priceCount, middle))
      const prices = Array.from({ length: priceCount + 2 }, (_, index) => first + index)
      return {
        byPrice: prices.map((price) => [
          book.levelLots(price),
          book.nextBidBelow(price),
          book.nextAskAbove(price),
        ]),
        resting: handles.slice(-200).map((handle) => book.isResting(handle)),
      }
    })
    return difference('the readers', readings[0], readings[1])
  }
}

/** What must hold of any book at any moment; a sentence when it does not. */
export function brokenLaw(numbered: NumberedBook): string | undefined {
  const { book } = numbered
  const orders = numbered.restingOrders()
  const bids = orders.filter((order) => order.side === Side.Buy)
  const asks = orders.filter((order) => order.side === Side.Sell)
  const bestBid = Math.max(0, ...bids.map((order) => order.priceTicks))
  const bestAsk = asks.length === 0 ? 0 : Math.min(...asks.map((order) => order.priceTicks))
  if (bestBid !== book.bestBidTicks()) return `the best bid is ${bestBid}`
  if (bestAsk !== book.bestAskTicks()) return `the best ask is ${bestAsk}`
  if (bestAsk !== 0 && bestBid >= bestAsk) return `bid ${bestBid} crosses ask ${bestAsk}`
  if (orders.length !== book.orderCount()) return `${orders.length} orders rest`
  if (orders.some((order) => order.lots <= 0)) return 'an order without lots rests'
  const lots = new Map<number, number>()
  for (const order of orders) {
    lots.set(order.priceTicks, (lots.get(order.priceTicks) ?? 0) + order.lots)
  }
  for (const [price, sum] of lots) {
    if (book.levelLots(price) !== sum) return `the orders at ${price} sum to ${sum} lots`
  }
  return undefined
}

function difference(what: string, fast: unknown, slow: unknown): string | undefined {
  const [fastText, slowText] = [JSON.stringify(fast), JSON.stringify(slow)]
  return fastText === slowText ? undefined : `${what} differ: fast ${fastText}, slow ${slowText}`
}
