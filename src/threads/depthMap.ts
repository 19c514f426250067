// Depth of an asset's perpetuals over all venues, one column of log-price bins a simulated minute,
// kept for the whole run so that any scene can be drawn again and the asset switched.
import { perpetualBook } from '../market/instruments.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { DEPTH_FULL_USD, MAP_BINS, MAP_COLUMN_STEPS, MAP_LOW, MAP_STEP } from './frames.ts'
import type { DepthColumns } from './frames.ts'

/** Map bin of a price, below 0 or from MAP_BINS on outside the map. */
export function mapBin(priceUsd: number, initialPriceUsd: number): number {
  return Math.floor((Math.log(priceUsd / initialPriceUsd) - MAP_LOW) / MAP_STEP)
}

export class DepthMap {
  private readonly record: MarketRecord
  private readonly bytes: readonly Uint8Array[]
  private readonly binUsd = new Float64Array(MAP_BINS)
  private count = 0
  /** Columns known: more than written so far where the run was wound back. */
  private known = 0

  constructor(record: MarketRecord) {
    this.record = record
    const most = Math.ceil(record.stepCount / MAP_COLUMN_STEPS) + 1
    this.bytes = record.assets.map(() => new Uint8Array(most * MAP_BINS))
  }

  get columnCount(): number {
    return this.known
  }

  /** The run stands at an earlier or later step of its known course. */
  moveTo(step: number): void {
    this.count = Math.floor(step / MAP_COLUMN_STEPS)
  }

  /** The run takes another course from a step on. */
  forgetAfter(step: number): void {
    this.known = Math.min(this.known, Math.floor(step / MAP_COLUMN_STEPS))
  }

  /** The columns of all assets up to a step, asset by asset, and back. */
  save(step: number): Uint8Array {
    const length = Math.floor(step / MAP_COLUMN_STEPS) * MAP_BINS
    const all = new Uint8Array(length * this.bytes.length)
    this.bytes.forEach((bytes, asset) => all.set(bytes.subarray(0, length), asset * length))
    return all
  }

  restore(all: Uint8Array): void {
    const length = all.length / this.bytes.length
    this.bytes.forEach((bytes, asset) =>
      bytes.set(all.subarray(asset * length, (asset + 1) * length)),
    )
    this.count = this.known = length / MAP_BINS
  }

  /** Adds a column of every asset from the books as they stand. */
  addColumn(): void {
    for (let asset = 0; asset < this.bytes.length; asset++) {
      this.binUsd.fill(0)
      for (const side of [0, 1] as const) this.gather(asset, side)
      const offset = this.count * MAP_BINS
      const bytes = this.bytes[asset]
      for (let bin = 0; bin < MAP_BINS; bin++) {
        const share = Math.min(1, Math.sqrt(this.binUsd[bin] / DEPTH_FULL_USD))
        bytes[offset + bin] = Math.round(255 * share)
      }
    }
    this.count++
    this.known = Math.max(this.known, this.count)
  }

  /** Columns from `firstColumn` on, copied out. */
  columnsFrom(asset: number, firstColumn: number): DepthColumns {
    const columns = this.bytes[asset].slice(firstColumn * MAP_BINS, this.known * MAP_BINS)
    return { asset, firstColumn, columns }
  }

  private gather(asset: number, side: 0 | 1): void {
    const { assets, venues } = this.record
    const { tickSizeUsd, initialPriceUsd, quoteUnitsPerTickLot } = assets[asset]
    const book = perpetualBook(asset, assets.length)
    const binUsd = this.binUsd
    const usdPerTickLot = quoteUnitsPerTickLot / QUOTE_UNITS_PER_USD
    for (const venue of venues) {
      venue.walkDepth(book, side, (priceTicks, lots) => {
        const bin = mapBin(priceTicks * tickSizeUsd, initialPriceUsd)
        if (bin >= 0 && bin < MAP_BINS) {
          binUsd[bin] += lots * priceTicks * usdPerTickLot
          return true
        }
        // Bids walk down, asks up: a price past the far edge ends the walk, one before the map goes on.
        return side === 0 ? bin >= 0 : bin < 0
      })
    }
  }
}
