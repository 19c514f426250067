// The last 24 hours of liquidations at every step, and the worst 24 hours of the run: dollars and
// distinct traders, both exact (money is whole quote units, so sums never drift).
// ODD submodel: Observation.
import { STEPS_PER_DAY } from '../market/units.ts'
import type { Layout } from './layout.ts'
import { firstRowFrom, type Liquidations } from './liquidations.ts'

/** A window holds the rows of the steps (end - 24 h, end]. */
export interface WorstDay {
  /** First liquidation row still inside the window, and how many rows it has taken in. */
  firstRow: number
  rowCount: number
  longQuote: number
  shortQuote: number
  /** Traders liquidated at least once inside the window. */
  traders: number
  worstQuote: number
  worstTraders: number
  /** Last step of the worst window; -1 while nobody was liquidated. */
  worstEndStep: number
}

export function createWorstDay(): WorstDay {
  return {
    firstRow: 0,
    rowCount: 0,
    longQuote: 0,
    shortQuote: 0,
    traders: 0,
    worstQuote: 0,
    worstTraders: 0,
    worstEndStep: -1,
  }
}

/** Moves the window on to `step`, whose rows have been appended. */
export function observeWorstDay(day: WorstDay, rows: Liquidations, step: number): void {
  const taken = day.rowCount
  for (; day.rowCount < rows.count; day.rowCount++) {
    const row = day.rowCount
    if (rows.side[row] === 0) day.shortQuote += rows.notionalQuote[row]
    else day.longQuote += rows.notionalQuote[row]
    if (rows.previousRow[row] < day.firstRow) day.traders += rows.traders[row]
  }
  while (day.firstRow < day.rowCount && rows.step[day.firstRow] <= step - STEPS_PER_DAY) {
    const row = day.firstRow++
    if (rows.side[row] === 0) day.shortQuote -= rows.notionalQuote[row]
    else day.longQuote -= rows.notionalQuote[row]
    if (rows.latestRow[rows.account[row]] === row) day.traders -= rows.traders[row]
  }
  const quote = day.longQuote + day.shortQuote
  if (taken === day.rowCount || quote <= day.worstQuote) return
  day.worstQuote = quote
  day.worstTraders = day.traders
  day.worstEndStep = step
}

/** Who and what was liquidated in one window. Notional in quote units. */
export interface LiquidationBreakdown {
  readonly notionalQuote: number
  readonly reportedQuote: number
  readonly longQuote: number
  /** By asset and by venue. */
  readonly byAssetQuote: Float64Array
  readonly byVenueQuote: Float64Array
  readonly traders: number
  /** Traders whose first liquidation of the window was of a position entered above `leverage`. */
  readonly tradersAbove: number
}

/** Counts the rows of [fromStep, toStep) anew. */
export function breakdown(
  rows: Liquidations,
  layout: Layout,
  fromStep: number,
  toStep: number,
  leverage: number,
): LiquidationBreakdown {
  const byAssetQuote = new Float64Array(layout.assetCount)
  const byVenueQuote = new Float64Array(layout.venueCount)
  const counted = new Uint8Array(layout.accountCount)
  let notionalQuote = 0
  let reportedQuote = 0
  let longQuote = 0
  let traders = 0
  let tradersAbove = 0
  const to = firstRowFrom(rows, toStep)
  for (let row = firstRowFrom(rows, fromStep); row < to; row++) {
    const quote = rows.notionalQuote[row]
    notionalQuote += quote
    reportedQuote += rows.reportedQuote[row]
    if (rows.side[row] !== 0) longQuote += quote
    byAssetQuote[rows.asset[row]] += quote
    byVenueQuote[rows.venue[row]] += quote
    if (counted[rows.account[row]] === 1) continue
    counted[rows.account[row]] = 1
    traders += rows.traders[row]
    if (rows.leverage[row] > leverage) tradersAbove += rows.traders[row]
  }
  return {
    notionalQuote,
    reportedQuote,
    longQuote,
    byAssetQuote,
    byVenueQuote,
    traders,
    tradersAbove,
  }
}
