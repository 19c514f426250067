// The request desk of a venue: each order request passes its checks in order (book, state, price,
// slot, row, reduce-only, leverage, collateral) and is matched, or is refused with a reason.
// An order that names a slot replaces what rests there, even when it is then refused.
// Ticks, lots, quote units. ODD submodel: Exchange: pre-trade checks.
import { F64, I32, U8 } from '../base/shifts.ts'
import { AccountState, MarginMode } from '../market/accounts.ts'
import { EventKind, NO_ACCOUNT, RejectReason } from '../market/events.ts'
import { LEVEL_COUNT } from '../market/instruments.ts'
import { RequestKind } from '../market/requests.ts'
import type { RequestQueue } from '../market/requests.ts'
import { Side } from '../market/units.ts'
import { REDUCE_ONLY_COUNT_MASK, slotTagOf } from './clearing/accounts.ts'
import type { Accounts } from './clearing/accounts.ts'
import { ACCEPTED, TimeInForce } from './matching/book.ts'
import { isTrigger } from './venueChecks.ts'
import type { VenueChecks } from './venueChecks.ts'
import type { VenueMoney } from './venueMoney.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueSlots } from './venueSlots.ts'
import type { VenueTrading } from './venueTrading.ts'

/** What `replace` says when the order in the slot keeps its place with fewer lots. */
const KEPT_IN_PLACE = -1
/** Requests whose accounts are touched ahead. */
const BLOCK = 64

export class VenueRequests {
  private readonly parts: VenueParts
  private readonly accounts: Accounts
  private readonly halted: Uint8Array
  private readonly trading: VenueTrading
  private readonly slots: VenueSlots
  private readonly money: VenueMoney
  private readonly checks: VenueChecks
  private readonly touchedRows = new Int32Array(BLOCK)
  /** Keeps the reads of `touch` from being dropped; means nothing. */
  touched = 0

  constructor(parts: VenueParts, trading: VenueTrading, money: VenueMoney, checks: VenueChecks) {
    this.parts = parts
    this.accounts = parts.accounts
    this.halted = parts.halted
    this.trading = trading
    this.slots = trading.slots
    this.money = money
    this.checks = checks
  }

  /** Handles a step's requests in the order of the queue. */
  handleAll(requests: RequestQueue): void {
    const { count } = requests
    this.parts.tallies.countMessages(count)
    for (let from = 0; from < count; from += BLOCK) {
      const to = from + BLOCK < count ? from + BLOCK : count
      this.touch(requests, from, to)
      for (let request = from; request < to; request++) {
        const reason = this.handle(requests, request)
        if (reason !== ACCEPTED) this.reject(requests, request, reason)
      }
    }
  }

  /**
   * Reads what the next block of requests will need of accounts that lie far apart in memory: misses
   * that do not depend on each other overlap, where one order after the other would wait for each.
   * Changes nothing.
   */
  private touch(requests: RequestQueue, from: number, to: number): void {
    const { touchedRows } = this
    const { positions } = this.parts
    const { marginMode, rowOffset, rowTakeTicks } = this.accounts
    const { account } = requests
    let sum = 0
    // One read a record: the shorter such a loop, the more of its misses are under way at once.
    for (let request = from; request < to; request++) sum += rowOffset[account[request]! << I32]!
    let count = 0
    for (let request = from; request < to; request++) {
      const of = account[request]!
      // Professionals come so often that what is theirs is near anyway.
      if (marginMode[of << U8] !== MarginMode.Cross) touchedRows[count++] = rowOffset[of << I32]!
    }
    for (let place = 0; place < count; place++) sum += rowTakeTicks[touchedRows[place]! << I32]!
    for (let place = 0; place < count; place++) sum += positions.touch(touchedRows[place]!)
    this.touched = sum
  }

  private reject(requests: RequestQueue, request: number, reason: number): void {
    this.parts.events.add(
      EventKind.OrderRejected,
      requests.book[request]!,
      requests.side[request]!,
      requests.cause[request]!,
      requests.account[request]!,
      NO_ACCOUNT,
      requests.priceTicks[request]!,
      requests.lots[request]!,
      requests.amountQuote[request]!,
      reason,
    )
  }

