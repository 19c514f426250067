// The trading floor of a venue: where matching and clearing meet. An order that passed its checks is
// matched, and every fill is booked at once for maker and taker: positions, money, fees, the slots
// that name resting orders, events. Ticks, lots, quote units. ODD submodel: Exchange: trading.
import { F64, I32, U8 } from '../base/shifts.ts'
import { MarginMode } from '../market/accounts.ts'
import { EventKind } from '../market/events.ts'
import { Side } from '../market/units.ts'
import { REDUCE_ONLY_COUNT_MASK, slotTagOf } from './clearing/accounts.ts'
import type { Accounts } from './clearing/accounts.ts'
import type { CrossMargin } from './clearing/crossMargin.ts'
import { ACCEPTED, SubmitFlag } from './matching/book.ts'
import type { SubmitAnswer, TimeInForce } from './matching/book.ts'
import { FillBuffer } from './matching/fillBuffer.ts'
import type { OrderBook } from './matching/orderBook.ts'
import { feeOf, feeRates } from './venueFees.ts'
import type { VenueParts } from './venueParts.ts'

const BPS = 10_000

export class VenueTrading {
  /** Of the last order taken. */
  filledLots = 0
  private readonly fills = new FillBuffer()
  private readonly parts: VenueParts
  private readonly books: readonly OrderBook[]
  private readonly accounts: Accounts
  private readonly cross: CrossMargin
  private readonly assetCount: number
  private readonly takerRate: number
  /** By population. */
  private readonly takerRates: Float64Array
  private readonly makerRates: Float64Array

  constructor(parts: VenueParts) {
    this.parts = parts
    this.books = parts.books
    this.accounts = parts.accounts
    this.cross = parts.cross
    this.assetCount = parts.assetCount
    this.takerRate = parts.rulebook.takerFeeBps / BPS
    const { takerFeeBps, makerFeeBps, vipTakerFeeBps, vipMakerFeeBps } = parts.rulebook
    this.takerRates = feeRates(takerFeeBps, vipTakerFeeBps)
    this.makerRates = feeRates(makerFeeBps, vipMakerFeeBps)
  }

  /** Highest fee of a trade of this notional, whole quote units. */
  takerFeeQuote(notionalQuote: number): number {
    return feeOf(notionalQuote, this.takerRate)
  }

  /** Cash that a resting spot bid reserves. */
  bidReserveQuote(book: number, lots: number, priceTicks: number): number {
    const notional = lots * priceTicks * this.parts.margin.unitQuote[book]!
    return notional + (this.takerRate > 0 ? feeOf(notional, this.takerRate) : 0)
  }

  /**
   * Matches an order that passed its checks and books what it caused. `slot` is the absolute client
   * slot under which the rest may stay in the book, or -1.
   */
  take(
    account: number,
    row: number,
    book: number,
    side: Side,
    priceTicks: number,
    lots: number,
    timeInForce: TimeInForce,
    slot: number,
    cause: number,
    reduceOnly: boolean,
  ): SubmitAnswer {
    const orderBook = this.books[book]!
    const { fills } = this
    this.filledLots = 0
    const answer = orderBook.submit(
      side,
      priceTicks,
      lots,
      timeInForce,
      account,
      slot,
      cause,
      SubmitFlag.None,
      fills,
    )
    const restingLots = orderBook.restingLots
    if (restingLots > 0) {
      this.rest(
        account,
        row,
        book,
        side,
        priceTicks,
        restingLots,
        slot,
        orderBook.restingOrder,
        reduceOnly,
      )
    } else if (slot >= 0) this.changeSlot(account, slot, 0)
    if (answer !== ACCEPTED) return answer
    if (fills.cancelledCount > 0) this.releaseCancelledMakers()
    if (fills.count > 0) this.bookFills(account, row, book, side, cause)
    return ACCEPTED
  }

  /** Cancels what rests in a slot, if anything; returns its lots. */
  cancelSlot(account: number, slot: number): number {
    const { accounts, books } = this
    const lots = accounts.slotLots[slot]!
    if (lots === 0) return 0
    books[accounts.slotTag[slot]! >> 2]!.cancel(accounts.slotOrder[slot]!)
    this.changeSlot(account, slot, 0)
    return lots
  }

  /** Takes the order of a slot out of the book to be replaced by one of the same book and side: what
   * it reserves stays reserved until `take`. */
  takeOut(slot: number): void {
    const { accounts, books } = this
    books[accounts.slotTag[slot]! >> 2]!.cancel(accounts.slotOrder[slot]!)
  }

  /** Sends a cross account's resting order to another price of its side, post-only, with lots that passed
   * their checks. A refused one is cancelled. */
  move(
    account: number,
    book: number,
    side: Side,
    priceTicks: number,
    lots: number,
    slot: number,
    cause: number,
  ): SubmitAnswer {
    const { accounts } = this
    const answer = this.books[book]!.move(accounts.slotOrder[slot]!, priceTicks, lots, cause)
    if (answer !== ACCEPTED) {
      this.cancelSlot(account, slot)
      return answer
    }
    this.reserveAnew(account, book, side, priceTicks, lots, slot)
    accounts.slotLots[slot] = lots
    accounts.slotPriceTicks[slot] = priceTicks
    return ACCEPTED
  }

