// The memory of one book: resting orders and price levels as rows of 32-bit words in one column.
//
// An order is eight words (32 bytes, so a message touches one cache line an order); a level is four.
// The orders of a price form a ring from the oldest to the youngest, and the ring's knot is the
// level's own row: an order is taken out by joining its neighbours, whoever they are. Of the 131,072
// prices only dozens are live, so a price itself holds two bytes, the number of its level.
// The words of row 0 are the book's scalars. Memory set to zero is an empty book.
//
// A handle is what others hold: the row's number in its low bits, and above them a generation that
// moves on when the row is freed, so that a handle kept too long names nothing instead of a stranger.
// It has 30 bits; with 16,384 rows the same handle comes back after a row was used 32,768 times.
import { assert } from '../../base/assert.ts'
import type { Columns } from '../../base/columns.ts'
import { Side } from '../../market/units.ts'
import type { BookShape } from './book.ts'
import { PriceBitmap } from './priceBitmap.ts'

/** Words of row 0. The best price of a side, 0 when it is empty, stands at the side's own number. */
const FREE_ORDER = 2
/** Rows behind this one were never used; the same of levels below. */
const HIGHEST_ORDER = 3
const ORDER_COUNT = 4
const FREE_LEVEL = 5
const HIGHEST_LEVEL = 6
const LEVEL_COUNT = 7

/** Words of an order and of a level: the row behind (younger) and the row ahead (older) in the ring.
 * A free row's NEXT is the next free row. Rows start at multiples of four, so `at | NEXT` adds. */
export const NEXT = 0
export const PREVIOUS = 1
/** Of an order. */
export const PRICE_TICKS = 2
export const LOTS = 3
export const ACCOUNT = 4
export const CLIENT_SLOT = 5
export const CAUSE = 6
/** The order's handle; of a free row, the complement of the handle it gets next. */
export const HANDLE = 7
/** Of a level. Its fourth word stays zero, so that no made-up handle names it. */
export const LEVEL_LOTS = 2

const ORDER_SHIFT = 3
const LEVEL_SHIFT = 2
const HANDLE_MASK = 0x3fffffff
const MOST_ORDERS = (1 << 20) - 1
const MOST_LEVELS = 0xffff

export class BookState {
  readonly words: Int32Array
  /** Number of the level by price, 0 where nothing rests. */
  readonly levelNumber: Uint16Array
  readonly livePrices: PriceBitmap
  readonly priceCount: number
  private readonly rowMask: number
  private readonly orderCapacity: number
  private readonly levelCapacity: number
  /** Where level number 0 would begin. */
  private readonly levelBase: number

  constructor(columns: Columns, name: string, shape: BookShape) {
    const { levelCount, orderCapacity } = shape
    const mostLevels = Math.min(orderCapacity, levelCount - 1, MOST_LEVELS)
    const levelCapacity = Math.min(mostLevels, shape.liveLevelCapacity ?? mostLevels)
    assert(orderCapacity >= 1 && orderCapacity <= MOST_ORDERS, 'a book holds 1 to 1,048,575 orders')
    assert(levelCapacity >= 1, 'a book has at least one live price')
    this.priceCount = levelCount
    this.orderCapacity = orderCapacity
    this.levelCapacity = levelCapacity
    this.rowMask = (1 << (32 - Math.clz32(orderCapacity))) - 1
    const orderWords = (orderCapacity + 1) << ORDER_SHIFT
    this.levelBase = orderWords - (1 << LEVEL_SHIFT)
    this.words = columns.i32(`${name}.words`, orderWords + (levelCapacity << LEVEL_SHIFT))
    this.levelNumber = columns.u16(`${name}.levelNumber`, levelCount)
    this.livePrices = new PriceBitmap(columns, `${name}.livePrices`, levelCount)
  }

  orderCount(): number {
    return this.words[ORDER_COUNT]!
  }

  isFullOfOrders(): boolean {
    return this.words[ORDER_COUNT] === this.orderCapacity
  }

  isFullOfLevels(): boolean {
    return this.words[LEVEL_COUNT] === this.levelCapacity
  }

  /** Whether an order of `side` at this price meets the other side. */
  crosses(side: Side, priceTicks: number): boolean {
    const otherBest = this.words[side ^ 1]!
    // A buyer crosses when price - ask >= 0, a seller when price - bid <= 0: written without asking
    // for the side, which comes at random and which the processor would guess wrong half the time.
    return otherBest !== 0 && ((priceTicks - otherBest - side) ^ -side) >= 0
  }

