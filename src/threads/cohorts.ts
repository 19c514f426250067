// Open positions summed by population and leverage, all coins and venues. A professional's leverage is
// that of the whole account: what it holds over what it is worth.
import { F64, I32, U16, U8 } from '../base/shifts.ts'
import type { AccountStatements } from '../market/accounts.ts'
import type { BoardPage } from '../market/board.ts'
import { POPULATION_NAMES } from '../market/kinds.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { bucketOf, pairOf } from './crowdMemory.ts'
import type { CrowdMemory } from './crowdMemory.ts'
import { LEVERAGE_BUCKETS } from './frames.ts'
import type { CohortTiles } from './frames.ts'
import { lastPage } from './lastPage.ts'

const BUCKETS = LEVERAGE_BUCKETS.length
const PAIRS = POPULATION_NAMES.length * BUCKETS

export function cohortTiles(record: MarketRecord, memory: CrowdMemory): CohortTiles {
  const longUsd = new Float64Array(PAIRS)
  const shortUsd = new Float64Array(PAIRS)
  const traders = new Float64Array(PAIRS)
  const page = lastPage(record)
  const assetCount = record.assets.length
  const quoteUnits = record.assets.map((asset) => asset.quoteUnitsPerTickLot)
  record.venues.forEach(({ statements }, venue) => {
    const markOffset = venue * record.board.bookCount
    for (let account = 0; account < statements.accountCount; account++) {
      const first = statements.rowOffset[account << I32]
      const end = first + statements.rowCount[account << U8]
      let longQuote = 0
      let shortQuote = 0
      let leverage = 0
      for (let row = first; row < end; row++) {
        const book = statements.rowBook[row]
        const lots = statements.rowLots[row << F64]
        if (lots === 0 || book < assetCount) continue
        const quote = lots * page.markTicks[markOffset + book] * quoteUnits[book - assetCount]
        if (quote > 0) longQuote += quote
        else shortQuote -= quote
        leverage = statements.rowLeverage[row << U8]
      }
      if (longQuote + shortQuote === 0) continue
      if (end - first > 1) {
        const equity = equityQuote(record, statements, account, page, markOffset)
        leverage = equity > 0 ? (longQuote + shortQuote) / equity : Infinity
      }
      const pair = pairOf(statements.population[account << U8], bucketOf(leverage))
      longUsd[pair] += longQuote / QUOTE_UNITS_PER_USD
      shortUsd[pair] += shortQuote / QUOTE_UNITS_PER_USD
      traders[pair] += statements.traders[account << U16]
    }
  })
  return tilesOf(longUsd, shortUsd, traders, memory.liquidatedUsd())
}

/** Money in the wallet, margins, and what the positions would bring at the mark. */
function equityQuote(
  record: MarketRecord,
  statements: AccountStatements,
  account: number,
  page: BoardPage,
  markOffset: number,
): number {
  const first = statements.rowOffset[account << I32]
  const assetCount = record.assets.length
  let equity = statements.walletQuote[account << F64]
  for (let row = first; row < first + statements.rowCount[account << U8]; row++) {
    const book = statements.rowBook[row]
    if (book < assetCount) continue
    const { quoteUnitsPerTickLot } = record.assets[book - assetCount]
    const worth =
      statements.rowLots[row << F64] * page.markTicks[markOffset + book] * quoteUnitsPerTickLot
    equity += statements.rowMarginQuote[row << F64] + worth - statements.rowEntryQuote[row << F64]
  }
  return equity
}

function tilesOf(
  longUsd: Float64Array,
  shortUsd: Float64Array,
  traders: Float64Array,
  liquidatedUsd: Float64Array,
): CohortTiles {
  const pairs: number[] = []
  for (let pair = 0; pair < PAIRS; pair++) {
    if (longUsd[pair] + shortUsd[pair] + liquidatedUsd[pair] > 0) pairs.push(pair)
  }
  const of = (column: Float64Array) => Float64Array.from(pairs, (pair) => column[pair])
  return {
    count: pairs.length,
    population: Uint8Array.from(pairs, (pair) => Math.floor(pair / BUCKETS)),
    leverageBucket: Uint8Array.from(pairs, (pair) => pair % BUCKETS),
    longUsd: of(longUsd),
    shortUsd: of(shortUsd),
    traders: of(traders),
    liquidatedUsd: of(liquidatedUsd),
  }
}
