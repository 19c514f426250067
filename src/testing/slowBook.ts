// The slow twin of the order book: every rule written the obvious way, over two sorted arrays of
// objects, so that a person can check it by reading. Tests and benches hold the fast book to it.
import { RejectReason } from '../market/events.ts'
import { Side } from '../market/units.ts'
import { ACCEPTED, MAX_LOTS, NO_ORDER, SubmitFlag } from '../exchange/matching/book.ts'
import { TimeInForce } from '../exchange/matching/book.ts'
import type { Book, BookShape, SubmitAnswer } from '../exchange/matching/book.ts'
import type { FillBuffer } from '../exchange/matching/fillBuffer.ts'

/** What 16 bits can number. */
const MOST_LIVE_PRICES = 0xffff

interface SlowOrder {
  readonly handle: number
  readonly side: Side
  readonly priceTicks: number
  readonly account: number
  readonly clientSlot: number
  readonly cause: number
  lots: number
}

export class SlowBook implements Book {
  filledLots = 0
  restingLots = 0
  droppedLots = 0
  restingOrder = NO_ORDER
  /** Both sides in the order in which they fill: best price first, then the oldest. */
  private bids: SlowOrder[] = []
  private asks: SlowOrder[] = []
  private lastHandle = 0
  private readonly shape: BookShape

  constructor(shape: BookShape) {
    this.shape = shape
  }

  bestBidTicks(): number {
    return this.bids[0]?.priceTicks ?? 0
  }

  bestAskTicks(): number {
    return this.asks[0]?.priceTicks ?? 0
  }

  levelLots(priceTicks: number): number {
    return sumLots(this.ordersAt(priceTicks))
  }

  nextBidBelow(priceTicks: number): number {
    return this.bids.find((order) => order.priceTicks < priceTicks)?.priceTicks ?? 0
  }

  nextAskAbove(priceTicks: number): number {
    return this.asks.find((order) => order.priceTicks > priceTicks)?.priceTicks ?? 0
  }

  orderCount(): number {
    return this.bids.length + this.asks.length
  }

  submit(
    side: Side,
    priceTicks: number,
    lots: number,
    timeInForce: TimeInForce,
    account: number,
    clientSlot: number,
    cause: number,
    flags: number,
    fills: FillBuffer,
  ): SubmitAnswer {
    fills.clear()
    this.filledLots = 0
    this.restingLots = 0
    this.droppedLots = 0
    this.restingOrder = NO_ORDER
    const handle = this.lastHandle + 1
    const taker = { handle, side, priceTicks, account, clientSlot, cause, lots }
    const refusal = this.refusal(taker, timeInForce, flags)
    if (refusal !== ACCEPTED) return refusal

    const stopped = this.match(taker, flags, fills)
    this.filledLots = lots - taker.lots
    if (taker.lots > 0 && timeInForce !== TimeInForce.ImmediateOrCancel && !stopped) {
      this.lastHandle = handle
      this.rest(taker)
      this.restingLots = taker.lots
      this.restingOrder = taker.handle
    } else {
      this.droppedLots = taker.lots
    }
    return ACCEPTED
  }

  cancel(handle: number): number {
    const order = this.find(handle)
    if (order === undefined) return -1
    this.remove(order)
    return order.lots
  }

  reduce(handle: number, toLots: number): number {
    const order = this.find(handle)
    if (order === undefined) return -1
    const lotsOff = order.lots - Math.min(order.lots, Math.max(0, toLots))
    order.lots -= lotsOff
    if (order.lots === 0) this.remove(order)
    return lotsOff
  }

  move(handle: number, priceTicks: number, lots: number, cause: number): SubmitAnswer {
    const order = this.find(handle)
    if (order === undefined) {
      const isOrder = Number.isInteger(lots) && lots >= 1 && lots <= MAX_LOTS
      if (!isOrder) return RejectReason.NotPositive
      const isPrice =
        Number.isInteger(priceTicks) && priceTicks >= 1 && priceTicks < this.shape.levelCount
      return isPrice ? RejectReason.UnknownSlot : RejectReason.PriceOutOfBand
    }
    const [bids, asks] = [[...this.bids], [...this.asks]]
    const moved = { ...order, priceTicks, lots, cause }
    this.remove(order)
    const refusal = this.refusal(moved, TimeInForce.PostOnly, SubmitFlag.None)
    if (refusal === ACCEPTED) this.rest(moved)
    else [this.bids, this.asks] = [bids, asks]
    return refusal
  }

  isResting(handle: number): boolean {
    return this.find(handle) !== undefined
  }

  orderSide(handle: number): Side {
    return this.find(handle)!.side
  }

  orderAccount(handle: number): number {
    return this.find(handle)!.account
  }

  orderLots(handle: number): number {
    return this.find(handle)!.lots
  }

  orderPriceTicks(handle: number): number {
    return this.find(handle)!.priceTicks
  }

  orderClientSlot(handle: number): number {
    return this.find(handle)!.clientSlot
  }

