// The flow of Cont, Stoikov and Talreja (2010) through our order book, level by level, from two best
// queues of given lengths until the mid moves. Orders of one size; time in minutes, distances in ticks
// from the best quote of the other side.
import { Columns } from '../../base/columns.ts'
import { drawUniform, type RandomKeys } from '../../base/keyedRandom.ts'
import { NO_ORDER, SubmitFlag, TimeInForce } from '../../exchange/matching/book.ts'
import { FillBuffer } from '../../exchange/matching/fillBuffer.ts'
import { OrderBook } from '../../exchange/matching/orderBook.ts'
import { Side } from '../../market/units.ts'

/** By distance 1, 2, ... ticks from the best quote of the other side. */
export interface LevelRates {
  readonly limit: readonly number[]
  readonly cancel: readonly number[]
  readonly market: number
}

const LEVEL_COUNT = 128
const BID_TICKS = 64
const LOTS = 10
const MAKER = 1
const TAKER = 2
/** Orders at each price behind the best at the start; they only have to be there. */
const BEHIND = 3
const Draw = { Kind: 11, Which: 12 } as const

export class QueueFlow {
  private readonly book = new OrderBook(new Columns(), 'queues', {
    levelCount: LEVEL_COUNT,
    orderCapacity: 1 << 12,
  })
  private readonly fills = new FillBuffer()
  private readonly rates: LevelRates
  private readonly keys: RandomKeys
  private trial = 0
  private event = 0

  constructor(rates: LevelRates, keys: RandomKeys) {
    this.rates = rates
    this.keys = keys
  }

  /** Whether the mid's next move is up, in one more independent trial. */
  rises(bidOrders: number, askOrders: number): boolean {
    this.trial++
    this.event = 0
    this.start(bidOrders, askOrders)
    for (;;) {
      this.next()
      const bid = this.book.bestBidTicks()
      const ask = this.book.bestAskTicks()
      if (ask !== BID_TICKS + 1) return true
      if (bid !== BID_TICKS) return false
    }
  }

  private start(bidOrders: number, askOrders: number): void {
    const { book } = this
    for (let price = 1; price < LEVEL_COUNT; price++) {
      for (let order = book.firstOrderAt(price); order !== NO_ORDER;) {
        book.cancel(order)
        order = book.firstOrderAt(price)
      }
    }
    this.rates.limit.forEach((_, level) => {
      const behind = level === 0 ? 0 : BEHIND
      for (let n = 0; n < (behind || bidOrders); n++) this.rest(Side.Buy, level + 1)
      for (let n = 0; n < (behind || askOrders); n++) this.rest(Side.Sell, level + 1)
    })
  }

  /** One event: what happens at a distance of `level + 1` on either side, or a market order. */
  private next(): void {
    const { limit, cancel, market } = this.rates
    let rate = 2 * market
    for (let level = 0; level < limit.length; level++) {
      const waiting = this.ordersAt(Side.Buy, level + 1) + this.ordersAt(Side.Sell, level + 1)
      rate += 2 * limit[level]! + cancel[level]! * waiting
    }
    this.event++
    let kind = this.draw(Draw.Kind) * rate
    for (let level = 0; level < limit.length; level++) {
      for (const side of [Side.Buy, Side.Sell]) {
        if (kind < limit[level]!) return this.rest(side, level + 1)
        kind -= limit[level]!
        const cancelRate = cancel[level]! * this.ordersAt(side, level + 1)
        if (kind < cancelRate) return this.cancelOne(side, level + 1)
        kind -= cancelRate
      }
    }
    this.take(kind < market ? Side.Buy : Side.Sell)
  }

  private priceAt(side: Side, distance: number): number {
    return side === Side.Buy ? BID_TICKS + 1 - distance : BID_TICKS + distance
  }

  private ordersAt(side: Side, distance: number): number {
    return this.book.levelLots(this.priceAt(side, distance)) / LOTS
  }

  private rest(side: Side, distance: number): void {
    this.send(side, this.priceAt(side, distance), TimeInForce.PostOnly, MAKER)
  }

  private take(side: Side): void {
    const price = side === Side.Buy ? LEVEL_COUNT - 1 : 1
    this.send(side, price, TimeInForce.ImmediateOrCancel, TAKER)
  }

  private send(side: Side, price: number, terms: TimeInForce, account: number): void {
    this.book.submit(side, price, LOTS, terms, account, 0, 0, SubmitFlag.None, this.fills)
  }

  /** Each waiting order of the queue is as likely as any other. */
  private cancelOne(side: Side, distance: number): void {
    const { book } = this
    const waiting = this.ordersAt(side, distance)
    let order = book.firstOrderAt(this.priceAt(side, distance))
    for (let n = Math.floor(this.draw(Draw.Which) * waiting); n > 0; n--) {
      order = book.orderBehind(order)
    }
    book.cancel(order)
  }

  private draw(purpose: number): number {
    return drawUniform(this.keys, this.trial, this.event, purpose)
  }
}
