// The order book of one instrument: price-time priority over columns. Levels are found by price,
// orders of a level are a linked list from the oldest to the youngest, and the best prices are kept
// beside. Nothing is allocated after the constructor. Prices in ticks, quantities in lots.
// ODD submodel: Order matching.
import type { Columns } from '../../base/columns.ts'
import { RejectReason } from '../../market/events.ts'
import { Side } from '../../market/units.ts'
import { ACCEPTED, MAX_LOTS, NO_ORDER, TimeInForce } from './book.ts'
import type { Book, BookShape, SubmitAnswer } from './book.ts'
import type { FillBuffer } from './fillBuffer.ts'
import { canFillWhole, matchTaker } from './match.ts'
import {
  ORDER_ACCOUNT,
  ORDER_CAUSE,
  ORDER_CLIENT_SLOT,
  ORDER_HANDLE,
  ORDER_LOTS,
  ORDER_NEXT,
  ORDER_PREVIOUS,
  ORDER_PRICE_TICKS,
  OrderRows,
  ROW_SHIFT,
} from './orderRows.ts'
import {
  BEST_ASK,
  BEST_BID,
  LEVEL_HEAD,
  LEVEL_LOTS,
  LEVEL_SHIFT,
  LEVEL_TAIL,
  MOST_LIVE_LEVELS,
  PriceLevels,
} from './priceLevels.ts'

export class OrderBook implements Book {
  filledLots = 0
  restingLots = 0
  droppedLots = 0
  restingOrder = NO_ORDER
  private readonly levelCount: number
  private readonly levels: PriceLevels
  private readonly rows: OrderRows

  constructor(columns: Columns, name: string, shape: BookShape) {
    this.levelCount = shape.levelCount
    const livePrices = Math.min(shape.orderCapacity, shape.levelCount - 1, MOST_LIVE_LEVELS)
    const liveLevels = shape.liveLevelCapacity ?? livePrices
    this.levels = new PriceLevels(columns, name, shape.levelCount, liveLevels)
    this.rows = new OrderRows(columns, name, shape.orderCapacity)
  }

  bestBidTicks(): number {
    return this.levels.best[BEST_BID]!
  }

  bestAskTicks(): number {
    return this.levels.best[BEST_ASK]!
  }

  levelLots(priceTicks: number): number {
    return this.levels.lotsAt(priceTicks)
  }

  nextBidBelow(priceTicks: number): number {
    const bestBid = this.levels.best[BEST_BID]!
    if (priceTicks > bestBid) return bestBid
    return priceTicks > 1 ? this.levels.live.below(priceTicks) : 0
  }

  nextAskAbove(priceTicks: number): number {
    const bestAsk = this.levels.best[BEST_ASK]!
    if (priceTicks < bestAsk) return bestAsk
    return bestAsk !== 0 && priceTicks < this.levelCount ? this.levels.live.above(priceTicks) : 0
  }

  orderCount(): number {
    return this.rows.count()
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
    fills.count = 0
    fills.cancelledCount = 0
    this.filledLots = 0
    this.restingLots = 0
    this.droppedLots = 0
    this.restingOrder = NO_ORDER
    if ((lots | 0) !== lots || lots <= 0) return RejectReason.NotPositive
    if ((priceTicks | 0) !== priceTicks || priceTicks < 1 || priceTicks >= this.levelCount) {
      return RejectReason.PriceOutOfBand
    }
    let remainingLots = lots
    if (this.levels.crosses(side, priceTicks)) {
      if (timeInForce === TimeInForce.PostOnly) return RejectReason.WouldMatch
      if (
        timeInForce === TimeInForce.FillOrKill &&
        !canFillWhole(this.levels, this.rows, side, priceTicks, lots, account, flags)
      ) {
        return RejectReason.NotFillable
      }
      const left = matchTaker(this.levels, this.rows, side, priceTicks, lots, account, flags, fills)
      // Below zero: self-trade prevention stopped the taker with that much left.
      remainingLots = left < 0 ? -left : left
      this.filledLots = lots - remainingLots
      if (left <= 0 || timeInForce !== TimeInForce.Rest) {
        this.droppedLots = remainingLots
        return ACCEPTED
      }
      // What a taker leaves has emptied the levels it crossed: there is room for it.
    } else {
      if (timeInForce === TimeInForce.FillOrKill) return RejectReason.NotFillable
      if (timeInForce === TimeInForce.ImmediateOrCancel) {
        this.droppedLots = lots
        return ACCEPTED
      }
      if (!this.hasRoomFor(priceTicks, lots)) return RejectReason.BookFull
    }
    this.restingLots = remainingLots
    this.restingOrder = this.rest(side, priceTicks, remainingLots, account, clientSlot, cause)
    return ACCEPTED
  }

  cancel(order: number): number {
    const row = this.rows.rowOf(order)
    if (row === 0) return -1
    const lots = this.rows.words[(row << ROW_SHIFT) + ORDER_LOTS]!
    this.takeOut(row)
    return lots
  }

