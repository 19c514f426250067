// Depth of each asset's perpetuals, by venue and over all, one column of log-price bins a simulated
// minute, kept for the whole run so that any scene can be drawn again and asset and venue switched.
import { perpetualBook } from '../market/instruments.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { ALL_VENUES, DEPTH_FULL_USD, MAP_BINS } from './frames.ts'
import { MAP_COLUMN_STEPS, MAP_LOW, MAP_STEP } from './frames.ts'
import type { DepthColumns } from './frames.ts'
import { lastPage } from './lastPage.ts'

/** Map bin of a price, below 0 or from MAP_BINS on outside the map. */
export function mapBin(priceUsd: number, initialPriceUsd: number): number {
  return Math.floor((Math.log(priceUsd / initialPriceUsd) - MAP_LOW) / MAP_STEP)
}

/** Mark price of an asset's perpetual at a venue, as it was published last. */
export function markUsd(record: MarketRecord, asset: number, venue: number): number {
  const { assets, board } = record
  const row = venue * board.bookCount + perpetualBook(asset, assets.length)
  return lastPage(record).markTicks[row] * assets[asset].tickSizeUsd
}

/** One venue's columns: of a run that was gone on from, known only from there. */
interface VenueColumns {
  /** By asset. */
  readonly bytes: readonly Uint8Array[]
  readonly priceUsd: readonly Float64Array[]
}

export class DepthMap {
  private readonly record: MarketRecord
  /** Over all venues, by asset. */
  private readonly bytes: readonly Uint8Array[]
  private readonly venues: readonly VenueColumns[]
  private readonly binUsd = new Float64Array(MAP_BINS)
  private readonly venueBinUsd = new Float64Array(MAP_BINS)
  private count = 0
  /** Columns known: more than written so far where the run was wound back. */
  private known = 0
  private venuesKnownFrom = 0

  constructor(record: MarketRecord) {
    this.record = record
    const most = Math.ceil(record.stepCount / MAP_COLUMN_STEPS) + 1
    const columns = () => record.assets.map(() => new Uint8Array(most * MAP_BINS))
    this.bytes = columns()
    this.venues = record.venues.map(() => ({
      bytes: columns(),
      priceUsd: record.assets.map(() => new Float64Array(most)),
    }))
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
    this.venuesKnownFrom = Math.min(this.venuesKnownFrom, this.known)
  }

  /** The columns of all assets over all venues up to a step, asset by asset, and back. */
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
    this.count = this.known = this.venuesKnownFrom = length / MAP_BINS
  }

  /** Adds a column of every asset from the books as they stand. */
  addColumn(): void {
    const { binUsd, venueBinUsd, count } = this
    for (let asset = 0; asset < this.bytes.length; asset++) {
      binUsd.fill(0)
      for (let venue = 0; venue < this.venues.length; venue++) {
        venueBinUsd.fill(0)
        for (const side of [0, 1] as const) this.gather(asset, venue, side)
        for (let bin = 0; bin < MAP_BINS; bin++) binUsd[bin] += venueBinUsd[bin]
        const columns = this.venues[venue]
        writeColumn(venueBinUsd, columns.bytes[asset], count)
        columns.priceUsd[asset][count] = markUsd(this.record, asset, venue)
      }
      writeColumn(binUsd, this.bytes[asset], count)
    }
    this.count++
    this.known = Math.max(this.known, this.count)
  }

  /** Columns from `firstColumn` on, as far as they are known, copied out. */
  columnsFrom(asset: number, venue: number, firstColumn: number): DepthColumns {
    const isAll = venue === ALL_VENUES
    const first = isAll ? firstColumn : Math.max(firstColumn, this.venuesKnownFrom)
    const bytes = isAll ? this.bytes[asset] : this.venues[venue].bytes[asset]
    const columns = bytes.slice(first * MAP_BINS, this.known * MAP_BINS)
    const priceUsd = isAll ? null : this.venues[venue].priceUsd[asset].slice(first, this.known)
    return { asset, venue, firstColumn: first, priceUsd, columns }
  }

  private gather(asset: number, venue: number, side: 0 | 1): void {
    const { assets, venues } = this.record
    const { tickSizeUsd, initialPriceUsd, quoteUnitsPerTickLot } = assets[asset]
    const book = perpetualBook(asset, assets.length)
    const { venueBinUsd } = this
    const usdPerTickLot = quoteUnitsPerTickLot / QUOTE_UNITS_PER_USD
    venues[venue].walkDepth(book, side, (priceTicks, lots) => {
      const bin = mapBin(priceTicks * tickSizeUsd, initialPriceUsd)
      if (bin >= 0 && bin < MAP_BINS) {
        venueBinUsd[bin] += lots * priceTicks * usdPerTickLot
        return true
      }
      // Bids walk down, asks up: a price past the far edge ends the walk, one before the map goes on.
      return side === 0 ? bin >= 0 : bin < 0
    })
  }
}

function writeColumn(binUsd: Float64Array, bytes: Uint8Array, column: number): void {
  const offset = column * MAP_BINS
  for (let bin = 0; bin < MAP_BINS; bin++) {
    const share = Math.min(1, Math.sqrt(binUsd[bin] / DEPTH_FULL_USD))
    bytes[offset + bin] = Math.round(255 * share)
  }
}
