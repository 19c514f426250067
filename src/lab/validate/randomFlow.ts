// Zero-intelligence flow through our order book. Time in mean waiting times of a market order of one side,
// prices in ticks, orders of one size. Rates count ONE side: a buyer's market order and a seller's come
// once each a unit of time (m), a limit order of each side with density a for each tick below the best
// ask or above the best bid, and every resting order is cancelled at rate d. Farmer, Patelli, Zovko,
// "The predictive power of zero intelligence in financial markets", PNAS 102 (2005) 2254.
import { Columns } from '../../base/columns.ts'
import { drawUniform, type RandomKeys } from '../../base/keyedRandom.ts'
import { SubmitFlag, TimeInForce } from '../../exchange/matching/book.ts'
import { FillBuffer } from '../../exchange/matching/fillBuffer.ts'
import { OrderBook } from '../../exchange/matching/orderBook.ts'
import { Side } from '../../market/units.ts'

export interface FlowShape {
  /** e = s d / m. */
  readonly granularity: number
  /** Where limit orders fall, behind the best quote of the other side, in characteristic prices m/a. */
  readonly window: number
  readonly warmUp: number
  readonly length: number
}

/** Ticks of a characteristic price m/a: so many that the tick itself does not show in a spread. */
export const TICKS_PER_PRICE = 400
const LEVEL_COUNT = 1 << 20
const ORDER_CAPACITY = 1 << 16
const LOTS = 10
const MAKER = 1
const TAKER = 2
const Draw = { Kind: 1, Price: 2, Which: 3 } as const

/** Mean spread over time, in characteristic prices. `replica` names an independent repetition. */
export function spreadInOurBook(shape: FlowShape, keys: RandomKeys, replica: number): number {
  const flow = new BookFlow(shape, keys, replica)
  flow.run(shape.warmUp)
  flow.startMeasuring()
  flow.run(shape.length)
  return flow.meanSpread()
}

class BookFlow {
  private readonly book: OrderBook
  private readonly fills = new FillBuffer()
  /** Handles of what was sent to rest; those that traded meanwhile are dropped when drawn. */
  private readonly resting: number[] = []
  private readonly keys: RandomKeys
  private readonly replica: number
  private readonly granularity: number
  private readonly windowTicks: number
  /** Limit orders of one side a unit of time. */
  private readonly limitRate: number
  private bidTicks = LEVEL_COUNT / 2
  private askTicks = LEVEL_COUNT / 2 + 1
  private event = 0
  private spreadTime = 0
  private time = 0

  constructor({ granularity, window }: FlowShape, keys: RandomKeys, replica: number) {
    this.keys = keys
    this.replica = replica
    this.granularity = granularity
    this.limitRate = window
    this.windowTicks = Math.round(window * TICKS_PER_PRICE)
    this.book = new OrderBook(new Columns(), 'zeroIntelligence', {
      levelCount: LEVEL_COUNT,
      orderCapacity: ORDER_CAPACITY,
    })
  }

  startMeasuring(): void {
    this.spreadTime = 0
    this.time = 0
  }

  meanSpread(): number {
    return this.spreadTime / this.time / TICKS_PER_PRICE
  }

  run(length: number): void {
    let left = length
    while (left > 0) left -= this.next()
  }

  /** One event. Returns the mean time until it, by which the spread before it counts. */
  private next(): number {
    const { book } = this
    const bid = book.bestBidTicks()
    const ask = book.bestAskTicks()
    if (bid !== 0) this.bidTicks = bid
    if (ask !== 0) this.askTicks = ask
    const cancelRate = this.granularity * book.orderCount()
    const rate = 2 + 2 * this.limitRate + cancelRate
    if (bid !== 0 && ask !== 0) {
      this.spreadTime += (ask - bid) / rate
      this.time += 1 / rate
    }
    this.event++
    let kind = this.draw(Draw.Kind) * rate
    if (kind < cancelRate) this.cancel()
    else if ((kind -= cancelRate) < 1) this.market(Side.Buy)
    else if ((kind -= 1) < 1) this.market(Side.Sell)
    else if (kind - 1 < this.limitRate) this.limit(Side.Buy)
    else this.limit(Side.Sell)
    return 1 / rate
  }

  private limit(side: Side): void {
    const behind = 1 + Math.floor(this.draw(Draw.Price) * this.windowTicks)
    const price = side === Side.Buy ? this.askTicks - behind : this.bidTicks + behind
    this.send(side, price, TimeInForce.Rest, MAKER)
    this.resting.push(this.book.restingOrder)
  }

  private market(side: Side): void {
    const price = side === Side.Buy ? LEVEL_COUNT - 1 : 1
    this.send(side, price, TimeInForce.ImmediateOrCancel, TAKER)
  }

  private send(side: Side, price: number, terms: TimeInForce, account: number): void {
    this.book.submit(side, price, LOTS, terms, account, 0, 0, SubmitFlag.None, this.fills)
  }

  /** Each resting order is as likely as any other. */
  private cancel(): void {
    const { resting, book } = this
    for (let attempt = 0; ; attempt++) {
      const place = Math.floor(this.draw(Draw.Which + attempt) * resting.length)
      const order = resting[place]!
      resting[place] = resting.at(-1)!
      resting.pop()
      if (book.cancel(order) >= 0) return
    }
  }

  private draw(purpose: number): number {
    return drawUniform(this.keys, this.replica, this.event, purpose)
  }
}
