// The books under measurement behind one small door: replay a stretch of the flow, then tell what
// came of it, so that all can be held to the same result.
import { Columns } from '../../base/columns.ts'
import { TimeInForce } from '../../exchange/matching/book.ts'
import type { Book } from '../../exchange/matching/book.ts'
import { FillBuffer } from '../../exchange/matching/fillBuffer.ts'
import { OrderBook } from '../../exchange/matching/orderBook.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'
import { Side } from '../../market/units.ts'
import { SlowBook } from '../../testing/slowBook.ts'
import { bookCapacity, FlowKind, TAKER_ACCOUNT } from './matchingFlow.ts'
import type { MatchingFlow } from './matchingFlow.ts'
import { VenueContender } from './venueContender.ts'

export interface Contender {
  replay(flow: MatchingFlow, from: number, to: number): void
  tradedLots(): number
  /** All levels as `price:lots`, bids from the lowest, then asks from the lowest. */
  depth(): string
}

export const CONTENDERS: Record<string, (liveOrders: number) => Promise<Contender>> = {
  unwind: async (liveOrders) => new FastContender(liveOrders),
  'unwind venue': async (liveOrders) => new VenueContender(liveOrders),
  'slow twin': async (liveOrders) => new TwinContender(liveOrders),
  'nodejs-order-book': async () => {
    const { OrderBook: Peer } = await import('nodejs-order-book')
    return new PeerContender(new Peer())
  },
  'hft-limit-order-book': async () => {
    const { OrderBook: Peer } = await import('hft-limit-order-book')
    return new PeerContender(new Peer())
  },
}

class FastContender implements Contender {
  private readonly book: OrderBook
  private readonly fills = new FillBuffer()
  private readonly handles: Int32Array
  private lots = 0

  constructor(liveOrders: number) {
    const orderCapacity = bookCapacity(liveOrders)
    this.book = new OrderBook(new Columns(), 'bench', { levelCount: LEVEL_COUNT, orderCapacity })
    this.handles = new Int32Array(orderCapacity).fill(-1)
  }

  replay(flow: MatchingFlow, from: number, to: number): void {
    const { book, fills, handles } = this
    const { kind, side, priceTicks, lots, slot } = flow
    let traded = 0
    for (let message = from; message < to; message++) {
      const clientSlot = slot[message]
      const what = kind[message]
      if (what === FlowKind.Cancel) {
        book.cancel(handles[clientSlot])
        continue
      }
      const adds = what === FlowKind.Add
      book.submit(
        side[message] as Side,
        priceTicks[message],
        lots[message],
        adds ? TimeInForce.Rest : TimeInForce.ImmediateOrCancel,
        adds ? clientSlot : TAKER_ACCOUNT,
        clientSlot,
        0,
        0,
        fills,
      )
      for (let fill = 0; fill < fills.count; fill++) traded += fills.lots[fill]
      if (adds) handles[clientSlot] = book.restingOrder
    }
    this.lots += traded
  }

  tradedLots(): number {
    return this.lots
  }

  depth(): string {
    return depthOf(this.book)
  }
}

/** Its own loop, so that neither book is slowed by a call that may mean either. */
class TwinContender implements Contender {
  private readonly book: SlowBook
  private readonly fills = new FillBuffer()
  private readonly handles: Int32Array
  private lots = 0

  constructor(liveOrders: number) {
    const orderCapacity = bookCapacity(liveOrders)
    this.book = new SlowBook({ levelCount: LEVEL_COUNT, orderCapacity })
    this.handles = new Int32Array(orderCapacity).fill(-1)
  }

  replay(flow: MatchingFlow, from: number, to: number): void {
    const { book, fills, handles } = this
    for (let message = from; message < to; message++) {
      const slot = flow.slot[message]
      if (flow.kind[message] === FlowKind.Cancel) {
        book.cancel(handles[slot])
        continue
      }
      const adds = flow.kind[message] === FlowKind.Add
      const timeInForce = adds ? TimeInForce.Rest : TimeInForce.ImmediateOrCancel
      const account = adds ? slot : TAKER_ACCOUNT
      const side = flow.side[message] as Side
      const lots = flow.lots[message]
      book.submit(side, flow.priceTicks[message], lots, timeInForce, account, slot, 0, 0, fills)
      this.lots += book.filledLots
      if (adds) handles[slot] = book.restingOrder
    }
  }

  tradedLots(): number {
    return this.lots
  }

  depth(): string {
    return depthOf(this.book)
  }
}

/** Orders are named by strings there: the slot's, made beforehand, which spares the peer some work. */
class PeerContender implements Contender {
  private readonly book: PeerBook
  private names: string[] = []
  private lots = 0

  constructor(book: PeerBook) {
    this.book = book
  }

  replay(flow: MatchingFlow, from: number, to: number): void {
    if (this.names.length === 0) {
      this.names = Array.from({ length: flow.slotCount }, (_, slot) => `o${slot}`)
    }
    const { book, names } = this
    for (let message = from; message < to; message++) {
      const slot = flow.slot[message]
      if (flow.kind[message] === FlowKind.Cancel) {
        book.cancel(names[slot])
        continue
      }
      const adds = flow.kind[message] === FlowKind.Add
      const size = flow.lots[message]
      const { err, quantityLeft } = book.limit({
        id: adds ? names[slot] : 'taker',
        side: flow.side[message] === Side.Buy ? 'buy' : 'sell',
        size,
        price: flow.priceTicks[message],
        timeInForce: adds ? 'GTC' : 'IOC',
      })
      if (err !== null) throw err
      this.lots += size - quantityLeft
    }
  }

  tradedLots(): number {
    return this.lots
  }

  depth(): string {
    const [asks, bids] = this.book.depth()
    return [bids, asks]
      .map((levels) => levels.sort((a, b) => a[0] - b[0]).map((level) => level.join(':')))
      .join(' ')
  }
}

function depthOf(book: Book): string {
  const bids = []
  for (let price = book.bestBidTicks(); price !== 0; price = book.nextBidBelow(price)) {
    bids.unshift(`${price}:${book.levelLots(price)}`)
  }
  const asks = []
  for (let price = book.bestAskTicks(); price !== 0; price = book.nextAskAbove(price)) {
    asks.push(`${price}:${book.levelLots(price)}`)
  }
  return [bids, asks].join(' ')
}
