// What happened at a venue in one step, as columns: observers read it, then it is cleared. Amounts of
// trades and of positions that are closed or pass on are dollars, of a coin market the contracts' face;
// amounts of money that moves (fund, socialised loss, funding, transfers) are in the venue's money.
import { assert } from '../base/assert.ts'
import { Columns } from '../base/columns.ts'

export const EventKind = {
  /** A trade: account is the taker, otherAccount the maker, side the taker's, cause the taker's. */
  Trade: 0,
  /** A position enters liquidation: lots is what is closed by force, side Buy for a short, Sell for
   * a long; priceTicks the mark; amountQuote its notional; note the leverage at entry. Where a venue
   * closes part by part there is one event for each part. */
  Liquidation: 1,
  /** account's position passes to otherAccount outside the book, at priceTicks: to the insurance fund
   * at the bankruptcy price, to a backstop provider, or off the book to the venue's silent account. */
  Takeover: 2,
  /** A position is closed against one that the fund took over, or that is under water: account is the
   * deleveraged one, otherAccount the fund or whose position it was, side that of the closing trade. */
  Deleveraged: 3,
  /** Fund changes: amountQuote signed; account is whose liquidation it is; note 0 inflow from a
   * liquidation, 1 a debt paid, 2 the fund's part of what a backstop provider took over. */
  InsuranceFund: 4,
  /** Loss spread over accounts in profit (FTX's clawback): amountQuote. */
  SocialisedLoss: 5,
  /** Funding paid by longs to shorts: amountQuote is what longs paid in total (signed). */
  Funding: 6,
  /** An order request refused: note is the RejectReason. */
  OrderRejected: 7,
  /** note 1 on, 0 off. */
  CircuitBreaker: 8,
  /** The venue's own temporary leverage limit comes or goes: note is the limit from now on. */
  LeverageLimit: 9,
  /** Money between purse and venue: amountQuote, positive into the venue. */
  Transfer: 10,
} as const
export type EventKind = (typeof EventKind)[keyof typeof EventKind]

export const RejectReason = {
  UnknownBook: 1,
  PriceOutOfBand: 2,
  NotPositive: 3,
  WouldMatch: 4,
  NotFillable: 5,
  InsufficientMargin: 6,
  InsufficientCoins: 7,
  InsufficientCash: 8,
  LeverageAboveLimit: 9,
  ReduceOnly: 10,
  InLiquidation: 11,
  Halted: 12,
  BookFull: 13,
  WrongRow: 14,
  UnknownSlot: 15,
} as const
export type RejectReason = (typeof RejectReason)[keyof typeof RejectReason]

export const NO_ACCOUNT = -1

export class EventLog {
  kind: Uint8Array
  book: Uint8Array
  side: Uint8Array
  cause: Uint8Array
  account: Int32Array
  otherAccount: Int32Array
  priceTicks: Int32Array
  lots: Float64Array
  amountQuote: Float64Array
  note: Float64Array
  private readonly counts: Int32Array
  private readonly grows: boolean

  /** A log that other threads read stands in shared columns and does not grow. */
  constructor(columns = new Columns(), name = 'venue', capacity = 4096, grows = true) {
    this.counts = columns.i32(`${name}.events.count`, 1)
    this.kind = columns.u8(`${name}.events.kind`, capacity)
    this.book = columns.u8(`${name}.events.book`, capacity)
    this.side = columns.u8(`${name}.events.side`, capacity)
    this.cause = columns.u8(`${name}.events.cause`, capacity)
    this.account = columns.i32(`${name}.events.account`, capacity)
    this.otherAccount = columns.i32(`${name}.events.otherAccount`, capacity)
    this.priceTicks = columns.i32(`${name}.events.priceTicks`, capacity)
    this.lots = columns.f64(`${name}.events.lots`, capacity)
    this.amountQuote = columns.f64(`${name}.events.amountQuote`, capacity)
    this.note = columns.f64(`${name}.events.note`, capacity)
    this.grows = grows
  }

  get count(): number {
    return this.counts[0]!
  }

  clear(): void {
    this.counts[0] = 0
  }

  add(
    kind: EventKind,
    book: number,
    side: number,
    cause: number,
    account: number,
    otherAccount: number,
    priceTicks: number,
    lots: number,
    amountQuote: number,
    note: number,
  ): void {
    const row = this.counts[0]!
    if (row === this.kind.length) this.grow()
    this.counts[0] = row + 1
    this.kind[row] = kind
    this.book[row] = book
    this.side[row] = side
    this.cause[row] = cause
    this.account[row] = account
    this.otherAccount[row] = otherAccount
    this.priceTicks[row] = priceTicks
    this.lots[row] = lots
    this.amountQuote[row] = amountQuote
    this.note[row] = note
  }

  private grow(): void {
    assert(this.grows, 'a venue has more events in one second than shared memory has room for')
    const capacity = this.kind.length * 2
    const copy = <T extends Uint8Array | Int32Array | Float64Array>(grown: T, old: T): T => {
      grown.set(old)
      return grown
    }
    this.kind = copy(new Uint8Array(capacity), this.kind)
    this.book = copy(new Uint8Array(capacity), this.book)
    this.side = copy(new Uint8Array(capacity), this.side)
    this.cause = copy(new Uint8Array(capacity), this.cause)
    this.account = copy(new Int32Array(capacity), this.account)
    this.otherAccount = copy(new Int32Array(capacity), this.otherAccount)
    this.priceTicks = copy(new Int32Array(capacity), this.priceTicks)
    this.lots = copy(new Float64Array(capacity), this.lots)
    this.amountQuote = copy(new Float64Array(capacity), this.amountQuote)
    this.note = copy(new Float64Array(capacity), this.note)
  }
}
