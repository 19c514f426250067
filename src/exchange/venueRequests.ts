// The request desk of a venue: each order request passes its checks in order (book, state, price,
// slot, row, reduce-only, leverage, collateral) and is matched, or is refused with a reason.
// An order that names a slot replaces what rests there, even when it is then refused.
// Ticks, lots, quote units. ODD submodel: Exchange: pre-trade checks.
import { AccountState, MarginMode } from '../market/accounts.ts'
import { EventKind, NO_ACCOUNT, RejectReason } from '../market/events.ts'
import { LEVEL_COUNT } from '../market/instruments.ts'
import { Cause } from '../market/kinds.ts'
import { RequestKind } from '../market/requests.ts'
import type { RequestQueue } from '../market/requests.ts'
import { Side } from '../market/units.ts'
import { REDUCE_ONLY_COUNT_MASK, slotTagOf } from './clearing/accounts.ts'
import { ACCEPTED, TimeInForce } from './matching/book.ts'
import { VenueMoney } from './venueMoney.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'

/** A leverage of 1 / initialRate may come out a hair below the whole number it stands for. */
const LEVERAGE_TOLERANCE = 1 + 1e-9

export class VenueRequests {
  readonly money: VenueMoney
  private readonly parts: VenueParts
  private readonly trading: VenueTrading
  private step = 0

  constructor(parts: VenueParts, trading: VenueTrading) {
    this.parts = parts
    this.trading = trading
    this.money = new VenueMoney(parts, trading)
  }

  /** Handles a step's requests in the order of the queue. */
  handleAll(step: number, requests: RequestQueue): void {
    this.step = step
    this.money.startStep(step)
    this.parts.tallies.countMessages(requests.count)
    for (let request = 0; request < requests.count; request++) {
      const reason = this.handle(requests, request)
      if (reason !== ACCEPTED) this.reject(requests, request, reason)
    }
  }

  /** Stops and take-profits that the mark reached in the last step close their positions. */
  workTriggers(step: number): void {
    const { accounts, assetCount, bookCount, halted, positions } = this.parts
    this.step = step
    for (let book = assetCount; book < bookCount; book++) {
      if (halted[book] !== 0) continue
      const perpetual = book - assetCount
      let node = positions.orderIndex.firstQueued(perpetual)
      while (node >= 0) {
        const row = node >> 1
        positions.orderIndex.unlink(node, perpetual)
        const account = accounts.rowAccount[row]!
        if (accounts.state[account] === AccountState.Open && accounts.rowLots[row] !== 0) {
          this.closeByTrigger(
            account,
            row,
            book,
            (node & 1) === 0 ? Cause.StopLoss : Cause.TakeProfit,
          )
        }
        node = positions.orderIndex.firstQueued(perpetual)
      }
    }
  }

  private closeByTrigger(account: number, row: number, book: number, cause: Cause): void {
    const { accounts, positions, tallies } = this.parts
    const held = accounts.rowLots[row]!
    const side = held > 0 ? Side.Sell : Side.Buy
    // A trigger fires once; its twin stays while a part of the position does.
    const stop = cause === Cause.StopLoss ? 0 : accounts.rowStopTicks[row]!
    const take = cause === Cause.TakeProfit ? 0 : accounts.rowTakeTicks[row]!
    positions.setTriggers(row, stop, take)
    const band = this.bandTicks(book, side)
    if (band === 0) return
    const isolated = accounts.marginMode[account] === MarginMode.Isolated
    const limit = isolated ? this.clampAtBankruptcy(row, book, side, band) : band
    const lots = held < 0 ? -held : held
    tallies.countMessages(1)
    this.trading.take(
      account,
      row,
      book,
      side,
      limit,
      lots,
      TimeInForce.ImmediateOrCancel,
      -1,
      cause,
      true,
    )
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
    const { accounts } = this.parts
    const account = requests.account[request]!
    const book = requests.book[request]!
    const amountQuote = requests.amountQuote[request]!
    const kind = requests.kind[request]!
    if (accounts.state[account] !== AccountState.Open) return RejectReason.InLiquidation
    if (book >= this.parts.bookCount) return RejectReason.UnknownBook
    switch (kind) {
      case RequestKind.Cancel:
        return this.cancel(account, requests.slot[request]!)
      case RequestKind.CancelAll:
        this.parts.tallies.countMessages(this.trading.cancelAll(account, book))
        return ACCEPTED
      case RequestKind.Deposit:
        return this.money.deposit(account, amountQuote)
      case RequestKind.Withdraw:
        return this.money.withdraw(account, amountQuote)
      case RequestKind.AddMargin:
        return this.money.addMargin(account, book, amountQuote)
      case RequestKind.SetTriggers:
        return this.setTriggers(requests, request)
      default:
        return this.order(requests, request)
    }
  }

