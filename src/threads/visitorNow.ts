// The visitor's own trader as it stands now, for the panels and the picture: position, money, diary, and
// after a liquidation what lower leverage would have met on the path of the mark so far. Dollars.
import { F64, I32 } from '../base/shifts.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { otherLeverages } from '../model/tradeQuote.ts'
import type { VisitorThere } from '../observe/visitor.ts'
import type { Visit } from '../observe/visitor.ts'
import type { Settings } from '../params/scenario.ts'
import type { TraderNow, VisitorNow } from './frames.ts'
import { lastPage } from './lastPage.ts'
import { visitInWords } from './visitorWords.ts'

const MOST_DIARY_ROWS = 60
/** Of the venues' menus, what a liquidated trader might have chosen instead. */
const LOWER = [2, 3, 5, 10, 15, 20, 25, 50, 75, 100]
const MOST_LOWER = 4

/** Null while no visitor has come. */
export function visitorNow(
  record: MarketRecord,
  visit: Visit,
  settings: Settings,
): VisitorNow | null {
  const venue = currentVenue(record, visit)
  if (venue < 0) return null
  const there = visit.there[venue]
  const { statements } = record.venues[venue]
  const row = statements.rowOffset[statements.visitorAccount << I32]
  const lots = statements.rowLots[row << F64]
  const asset = record.assets[there.asset]
  const usdOf = (quote: number) => quote / QUOTE_UNITS_PER_USD
  const place = venue * record.board.bookCount + record.assets.length + there.asset
  const markTicks = lastPage(record).markTicks[place]
  const unit = asset.quoteUnitsPerTickLot
  const marginQuote = statements.rowMarginQuote[row << F64]
  const entryQuote = statements.rowEntryQuote[row << F64]
  const profitQuote = lots * markTicks * unit - entryQuote
  const liquidationTicks = lots === 0 ? 0 : statements.rowLiquidationTicks[row << I32]
  const atLiquidation = lots * liquidationTicks * unit - entryQuote
  const equityQuote = marginQuote + profitQuote
  const sum = (of: (each: VisitorThere) => number) =>
    usdOf(visit.there.reduce((total, each) => total + of(each), 0))
  const openProfit = openProfitQuote(record, visit)
  const wasLiquidated = lots === 0 && there.wasLiquidated
  return {
    venue,
    asset: there.asset,
    state: lots !== 0 ? 'open' : wasLiquidated ? 'liquidated' : 'flat',
    side: there.isLong ? 'long' : 'short',
    leverage: there.leverage,
    openedStep: there.openedStep,
    notionalUsd: usdOf(Math.abs(lots) * markTicks * unit),
    entryUsd: there.entryTicks * asset.tickSizeUsd,
    markUsd: markTicks * asset.tickSizeUsd,
    liquidationUsd: liquidationTicks * asset.tickSizeUsd,
    bankruptcyUsd:
      lots === 0
        ? 0
        : Math.max(0, ((entryQuote - marginQuote) / (lots * unit)) * asset.tickSizeUsd),
    marginRatio: equityQuote > 0 ? Math.max(0, (marginQuote + atLiquidation) / equityQuote) : 1,
    marginUsd: usdOf(lots === 0 ? there.openedMarginQuote : marginQuote),
    profitUsd: usdOf(lots === 0 ? 0 : profitQuote),
    broughtUsd: sum((each) => each.broughtQuote),
    haveUsd: sum((each) => each.moneyQuote) + usdOf(openProfit),
    feesUsd: sum((each) => each.feesQuote),
    fundingUsd: sum((each) => each.fundingQuote),
    diary: visit.entries.slice(-MOST_DIARY_ROWS).map((entry) => ({
      step: entry.step,
      text: visitInWords(entry, record.assets, record.venueNames),
    })),
    others: wasLiquidated ? othersOf(there, venue, settings) : [],
  }
}

/** The visitor as the trader scene draws anyone. */
export function traderOfVisitor(you: VisitorNow): TraderNow {
  const { state, asset, side, leverage, notionalUsd, entryUsd, markUsd, marginRatio } = you
  return {
    state,
    asset,
    side,
    leverage,
    notionalUsd,
    entryUsd,
    liquidationUsd: you.liquidationUsd,
    bankruptcyUsd: you.bankruptcyUsd,
    markUsd,
    marginRatio,
    equityUsd: you.haveUsd,
    profitUsd: you.profitUsd,
    orders: [],
    diary: you.diary,
  }
}

/** Where the visitor has a position, or had the latest. */
function currentVenue(record: MarketRecord, visit: Visit): number {
  let best = -1
  visit.there.forEach((there, venue) => {
    if (!record.venues[venue].statements.hasVisitor) return
    if (best < 0) best = venue
    const than = visit.there[best]
    const isOpen = there.lots !== 0
    if (isOpen === (than.lots !== 0) ? there.openedStep > than.openedStep : isOpen) best = venue
  })
  return best
}

function openProfitQuote(record: MarketRecord, visit: Visit): number {
  const page = lastPage(record)
  return visit.there.reduce((sum, { lots, entryQuote, asset }, venue) => {
    if (lots === 0) return sum
    const place = venue * record.board.bookCount + record.assets.length + asset
    const unit = record.assets[asset].quoteUnitsPerTickLot
    return sum + lots * page.markTicks[place] * unit - entryQuote
  }, 0)
}

function othersOf(there: VisitorThere, venue: number, settings: Settings) {
  const lower = LOWER.filter((leverage) => leverage < there.leverage).slice(-MOST_LOWER)
  return otherLeverages(
    settings,
    {
      venue,
      asset: there.asset,
      side: there.isLong ? 'long' : 'short',
      leverage: there.leverage,
      marginUsd: there.openedMarginQuote / QUOTE_UNITS_PER_USD,
      stopTicks: 0,
      takeTicks: 0,
    },
    {
      entryTicks: there.entryTicks,
      lowTicks: there.lowMarkTicks,
      highTicks: there.highMarkTicks,
    },
    lower,
  )
}
