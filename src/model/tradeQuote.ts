// What a trade would be before it is opened: size, fee, liquidation and bankruptcy price, and the highest
// leverage that the venue allows at that size now. The venue's own margin formulas and tables, nothing else.
// ODD submodel "The visitor".
import { lotsFor } from '../agents/sizing.ts'
import { Columns } from '../base/columns.ts'
import { Margin } from '../exchange/clearing/margin.ts'
import type { BoardPage } from '../market/board.ts'
import { DEFAULT_ASSETS, perpetualBook, VENUE_NAMES } from '../market/instruments.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import type { Settings } from '../params/scenario.ts'
import type { OpenTerms } from '../params/visitorOrder.ts'
import { rulebookOf } from './venueRules.ts'

export interface TradeQuote {
  /** The touch that an order would meet first. */
  readonly priceUsd: number
  readonly notionalUsd: number
  /** The taker fee of opening. */
  readonly feeUsd: number
  /** 0: never. */
  readonly liquidationUsd: number
  readonly bankruptcyUsd: number
  /** By the venue's table at this size, and its limit for everyone now. */
  readonly highestLeverage: number
  /** Why the venue would refuse it now, as a sentence; null where it would not. */
  readonly problem: string | null
}

/** What became of a trade of the same margin at another leverage, by the path of the mark. */
export interface OtherLeverage {
  readonly leverage: number
  readonly liquidationUsd: number
  /** The mark has been there. */
  readonly isLiquidated: boolean
}

/** How far the mark went while a trade could have been open, ticks. */
export interface MarkPath {
  readonly entryTicks: number
  readonly lowTicks: number
  readonly highTicks: number
}

const BOOK = 0

export function quoteTrade(settings: Settings, board: BoardPage, trade: OpenTerms): TradeQuote {
  const { venue, leverage } = trade
  const asset = DEFAULT_ASSETS[trade.asset]!
  const name = VENUE_NAMES[venue]!
  const assetCount = DEFAULT_ASSETS.length
  const place = venue * assetCount * 2 + perpetualBook(trade.asset, assetCount)
  const touch = (trade.side === 'long' ? board.askTicks : board.bidTicks)[place]!
  const ticks = touch > 0 ? touch : Math.max(1, Math.floor(board.markTicks[place]!))
  const margin = marginOf(settings, trade)
  const lots = lotsFor(trade.marginUsd * leverage, ticks, asset)
  const notional = margin.notionalQuote(BOOK, lots, ticks)
  const rate = margin.schedules[BOOK]!.initialRate(lots, notional)
  const byTable = Math.floor((1 / rate) * (1 + 1e-9))
  const limit = board.leverageLimit[venue]!
  const at = pricesAt(margin, trade, lots, ticks)
  const base = {
    priceUsd: ticks * asset.tickSizeUsd,
    notionalUsd: notional / QUOTE_UNITS_PER_USD,
    feeUsd: (notional * rulebookOf(venue, settings).takerFeeBps) / 10_000 / QUOTE_UNITS_PER_USD,
    liquidationUsd: at.liquidationTicks * asset.tickSizeUsd,
    bankruptcyUsd: Math.max(0, at.bankruptcyTicks) * asset.tickSizeUsd,
    highestLeverage: Math.min(byTable, limit),
  }
  const problem =
    lots < 1
      ? 'That is less than the smallest amount that can be traded.'
      : board.halted[place] === 1
        ? `${name} has halted trading of ${asset.symbol}: it would refuse an order now.`
        : touch === 0
          ? `Nobody is on the other side at ${name} now.`
          : leverage > limit
            ? `${name} allows new positions at most ${limit}× now.`
            : leverage > byTable
              ? `${name} allows a position of this size at most ${byTable}×: take less leverage or less margin.`
              : null
  return { ...base, problem }
}

/** The same margin at other leverages, opened at the same price: liquidated or not by now. */
export function otherLeverages(
  settings: Settings,
  trade: OpenTerms,
  path: MarkPath,
  leverages: readonly number[],
): OtherLeverage[] {
  const asset = DEFAULT_ASSETS[trade.asset]!
  const margin = marginOf(settings, trade)
  const ticks = Math.round(path.entryTicks)
  return leverages.map((leverage) => {
    const lots = lotsFor(trade.marginUsd * leverage, ticks, asset)
    const { liquidationTicks } = pricesAt(margin, { ...trade, leverage }, lots, ticks)
    const isReached =
      trade.side === 'long'
        ? path.lowTicks <= liquidationTicks
        : liquidationTicks > 0 && path.highTicks >= liquidationTicks
    return {
      leverage,
      liquidationUsd: liquidationTicks * asset.tickSizeUsd,
      isLiquidated: isReached,
    }
  })
}

function pricesAt(margin: Margin, { side, leverage }: OpenTerms, lots: number, ticks: number) {
  if (lots < 1) return { liquidationTicks: 0, bankruptcyTicks: 0 }
  const signed = side === 'long' ? lots : -lots
  const entry = margin.valueQuote(BOOK, signed, ticks)
  const marginQuote = Math.ceil(Math.abs(entry) / leverage)
  return {
    liquidationTicks: margin.liquidationTicks(BOOK, signed, entry, marginQuote),
    bankruptcyTicks: margin.bankruptcyPriceTicks(BOOK, signed, entry, marginQuote),
  }
}

/** The margin rules of one asset at a venue, as the settings have them now. */
function marginOf(settings: Settings, { venue, asset }: OpenTerms): Margin {
  const rulebook = rulebookOf(venue, settings)
  const row = DEFAULT_ASSETS[asset]!
  const schedule = rulebook.marginSchedule(row, DEFAULT_ASSETS)
  const tables = rulebook.tables.map((table) => [table.marginSchedule(row, DEFAULT_ASSETS)])
  const margin = new Margin(
    new Columns(),
    'quote',
    [schedule],
    [row.quoteUnitsPerTickLot],
    schedule.maxLeverage,
    tables,
    settings.tierTable,
  )
  margin.maintenanceScale = settings.maintenanceScale
  return margin
}
