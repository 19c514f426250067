// The rows in liquidation of a venue, oldest first, in arrays beside the chain that is state: a chain is
// walked by waiting for memory at each row. With each row the marks between which it is sure to wait, so
// that in a second without slices thousands of rows are passed over without a look at their accounts.
// Not state: a queue that does not know how it came to this second is read from the chain again.
// Ticks. ODD submodel: Exchange: liquidation.
import { I32 } from '../base/shifts.ts'
import type { Accounts } from './clearing/accounts.ts'
import type { Margin } from './clearing/margin.ts'
import type { TriggerIndex } from './clearing/triggerIndex.ts'

const FIRST_CAPACITY = 256
const NEVER = -2
/** Rows touched ahead together. */
const BLOCK = 64
/** A row that is no longer in liquidation. */
export const GONE = -1

/** Whoever works the rows. */
export interface QueueDesk {
  /** Whether slices are sent in this second, so that no row is sure to wait. */
  sendsSlices(book: number): boolean
  /** Works a row. Returns how far the mark may go before the row can do anything but wait, ticks, or GONE. */
  workQueued(row: number, book: number): number
}

/** The queue of one book. */
export class QueuedRows {
  count = 0
  rows = new Int32Array(FIRST_CAPACITY)
  /** Between these marks, both excluded, the row waits; nothing lies between 1 and 0. */
  low = new Float64Array(FIRST_CAPACITY)
  high = new Float64Array(FIRST_CAPACITY)

  /** Keeps the reads of `touch` from being dropped; means nothing. */
  touched = 0

  append(row: number): void {
    if (this.count === this.rows.length) this.grow()
    this.put(this.count++, row, 1, 0)
  }

  /** Every row that is not sure to wait at this mark is worked, oldest first; who is done leaves. */
  work(book: number, markTicks: number, desk: QueueDesk, accounts: Accounts): void {
    const { count, rows, low, high } = this
    let kept = 0
    for (let from = 0; from < count; from += BLOCK) {
      const to = from + BLOCK < count ? from + BLOCK : count
      this.touch(from, to, markTicks, accounts)
      for (let place = from; place < to; place++) {
        const row = rows[place]!
        const isSure = low[place]! < markTicks && markTicks < high[place]!
        if (isSure && !desk.sendsSlices(book)) {
          this.put(kept++, row, low[place]!, high[place]!)
          continue
        }
        const room = desk.workQueued(row, book)
        if (room !== GONE) this.put(kept++, row, markTicks - room, markTicks + room)
      }
    }
    this.count = kept
  }

  /** Reads what rows that may have something to do will need, so that misses overlap. Changes nothing. */
  private touch(from: number, to: number, markTicks: number, accounts: Accounts): void {
    const { rows, low, high } = this
    const { rowAccount, rowOffset, rowStopTicks } = accounts
    let sum = 0
    for (let place = from; place < to; place++) {
      if (low[place]! < markTicks && markTicks < high[place]!) continue
      const row = rows[place]!
      sum += rowStopTicks[row << I32]! + rowOffset[rowAccount[row]! << I32]!
    }
    this.touched = sum
  }

  private put(place: number, row: number, low: number, high: number): void {
    this.rows[place] = row
    this.low[place] = low
    this.high[place] = high
  }

  private grow(): void {
    const { rows, low, high } = this
    this.rows = new Int32Array(rows.length * 2)
    this.low = new Float64Array(rows.length * 2)
    this.high = new Float64Array(rows.length * 2)
    this.rows.set(rows)
    this.low.set(low)
    this.high.set(high)
  }
}

export class LiquidationQueue {
  readonly byPerpetual: readonly QueuedRows[]
  private lastStep = NEVER
  private engine = 0
  private table = 0
  private scale = 0

  constructor(perpetualCount: number) {
    this.byPerpetual = Array.from({ length: perpetualCount }, () => new QueuedRows())
  }

  /** Something was changed that the queue cannot see: rows in liquidation, or the whole state. */
  forget(): void {
    this.lastStep = NEVER
  }

  /** Begins a second under the liquidation engine, margin table and scale of maintenance in force: with
   * others, rows wait between other marks. */
  startStep(step: number, engine: number, margin: Margin, chain: TriggerIndex): void {
    const { maintenanceScale: scale, table } = margin
    const isSame = this.engine === engine && this.table === table && this.scale === scale
    if (this.lastStep !== step - 1 || !isSame) this.readFrom(chain)
    this.lastStep = step
    this.engine = engine
    this.table = table
    this.scale = scale
  }

  private readFrom(chain: TriggerIndex): void {
    this.byPerpetual.forEach((queued, perpetual) => {
      queued.count = 0
      for (let row = chain.firstQueued(perpetual); row >= 0; row = chain.behind(row)) {
        queued.append(row)
      }
    })
  }
}
