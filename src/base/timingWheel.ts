// A two-level timing wheel over rows: wakes cost what happens, not what exists. Each slot is a stack of
// rows in chunks of a cache line, so that sleepers are put away and taken out without a look at anything
// that lies elsewhere. Rows of one step come out in an order fixed by the run's own history: the last one
// scheduled first.
import { assert } from './assert.ts'
import type { Columns } from './columns.ts'

const SLOT_BITS = 10
const SLOTS = 1 << SLOT_BITS
const MASK = SLOTS - 1
/** A chunk: where the one below it ends (0: nowhere), then its entries. */
const CHUNK_BITS = 4
const CHUNK = 1 << CHUNK_BITS
/** An entry: the row, and below it the last bits of its step. */
const MOST_ROWS = 1 << (32 - SLOT_BITS)

const NOW = 0
/** First word of the first chunk to be used again; 0: none. */
const FREE = 1
/** Chunks that were ever used; chunk 0 never is, so that no place is 0. */
const USED = 2

export class TimingWheel {
  private readonly chunks: Int32Array
  /** By slot: the place after the newest entry; 0: nobody sleeps there. */
  private readonly near: Int32Array
  private readonly far: Int32Array
  private readonly state: Int32Array

  /** Rows 0 to rowCount - 1 (at most 4,194,304), each scheduled at most once at a time. */
  constructor(columns: Columns, name: string, rowCount: number) {
    assert(rowCount <= MOST_ROWS, 'a timing wheel holds at most 4,194,304 rows')
    // All chunks full but one of each slot, and the one that a turn is emptying.
    const most = Math.ceil(rowCount / (CHUNK - 1)) + Math.min(rowCount, 2 * SLOTS) + 1
    this.chunks = columns.i32(`${name}.chunks`, (most + 1) << CHUNK_BITS)
    this.near = columns.i32(`${name}.near`, SLOTS)
    this.far = columns.i32(`${name}.far`, SLOTS)
    this.state = columns.i32(`${name}.now`, 3)
  }

  /** Schedules `row` at `step` (the next step when that is not in the future). */
  schedule(row: number, step: number): void {
    const now = this.state[NOW]!
    const last = now + SLOTS * (SLOTS - 2)
    const at = step <= now ? now + 1 : step > last ? last : step
    const entry = (row << SLOT_BITS) | (at & MASK)
    // The near wheel holds the rest of this turn; a later turn waits in the far wheel.
    if (at >> SLOT_BITS === now >> SLOT_BITS) this.push(this.near, at & MASK, entry)
    else this.push(this.far, (at >> SLOT_BITS) & MASK, entry)
  }

  /** Takes all rows due at `step` off the wheel into `out`; returns how many. Call once for each step in order. */
  take(step: number, out: Int32Array): number {
    const { chunks, near, state } = this
    state[NOW] = step
    if ((step & MASK) === 0) this.turn(step)
    let count = 0
    let end = near[step & MASK]!
    near[step & MASK] = 0
    while (end !== 0) {
      const link = (end - 1) & -CHUNK
      for (let place = end - 1; place > link; place--) {
        const row = chunks[place]! >>> SLOT_BITS
        if (count < out.length) out[count++] = row
        // What does not fit waits one step more.
        else this.schedule(row, step + 1)
      }
      end = this.release(link)
    }
    return count
  }

  /** Whoever sleeps in the turn that begins goes to the near wheel. */
  private turn(step: number): void {
    const { chunks, far, near } = this
    const slot = (step >> SLOT_BITS) & MASK
    let end = far[slot]!
    far[slot] = 0
    while (end !== 0) {
      const link = (end - 1) & -CHUNK
      for (let place = end - 1; place > link; place--) {
        const entry = chunks[place]!
        this.push(near, entry & MASK, entry)
      }
      end = this.release(link)
    }
  }

  private push(ends: Int32Array, slot: number, entry: number): void {
    let place = ends[slot]!
    if ((place & (CHUNK - 1)) === 0) place = this.openChunk(place)
    this.chunks[place] = entry
    ends[slot] = place + 1
  }

  /** A chunk on top of the full one that ends at `below` (0: none); returns the place of its first entry. */
  private openChunk(below: number): number {
    const { chunks, state } = this
    let link = state[FREE]!
    if (link !== 0) state[FREE] = chunks[link]!
    else {
      link = ++state[USED] << CHUNK_BITS
      assert(link < chunks.length, 'a row was scheduled twice')
    }
    chunks[link] = below
    return link + 1
  }

  /** Gives a chunk back; returns where the one below it ends. */
  private release(link: number): number {
    const { chunks, state } = this
    const below = chunks[link]!
    chunks[link] = state[FREE]!
    state[FREE] = link
    return below
  }
}
