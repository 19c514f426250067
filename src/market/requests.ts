// Order requests: what an agent asks a venue to do. A venue reads one queue a step, in order.
// An agent names its resting orders by client slots of its account (the exchanges' client order id).
import { assert } from '../base/assert.ts'
import { Columns } from '../base/columns.ts'
import { Cause } from './kinds.ts'
import { Side } from './units.ts'

export const RequestKind = {
  /** Rests what does not match at once. */
  Limit: 0,
  /** Rests, or is rejected when it would match. */
  PostOnly: 1,
  /** Immediate or cancel, up to the limit price. */
  ImmediateOrCancel: 2,
  /** All at once or nothing. */
  FillOrKill: 3,
  /** Immediate or cancel at any price of the band. */
  Market: 4,
  /** Cancels what rests in the client slot. */
  Cancel: 5,
  /** Cancels all resting orders of the account in the book. */
  CancelAll: 6,
  /** Brings `amountQuote` from the agent's own purse (stablecoins off venue) into the wallet. */
  Deposit: 7,
  /** Takes `amountQuote` (or all that is free, if less) back to the agent's purse. */
  Withdraw: 8,
  /** Moves `amountQuote` between wallet and isolated margin of the row (below zero: back). */
  AddMargin: 9,
  /** Replaces stop and take-profit of the account's row in `book` (0 clears). */
  SetTriggers: 10,
} as const
export type RequestKind = (typeof RequestKind)[keyof typeof RequestKind]

export const NO_SLOT = -1

/** Columns of requests, filled by agents, drained by one venue. Grows by doubling, never in steady state. */
export class RequestQueue {
  kind: Uint8Array
  account: Int32Array
  book: Uint8Array
  side: Uint8Array
  reduceOnly: Uint8Array
  cause: Uint8Array
  /** Leverage of an opening order on an isolated row; 0 keeps the row's. */
  leverage: Uint8Array
  priceTicks: Int32Array
  lots: Int32Array
  /** Client slot of the account (0, 1, 2 ...) that names a resting order, or NO_SLOT. What rests there
   * is replaced, even when the new order is then refused; with fewer lots alone it keeps its place.
   * Limit and PostOnly orders need one. */
  slot: Int32Array
  /** Stop and take-profit to attach when an opening order fills; 0 none. */
  stopTicks: Int32Array
  takeTicks: Int32Array
  /** Of a transfer; on an order, what is brought from the purse first. */
  amountQuote: Float64Array

  private readonly counts: Int32Array
  private readonly grows: boolean

  /** A queue that another thread fills stands in shared columns and does not grow. */
  constructor(columns = new Columns(), name = 'queue', capacity = 1024, grows = true) {
    this.counts = columns.i32(`${name}.requests.count`, 1)
    this.kind = columns.u8(`${name}.requests.kind`, capacity)
    this.account = columns.i32(`${name}.requests.account`, capacity)
    this.book = columns.u8(`${name}.requests.book`, capacity)
    this.side = columns.u8(`${name}.requests.side`, capacity)
    this.reduceOnly = columns.u8(`${name}.requests.reduceOnly`, capacity)
    this.cause = columns.u8(`${name}.requests.cause`, capacity)
    this.leverage = columns.u8(`${name}.requests.leverage`, capacity)
    this.priceTicks = columns.i32(`${name}.requests.priceTicks`, capacity)
    this.lots = columns.i32(`${name}.requests.lots`, capacity)
    this.slot = columns.i32(`${name}.requests.slot`, capacity)
    this.stopTicks = columns.i32(`${name}.requests.stopTicks`, capacity)
    this.takeTicks = columns.i32(`${name}.requests.takeTicks`, capacity)
    this.amountQuote = columns.f64(`${name}.requests.amountQuote`, capacity)
    this.grows = grows
  }

  get count(): number {
    return this.counts[0]!
  }

  clear(): void {
    this.counts[0] = 0
  }

  /** Appends an order request; returns its row, so that rarer fields can be set on it. */
  order(
    kind: RequestKind,
    account: number,
    book: number,
    side: Side,
    priceTicks: number,
    lots: number,
    cause: Cause,
    slot: number,
  ): number {
    const row = this.counts[0]!
    if (row === this.kind.length) this.grow()
    this.counts[0] = row + 1
    this.kind[row] = kind
    this.account[row] = account
    this.book[row] = book
    this.side[row] = side
    this.reduceOnly[row] = 0
    this.cause[row] = cause
    this.leverage[row] = 0
    this.priceTicks[row] = priceTicks
    this.lots[row] = lots
    this.slot[row] = slot
    this.stopTicks[row] = 0
    this.takeTicks[row] = 0
    this.amountQuote[row] = 0
    return row
  }

  /** Appends a request of any kind with all other fields zero; returns its row. */
  next(kind: RequestKind, account: number, book: number): number {
    return this.order(kind, account, book, Side.Buy, 0, 0, Cause.Opinion, NO_SLOT)
  }

  /** Copies all of another queue to the end of this one. */
  append(other: RequestQueue): void {
    const { count } = other
    for (let row = 0; row < count; row++) this.copyFrom(other, row)
  }

  private copyFrom(other: RequestQueue, from: number): void {
    const row = this.next(other.kind[from] as RequestKind, other.account[from]!, other.book[from]!)
    this.side[row] = other.side[from]!
    this.reduceOnly[row] = other.reduceOnly[from]!
    this.cause[row] = other.cause[from]!
    this.leverage[row] = other.leverage[from]!
    this.priceTicks[row] = other.priceTicks[from]!
    this.lots[row] = other.lots[from]!
    this.slot[row] = other.slot[from]!
    this.stopTicks[row] = other.stopTicks[from]!
    this.takeTicks[row] = other.takeTicks[from]!
    this.amountQuote[row] = other.amountQuote[from]!
  }

  private grow(): void {
    assert(this.grows, 'the street sends a venue more than shared memory has room for')
    const capacity = this.kind.length * 2
    const grownU8 = (old: Uint8Array) => {
      const grown = new Uint8Array(capacity)
      grown.set(old)
      return grown
    }
    const grownI32 = (old: Int32Array) => {
      const grown = new Int32Array(capacity)
      grown.set(old)
      return grown
    }
    this.kind = grownU8(this.kind)
    this.account = grownI32(this.account)
    this.book = grownU8(this.book)
    this.side = grownU8(this.side)
    this.reduceOnly = grownU8(this.reduceOnly)
    this.cause = grownU8(this.cause)
    this.leverage = grownU8(this.leverage)
    this.priceTicks = grownI32(this.priceTicks)
    this.lots = grownI32(this.lots)
    this.slot = grownI32(this.slot)
    this.stopTicks = grownI32(this.stopTicks)
    this.takeTicks = grownI32(this.takeTicks)
    const amounts = new Float64Array(capacity)
    amounts.set(this.amountQuote)
    this.amountQuote = amounts
  }
}
