// The order slots of a venue's accounts: which resting order each names, how much of it is left, and what
// it reserves of its owner's collateral, cash and reduce-only room. Ticks, lots, quote units.
// ODD submodel: Exchange: trading.
import { F64, I32, U8 } from '../base/shifts.ts'
import { MarginMode } from '../market/accounts.ts'
import { Side } from '../market/units.ts'
import { REDUCE_ONLY_COUNT_MASK, slotTagOf } from './clearing/accounts.ts'
import type { Accounts } from './clearing/accounts.ts'
import type { CrossMargin } from './clearing/crossMargin.ts'
import type { Margin } from './clearing/margin.ts'
import { ACCEPTED } from './matching/book.ts'
import type { SubmitAnswer } from './matching/book.ts'
import type { OrderBook } from './matching/orderBook.ts'
import { BPS, feeOf } from './venueFees.ts'
import type { VenueParts } from './venueParts.ts'

export class VenueSlots {
  private readonly books: readonly OrderBook[]
  private readonly accounts: Accounts
  private readonly cross: CrossMargin
  private readonly margin: Margin
  private readonly assetCount: number
  private readonly takerRate: number

  constructor(parts: VenueParts) {
    this.books = parts.books
    this.accounts = parts.accounts
    this.cross = parts.cross
    this.margin = parts.margin
    this.assetCount = parts.assetCount
    this.takerRate = parts.rulebook.takerFeeBps / BPS
  }

  /** Cash that a resting spot bid reserves. */
  bidReserveQuote(book: number, lots: number, priceTicks: number): number {
    const notional = lots * priceTicks * this.margin.unitQuote[book]!
    return notional + (this.takerRate > 0 ? feeOf(notional, this.takerRate) : 0)
  }

  /** An order has come to rest, in place of what the slot still reserves for one of the same book and
   * side. */
  rest(
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
      this.reserve(account, book, side, priceTicks, lots, slot)
    }
    accounts.slotLots[slot] = lots
    accounts.slotTag[slot] = slotTagOf(book, side, reduceOnly)
    accounts.slotPriceTicks[slot] = priceTicks
    accounts.slotOrder[slot] = order
    if (reduceOnly) accounts.rowFlags[row << U8]++
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
      this.cancel(account, slot)
      return answer
    }
    this.reserve(account, book, side, priceTicks, lots, slot)
    accounts.slotLots[slot] = lots
    accounts.slotPriceTicks[slot] = priceTicks
    return ACCEPTED
  }

  /** A fill has taken `lots` of a maker's order and left the rest; its trade is about to be booked. */
  fill(account: number, slot: number, lots: number, remainingLots: number): void {
    const { accounts } = this
    const tag = accounts.slotTag[slot]!
    const book = tag >> 2
    const side = (tag & 1) as Side
    const isBid = book < this.assetCount && side === Side.Buy
    const isCross = accounts.marginMode[account << U8] === MarginMode.Cross
    if (!isCross || (tag & 2) !== 0 || isBid) {
      this.change(account, slot, remainingLots)
      return
    }
    accounts.slotLots[slot] = remainingLots
    this.cross.fillResting(account, book, side, lots)
  }

  /** Cancels what rests in a slot, if anything; returns its lots. */
  cancel(account: number, slot: number): number {
    const lots = this.accounts.slotLots[slot]!
    if (lots === 0) return 0
    this.takeOut(slot)
    this.change(account, slot, 0)
    return lots
  }

  /** Takes the order of a slot out of the book to be replaced by one of the same book and side: what
   * it reserves stays reserved until another rests there. */
  takeOut(slot: number): void {
    const { accounts, books } = this
    books[accounts.slotTag[slot]! >> 2]!.cancel(accounts.slotOrder[slot]!)
  }

  /** Shrinks a resting order in its place. */
  shrink(account: number, slot: number, toLots: number): void {
    const { accounts, books } = this
    books[accounts.slotTag[slot]! >> 2]!.reduce(accounts.slotOrder[slot]!, toLots)
    this.change(account, slot, toLots)
  }

  /** Cancels all resting orders of an account, in one book or (-1) in all; returns how many. */
  cancelAll(account: number, book: number): number {
    const { accounts } = this
    const end = accounts.slotEnd(account)
    let count = 0
    for (let slot = accounts.slotOffset[account << I32]!; slot < end; slot++) {
      if (accounts.slotLots[slot] === 0) continue
      if (book >= 0 && accounts.slotTag[slot]! >> 2 !== book) continue
      this.cancel(account, slot)
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
      if (kept === 0) this.cancel(account, slot)
      else if (kept < lots) this.shrink(account, slot, kept)
      allowed -= kept
    }
  }

  /** Sets the lots that rest in a slot, and with them what they reserve. */
  change(account: number, slot: number, lots: number): void {
    const { accounts } = this
    if (lots === accounts.slotLots[slot]) return
    const tag = accounts.slotTag[slot]!
    const book = tag >> 2
    if (accounts.marginMode[account << U8] === MarginMode.Cross) {
      this.reserve(account, book, (tag & 1) as Side, accounts.slotPriceTicks[slot]!, lots, slot)
    }
    accounts.slotLots[slot] = lots
    if (lots === 0 && (tag & 2) !== 0) accounts.rowFlags[accounts.rowOf(account, book) << U8]--
  }

  /** What a cross account's order reserves, in place of what its slot reserves until now. */
  private reserve(
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
}
