// The order book of one instrument: price-time priority over the columns of bookState.ts. Here are
// the terms of an order; matching is in match.ts. Nothing is allocated after the constructor.
// Prices in ticks, quantities in lots. ODD submodel: Order matching.
import type { Columns } from '../../base/columns.ts'
import { RejectReason } from '../../market/events.ts'
import { Side } from '../../market/units.ts'
import { ACCEPTED, MAX_LOTS, NO_ORDER, TimeInForce } from './book.ts'
import type { Book, BookShape, SubmitAnswer } from './book.ts'
import { ACCOUNT, BookState, CAUSE, CLIENT_SLOT, HANDLE, LEVEL_LOTS, LOTS } from './bookState.ts'
import { NEXT, PREVIOUS, PRICE_TICKS } from './bookState.ts'
import type { FillBuffer } from './fillBuffer.ts'
import { canFillWhole, matchTaker } from './match.ts'

export class OrderBook implements Book {
  filledLots = 0
  restingLots = 0
  droppedLots = 0
  restingOrder = NO_ORDER
  private readonly state: BookState

  constructor(columns: Columns, name: string, shape: BookShape) {
    this.state = new BookState(columns, name, shape)
  }

  bestBidTicks(): number {
    return this.state.words[Side.Buy]!
  }

  bestAskTicks(): number {
    return this.state.words[Side.Sell]!
  }

  levelLots(priceTicks: number): number {
    const level = this.state.levelAt(priceTicks)
    return level === 0 ? 0 : this.state.words[level | LEVEL_LOTS]!
  }

  /** Lots at the best price of a side, 0 when it is empty. */
  bestLots(side: Side): number {
    const { state } = this
    const best = state.words[side]!
    return best === 0 ? 0 : state.words[state.liveLevelAt(best) | LEVEL_LOTS]!
  }

  nextBidBelow(priceTicks: number): number {
    const bestBid = this.bestBidTicks()
    if (priceTicks > bestBid) return bestBid
    return priceTicks > 1 ? this.state.livePrices.below(priceTicks) : 0
  }

  nextAskAbove(priceTicks: number): number {
    const bestAsk = this.bestAskTicks()
    if (priceTicks < bestAsk) return bestAsk
    const isWithin = bestAsk !== 0 && priceTicks < this.state.priceCount
    return isWithin ? this.state.livePrices.above(priceTicks) : 0
  }

  orderCount(): number {
    return this.state.orderCount()
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
    if ((priceTicks | 0) !== priceTicks || priceTicks < 1 || priceTicks >= this.state.priceCount) {
      return RejectReason.PriceOutOfBand
    }
    const { state } = this
    let remainingLots = lots
    if (state.crosses(side, priceTicks)) {
      if (timeInForce === TimeInForce.PostOnly) return RejectReason.WouldMatch
      if (
        timeInForce === TimeInForce.FillOrKill &&
        !canFillWhole(state, side, priceTicks, lots, account, flags)
      ) {
        return RejectReason.NotFillable
      }
      const left = matchTaker(state, side, priceTicks, lots, account, flags, fills)
      // Below zero: self-trade prevention stopped the taker with that much left.
      remainingLots = left < 0 ? -left : left
      this.filledLots = lots - remainingLots
      if (left <= 0 || timeInForce !== TimeInForce.Rest) {
        this.droppedLots = remainingLots
        return ACCEPTED
      }
    } else {
      if (timeInForce === TimeInForce.FillOrKill) return RejectReason.NotFillable
      if (timeInForce === TimeInForce.ImmediateOrCancel) {
        this.droppedLots = lots
        return ACCEPTED
      }
    }
    // What a taker leaves has emptied the levels it crossed: only a pure maker may lack room.
    const order = this.rest(side, priceTicks, remainingLots, account, clientSlot, cause)
    if (order === NO_ORDER) return RejectReason.BookFull
    this.restingLots = remainingLots
    this.restingOrder = order
    return ACCEPTED
  }

  cancel(order: number): number {
    const { state } = this
    const at = state.orderNamed(order)
    if (at === 0) return -1
    const lots = state.words[at | LOTS]!
    state.takeOut(at)
    return lots
  }

