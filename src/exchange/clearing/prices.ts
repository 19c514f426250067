// The prices that clearing values positions at, by book of one venue. Fractional ticks.
// ODD submodel: Exchange: mark price.
import type { Columns } from '../../base/columns.ts'

export class Prices {
  /** Mark price of perpetual books; the last trade stands in for it on spot books. */
  readonly markTicks: Float64Array
  readonly indexTicks: Float64Array
  /** Last trade; the initial price before the first. */
  readonly lastTicks: Int32Array
  /** Mean of best bid and ask; the last one known when a side is empty. */
  readonly midTicks: Float64Array

  constructor(columns: Columns, name: string, initialTicks: readonly number[]) {
    const bookCount = initialTicks.length
    this.markTicks = columns.f64(`${name}.markTicks`, bookCount)
    this.indexTicks = columns.f64(`${name}.indexTicks`, bookCount)
    this.lastTicks = columns.i32(`${name}.lastTicks`, bookCount)
    this.midTicks = columns.f64(`${name}.midTicks`, bookCount)
    this.markTicks.set(initialTicks)
    this.indexTicks.set(initialTicks)
    this.lastTicks.set(initialTicks)
    this.midTicks.set(initialTicks)
  }
}
