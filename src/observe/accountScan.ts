// Once an hour, all accounts: equity, positions and bad debt by population and venue, at the venue's own
// marks (spot coins at their mid). Quote units. ODD submodel: Observation.
import { F64, I32, U16, U8 } from '../base/shifts.ts'
import type { AccountStatements } from '../market/accounts.ts'
import type { BoardPage } from '../market/board.ts'
import { Population } from '../market/kinds.ts'
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

/** Scans the hour that `page` ends. `hour` counts from the start of the run. */
export function scanAccounts(
  scan: AccountScan,
  layout: Layout,
  hour: number,
  record: MarketRecord,
  page: BoardPage,
): void {
  scan.count = hour + 1
  const quotePerLot = new Float64Array(layout.bookCount)
  for (let venue = 0; venue < layout.venueCount; venue++) {
    priceBooks(quotePerLot, layout, venue, page)
    scan.fundQuote[hour * layout.venueCount + venue] = page.insuranceFundQuote[venue]
    scan.badDebtQuote[hour * layout.venueCount + venue] = scanVenue(
      scan,
      layout,
      hour * POPULATION_COUNT,
      quotePerLot,
      record.venues[venue].statements,
    )
  }
}

function priceBooks(
  quotePerLot: Float64Array,
  layout: Layout,
  venue: number,
  page: BoardPage,
): void {
  const { assetCount, bookCount, usdPerTickLot } = layout
  for (let book = 0; book < bookCount; book++) {
    const ticks = (book < assetCount ? page.midTicks : page.markTicks)[venue * bookCount + book]
    quotePerLot[book] = ticks * usdPerTickLot[book % assetCount] * QUOTE_UNITS_PER_USD
  }
}

/** Returns the venue's bad debt. */
function scanVenue(
  scan: AccountScan,
  layout: Layout,
  firstRow: number,
  quotePerLot: Float64Array,
  accounts: AccountStatements,
): number {
  const { population, traders, walletQuote, purseQuote, rowOffset, rowCount } = accounts
  const { rowBook, rowLots, rowEntryQuote, rowMarginQuote, accountCount } = accounts
  const { equityQuote, positionQuote, longQuote } = scan
  const { assetCount } = layout
  let badDebt = 0
  let account = 0
  while (account < accountCount) {
    // Accounts of one population stand together: their sums are kept at hand and written once.
    const who = population[account << U8]
    const at = firstRow + who
    let equitySum = equityQuote[at]
    let purseSum = scan.purseQuote[at]
    let positionSum = positionQuote[at]
    let longSum = longQuote[at]
    let traderSum = scan.traders[at]
    for (; account < accountCount && population[account << U8] === who; account++) {
      const from = rowOffset[account << I32]
      const to = from + rowCount[account << U8]
      let equity = walletQuote[account << F64]
      let long = 0
      let short = 0
      for (let row = from; row < to; row++) {
        const lots = rowLots[row << F64]
        equity += rowMarginQuote[row << F64]
        if (lots === 0) continue
        const book = rowBook[row]
        const value = lots * quotePerLot[book]
        equity += value - rowEntryQuote[row << F64]
        if (book < assetCount) continue
        if (lots > 0) long += value
        else short -= value
      }
      equitySum += equity
      purseSum += purseQuote[account << F64]
      if (long + short > 0) {
        positionSum += long + short
        longSum += long
        traderSum += traders[account << U16]
      }
      if (equity < 0 && who !== Population.Venue) badDebt -= equity
    }
    equityQuote[at] = equitySum
    scan.purseQuote[at] = purseSum
    positionQuote[at] = positionSum
    longQuote[at] = longSum
    scan.traders[at] = traderSum
  }
  return badDebt
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