  private handle(requests: RequestQueue, request: number): number {
    const account = requests.account[request]!
    const book = requests.book[request]!
    const kind = requests.kind[request]!
    if (this.accounts.state[account << U8] !== AccountState.Open) return RejectReason.InLiquidation
    if (book >= this.parts.bookCount) return RejectReason.UnknownBook
    if (this.parts.coin !== undefined && book < this.parts.assetCount) {
      // The coins themselves are not traded in a coin market; its money moves without a book.
      if (kind !== RequestKind.Deposit && kind !== RequestKind.Withdraw) {
        return RejectReason.UnknownBook
      }
    }
    switch (kind) {
      case RequestKind.Cancel:
        return this.cancel(account, requests.slot[request]!)
      case RequestKind.CancelAll:
        this.parts.tallies.countMessages(this.slots.cancelAll(account, book))
        return ACCEPTED
      case RequestKind.Deposit:
        return this.money.deposit(account, requests.amountQuote[request]!)
      case RequestKind.Withdraw:
        return this.money.withdraw(account, requests.amountQuote[request]!)
      case RequestKind.AddMargin:
        return this.money.addMargin(account, book, requests.amountQuote[request]!)
      case RequestKind.SetTriggers:
        return this.setTriggers(requests, request)
      default:
        return this.order(requests, request)
    }
  }

  private cancel(account: number, clientSlot: number): number {
    const slot = this.slotOf(account, clientSlot)
    if (slot < 0 || this.slots.cancel(account, slot) === 0) return RejectReason.UnknownSlot
    return ACCEPTED
  }

  private setTriggers(requests: RequestQueue, request: number): number {
    const { accounts } = this
    const book = requests.book[request]!
    const row = accounts.rowOf(requests.account[request]!, book)
    const stop = requests.stopTicks[request]!
    const take = requests.takeTicks[request]!
    if (book < this.parts.assetCount || accounts.rowBook[row] !== book) return RejectReason.WrongRow
    if (accounts.rowLots[row << F64] === 0) return RejectReason.ReduceOnly
    if (!isTrigger(stop) || !isTrigger(take)) return RejectReason.PriceOutOfBand
    this.parts.positions.setTriggers(row, stop, take)
    return ACCEPTED
  }

  /** Absolute slot of an account, or -1. */
  private slotOf(account: number, clientSlot: number): number {
    const slot = this.accounts.slotOffset[account << I32]! + clientSlot
    return clientSlot >= 0 && slot < this.accounts.slotEnd(account) ? slot : -1
  }

  /** The checks that need no money, then the row and slot that the order is for. */
  private order(requests: RequestQueue, request: number): number {
    const { accounts } = this
    const account = requests.account[request]!
    const book = requests.book[request]!
    const side = requests.side[request]! as Side
    const kind = requests.kind[request]!
    let lots = requests.lots[request]!
    if (this.halted[book] !== 0) return RejectReason.Halted
    if (lots <= 0) return RejectReason.NotPositive
    const clientSlot = requests.slot[request]!
    const slot = this.slotOf(account, clientSlot)
    const rests = kind === RequestKind.Limit || kind === RequestKind.PostOnly
    if (slot < 0 && (rests || clientSlot >= 0)) return RejectReason.UnknownSlot
    let priceTicks = requests.priceTicks[request]!
    if (kind === RequestKind.Market) {
      priceTicks = this.checks.bandTicks(book, side)
      if (priceTicks === 0) return RejectReason.NotFillable
    }
    if (priceTicks < 1 || priceTicks >= LEVEL_COUNT) return RejectReason.PriceOutOfBand
    const amountQuote = requests.amountQuote[request]!
    if (amountQuote > 0) this.money.deposit(account, amountQuote)
    const isCross = accounts.marginMode[account << U8] === MarginMode.Cross
    const row = accounts.rowOffset[account << I32]! + (isCross ? book : 0)
    if (!isCross && accounts.rowBook[row] !== book && !this.switchRow(account, row, book, slot)) {
      return RejectReason.WrongRow
    }
    const reduceOnly = requests.reduceOnly[request] !== 0
    let replacedLots = 0
    if (slot >= 0 && accounts.slotLots[slot] !== 0) {
      replacedLots = this.replace(account, slot, book, side, priceTicks, lots, reduceOnly, rests)
      if (replacedLots === KEPT_IN_PLACE) return ACCEPTED
    }
    if (reduceOnly) {
      lots = Math.min(lots, this.checks.reducibleLots(account, row, book, side))
      if (lots <= 0) return RejectReason.ReduceOnly
      if (
        rests &&
        (accounts.rowFlags[row << U8]! & REDUCE_ONLY_COUNT_MASK) === REDUCE_ONLY_COUNT_MASK
      ) {
        return RejectReason.BookFull
      }
    }
    return this.trade(requests, request, row, rests ? slot : -1, priceTicks, lots, replacedLots)
  }