  /**
   * Words of the order that a handle names, 0 when it is stale or none. No number below zero names a
   * free row: the row in its low bits is never the one whose handle it is the complement of.
   */
  orderNamed(handle: number): number {
    const at = (handle & this.rowMask) << ORDER_SHIFT
    return this.words[at | HANDLE] === handle ? at : 0
  }

  /** Words of the order in a handle's row, without asking whether the handle is stale. */
  orderAt(handle: number): number {
    return (handle & this.rowMask) << ORDER_SHIFT
  }

  /** A row for an order, its handle in place, the rest to be filled in. Never called when full. */
  takeOrder(): number {
    const words = this.words
    words[ORDER_COUNT]++
    const freed = words[FREE_ORDER]!
    if (freed !== 0) {
      words[FREE_ORDER] = words[freed | NEXT]!
      words[freed | HANDLE] = ~words[freed | HANDLE]!
      return freed
    }
    const fresh = words[HIGHEST_ORDER]! + (1 << ORDER_SHIFT)
    words[HIGHEST_ORDER] = fresh
    words[fresh | HANDLE] = fresh >>> ORDER_SHIFT
    return fresh
  }

  freeOrder(at: number): void {
    const words = this.words
    words[ORDER_COUNT]--
    words[at | HANDLE] = ~((words[at | HANDLE]! + this.rowMask + 1) & HANDLE_MASK)
    words[at | NEXT] = words[FREE_ORDER]!
    words[FREE_ORDER] = at
  }

  /** Words of the level at any price, 0 when nothing rests there. */
  levelAt(priceTicks: number): number {
    return priceTicks > 0 && priceTicks < this.priceCount ? this.levelWithin(priceTicks) : 0
  }

  /** The same for a price within the range. */
  levelWithin(priceTicks: number): number {
    const number = this.levelNumber[priceTicks]!
    return number === 0 ? 0 : this.levelBase + (number << LEVEL_SHIFT)
  }

  /** The same for a price where something rests. */
  liveLevelAt(priceTicks: number): number {
    return this.levelBase + (this.levelNumber[priceTicks]! << LEVEL_SHIFT)
  }

  /** Opens a level, its ring empty, at a price that has none. Never called when full. */
  openLevel(side: Side, priceTicks: number): number {
    const words = this.words
    words[LEVEL_COUNT]++
    let number = words[FREE_LEVEL]!
    if (number === 0) {
      number = words[HIGHEST_LEVEL]! + 1
      words[HIGHEST_LEVEL] = number
    } else {
      words[FREE_LEVEL] = words[(this.levelBase + (number << LEVEL_SHIFT)) | NEXT]!
    }
    const level = this.levelBase + (number << LEVEL_SHIFT)
    words[level | NEXT] = level
    words[level | PREVIOUS] = level
    words[level | LEVEL_LOTS] = 0
    this.levelNumber[priceTicks] = number
    this.livePrices.add(priceTicks)
    const best = words[side]!
    if (best === 0 || ((priceTicks - best) ^ -side) >= 0) words[side] = priceTicks
    return level
  }

  /** Closes a level that has become empty. */
  closeLevel(priceTicks: number, level: number): void {
    const words = this.words
    words[LEVEL_COUNT]--
    words[level | NEXT] = words[FREE_LEVEL]!
    words[FREE_LEVEL] = this.levelNumber[priceTicks]!
    this.levelNumber[priceTicks] = 0
    this.livePrices.remove(priceTicks)
    if (priceTicks === words[Side.Buy]) words[Side.Buy] = this.livePrices.below(priceTicks)
    else if (priceTicks === words[Side.Sell]) words[Side.Sell] = this.livePrices.above(priceTicks)
  }

  /** Puts an order, its lots in place, at the end of a level. */
  enterLevel(at: number, level: number): void {
    const words = this.words
    const youngest = words[level | PREVIOUS]!
    words[youngest | NEXT] = at
    words[level | PREVIOUS] = at
    words[level | LEVEL_LOTS] += words[at | LOTS]!
    words[at | NEXT] = level
    words[at | PREVIOUS] = youngest
  }

  /** Joins an order's neighbours, and closes its level when it was the last. */
  leaveLevel(at: number): void {
    const words = this.words
    const next = words[at | NEXT]!
    const previous = words[at | PREVIOUS]!
    const priceTicks = words[at | PRICE_TICKS]!
    const level = this.liveLevelAt(priceTicks)
    words[previous | NEXT] = next
    words[next | PREVIOUS] = previous
    // Both neighbours are the same row only when that row is the level's.
    if (next === previous) this.closeLevel(priceTicks, level)
    else words[level | LEVEL_LOTS] -= words[at | LOTS]!
  }

  /** Takes an order out of the book. */
  takeOut(at: number): void {
    this.leaveLevel(at)
    this.freeOrder(at)
  }
}