  /** Shrinks a resting order in its place. */
  shrinkSlot(account: number, slot: number, toLots: number): void {
    const { accounts, books } = this
    books[accounts.slotTag[slot]! >> 2]!.reduce(accounts.slotOrder[slot]!, toLots)
    this.changeSlot(account, slot, toLots)
  }

  /** Cancels all resting orders of an account, in one book or (-1) in all; returns how many. */
  cancelAll(account: number, book: number): number {
    const { accounts } = this
    const end = accounts.slotEnd(account)
    let count = 0
    for (let slot = accounts.slotOffset[account << I32]!; slot < end; slot++) {
      if (accounts.slotLots[slot] === 0) continue
      if (book >= 0 && accounts.slotTag[slot]! >> 2 !== book) continue
      this.cancelSlot(account, slot)
      count++
    }
    return count
  }

  /**
   * Reduce-only orders never add up, with the account's other orders that close, to more than the
   * position: what is too much is cut from the last slots first.
   */
  clampReduceOnly(account: number, row: number): void {
    const { accounts } = this
    if ((accounts.rowFlags[row << U8]! & REDUCE_ONLY_COUNT_MASK) === 0) return
    const held = accounts.rowLots[row << F64]!
    const book = accounts.rowBook[row]!
    const closing = held > 0 ? Side.Sell : Side.Buy
    const first = accounts.slotOffset[account << I32]!
    const end = accounts.slotEnd(account)
    const plainTag = slotTagOf(book, closing, false)
    let allowed = held < 0 ? -held : held
    for (let slot = first; slot < end; slot++) {
      if (accounts.slotLots[slot] !== 0 && accounts.slotTag[slot] === plainTag) {
        allowed -= accounts.slotLots[slot]!
      }
    }
    for (let slot = first; slot < end; slot++) {
      const lots = accounts.slotLots[slot]!
      const tag = accounts.slotTag[slot]!
      if (lots === 0 || tag >> 2 !== book || (tag & 2) === 0) continue
      const kept = (tag & 1) !== closing || allowed <= 0 ? 0 : lots < allowed ? lots : allowed
      if (kept === 0) this.cancelSlot(account, slot)
      else if (kept < lots) this.shrinkSlot(account, slot, kept)
      allowed -= kept
    }
  }

  /** After a trade: liquidation price, triggers, free collateral, reduce-only orders. */
  afterTrade(account: number, row: number): void {
    const { accounts, cross } = this
    if (accounts.marginMode[account << U8] === MarginMode.Cross) cross.invalidate(account)
    this.refresh(account, row)
  }

  private refresh(account: number, row: number): void {
    const { accounts, cross } = this
    this.parts.positions.refresh(account, row)
    if ((accounts.rowFlags[row << U8]! & REDUCE_ONLY_COUNT_MASK) === 0) return
    this.clampReduceOnly(account, row)
    // In the middle of its fills: what rests and what is held do not belong together yet.
    if (accounts.marginMode[account << U8] === MarginMode.Cross) cross.invalidate(account)
  }

  private bookFills(taker: number, row: number, book: number, side: Side, cause: number): void {
    const { cross, fills, parts } = this
    const { accounts, coin, margin } = parts
    const takerIsCross = accounts.marginMode[taker << U8] === MarginMode.Cross
    const isSpot = book < this.assetCount
    // Slots first: booking a fill may cut other orders of the same maker.
    for (let fill = 0; fill < fills.count; fill++) this.fillSlot(fill)
    let lots = 0
    let quote = 0
    let reportedQuote = 0
    for (let fill = 0; fill < fills.count; fill++) {
      const priceTicks = fills.priceTicks[fill]!
      const fillLots = fills.lots[fill]!
      // One whole number for both sides; of contracts of a fixed face, reported by that face.
      const notional = margin.notionalQuote(book, fillLots, priceTicks)
      const reported = coin === undefined ? notional : fillLots * coin.faceQuote
      lots += fillLots
      quote += notional
      reportedQuote += reported
      const maker = fills.makerAccount[fill]!
      const makerRow = accounts.rowOf(maker, book)
      const makerIsCross = accounts.marginMode[maker << U8] === MarginMode.Cross
      const fee = feeOf(notional, this.makerRates[accounts.population[maker << U8]!]!)
      if (isSpot) {
        if (side === Side.Buy) parts.spot.trade(taker, row, maker, makerRow, fillLots, notional)
        else parts.spot.trade(maker, makerRow, taker, row, fillLots, notional)
        parts.positions.chargeFee(maker, makerRow, fee)
        if (makerIsCross) cross.noteCash(maker, (side === Side.Buy ? notional : -notional) - fee)
      } else {
        const signed = side === Side.Buy ? -fillLots : fillLots
        const signedQuote = margin.signedQuote(signed, notional)
        parts.positions.trade(maker, makerRow, signed, signedQuote)
        parts.positions.chargeFee(maker, makerRow, fee)
        if (makerIsCross) cross.noteTrade(maker, book, signed, signedQuote, fee, true)
        this.refresh(maker, makerRow)
      }
      parts.events.add(
        EventKind.Trade,
        book,
        side,
        cause,
        taker,
        maker,
        priceTicks,
        fillLots,
        reported,
        0,
      )
    }
    this.filledLots = lots
    parts.prices.lastTicks[book] = fills.priceTicks[fills.count - 1]!
    parts.tallies.countVolume(book, lots, reportedQuote, side === Side.Buy)
    parts.tallies.countMessages(fills.count)
    const fee = feeOf(quote, this.takerRates[accounts.population[taker << U8]!]!)
    if (isSpot) {
      parts.positions.chargeFee(taker, row, fee)
      if (takerIsCross) cross.noteCash(taker, (side === Side.Buy ? -quote : quote) - fee)
      return
    }
    const signedLots = side === Side.Buy ? lots : -lots
    const signedQuote = margin.signedQuote(signedLots, quote)
    parts.positions.trade(taker, row, signedLots, signedQuote)
    parts.positions.chargeFee(taker, row, fee)
    if (takerIsCross) cross.noteTrade(taker, book, signedLots, signedQuote, fee, false)
    this.refresh(taker, row)
  }

