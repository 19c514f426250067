// A visitor's own trader: does what the scenario's orders say, each in its second, and nothing else. An
// ordinary account at each venue, isolated margin, money brought from outside when it is needed. Orders go
// through the book like everyone's. USD, quote units, lots, ticks. ODD submodel "The visitor".
import { F64, I32 } from '../base/shifts.ts'
import type { VisitorDesk } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Cause } from '../market/kinds.ts'
import { NO_SLOT, RequestKind } from '../market/requests.ts'
import { QUOTE_UNITS_PER_USD, Side } from '../market/units.ts'
import type { MarginOrder, OpenOrder, VisitorOrder } from '../params/visitorOrder.ts'
import type { Residence } from './residence.ts'
import { limitThrough, lotsFor } from './sizing.ts'

/** Slippage an opening order accepts, fraction: twice what retail traders do, who ask for less. */
const SLIP = 0.01
/** Brought along for the taker fee, fraction of notional: above every venue's. */
const FEE_RESERVE = 0.0012
/** The most that a request can name. */
const MOST_LOTS = 2_000_000_000
const NEVER = -2

export class Visitor {
  private readonly homes: readonly Residence[]
  private readonly desks: readonly VisitorDesk[]
  private orders: readonly VisitorOrder[]
  /** The first step with an order from the step looked at on: most steps have none. Not state. */
  private nextStep = 0
  private lookedStep = NEVER
  /** By venue, of the orders of this second: what they need, what of it goes from purse to wallet, and the
   * book they open in (-1 for none). Not state. */
  private readonly needQuote: number[]
  private readonly depositQuote: number[]
  private readonly openingBook: number[]

  constructor(
    homes: readonly Residence[],
    desks: readonly VisitorDesk[],
    orders: readonly VisitorOrder[],
  ) {
    this.homes = homes
    this.desks = desks
    this.orders = orders
    this.needQuote = homes.map(() => 0)
    this.depositQuote = homes.map(() => 0)
    this.openingBook = homes.map(() => -1)
  }

  schedule(order: VisitorOrder): void {
    this.replace([...this.orders, order])
  }

  /** Other orders from here on: those whose step is past are never looked at again. */
  replace(orders: readonly VisitorOrder[]): void {
    this.orders = orders
    this.lookedStep = NEVER
  }

  decide(step: number, board: BoardPage): void {
    // After a jump in time the next order is another one.
    if (step !== this.lookedStep + 1) this.findNext(step)
    this.lookedStep = step
    if (step !== this.nextStep) return
    this.needQuote.fill(0)
    this.depositQuote.fill(0)
    this.openingBook.fill(-1)
    for (const order of this.orders) if (order.step === step) this.follow(order, board)
    this.findNext(step + 1)
  }

  private findNext(step: number): void {
    this.nextStep = Infinity
    for (const order of this.orders) {
      if (order.step >= step && order.step < this.nextStep) this.nextStep = order.step
    }
  }

  private follow(order: VisitorOrder, board: BoardPage): void {
    if (order.action === 'open') this.open(order, board)
    else if (order.action === 'close') this.close(order.venue)
    else this.addMargin(order)
  }

  private open(order: OpenOrder, board: BoardPage): void {
    const { venue, asset, leverage } = order
    const home = this.homes[venue]!
    const book = perpetualBook(asset, home.assetCount)
    const place = home.firstBook + book
    const buys = order.side === 'long'
    const touch = buys ? board.askTicks[place]! : board.bidTicks[place]!
    // Nobody on the other side: a price to size by. The venue says the rest.
    const price = touch > 0 ? touch : Math.max(1, Math.floor(board.markTicks[place]!))
    const row = home.assets[asset]!
    const lots = Math.min(MOST_LOTS, lotsFor(order.marginUsd * leverage, price, row))
    const worst = Math.ceil(lots * price * row.quoteUnitsPerTickLot * (1 + SLIP))
    const need = Math.ceil(worst / leverage) + Math.ceil(worst * FEE_RESERVE)
    const deposit = this.bring(venue, need)
    this.openingBook[venue] = book
    const request = home.queue.order(
      RequestKind.ImmediateOrCancel,
      this.desks[venue]!.visitorAccount,
      book,
      buys ? Side.Buy : Side.Sell,
      limitThrough(price, buys, SLIP),
      lots,
      Cause.Opinion,
      NO_SLOT,
    )
    home.queue.leverage[request] = leverage
    home.queue.amountQuote[request] = deposit
    home.queue.stopTicks[request] = order.stopTicks
    home.queue.takeTicks[request] = order.takeTicks
  }

  private close(venue: number): void {
    const { statements, queue } = this.homes[venue]!
    const account = this.admit(venue)
    const row = statements.rowOffset[account << I32]!
    const lots = statements.rowLots[row << F64]!
    const request = queue.order(
      RequestKind.Market,
      account,
      statements.rowBook[row]!,
      lots > 0 ? Side.Sell : Side.Buy,
      0,
      // Nothing to close: the venue refuses it, and says why.
      Math.max(1, Math.min(MOST_LOTS, Math.abs(lots))),
      Cause.Exit,
      NO_SLOT,
    )
    queue.reduceOnly[request] = 1
  }

  private addMargin({ venue, marginUsd }: MarginOrder): void {
    const { statements, queue } = this.homes[venue]!
    const amount = marginUsd * QUOTE_UNITS_PER_USD
    const deposit = this.bring(venue, amount)
    const account = this.desks[venue]!.visitorAccount
    if (deposit > 0) {
      const request = queue.next(RequestKind.Deposit, account, 0)
      queue.amountQuote[request] = deposit
    }
    const opening = this.openingBook[venue]!
    const book = opening >= 0 ? opening : statements.rowBook[statements.rowOffset[account << I32]!]!
    const request = queue.next(RequestKind.AddMargin, account, book)
    queue.amountQuote[request] = amount
  }

  private admit(venue: number): number {
    this.desks[venue]!.admitVisitor(0)
    return this.desks[venue]!.visitorAccount
  }

  /** Sees to it that wallet and purse hold this much beside what earlier orders of the second need;
   * returns what is to go from purse to wallet for it. */
  private bring(venue: number, needQuote: number): number {
    const { statements } = this.homes[venue]!
    const account = this.admit(venue)
    this.needQuote[venue]! += needQuote
    const before = this.depositQuote[venue]!
    const deposit = Math.max(0, this.needQuote[venue]! - statements.walletQuote[account << F64]!)
    this.depositQuote[venue] = deposit
    const fresh = Math.max(0, deposit - statements.purseQuote[account << F64]!)
    if (fresh > 0) this.desks[venue]!.admitVisitor(fresh)
    return deposit - before
  }
}
