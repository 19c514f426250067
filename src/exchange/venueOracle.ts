// What a venue that follows an oracle knows of the others: the median of their mids, and the oracle price
// before the last. Fractional ticks. Source: Hyperliquid docs, "Robust price indices": weights of 3, 2
// and 2 for three sources give their median. ODD submodel: Exchange: index.
import type { Columns } from '../base/columns.ts'
import type { BoardPage } from '../market/board.ts'
import type { VenueParts } from './venueParts.ts'

const MOST_VENUES = 16

export class VenueOracle {
  /** By book: the index before the last change of it. */
  private readonly beforeTicks: Float64Array
  private readonly sorted = new Float64Array(MOST_VENUES)
  private readonly parts: VenueParts

  constructor(columns: Columns, name: string, parts: VenueParts) {
    this.parts = parts
    this.beforeTicks = columns.f64(`${name}.indexBeforeTicks`, parts.bookCount)
    this.beforeTicks.set(parts.prices.indexTicks)
  }

  /** Publishes a new index. */
  setIndex(book: number, ticks: number): void {
    const { indexTicks } = this.parts.prices
    this.beforeTicks[book] = indexTicks[book]!
    indexTicks[book] = ticks
  }

  previousTicks(book: number): number {
    return this.beforeTicks[book]!
  }

  /** Median of the other venues' mids in a book (its number on their board) as last published; `fallbackTicks` where there is none. */
  medianElsewhere(previous: BoardPage, book: number, fallbackTicks: number): number {
    const { indexAssetCount, venueId } = this.parts
    const bookCount = indexAssetCount * 2
    const { midTicks } = previous
    const { sorted } = this
    let count = 0
    for (let venue = 0; venue * bookCount < midTicks.length; venue++) {
      const mid = midTicks[venue * bookCount + book]!
      if (venue === venueId || mid <= 0) continue
      let place = count++
      while (place > 0 && sorted[place - 1]! > mid) {
        sorted[place] = sorted[place - 1]!
        place--
      }
      sorted[place] = mid
    }
    if (count === 0) return fallbackTicks
    const half = count >> 1
    return (count & 1) === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
  }
}
