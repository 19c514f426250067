// Every liquidation of a run, one row for all of one asset, venue and side in one second.
import { EventKind } from '../market/events.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import type { LiquidationRows } from './frames.ts'

type Columns = { -readonly [Key in keyof LiquidationRows]: LiquidationRows[Key] }

export class LiquidationLog {
  private readonly record: MarketRecord
  private rows: Columns = emptyRows(1024)
  /** Sums of one venue in one step, by asset x 2 + side. */
  private readonly usd: Float64Array
  private readonly traders: Float64Array
  private readonly leveragedUsd: Float64Array
  private readonly pricedUsd: Float64Array

  constructor(record: MarketRecord) {
    this.record = record
    const kinds = record.assets.length * 2
    this.usd = new Float64Array(kinds)
    this.traders = new Float64Array(kinds)
    this.leveragedUsd = new Float64Array(kinds)
    this.pricedUsd = new Float64Array(kinds)
  }

  get count(): number {
    return this.rows.count
  }

  /** Reads a venue's events of the step just done; returns how many liquidations there were. */
  readStep(venue: number, step: number): number {
    const { venues, assets } = this.record
    const { events, statements } = venues[venue]
    let seen = 0
    for (let row = 0; row < events.count; row++) {
      if (events.kind[row] !== EventKind.Liquidation) continue
      const asset = events.book[row] - assets.length
      if (asset < 0) continue
      const kind = asset * 2 + events.side[row]
      const usd = events.amountQuote[row] / QUOTE_UNITS_PER_USD
      this.usd[kind] += usd
      this.traders[kind] += statements.traders[events.account[row]]
      this.leveragedUsd[kind] += usd * events.note[row]
      this.pricedUsd[kind] += usd * events.priceTicks[row] * assets[asset].tickSizeUsd
      seen++
    }
    if (seen > 0) this.flush(venue, step)
    return seen
  }

  /** Rows from `first` on, copied out. */
  from(first: number): LiquidationRows {
    const { rows } = this
    return {
      count: rows.count - first,
      step: rows.step.slice(first, rows.count),
      asset: rows.asset.slice(first, rows.count),
      venue: rows.venue.slice(first, rows.count),
      side: rows.side.slice(first, rows.count),
      priceUsd: rows.priceUsd.slice(first, rows.count),
      notionalUsd: rows.notionalUsd.slice(first, rows.count),
      traders: rows.traders.slice(first, rows.count),
      leverage: rows.leverage.slice(first, rows.count),
    }
  }

  private flush(venue: number, step: number): void {
    for (let kind = 0; kind < this.usd.length; kind++) {
      const usd = this.usd[kind]
      if (usd === 0) continue
      if (this.rows.count === this.rows.step.length) this.rows = grown(this.rows)
      const { rows } = this
      const row = rows.count++
      rows.step[row] = step
      rows.asset[row] = kind >> 1
      rows.venue[row] = venue
      rows.side[row] = kind & 1
      rows.priceUsd[row] = this.pricedUsd[kind] / usd
      rows.notionalUsd[row] = usd
      rows.traders[row] = this.traders[kind]
      rows.leverage[row] = this.leveragedUsd[kind] / usd
    }
    this.usd.fill(0)
    this.traders.fill(0)
    this.leveragedUsd.fill(0)
    this.pricedUsd.fill(0)
  }
}

export function emptyRows(capacity: number): Columns {
  return {
    count: 0,
    step: new Float64Array(capacity),
    asset: new Uint8Array(capacity),
    venue: new Uint8Array(capacity),
    side: new Uint8Array(capacity),
    priceUsd: new Float64Array(capacity),
    notionalUsd: new Float64Array(capacity),
    traders: new Float64Array(capacity),
    leverage: new Float64Array(capacity),
  }
}

function grown(old: Columns): Columns {
  const rows = emptyRows(old.step.length * 2)
  rows.count = old.count
  appendColumns(rows, old, 0)
  return rows
}

/** Writes the columns of `from` into `into` from row `at` on. Lengths must fit. */
export function appendColumns(into: LiquidationRows, from: LiquidationRows, at: number): void {
  into.step.set(from.step, at)
  into.asset.set(from.asset, at)
  into.venue.set(from.venue, at)
  into.side.set(from.side, at)
  into.priceUsd.set(from.priceUsd, at)
  into.notionalUsd.set(from.notionalUsd, at)
  into.traders.set(from.traders, at)
  into.leverage.set(from.leverage, at)
}
