// The trading floor of a venue: where matching and clearing meet. An order that passed its checks is
// matched, and every fill is booked at once for maker and taker: positions, money, fees, the
// slots that name resting orders (`venueSlots.ts`), events. Ticks, lots, quote units. ODD submodel: Exchange: trading.
import { U8 } from '../base/shifts.ts'
import { MarginMode } from '../market/accounts.ts'
import { EventKind } from '../market/events.ts'
import { Side } from '../market/units.ts'
import { REDUCE_ONLY_COUNT_MASK } from './clearing/accounts.ts'
import type { Accounts } from './clearing/accounts.ts'
import type { CrossMargin } from './clearing/crossMargin.ts'
import { ACCEPTED, SubmitFlag } from './matching/book.ts'
import type { SubmitAnswer, TimeInForce } from './matching/book.ts'
import { FillBuffer } from './matching/fillBuffer.ts'
import type { OrderBook } from './matching/orderBook.ts'
import { BPS, feeOf, feeRates } from './venueFees.ts'
import type { VenueParts } from './venueParts.ts'
import { VenueSlots } from './venueSlots.ts'

export class VenueTrading {
  /** Of the last order taken. */
  filledLots = 0
  readonly slots: VenueSlots
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
    this.slots = new VenueSlots(parts)
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
      this.slots.rest(
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
    } else if (slot >= 0) this.slots.change(account, slot, 0)
    if (answer !== ACCEPTED) return answer
    if (fills.cancelledCount > 0) this.releaseCancelledMakers()
    if (fills.count > 0) this.bookFills(account, row, book, side, cause)
    return ACCEPTED
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
    this.slots.clampReduceOnly(account, row)
    // In the middle of its fills: what rests and what is held do not belong together yet.
    if (accounts.marginMode[account << U8] === MarginMode.Cross) cross.invalidate(account)
  }

  private bookFills(taker: number, row: number, book: number, side: Side, cause: number): void {
    const { cross, fills, parts } = this
    const { accounts, coin, margin } = parts
    const takerIsCross = accounts.marginMode[taker << U8] === MarginMode.Cross
    const isSpot = book < this.assetCount
    // Slots first: booking a fill may cut other orders of the same maker.
    for (let fill = 0; fill < fills.count; fill++) {
      this.slots.fill(
        fills.makerAccount[fill]!,
        fills.makerClientSlot[fill]!,
        fills.lots[fill]!,
        fills.makerRemainingLots[fill]!,
      )
    }
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

  private releaseCancelledMakers(): void {
    const { fills } = this
    for (let index = 0; index < fills.cancelledCount; index++) {
      this.slots.change(fills.cancelledAccount[index]!, fills.cancelledClientSlot[index]!, 0)
    }
    this.parts.tallies.countMessages(fills.cancelledCount)
  }
}
