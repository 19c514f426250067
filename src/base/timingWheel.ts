// A two-level timing wheel over rows: wakes cost what happens, not what exists. Rows of one
// step come out in an order fixed by the run's own history.
import type { Columns } from './columns.ts'

const SLOTS = 1024
const MASK = SLOTS - 1
const NONE = -1
/** Steps whose rows are touched ahead together: a power of two. */
const AHEAD = 8

export class TimingWheel {
  private readonly next: Int32Array
  private readonly due: Int32Array
  private readonly near: Int32Array
  private readonly far: Int32Array
  private readonly state: Int32Array
  /** Where `touchAhead` is in the list of each step. */
  private readonly places = new Int32Array(AHEAD)
  /** Keeps the reads of `touchAhead` from being dropped; means nothing. */
  touched = 0

  /** Rows 0 to rowCount - 1, each scheduled at most once at a time. */
  constructor(columns: Columns, name: string, rowCount: number) {
    this.next = columns.i32(`${name}.next`, rowCount)
    this.due = columns.i32(`${name}.due`, rowCount)
    this.near = columns.i32(`${name}.near`, SLOTS)
    this.far = columns.i32(`${name}.far`, SLOTS)
    this.state = columns.i32(`${name}.now`, 1)
    this.near.fill(NONE)
    this.far.fill(NONE)
    this.due.fill(NONE)
  }

  /** Schedules `row` at `step` (the next step when that is not in the future). */
  schedule(row: number, step: number): void {
    const now = this.state[0]!
    const last = now + SLOTS * (SLOTS - 2)
    const at = step <= now ? now + 1 : step > last ? last : step
    this.due[row] = at
    // The near wheel holds the rest of this turn; a later turn waits in the far wheel.
    const slots = at >> 10 === now >> 10 ? this.near : this.far
    const slot = slots === this.near ? at & MASK : (at >> 10) & MASK
    this.next[row] = slots[slot]!
    slots[slot] = row
  }

  /** Takes all rows due at `step` off the wheel into `out`; returns how many. Call once for each step in order. */
  take(step: number, out: Int32Array): number {
    this.state[0] = step
    if ((step & MASK) === 0) this.turn(step)
    if ((step & (AHEAD - 1)) === 0) this.touchAhead(step)
    let count = 0
    let row = this.near[step & MASK]!
    this.near[step & MASK] = NONE
    while (row !== NONE && count < out.length) {
      out[count++] = row
      const following = this.next[row]!
      this.due[row] = NONE
      row = following
    }
    // What does not fit waits one step more.
    while (row !== NONE) {
      const following = this.next[row]!
      this.schedule(row, step + 1)
      row = following
    }
    return count
  }

  /**
   * Reads the lists of this step and the next ones side by side. Where rows lie far apart in memory each
   * link waits for the one before it; links of different lists do not. Changes nothing.
   */
  private touchAhead(step: number): void {
    const { places, near, next, due } = this
    for (let list = 0; list < AHEAD; list++) places[list] = near[(step & MASK) + list]!
    let sum = 0
    let left = 1
    while (left !== 0) {
      left = 0
      for (let list = 0; list < AHEAD; list++) {
        const row = places[list]!
        if (row === NONE) continue
        places[list] = next[row]!
        sum += due[row]!
        left++
      }
    }
    this.touched = sum
  }

  private turn(step: number): void {
    const slot = (step >> 10) & MASK
    let row = this.far[slot]!
    this.far[slot] = NONE
    while (row !== NONE) {
      const following = this.next[row]!
      const near = this.due[row]! & MASK
      this.next[row] = this.near[near]!
      this.near[near] = row
      row = following
    }
  }
}