  /** The checks of collateral, then the match. */
  private trade(
    requests: RequestQueue,
    request: number,
    row: number,
    slot: number,
    limitTicks: number,
    lots: number,
    replacedLots: number,
  ): number {
    const { checks, slots, trading } = this
    const account = requests.account[request]!
    const book = requests.book[request]!
    const side = requests.side[request]! as Side
    const market = requests.kind[request] === RequestKind.Market
    const reduceOnly = requests.reduceOnly[request] !== 0
    let priceTicks = limitTicks
    let reason: number
    if (book < this.parts.assetCount) {
      if (market && side === Side.Buy) {
        priceTicks = checks.affordableTicks(account, row, limitTicks, lots)
      }
      reason = checks.spot(account, row, book, side, priceTicks, lots, slot, replacedLots)
    } else if (this.accounts.marginMode[account << U8] === MarginMode.Cross) {
      reason = checks.cross(account, book, side, lots - replacedLots)
    } else {
      priceTicks = checks.clampAtBankruptcy(row, book, side, limitTicks)
      reason = checks.isolated(requests, request, row, priceTicks, lots)
    }
    if (reason !== ACCEPTED) {
      if (replacedLots > 0) slots.cancel(account, slot)
      return reason
    }
    const kind = market ? TimeInForce.ImmediateOrCancel : (requests.kind[request]! as TimeInForce)
    const cause = requests.cause[request]!
    if (replacedLots > 0) {
      if (kind === TimeInForce.PostOnly) {
        const answer = slots.move(account, book, side, priceTicks, lots, slot, cause)
        if (answer === ACCEPTED) slots.clampReduceOnly(account, row)
        return answer
      }
      slots.takeOut(slot)
    }
    const answer = trading.take(
      account,
      row,
      book,
      side,
      priceTicks,
      lots,
      kind,
      slot,
      cause,
      reduceOnly,
    )
    if (answer === ACCEPTED && !reduceOnly) slots.clampReduceOnly(account, row)
    return answer
  }

  /** The only row of an isolated account may turn to another book while it is empty. */
  private switchRow(account: number, row: number, book: number, replacedSlot: number): boolean {
    const { accounts } = this
    if (accounts.rowLots[row << F64] !== 0) return false
    const end = accounts.slotEnd(account)
    for (let slot = accounts.slotOffset[account << I32]!; slot < end; slot++) {
      if (accounts.slotLots[slot] !== 0 && slot !== replacedSlot) return false
    }
    if (replacedSlot >= 0) this.slots.cancel(account, replacedSlot)
    accounts.rowBook[row] = book
    accounts.rowStopTicks[row << I32] = 0
    accounts.rowTakeTicks[row << I32] = 0
    return true
  }

  /**
   * What becomes of the order in the slot. It keeps its place when only lots come off; an order of a
   * cross account that is replaced on its own book and side stays until the new one has passed its
   * checks, handing on what it reserved, and its lots are returned; any other is cancelled, and 0
   * returned.
   */
  private replace(
    account: number,
    slot: number,
    book: number,
    side: Side,
    priceTicks: number,
    lots: number,
    reduceOnly: boolean,
    rests: boolean,
  ): number {
    const { accounts, slots } = this
    if (rests && accounts.slotTag[slot] === slotTagOf(book, side, reduceOnly)) {
      const before = accounts.slotLots[slot]!
      if (accounts.slotPriceTicks[slot] === priceTicks && lots <= before) {
        if (lots < before) slots.shrink(account, slot, lots)
        return KEPT_IN_PLACE
      }
      if (!reduceOnly && accounts.marginMode[account << U8] === MarginMode.Cross) {
        return before
      }
    }
    slots.cancel(account, slot)
    return 0
  }
}
