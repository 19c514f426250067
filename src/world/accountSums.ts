// All accounts of a venue, summed up at the end of each hour: equity, positions and bad debt by population,
// at the venue's own marks (spot coins at their mid). By the venue's own thread, since one to one it is two
// million accounts. Quote units. ODD submodel: Observation.
import type { Columns } from '../base/columns.ts'
import { F64, I32, U16, U8 } from '../base/shifts.ts'
import type { AccountStatements } from '../market/accounts.ts'
import type { BoardPage } from '../market/board.ts'
import type { Asset } from '../market/instruments.ts'
import { Population, POPULATION_NAMES } from '../market/kinds.ts'
import type { AccountSumsRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'

const POPULATIONS = POPULATION_NAMES.length

export class AccountSums implements AccountSumsRecord {
  readonly equityQuote: Float64Array
  readonly purseQuote: Float64Array
  readonly positionQuote: Float64Array
  readonly longQuote: Float64Array
  readonly traders: Float64Array
  private readonly debt: Float64Array
  private readonly assets: readonly Asset[]
  private readonly quotePerLot: Float64Array

  /** `exchanged`: memory that is neither hashed nor kept. */
  constructor(exchanged: Columns, name: string, assets: readonly Asset[]) {
    this.assets = assets
    this.equityQuote = exchanged.f64(`${name}.sums.equityQuote`, POPULATIONS)
    this.purseQuote = exchanged.f64(`${name}.sums.purseQuote`, POPULATIONS)
    this.positionQuote = exchanged.f64(`${name}.sums.positionQuote`, POPULATIONS)
    this.longQuote = exchanged.f64(`${name}.sums.longQuote`, POPULATIONS)
    this.traders = exchanged.f64(`${name}.sums.traders`, POPULATIONS)
    this.debt = exchanged.f64(`${name}.sums.badDebtQuote`, 1)
    this.quotePerLot = new Float64Array(assets.length * 2)
  }

  get badDebtQuote(): number {
    return this.debt[0]!
  }

  /** Sums up all accounts of the venue whose slice of `page` begins at `firstBook`. */
  take(accounts: AccountStatements, page: BoardPage, firstBook: number): void {
    const { equityQuote, purseQuote, positionQuote, longQuote, traders } = this
    for (const sums of [equityQuote, purseQuote, positionQuote, longQuote, traders]) sums.fill(0)
    this.debt[0] = 0
    this.priceBooks(page, firstBook)
    const { accountCount } = accounts
    let account = 0
    while (account < accountCount) account = this.takePopulation(accounts, account)
  }

  private priceBooks(page: BoardPage, firstBook: number): void {
    const { assets, quotePerLot } = this
    const assetCount = assets.length
    for (let book = 0; book < assetCount * 2; book++) {
      const ticks = (book < assetCount ? page.midTicks : page.markTicks)[firstBook + book]!
      const usdPerTickLot = assets[book % assetCount]!.quoteUnitsPerTickLot / QUOTE_UNITS_PER_USD
      quotePerLot[book] = ticks * usdPerTickLot * QUOTE_UNITS_PER_USD
    }
  }

  /** Accounts of one population stand together: their sums are kept at hand and written once. Returns the
   * first account of the next one. */
  private takePopulation(accounts: AccountStatements, first: number): number {
    const { population, walletQuote, rowOffset, rowCount, accountCount } = accounts
    const { rowBook, rowLots, rowEntryQuote, rowMarginQuote } = accounts
    const { quotePerLot } = this
    const assetCount = quotePerLot.length >> 1
    const who = population[first << U8]!
    let equitySum = 0
    let purseSum = 0
    let positionSum = 0
    let longSum = 0
    let traderSum = 0
    let debtSum = 0
    let account = first
    for (; account < accountCount && population[account << U8] === who; account++) {
      const from = rowOffset[account << I32]!
      const to = from + rowCount[account << U8]!
      let equity = walletQuote[account << F64]!
      let long = 0
      let short = 0
      for (let row = from; row < to; row++) {
        const lots = rowLots[row << F64]!
        equity += rowMarginQuote[row << F64]!
        if (lots === 0) continue
        const book = rowBook[row]!
        const value = lots * quotePerLot[book]!
        equity += value - rowEntryQuote[row << F64]!
        if (book < assetCount) continue
        if (lots > 0) long += value
        else short -= value
      }
      equitySum += equity
      purseSum += accounts.purseQuote[account << F64]!
      if (long + short > 0) {
        positionSum += long + short
        longSum += long
        traderSum += accounts.traders[account << U16]!
      }
      if (equity < 0 && who !== Population.Venue) debtSum -= equity
    }
    this.equityQuote[who] += equitySum
    this.purseQuote[who] += purseSum
    this.positionQuote[who] += positionSum
    this.longQuote[who] += longSum
    this.traders[who] += traderSum
    this.debt[0] += debtSum
    return account
  }
}