  private rest(
    account: number,
    row: number,
    book: number,
    side: Side,
    priceTicks: number,
    lots: number,
    slot: number,
    order: number,
    reduceOnly: boolean,
  ): void {
    const { accounts } = this
    if (accounts.marginMode[account << U8] === MarginMode.Cross) {
      this.reserveAnew(account, book, side, priceTicks, lots, slot)
    }
    accounts.slotLots[slot] = lots
    accounts.slotTag[slot] = slotTagOf(book, side, reduceOnly)
    accounts.slotPriceTicks[slot] = priceTicks
    accounts.slotOrder[slot] = order
    if (reduceOnly) accounts.rowFlags[row << U8]++
  }

  /** What a cross account's order reserves, in place of what the slot reserves for an order of the same
   * book and side that it replaces. */
  private reserveAnew(
    account: number,
    book: number,
    side: Side,
    priceTicks: number,
    lots: number,
    slot: number,
  ): void {
    const { accounts, cross } = this
    const before = accounts.slotLots[slot]!
    if (book < this.assetCount && side === Side.Buy) {
      const reserved = this.bidReserveQuote(book, before, accounts.slotPriceTicks[slot]!)
      cross.addReservedCash(account, this.bidReserveQuote(book, lots, priceTicks) - reserved)
    } else if (lots !== before) cross.addResting(account, book, side, lots - before)
  }

  /** Sets the lots that rest in a slot, and with them what they reserve. */
  private changeSlot(account: number, slot: number, lots: number): void {
    const { accounts, cross } = this
    const before = accounts.slotLots[slot]!
    if (lots === before) return
    const tag = accounts.slotTag[slot]!
    accounts.slotLots[slot] = lots
    if (accounts.marginMode[account << U8] === MarginMode.Cross) {
      const book = tag >> 2
      const side = (tag & 1) as Side
      if (book < this.assetCount && side === Side.Buy) {
        const priceTicks = accounts.slotPriceTicks[slot]!
        const after = this.bidReserveQuote(book, lots, priceTicks)
        cross.addReservedCash(account, after - this.bidReserveQuote(book, before, priceTicks))
      } else {
        cross.addResting(account, book, side, lots - before)
      }
    }
    if (lots === 0 && (tag & 2) !== 0) accounts.rowFlags[accounts.rowOf(account, tag >> 2) << U8]--
  }

  /** What is left of a maker's order after a fill. */
  private fillSlot(fill: number): void {
    const { accounts, fills } = this
    const account = fills.makerAccount[fill]!
    const slot = fills.makerClientSlot[fill]!
    const tag = accounts.slotTag[slot]!
    const book = tag >> 2
    const side = (tag & 1) as Side
    const isBid = book < this.assetCount && side === Side.Buy
    const isCross = accounts.marginMode[account << U8] === MarginMode.Cross
    if (!isCross || (tag & 2) !== 0 || isBid) {
      this.changeSlot(account, slot, fills.makerRemainingLots[fill]!)
      if (isCross && !isBid) this.cross.invalidate(account)
      return
    }
    accounts.slotLots[slot] = fills.makerRemainingLots[fill]!
    this.cross.fillResting(account, book, side, fills.lots[fill]!)
  }

  private releaseCancelledMakers(): void {
    const { fills } = this
    for (let index = 0; index < fills.cancelledCount; index++) {
      this.changeSlot(fills.cancelledAccount[index]!, fills.cancelledClientSlot[index]!, 0)
    }
    this.parts.tallies.countMessages(fills.cancelledCount)
  }
}