  private cancel(account: number, clientSlot: number): number {
    const slot = this.slotOf(account, clientSlot)
    if (slot < 0 || this.trading.cancelSlot(account, slot) === 0) return RejectReason.UnknownSlot
    return ACCEPTED
  }

  private setTriggers(requests: RequestQueue, request: number): number {
    const { accounts, assetCount, positions } = this.parts
    const account = requests.account[request]!
    const book = requests.book[request]!
    const row = accounts.rowOf(account, book)
    if (book < assetCount || accounts.rowBook[row] !== book) return RejectReason.WrongRow
    if (accounts.rowLots[row] === 0) return RejectReason.ReduceOnly
    const stop = requests.stopTicks[request]!
    const take = requests.takeTicks[request]!
    if (!isTrigger(stop) || !isTrigger(take)) return RejectReason.PriceOutOfBand
    positions.setTriggers(row, stop, take)
    return ACCEPTED
  }

  /** Absolute slot of an account, or -1. */
  private slotOf(account: number, clientSlot: number): number {
    const slot = this.parts.accounts.slotOffset[account]! + clientSlot
    return clientSlot >= 0 && slot < this.parts.accounts.slotEnd(account) ? slot : -1
  }

  private order(requests: RequestQueue, request: number): number {
    const { parts, trading } = this
    const { accounts } = parts
    const account = requests.account[request]!
    const book = requests.book[request]!
    const side = requests.side[request]! as Side
    const kind = requests.kind[request]!
    if (parts.halted[book] !== 0) return RejectReason.Halted
    let lots = requests.lots[request]!
    if (lots <= 0) return RejectReason.NotPositive
    const clientSlot = requests.slot[request]!
    const slot = this.slotOf(account, clientSlot)
    const rests = kind === RequestKind.Limit || kind === RequestKind.PostOnly
    if (slot < 0 && (rests || clientSlot >= 0)) return RejectReason.UnknownSlot
    let priceTicks = requests.priceTicks[request]!
    if (kind === RequestKind.Market) {
      priceTicks = this.bandTicks(book, side)
      if (priceTicks === 0) return RejectReason.NotFillable
    }
    if (priceTicks < 1 || priceTicks >= LEVEL_COUNT) return RejectReason.PriceOutOfBand
    const amountQuote = requests.amountQuote[request]!
    if (amountQuote > 0) this.money.deposit(account, amountQuote)
    const row = accounts.rowOf(account, book)
    if (accounts.rowBook[row] !== book && !this.switchRow(account, row, book, slot)) {
      return RejectReason.WrongRow
    }
    const reduceOnly = requests.reduceOnly[request] !== 0
    let replacedLots = 0
    if (slot >= 0 && accounts.slotLots[slot] !== 0) {
      if (rests && this.shrinksInPlace(slot, book, side, reduceOnly, priceTicks, lots)) {
        if (lots < accounts.slotLots[slot]!) trading.shrinkSlot(account, slot, lots)
        return ACCEPTED
      }
      if (rests && this.replacesLike(account, slot, book, side, reduceOnly)) {
        replacedLots = trading.takeOut(slot)
      } else trading.cancelSlot(account, slot)
    }
    if (reduceOnly) {
      lots = Math.min(lots, this.reducibleLots(account, row, book, side))
      if (lots <= 0) return RejectReason.ReduceOnly
      if (rests && (accounts.rowFlags[row]! & REDUCE_ONLY_COUNT_MASK) === REDUCE_ONLY_COUNT_MASK) {
        return RejectReason.BookFull
      }
    }
    let reason: number
    if (book < parts.assetCount) {
      if (kind === RequestKind.Market && side === Side.Buy) {
        const cash = this.money.freeCashQuote(account, row)
        priceTicks = this.affordableTicks(book, priceTicks, lots, cash)
      }
      reason = this.checkSpot(account, row, book, side, priceTicks, lots, slot, replacedLots)
    } else if (accounts.marginMode[account] === MarginMode.Cross) {
      reason =
        lots > replacedLots ? this.checkCross(account, book, side, lots - replacedLots) : ACCEPTED
    } else {
      priceTicks = this.clampAtBankruptcy(row, book, side, priceTicks)
      reason = this.checkIsolated(requests, request, row, priceTicks, lots, reduceOnly)
    }
    if (reason !== ACCEPTED) {
      if (replacedLots > 0) trading.releaseSlot(account, slot)
      return reason
    }
    const timeInForce = kind === RequestKind.Market ? TimeInForce.ImmediateOrCancel : kind
    const answer = trading.take(
      account,
      row,
      book,
      side,
      priceTicks,
      lots,
      timeInForce as TimeInForce,
      rests ? slot : -1,
      requests.cause[request]!,
      reduceOnly,
    )
    if (answer === ACCEPTED && !reduceOnly) trading.clampReduceOnly(account, row)
    return answer
  }

