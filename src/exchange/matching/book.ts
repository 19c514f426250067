// What an order book promises: the terms of an order, the answers, and the interface that the fast
// book and its slow twin (src/testing/slowBook.ts) share. Prices are whole ticks, quantities whole
// lots. A book knows no money, no positions and no bands: the venue checks those first.
// ODD submodel: Order matching (price-time priority).
import type { RejectReason } from '../../market/events.ts'
import { RequestKind } from '../../market/requests.ts'
import type { Side } from '../../market/units.ts'
import type { FillBuffer } from './fillBuffer.ts'

/** How long an order lives; the numbers are those of the order request. A market order is immediate
 * or cancel at the edge of the band. */
export const TimeInForce = {
  Rest: RequestKind.Limit,
  PostOnly: RequestKind.PostOnly,
  ImmediateOrCancel: RequestKind.ImmediateOrCancel,
  FillOrKill: RequestKind.FillOrKill,
} as const
export type TimeInForce = (typeof TimeInForce)[keyof typeof TimeInForce]

/** Bits of `flags`. */
export const SubmitFlag = {
  None: 0,
  /** Self-trade prevention drops the rest of the taker; without it, it cancels the maker. */
  CancelTaker: 1,
} as const

/** `submit` took the order; everything else it returns is why it refused. */
export const ACCEPTED = 0
export type SubmitAnswer = typeof ACCEPTED | RejectReason

/** An order handle that names nothing. */
export const NO_ORDER = -1

export const MAX_LOTS = 0x7fffffff

export interface BookShape {
  /** Prices are 1 to levelCount - 1 ticks. At most 1,048,576. */
  readonly levelCount: number
  /** Orders that can rest at once. */
  readonly orderCapacity: number
  /** Prices that can be live at once: what the order capacity and 16 bits allow, if not given. */
  readonly liveLevelCapacity?: number
}

export interface Book {
  /** 0 when there is no bid. */
  bestBidTicks(): number
  /** 0 when there is no ask. */
  bestAskTicks(): number
  /** Lots resting at a price, of either side: no price has both. */
  levelLots(priceTicks: number): number
  /** Best bid below the price, 0 when there is none. */
  nextBidBelow(priceTicks: number): number
  /** Best ask above the price, 0 when there is none. */
  nextAskAbove(priceTicks: number): number
  orderCount(): number

  /**
   * Matches what crosses, then rests what remains, drops it or refuses the whole as the terms say.
   * `fills` is overwritten: it tells every fill and every maker cancelled by self-trade prevention.
   * A refused order changes nothing.
   */
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
  ): SubmitAnswer
  /** Of the last `submit`: lots traded, left resting, and dropped (all 0 when refused). */
  readonly filledLots: number
  readonly restingLots: number
  readonly droppedLots: number
  /** Of the last `submit`: the handle of what rests, or NO_ORDER. */
  readonly restingOrder: number

  /** Takes a resting order out. Returns the lots it still had, or -1 when the handle is stale. */
  cancel(order: number): number
  /**
   * Shrinks a resting order to `toLots` in its place; to 0 or below takes it out; never grows it.
   * Returns the lots taken off, or -1 when the handle is stale.
   */
  reduce(order: number, toLots: number): number
  /**
   * Sends a resting order to another price of its side, with these lots, behind whoever rests there: as
   * if it had been taken out and sent anew, post-only, but it keeps its handle. A refused one changes
   * nothing; a stale handle is an unknown slot.
   */
  move(order: number, priceTicks: number, lots: number, cause: number): SubmitAnswer

  /** Whether the handle names a resting order. The readers below want a handle that does. */
  isResting(order: number): boolean
  orderSide(order: number): Side
  orderAccount(order: number): number
  orderLots(order: number): number
  orderPriceTicks(order: number): number
  orderClientSlot(order: number): number
  orderCause(order: number): number
  /** The oldest order at a price, and the next younger one at its price; NO_ORDER at the end. */
  firstOrderAt(priceTicks: number): number
  orderBehind(order: number): number
}