  reduce(order: number, toLots: number): number {
    const row = this.rows.rowOf(order)
    if (row === 0) return -1
    const words = this.rows.words
    const at = row << ROW_SHIFT
    const lots = words[at + ORDER_LOTS]!
    if (toLots >= lots) return 0
    if (toLots <= 0) {
      this.takeOut(row)
      return lots
    }
    words[at + ORDER_LOTS] = toLots
    const level = this.levels.levelAt[words[at + ORDER_PRICE_TICKS]!]!
    this.levels.words[(level << LEVEL_SHIFT) + LEVEL_LOTS] -= lots - toLots
    return lots - toLots
  }

  isResting(order: number): boolean {
    return this.rows.rowOf(order) !== 0
  }

  orderSide(order: number): Side {
    return this.orderPriceTicks(order) <= this.levels.best[BEST_BID]! ? Side.Buy : Side.Sell
  }

  orderAccount(order: number): number {
    return this.rows.words[this.at(order) + ORDER_ACCOUNT]!
  }

  orderLots(order: number): number {
    return this.rows.words[this.at(order) + ORDER_LOTS]!
  }

  orderPriceTicks(order: number): number {
    return this.rows.words[this.at(order) + ORDER_PRICE_TICKS]!
  }

  orderClientSlot(order: number): number {
    return this.rows.words[this.at(order) + ORDER_CLIENT_SLOT]!
  }

  orderCause(order: number): number {
    return this.rows.words[this.at(order) + ORDER_CAUSE]!
  }

  firstOrderAt(priceTicks: number): number {
    const level = this.levels.levelAt[priceTicks] ?? 0
    return level === 0
      ? NO_ORDER
      : this.handleOf(this.levels.words[(level << LEVEL_SHIFT) + LEVEL_HEAD]!)
  }

  orderBehind(order: number): number {
    return this.handleOf(this.rows.words[this.at(order) + ORDER_NEXT]!)
  }

  private at(order: number): number {
    return (order & this.rows.rowMask) << ROW_SHIFT
  }

  private handleOf(row: number): number {
    return row === 0 ? NO_ORDER : this.rows.words[(row << ROW_SHIFT) + ORDER_HANDLE]!
  }

  /** Room for an order that would only rest. */
  private hasRoomFor(priceTicks: number, lots: number): boolean {
    if (this.rows.isFull()) return false
    const level = this.levels.levelAt[priceTicks]!
    if (level === 0) return !this.levels.isFull()
    return lots <= MAX_LOTS - this.levels.words[(level << LEVEL_SHIFT) + LEVEL_LOTS]!
  }

  /** Puts an order at the end of its level and returns its handle. */
  private rest(
    side: Side,
    priceTicks: number,
    lots: number,
    account: number,
    clientSlot: number,
    cause: number,
  ): number {
    const rows = this.rows
    const levels = this.levels
    const row = rows.take()
    const level = levels.levelAt[priceTicks]!
    let previous = 0
    if (level === 0) {
      levels.open(side, priceTicks, row, lots)
    } else {
      const levelAt = level << LEVEL_SHIFT
      previous = levels.words[levelAt + LEVEL_TAIL]!
      levels.words[levelAt + LEVEL_TAIL] = row
      levels.words[levelAt + LEVEL_LOTS] += lots
      rows.words[(previous << ROW_SHIFT) + ORDER_NEXT] = row
    }
    const words = rows.words
    const at = row << ROW_SHIFT
    words[at + ORDER_NEXT] = 0
    words[at + ORDER_PREVIOUS] = previous
    words[at + ORDER_PRICE_TICKS] = priceTicks
    words[at + ORDER_LOTS] = lots
    words[at + ORDER_ACCOUNT] = account
    words[at + ORDER_CLIENT_SLOT] = clientSlot
    words[at + ORDER_CAUSE] = cause
    return words[at + ORDER_HANDLE]!
  }

  /** Unlinks an order, closes its level when it was the last, and frees its row. */
  private takeOut(row: number): void {
    const words = this.rows.words
    const levels = this.levels
    const at = row << ROW_SHIFT
    const next = words[at + ORDER_NEXT]!
    const previous = words[at + ORDER_PREVIOUS]!
    const priceTicks = words[at + ORDER_PRICE_TICKS]!
    const level = levels.levelAt[priceTicks]!
    if (next === 0 && previous === 0) {
      levels.close(priceTicks, level)
    } else {
      const levelAt = level << LEVEL_SHIFT
      levels.words[levelAt + LEVEL_LOTS] -= words[at + ORDER_LOTS]!
      if (previous === 0) levels.words[levelAt + LEVEL_HEAD] = next
      else words[(previous << ROW_SHIFT) + ORDER_NEXT] = next
      if (next === 0) levels.words[levelAt + LEVEL_TAIL] = previous
      else words[(next << ROW_SHIFT) + ORDER_PREVIOUS] = previous
    }
    this.rows.free(row)
  }
}