  orderCause(handle: number): number {
    return this.find(handle)!.cause
  }

  firstOrderAt(priceTicks: number): number {
    return this.ordersAt(priceTicks)[0]?.handle ?? NO_ORDER
  }

  orderBehind(handle: number): number {
    const level = this.ordersAt(this.orderPriceTicks(handle))
    return level[level.findIndex((order) => order.handle === handle) + 1]?.handle ?? NO_ORDER
  }

  private refusal(taker: SlowOrder, timeInForce: TimeInForce, flags: number): SubmitAnswer {
    const { priceTicks, lots } = taker
    if (!Number.isInteger(lots) || lots < 1 || lots > MAX_LOTS) return RejectReason.NotPositive
    if (!Number.isInteger(priceTicks) || priceTicks < 1 || priceTicks >= this.shape.levelCount) {
      return RejectReason.PriceOutOfBand
    }
    const wouldMatch = this.crossed(taker).length > 0
    if (timeInForce === TimeInForce.PostOnly && wouldMatch) return RejectReason.WouldMatch
    if (timeInForce === TimeInForce.FillOrKill && !this.canFillWhole(taker, flags)) {
      return RejectReason.NotFillable
    }
    const wouldRest = timeInForce === TimeInForce.Rest || timeInForce === TimeInForce.PostOnly
    if (wouldRest && !wouldMatch && !this.hasRoomFor(taker)) return RejectReason.BookFull
    return ACCEPTED
  }

  private hasRoomFor(order: SlowOrder): boolean {
    if (this.orderCount() >= this.shape.orderCapacity) return false
    const lotsThere = this.levelLots(order.priceTicks)
    if (lotsThere > 0) return lotsThere + order.lots <= MAX_LOTS
    const mostPrices = this.shape.liveLevelCapacity ?? MOST_LIVE_PRICES
    if (this.orderCount() < mostPrices) return true
    const livePrices = new Set([...this.bids, ...this.asks].map((resting) => resting.priceTicks))
    return livePrices.size < mostPrices
  }

  /** The makers that the taker would meet, in the order in which they fill. */
  private crossed(taker: SlowOrder): SlowOrder[] {
    const makers = taker.side === Side.Buy ? this.asks : this.bids
    const beyond = makers.findIndex((maker) =>
      taker.side === Side.Buy
        ? maker.priceTicks > taker.priceTicks
        : maker.priceTicks < taker.priceTicks,
    )
    return beyond < 0 ? [...makers] : makers.slice(0, beyond)
  }

  private canFillWhole(taker: SlowOrder, flags: number): boolean {
    const makers = this.crossed(taker)
    const firstOwn = makers.findIndex((maker) => maker.account === taker.account)
    const stopsAtOwn = (flags & SubmitFlag.CancelTaker) !== 0 && firstOwn >= 0
    const others = stopsAtOwn
      ? makers.slice(0, firstOwn)
      : makers.filter((maker) => maker.account !== taker.account)
    return sumLots(others) >= taker.lots
  }

  /** Returns whether self-trade prevention stopped the taker. */
  private match(taker: SlowOrder, flags: number, fills: FillBuffer): boolean {
    for (const maker of this.crossed(taker)) {
      if (taker.lots === 0) break
      const { handle, account, clientSlot, cause, priceTicks } = maker
      if (account === taker.account) {
        if ((flags & SubmitFlag.CancelTaker) !== 0) return true
        this.remove(maker)
        fills.addCancelled(handle, account, clientSlot, cause, priceTicks, maker.lots)
        continue
      }
      const lots = Math.min(taker.lots, maker.lots)
      taker.lots -= lots
      maker.lots -= lots
      if (maker.lots === 0) this.remove(maker)
      fills.addFill(handle, account, clientSlot, cause, maker.lots, priceTicks, lots)
    }
    return false
  }

  private rest(order: SlowOrder): void {
    const queue = order.side === Side.Buy ? this.bids : this.asks
    const behind = queue.findIndex((other) =>
      order.side === Side.Buy
        ? other.priceTicks < order.priceTicks
        : other.priceTicks > order.priceTicks,
    )
    queue.splice(behind < 0 ? queue.length : behind, 0, order)
  }

  private find(handle: number): SlowOrder | undefined {
    const isNamed = (order: SlowOrder) => order.handle === handle
    return this.bids.find(isNamed) ?? this.asks.find(isNamed)
  }

  private remove(order: SlowOrder): void {
    const queue = order.side === Side.Buy ? this.bids : this.asks
    queue.splice(queue.indexOf(order), 1)
  }

  private ordersAt(priceTicks: number): SlowOrder[] {
    const queue = priceTicks <= this.bestBidTicks() ? this.bids : this.asks
    return queue.filter((order) => order.priceTicks === priceTicks)
  }
}

function sumLots(orders: readonly SlowOrder[]): number {
  return orders.reduce((sum, order) => sum + order.lots, 0)
}
