// All accounts, hour by hour: equity, positions and bad debt by population and venue. Quote units.
// ODD submodel: Observation.
import type { BoardPage } from '../market/board.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { type Layout, MINUTES_PER_HOUR } from './layout.ts'
import { POPULATION_COUNT } from './volume.ts'

export interface AccountScan {
  /** Complete hours scanned. */
  count: number
  /** By hour * POPULATION_COUNT + population. Equity at the venue: wallet, margin, coins, open profit. */
  readonly equityQuote: Float64Array
  readonly purseQuote: Float64Array
  /** Perpetual positions at the mark, longs and shorts added up. */
  readonly positionQuote: Float64Array
  readonly longQuote: Float64Array
  /** Traders with an open perpetual position. */
  readonly traders: Float64Array
  /** By hour * venueCount + venue: what accounts below zero owe, and the insurance fund. */
  readonly badDebtQuote: Float64Array
  readonly fundQuote: Float64Array
}

export function createAccountScan(layout: Layout): AccountScan {
  const hours = Math.ceil(layout.calendar.minuteCount / MINUTES_PER_HOUR)
  const byPopulation = () => new Float64Array(hours * POPULATION_COUNT)
  return {
    count: 0,
    equityQuote: byPopulation(),
    purseQuote: byPopulation(),
    positionQuote: byPopulation(),
    longQuote: byPopulation(),
    traders: byPopulation(),
    badDebtQuote: new Float64Array(hours * layout.venueCount),
    fundQuote: new Float64Array(hours * layout.venueCount),
  }
}

/** Takes down the hour that `page` ends. `hour` counts from the start of the run. */
export function scanAccounts(
  scan: AccountScan,
  layout: Layout,
  hour: number,
  record: MarketRecord,
  page: BoardPage,
): void {
  scan.count = hour + 1
  const first = hour * POPULATION_COUNT
  for (let venue = 0; venue < layout.venueCount; venue++) {
    const sums = record.world.accountSums(venue)
    scan.fundQuote[hour * layout.venueCount + venue] = page.insuranceFundQuote[venue]
    scan.badDebtQuote[hour * layout.venueCount + venue] = sums.badDebtQuote
    for (let population = 0; population < POPULATION_COUNT; population++) {
      scan.equityQuote[first + population] += sums.equityQuote[population]
      scan.purseQuote[first + population] += sums.purseQuote[population]
      scan.positionQuote[first + population] += sums.positionQuote[population]
      scan.longQuote[first + population] += sums.longQuote[population]
      scan.traders[first + population] += sums.traders[population]
    }
  }
}

/** Sum of one column over populations at one hour, USD. */
export function scannedUsd(
  column: Float64Array,
  hour: number,
  populations: readonly number[],
): number {
  let quote = 0
  for (const population of populations) quote += column[hour * POPULATION_COUNT + population]
  return quote / QUOTE_UNITS_PER_USD
}
