// The resting orders of one book: rows of eight 32-bit words (32 bytes), so that a message touches
// one cache line per order, and a chain of free rows. Row 0 is nobody; zeroed memory is empty.
//
// A handle is what others hold: the row in its low bits, and above them a generation that moves on
// when the row is freed, so that a handle kept too long names nothing instead of a stranger. It fits
// 30 bits; with 16,384 rows the same handle comes back after a row has been used 32,768 times.
import { assert } from '../../base/assert.ts'
import type { Columns } from '../../base/columns.ts'

/** Words of an order row: use as words[(row << ROW_SHIFT) + Order...]. */
export const ROW_SHIFT = 3
/** Row behind this one (younger) at its price, 0 none. */
export const ORDER_NEXT = 0
/** Row ahead of this one (older) at its price, 0 none. */
export const ORDER_PREVIOUS = 1
export const ORDER_PRICE_TICKS = 2
export const ORDER_LOTS = 3
export const ORDER_ACCOUNT = 4
export const ORDER_CLIENT_SLOT = 5
export const ORDER_CAUSE = 6
/** The order's handle; of a free row, the complement of the handle it gets next. */
export const ORDER_HANDLE = 7

const HANDLE_MASK = 0x3fffffff

/** Scalars of the rows. */
const FREE_ROW = 0
/** Rows above this one were never used. */
const HIGHEST_ROW = 1
const LIVE_COUNT = 2

export class OrderRows {
  readonly words: Int32Array
  readonly rowMask: number
  private readonly scalars: Int32Array
  private readonly capacity: number

  constructor(columns: Columns, name: string, capacity: number) {
    assert(capacity >= 1 && capacity < 1 << 20, 'a book holds 1 to 1,048,575 orders')
    this.capacity = capacity
    this.rowMask = (1 << (32 - Math.clz32(capacity))) - 1
    this.scalars = columns.i32(`${name}.rowScalars`, 3)
    this.words = columns.i32(`${name}.rows`, (capacity + 1) << ROW_SHIFT)
  }

  count(): number {
    return this.scalars[LIVE_COUNT]!
  }

  isFull(): boolean {
    return this.scalars[LIVE_COUNT] === this.capacity
  }

  /** A row to fill in, its handle already in place. Never called when full. */
  take(): number {
    const words = this.words
    const scalars = this.scalars
    scalars[LIVE_COUNT]++
    const row = scalars[FREE_ROW]!
    if (row !== 0) {
      const at = row << ROW_SHIFT
      scalars[FREE_ROW] = words[at + ORDER_NEXT]!
      words[at + ORDER_HANDLE] = ~words[at + ORDER_HANDLE]!
      return row
    }
    const fresh = scalars[HIGHEST_ROW]! + 1
    scalars[HIGHEST_ROW] = fresh
    words[(fresh << ROW_SHIFT) + ORDER_HANDLE] = fresh
    return fresh
  }

  free(row: number): void {
    const words = this.words
    const scalars = this.scalars
    const at = row << ROW_SHIFT
    scalars[LIVE_COUNT]--
    words[at + ORDER_HANDLE] = ~((words[at + ORDER_HANDLE]! + this.rowMask + 1) & HANDLE_MASK)
    words[at + ORDER_NEXT] = scalars[FREE_ROW]!
    scalars[FREE_ROW] = row
  }

  /** The row a handle names, 0 when it is stale or none. */
  rowOf(handle: number): number {
    const row = handle & this.rowMask
    return handle > 0 && this.words[(row << ROW_SHIFT) + ORDER_HANDLE] === handle ? row : 0
  }
}