  reduce(order: number, toLots: number): number {
    const { state } = this
    const at = state.orderNamed(order)
    if (at === 0) return -1
    const lots = state.words[at | LOTS]!
    if (toLots >= lots) return 0
    if (toLots <= 0) {
      state.takeOut(at)
      return lots
    }
    state.words[at | LOTS] = toLots
    const level = state.liveLevelAt(state.words[at | PRICE_TICKS]!)
    state.words[level | LEVEL_LOTS] -= lots - toLots
    return lots - toLots
  }

  move(order: number, priceTicks: number, lots: number, cause: number): SubmitAnswer {
    if ((lots | 0) !== lots || lots <= 0) return RejectReason.NotPositive
    const { state } = this
    if ((priceTicks | 0) !== priceTicks || priceTicks < 1 || priceTicks >= state.priceCount) {
      return RejectReason.PriceOutOfBand
    }
    const at = state.orderNamed(order)
    if (at === 0) return RejectReason.UnknownSlot
    const { words } = state
    const fromTicks = words[at | PRICE_TICKS]!
    const side = fromTicks <= words[Side.Buy]! ? Side.Buy : Side.Sell
    if (state.crosses(side, priceTicks)) return RejectReason.WouldMatch
    const before = words[at | LOTS]!
    const isAlone = words[at | NEXT] === words[at | PREVIOUS]
    let level = state.levelWithin(priceTicks)
    if (level === 0) {
      if (!isAlone && state.isFullOfLevels()) return RejectReason.BookFull
    } else {
      const own = priceTicks === fromTicks ? before : 0
      if (lots > MAX_LOTS - words[level | LEVEL_LOTS]! + own) return RejectReason.BookFull
    }
    state.leaveLevel(at)
    // Where it was alone, its own level is closed too.
    if (level === 0 || (isAlone && priceTicks === fromTicks)) {
      level = state.openLevel(side, priceTicks)
    }
    words[at | PRICE_TICKS] = priceTicks
    words[at | LOTS] = lots
    words[at | CAUSE] = cause | 0
    state.enterLevel(at, level)
    return ACCEPTED
  }

  isResting(order: number): boolean {
    return this.state.orderNamed(order) !== 0
  }

  orderSide(order: number): Side {
    return this.orderPriceTicks(order) <= this.bestBidTicks() ? Side.Buy : Side.Sell
  }

  orderAccount(order: number): number {
    return this.state.words[this.state.orderAt(order) | ACCOUNT]!
  }

  orderLots(order: number): number {
    return this.state.words[this.state.orderAt(order) | LOTS]!
  }

  orderPriceTicks(order: number): number {
    return this.state.words[this.state.orderAt(order) | PRICE_TICKS]!
  }

  orderClientSlot(order: number): number {
    return this.state.words[this.state.orderAt(order) | CLIENT_SLOT]!
  }

  orderCause(order: number): number {
    return this.state.words[this.state.orderAt(order) | CAUSE]!
  }

  firstOrderAt(priceTicks: number): number {
    const level = this.state.levelAt(priceTicks)
    return level === 0 ? NO_ORDER : this.handleBehind(level, level)
  }

  orderBehind(order: number): number {
    return this.handleBehind(
      this.state.orderAt(order),
      this.state.liveLevelAt(this.orderPriceTicks(order)),
    )
  }

  /** Handle of the order behind a row of a level's ring, NO_ORDER when the ring ends there. */
  private handleBehind(at: number, level: number): number {
    const behind = this.state.words[at | NEXT]!
    return behind === level ? NO_ORDER : this.state.words[behind | HANDLE]!
  }

  /** Puts an order at the end of its level and returns its handle; NO_ORDER when there is no room. */
  private rest(
    side: Side,
    priceTicks: number,
    lots: number,
    account: number,
    clientSlot: number,
    cause: number,
  ): number {
    const { state } = this
    const words = state.words
    if (state.isFullOfOrders()) return NO_ORDER
    let level = state.levelWithin(priceTicks)
    if (level === 0) {
      if (state.isFullOfLevels()) return NO_ORDER
      level = state.openLevel(side, priceTicks)
    } else if (lots > MAX_LOTS - words[level | LEVEL_LOTS]!) return NO_ORDER
    const at = state.takeOrder()
    words[at | PRICE_TICKS] = priceTicks
    words[at | LOTS] = lots
    // The zero tells the compiler that these are whole words.
    words[at | ACCOUNT] = account | 0
    words[at | CLIENT_SLOT] = clientSlot | 0
    words[at | CAUSE] = cause | 0
    state.enterLevel(at, level)
    return words[at | HANDLE]!
  }
}
