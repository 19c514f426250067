// One trader watched closely: margin, orders and a diary, from the account's own statement and events.
// An account may stand for several traders; figures are those of one of them.
import { F64, I32, U16, U8 } from '../base/shifts.ts'
import { EventKind } from '../market/events.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD, Side } from '../market/units.ts'
import { timeInWords } from '../observe/words.ts'
import { type AccountName, EMBER_STEPS } from './crowdCells.ts'
import type { DiaryRow, TraderNow, TraderOrder } from './frames.ts'
import { lastPage } from './lastPage.ts'

const MOST_DIARY_ROWS = 60
const LIQUIDATED = 'liquidated'

export class WatchedTrader {
  readonly name: AccountName
  private readonly record: MarketRecord
  private readonly diary: DiaryRow[] = []
  /** The last liquidation before it was watched; -1 for none. */
  private readonly liquidatedAtStep: number
  private wasLiquidated = false

  constructor(record: MarketRecord, name: AccountName, liquidatedAtStep = -1) {
    this.record = record
    this.name = name
    this.liquidatedAtStep = liquidatedAtStep
    const before = liquidatedAtStep < 0 ? '' : `, liquidated on ${timeInWords(liquidatedAtStep)}`
    this.write(
      record.stepsDone(),
      `watched from here on, ${record.venueNames[name.venue]}${before}`,
    )
    this.wasLiquidated = this.wasOutAt(record.stepsDone())
  }

  /** As the crowd has it: a day after a liquidation it only holds nothing. */
  private wasOutAt(step: number): boolean {
    const age = step - this.liquidatedAtStep
    return this.liquidatedAtStep >= 0 && age >= 0 && age < EMBER_STEPS
  }

  /** The run was wound to another step: what is written of later ones has not happened yet. */
  moveTo(step: number): void {
    while (this.diary.length > 1 && this.diary[this.diary.length - 1].step >= step) this.diary.pop()
    this.wasLiquidated =
      this.wasOutAt(step) || this.diary.some(({ text }) => text.startsWith(LIQUIDATED))
  }

  /** Reads the step just done. */
  afterStep(): void {
    const { venue, account } = this.name
    const { events } = this.record.venues[venue]
    for (let row = 0; row < events.count; row++) {
      const isTaker = events.account[row] === account
      if (!isTaker && events.otherAccount[row] !== account) continue
      const text = this.textOf(row, isTaker)
      if (text !== null) this.write(this.record.stepsDone() - 1, text)
    }
  }

  now(): TraderNow {
    const { assets, board } = this.record
    const { venue, account } = this.name
    const { statements } = this.record.venues[venue]
    const row = statements.rowOffset[account << I32]
    const book = statements.rowBook[row]
    const asset = book % assets.length
    const { quoteUnitsPerTickLot: units, tickSizeUsd } = assets[asset]
    const page = lastPage(this.record)
    const markTicks = page.markTicks[venue * board.bookCount + assets.length + asset]
    const lots = statements.rowLots[row << F64]
    if (lots !== 0) this.wasLiquidated = false
    const entryQuote = statements.rowEntryQuote[row << F64]
    const marginQuote = statements.rowMarginQuote[row << F64]
    const profitQuote = lots * markTicks * units - entryQuote
    const atLiquidation = lots * statements.rowLiquidationTicks[row << I32] * units - entryQuote
    const equityQuote = marginQuote + profitQuote
    const perTrader = QUOTE_UNITS_PER_USD * Math.max(1, statements.traders[account << U16])
    return {
      state: lots !== 0 ? 'open' : this.wasLiquidated ? 'liquidated' : 'flat',
      asset,
      side: lots < 0 ? 'short' : 'long',
      leverage: statements.rowLeverage[row << U8],
      notionalUsd: (Math.abs(lots) * markTicks * units) / perTrader,
      entryUsd: lots === 0 ? 0 : (entryQuote / (lots * units)) * tickSizeUsd,
      liquidationUsd: statements.rowLiquidationTicks[row << I32] * tickSizeUsd,
      markUsd: markTicks * tickSizeUsd,
      marginRatio: equityQuote > 0 ? Math.max(0, (marginQuote + atLiquidation) / equityQuote) : 1,
      equityUsd: (lots === 0 ? statements.walletQuote[account << F64] : equityQuote) / perTrader,
      profitUsd: lots === 0 ? 0 : profitQuote / perTrader,
      orders: this.orders(markTicks, tickSizeUsd, units / perTrader),
      diary: [...this.diary],
    }
  }

  private orders(markTicks: number, tickSizeUsd: number, usdPerTickLot: number): TraderOrder[] {
    const { statements } = this.record.venues[this.name.venue]
    const first = statements.slotOffset[this.name.account << I32]
    const end = statements.slotOffset[(this.name.account + 1) << I32] ?? first
    const orders: TraderOrder[] = []
    for (let slot = first; slot < end; slot++) {
      const lots = Math.abs(statements.slotLots[slot])
      const ticks = statements.slotPriceTicks[slot]
      if (lots === 0) continue
      const usd = lots * ticks * usdPerTickLot
      orders.push({ isBuy: ticks < markTicks, priceUsd: ticks * tickSizeUsd, usd })
    }
    return orders
  }

  private textOf(row: number, isTaker: boolean): string | null {
    const { assets } = this.record
    const { events, statements } = this.record.venues[this.name.venue]
    const asset = assets[events.book[row] % assets.length]
    const price = (events.priceTicks[row] * asset.tickSizeUsd).toPrecision(5)
    const traders = Math.max(1, statements.traders[this.name.account << U16])
    const usd = Math.round(events.amountQuote[row] / QUOTE_UNITS_PER_USD / traders)
    switch (events.kind[row]) {
      case EventKind.Trade: {
        const buys = (events.side[row] === Side.Buy) === isTaker
        return `${buys ? 'buys' : 'sells'} $${usd} ${asset.symbol} at ${price}`
      }
      case EventKind.Liquidation:
        this.wasLiquidated = true
        return `${LIQUIDATED}: $${usd} closed by force at ${price}`
      case EventKind.Takeover:
        return 'the insurance fund takes over what is left'
      case EventKind.Deleveraged:
        return 'deleveraged: a winning position is closed for the losers'
      default:
        return null
    }
  }

  private write(step: number, text: string): void {
    this.diary.push({ step, text })
    if (this.diary.length > MOST_DIARY_ROWS) this.diary.shift()
  }
}