  /** Worst price of a market order; 0 when nobody is on the other side. */
  private bandTicks(book: number, side: Side): number {
    const band = this.parts.rulebook.marketBandRate
    const orderBook = this.parts.books[book]!
    if (side === Side.Buy) {
      const ask = orderBook.bestAskTicks()
      return Math.min(Math.ceil(ask * (1 + band)), LEVEL_COUNT - 1)
    }
    const bid = orderBook.bestBidTicks()
    return bid === 0 ? 0 : Math.max(Math.floor(bid * (1 - band)), 1)
  }

  /** The only row of an isolated account may turn to another book while it is empty. */
  private switchRow(account: number, row: number, book: number, replacedSlot: number): boolean {
    const { accounts } = this.parts
    if (accounts.rowLots[row] !== 0) return false
    const end = accounts.slotEnd(account)
    for (let slot = accounts.slotOffset[account]!; slot < end; slot++) {
      if (accounts.slotLots[slot] !== 0 && slot !== replacedSlot) return false
    }
    if (replacedSlot >= 0) this.trading.cancelSlot(account, replacedSlot)
    accounts.rowBook[row] = book
    accounts.rowStopTicks[row] = 0
    accounts.rowTakeTicks[row] = 0
    return true
  }

  /** Whether the request only takes lots off the order in the slot, which then keeps its place. */
  private shrinksInPlace(
    slot: number,
    book: number,
    side: Side,
    reduceOnly: boolean,
    priceTicks: number,
    lots: number,
  ): boolean {
    const { accounts } = this.parts
    return (
      accounts.slotPriceTicks[slot] === priceTicks &&
      lots <= accounts.slotLots[slot]! &&
      accounts.slotTag[slot] === slotTagOf(book, side, reduceOnly)
    )
  }

  /** Whether a request of a cross account replaces an order of the same book and side: then only what
   * it adds to that order needs collateral. */
  private replacesLike(
    account: number,
    slot: number,
    book: number,
    side: Side,
    reduceOnly: boolean,
  ): boolean {
    const { accounts } = this.parts
    return (
      !reduceOnly &&
      accounts.marginMode[account] === MarginMode.Cross &&
      accounts.slotTag[slot] === slotTagOf(book, side, false)
    )
  }

  /** Cash for a bid, coins for an ask; what the replaced order reserved counts. */
  private checkSpot(
    account: number,
    row: number,
    book: number,
    side: Side,
    priceTicks: number,
    lots: number,
    slot: number,
    replacedLots: number,
  ): number {
    const { trading, money } = this
    if (side === Side.Sell) {
      const wanted = lots - replacedLots
      if (wanted <= 0) return ACCEPTED
      return wanted > money.freeCoinsLots(account, row, book)
        ? RejectReason.InsufficientCoins
        : ACCEPTED
    }
    let needed = trading.bidReserveQuote(book, lots, priceTicks)
    if (replacedLots > 0) {
      const oldTicks = this.parts.accounts.slotPriceTicks[slot]!
      needed -= trading.bidReserveQuote(book, replacedLots, oldTicks)
    }
    if (needed <= 0) return ACCEPTED
    return needed > money.freeCashQuote(account, row) ? RejectReason.InsufficientCash : ACCEPTED
  }

  /** Lots that a reduce-only order may still close: the position less what already rests to close. */
  private reducibleLots(account: number, row: number, book: number, side: Side): number {
    const { accounts } = this.parts
    const held = accounts.rowLots[row]!
    if (book < this.parts.assetCount || held === 0 || held > 0 === (side === Side.Buy)) return 0
    let lots = held < 0 ? -held : held
    const end = accounts.slotEnd(account)
    for (let slot = accounts.slotOffset[account]!; slot < end; slot++) {
      if (accounts.slotLots[slot] === 0) continue
      const tag = accounts.slotTag[slot]!
      if (tag >> 2 === book && (tag & 1) === side) lots -= accounts.slotLots[slot]!
    }
    return lots
  }

