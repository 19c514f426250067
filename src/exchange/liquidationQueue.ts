// The rows in liquidation of a venue, oldest first, in arrays beside the chain that is state: a chain is
// walked by waiting for memory at each row. With each row the marks between which it is sure to wait, so
// that in a second without slices thousands of rows are passed over without a look at their accounts.
// Not state: a queue that does not know how it came to this second is read from the chain again.
// Ticks. ODD submodel: Exchange: liquidation.
import type { Margin } from './clearing/margin.ts'
import type { TriggerIndex } from './clearing/triggerIndex.ts'

const FIRST_CAPACITY = 256
const NEVER = -2

/** The queue of one book. */
export class QueuedRows {
  count = 0
  rows = new Int32Array(FIRST_CAPACITY)
  /** Between these marks, both excluded, the row waits; nothing lies between 1 and 0. */
  low = new Float64Array(FIRST_CAPACITY)
  high = new Float64Array(FIRST_CAPACITY)

  append(row: number): void {
    if (this.count === this.rows.length) this.grow()
    this.put(this.count++, row, 1, 0)
  }

  put(place: number, row: number, low: number, high: number): void {
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
