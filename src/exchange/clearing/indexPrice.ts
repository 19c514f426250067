// The index: spot mids of all venues as published one step ago, weighted by spot volume (a moving
// average with a half-life of about an hour). A source more than 5 % from the median is replaced by
// the median. Fractional ticks. Source: Binance and Bybit index pages. ODD submodel: Exchange: index.
import type { Columns } from '../../base/columns.ts'
import type { BoardPage } from '../../market/board.ts'

const OUTLIER_FRACTION = 0.05
/** Sources this near to one of them are no outliers, wherever between them the median lies. */
const CLOSE_FRACTION = 0.02
/** Weight of one second in the volume average: half-life 0.69 / 0.0002 = 58 minutes. */
const VOLUME_DECAY = 0.0002
/** Every source counts a little, so that a market without trades still has an index. Quote units. */
const LEAST_WEIGHT = 1

export class IndexPrice {
  /** Moving average of spot volume by venue * assetCount + asset, quote units a step. */
  private readonly weight: Float64Array
  private readonly venueCount: number
  private readonly assetCount: number
  private readonly sorted: Float64Array

  constructor(columns: Columns, name: string, venueCount: number, assetCount: number) {
    this.venueCount = venueCount
    this.assetCount = assetCount
    this.weight = columns.f64(`${name}.indexWeight`, venueCount * assetCount)
    this.sorted = new Float64Array(venueCount)
  }

  /** The index of an asset from last step's page; `fallbackTicks` when no venue quotes it. */
  update(previous: BoardPage, asset: number, fallbackTicks: number): number {
    const { venueCount, assetCount, weight } = this
    const { midTicks, volumeQuote } = previous
    const bookCount = assetCount * 2
    let weighted = 0
    let total = 0
    let first = 0
    let areClose = true
    for (let venue = 0; venue < venueCount; venue++) {
      const book = venue * bookCount + asset
      const index = venue * assetCount + asset
      const share = weight[index]! + (volumeQuote[book]! - weight[index]!) * VOLUME_DECAY
      weight[index] = share
      const mid = midTicks[book]!
      if (mid <= 0) continue
      if (first === 0) first = mid
      if (Math.abs(mid - first) > CLOSE_FRACTION * first) areClose = false
      weighted += (share + LEAST_WEIGHT) * mid
      total += share + LEAST_WEIGHT
    }
    if (first === 0) return fallbackTicks
    return areClose ? weighted / total : this.withoutOutliers(midTicks, asset)
  }

  /** The same where a source may be far from the median. */
  private withoutOutliers(midTicks: Float64Array, asset: number): number {
    const { venueCount, assetCount, weight, sorted } = this
    const bookCount = assetCount * 2
    let count = 0
    for (let venue = 0; venue < venueCount; venue++) {
      const mid = midTicks[venue * bookCount + asset]!
      if (mid <= 0) continue
      let place = count++
      while (place > 0 && sorted[place - 1]! > mid) {
        sorted[place] = sorted[place - 1]!
        place--
      }
      sorted[place] = mid
    }
    const half = count >> 1
    const median = (count & 1) === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
    let weighted = 0
    let total = 0
    for (let venue = 0; venue < venueCount; venue++) {
      const mid = midTicks[venue * bookCount + asset]!
      if (mid <= 0) continue
      const share = weight[venue * assetCount + asset]! + LEAST_WEIGHT
      const far = Math.abs(mid - median) > OUTLIER_FRACTION * median
      weighted += share * (far ? median : mid)
      total += share
    }
    return weighted / total
  }
}