  /** A market buy for cash pays no price at which the cash would not last. */
  private affordableTicks(book: number, priceTicks: number, lots: number, cash: number): number {
    const takerRate = this.parts.rulebook.takerFeeBps / 10_000
    const perTick = lots * this.parts.margin.unitQuote[book]! * (1 + Math.max(takerRate, 0))
    const most = Math.floor(cash / perTick)
    return most >= priceTicks ? priceTicks : Math.max(most, 1)
  }

  private checkCross(account: number, book: number, side: Side, lots: number): number {
    const { cross } = this.parts
    const free = cross.free(account, this.step)
    const added = cross.addedByOrder(account, book, side, lots)
    return added > 0 && added > free ? RejectReason.InsufficientMargin : ACCEPTED
  }

  /** No order of an isolated account closes its position beyond the bankruptcy price. */
  private clampAtBankruptcy(row: number, book: number, side: Side, priceTicks: number): number {
    const { accounts, margin } = this.parts
    const held = accounts.rowLots[row]!
    if (held === 0 || held > 0 === (side === Side.Buy)) return priceTicks
    const entry = accounts.rowEntryQuote[row]!
    const bankruptcy = margin.bankruptcyPriceTicks(book, held, entry, accounts.rowMarginQuote[row]!)
    if (held > 0) return Math.min(Math.max(priceTicks, Math.ceil(bankruptcy)), LEVEL_COUNT - 1)
    return Math.max(Math.min(priceTicks, Math.floor(bankruptcy)), 1)
  }

  /** Leverage and margin of what an order of an isolated account may open; sets the row up for it. */
  private checkIsolated(
    requests: RequestQueue,
    request: number,
    row: number,
    limitTicks: number,
    lots: number,
    reduceOnly: boolean,
  ): number {
    const { accounts, margin, positions } = this.parts
    const account = requests.account[request]!
    const book = requests.book[request]!
    const side = requests.side[request]! as Side
    const held = accounts.rowLots[row]!
    const opposite = held !== 0 && held > 0 !== (side === Side.Buy)
    const opening = opposite ? lots - Math.abs(held) : lots
    if (reduceOnly || opening <= 0) return ACCEPTED
    const stop = requests.stopTicks[request]!
    const take = requests.takeTicks[request]!
    if (!isTrigger(stop) || !isTrigger(take)) return RejectReason.PriceOutOfBand
    const named = requests.leverage[request]!
    const kept = accounts.rowLeverage[row]!
    const leverage = named !== 0 ? named : kept !== 0 ? kept : 1
    const unit = margin.unitQuote[book]!
    const priceTicks = this.checkedTicks(requests.kind[request]!, book, side, limitTicks)
    const notional = opening * priceTicks * unit
    const after = opposite ? opening : Math.abs(held) + opening
    // Tiers hold for one trader: an account that stands for several has several such positions.
    const each = after / Math.max(1, accounts.traders[account]!)
    const rate = margin.initialRate(book, each, each * priceTicks * unit)
    if (leverage * rate > LEVERAGE_TOLERANCE) return RejectReason.LeverageAboveLimit
    const needed = Math.ceil(notional / leverage) + this.trading.takerFeeQuote(notional)
    if (needed > this.money.freeCashQuote(account, row)) return RejectReason.InsufficientMargin
    accounts.rowLeverage[row] = leverage
    if (held === 0) {
      accounts.rowStopTicks[row] = stop
      accounts.rowTakeTicks[row] = take
    } else if (stop !== 0 || take !== 0) {
      positions.setTriggers(
        row,
        stop !== 0 ? stop : accounts.rowStopTicks[row]!,
        take !== 0 ? take : accounts.rowTakeTicks[row]!,
      )
    }
    return ACCEPTED
  }

  /** Price at which margin is checked: the limit, or the touch for what must trade at once. */
  private checkedTicks(kind: number, book: number, side: Side, limitTicks: number): number {
    const orderBook = this.parts.books[book]!
    if (side === Side.Sell) return Math.max(limitTicks, orderBook.bestBidTicks())
    if (kind === RequestKind.Limit || kind === RequestKind.PostOnly) return limitTicks
    const ask = orderBook.bestAskTicks()
    return ask !== 0 && ask < limitTicks ? ask : limitTicks
  }
}

function isTrigger(ticks: number): boolean {
  return ticks >= 0 && ticks < LEVEL_COUNT
}
