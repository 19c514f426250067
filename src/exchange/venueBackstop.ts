// What stands behind the book when forced orders are not filled: the insurance fund, auto-deleveraging,
// socialised loss, and the silent account of off-book closures.
// Lots, quote units. ODD submodel: Exchange: insurance fund, auto-deleveraging, socialised loss.
import { F64, I32 } from '../base/shifts.ts'
import { EventKind, NO_ACCOUNT } from '../market/events.ts'
import { Cause } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { socialiseLoss } from './clearing/socialisedLoss.ts'
import { TimeInForce } from './matching/book.ts'
import { LastResort } from './rulebooks/rulebook.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'
import { logTransfer } from './venueTransfers.ts'

/** The fund's work-off orders trade at most this far through the touch. */
const WORK_OFF_BAND = 0.005

export class VenueBackstop {
  private readonly parts: VenueParts
  private readonly trading: VenueTrading

  constructor(parts: VenueParts, trading: VenueTrading) {
    this.parts = parts
    this.trading = trading
  }

  /** The fund works its positions off into the book. */
  workOff(step: number): void {
    const { accounts, assetCount, bookCount, books, fund, halted, tallies } = this.parts
    for (let book = assetCount; book < bookCount; book++) {
      const held = fund.lots(book)
      if (held === 0 || halted[book] !== 0) continue
      const lots = fund.workOffLots(book, tallies.dailyVolumeLots(book, step))
      const touch = held > 0 ? books[book]!.bestBidTicks() : books[book]!.bestAskTicks()
      if (touch === 0) continue
      const limit =
        held > 0
          ? Math.max(Math.floor(touch * (1 - WORK_OFF_BAND)), 1)
          : Math.ceil(touch * (1 + WORK_OFF_BAND))
      this.trading.take(
        accounts.fundAccount,
        fund.row(book),
        book,
        held > 0 ? Side.Sell : Side.Buy,
        limit,
        lots,
        TimeInForce.ImmediateOrCancel,
        -1,
        Cause.Backstop,
        true,
      )
      tallies.countMessages(1)
    }
  }

  /** The fund takes the rest of a position at the price that uses its collateral up exactly. */
  takeOver(account: number, row: number, equityQuote: number): void {
    const { accounts, positions, tallies } = this.parts
    const lots = accounts.rowLots[row << F64]!
    const book = accounts.rowBook[row]!
    const notional =
      accounts.rowEntryQuote[row << F64]! + positions.unrealisedQuote(row) - equityQuote
    this.parts.fund.takeOver(account, row, lots, notional)
    tallies.takenOverLots[book] += Math.abs(lots)
    logTransfer(this.parts, EventKind.Takeover, account, accounts.fundAccount, book, lots, notional)
  }

  /**
   * A position under water is closed against the ranked opposing positions at a price at which its
   * owner was not yet, as far as there are any. Source: Hyperliquid "Auto-deleveraging".
   */
  deleverageAccount(account: number, row: number, priceTicks: number): void {
    const { accounts, controls, deleveraging, margin, tallies } = this.parts
    const lots = accounts.rowLots[row << F64]!
    const book = accounts.rowBook[row]!
    if (!controls.deleveraging) return
    deleveraging.rank(book, lots, priceTicks, controls.deleveragingRanking)
    for (let index = 0; index < deleveraging.count; index++) {
      const part = deleveraging.lots[index]!
      if (part === 0) continue
      const quote = margin.notionalQuote(book, part, priceTicks)
      const signed = lots < 0 ? -part : part
      const value = margin.signedQuote(signed, quote)
      this.passTo(account, row, deleveraging.row[index]!, signed, value)
      tallies.takenOverLots[book] += part
    }
  }

  /** Signed lots of a row close against an opposing one, which is deleveraged. */
  private passTo(from: number, fromRow: number, toRow: number, lots: number, quote: number): void {
    const { accounts, positions, tallies } = this.parts
    const to = accounts.rowAccount[toRow]!
    positions.trade(from, fromRow, -lots, -quote)
    positions.trade(to, toRow, lots, quote)
    this.trading.afterTrade(to, toRow)
    tallies.countMessages(1)
    const book = accounts.rowBook[toRow]!
    logTransfer(this.parts, EventKind.Deleveraged, to, from, book, -lots, quote)
  }

  /** The twin without price impact: signed lots close at the mark against the silent account. */
  closeAtMark(account: number, row: number, lots: number): void {
    const { accounts, margin, positions, prices, tallies } = this.parts
    const book = accounts.rowBook[row]!
    const absLots = lots < 0 ? -lots : lots
    const notional = margin.valueQuote(book, lots, prices.markTicks[book]!)
    const silent = accounts.silentAccount
    positions.trade(account, row, -lots, -notional)
    positions.trade(silent, accounts.rowOffset[silent << I32]! + book, lots, notional)
    tallies.takenOverLots[book] += absLots
    logTransfer(this.parts, EventKind.Takeover, account, silent, book, lots, notional)
  }

  /** After the mark of a step: what the fund cannot bear is deleveraged or socialised. */
  lastResort(step: number): void {
    const { controls, fund, rulebook } = this.parts
    const equity = fund.equityQuote()
    fund.trackPeak(step, equity)
    if (rulebook.lastResort === LastResort.SocialisedLoss) {
      if (equity < 0) this.socialise(-equity)
      return
    }
    if (!controls.deleveraging) return
    const drawn =
      rulebook.fundDrawdownLimit < 1 &&
      equity < fund.peakEquityQuote() * (1 - rulebook.fundDrawdownLimit)
    if (equity < 0 || drawn) this.deleverageLosers()
    else if (rulebook.fundNotionalLimit < Infinity) {
      this.deleverageExcess(rulebook.fundNotionalLimit * equity)
    }
  }

  private deleverageLosers(): void {
    const { assetCount, bookCount, fund, positions } = this.parts
    for (let book = assetCount; book < bookCount; book++) {
      const lots = fund.lots(book)
      if (lots !== 0 && positions.unrealisedQuote(fund.row(book)) < 0) {
        this.deleverage(book, lots)
      }
    }
  }

  /** The fund's positions may not exceed the fund. */
  private deleverageExcess(limitQuote: number): void {
    const { assetCount, bookCount, fund, margin, prices } = this.parts
    let total = 0
    for (let book = assetCount; book < bookCount; book++) {
      const lots = Math.abs(fund.lots(book))
      if (lots !== 0) total += margin.notionalQuote(book, lots, prices.markTicks[book]!)
    }
    if (total <= limitQuote) return
    const excess = (total - limitQuote) / total
    for (let book = assetCount; book < bookCount; book++) {
      const lots = fund.lots(book)
      if (lots === 0) continue
      const part = Math.min(Math.ceil(Math.abs(lots) * excess), Math.abs(lots))
      this.deleverage(book, lots < 0 ? -part : part)
    }
  }

  /** Closes signed lots of the fund against the ranked opposing positions, at the fund's entry. */
  private deleverage(book: number, lots: number): void {
    const { accounts, controls, deleveraging, fund, margin } = this.parts
    const fundRow = fund.row(book)
    const held = accounts.rowLots[fundRow << F64]!
    const price = margin.priceTicksOf(book, held, accounts.rowEntryQuote[fundRow << F64]!)
    deleveraging.rank(book, lots, price, controls.deleveragingRanking)
    for (let index = 0; index < deleveraging.count; index++) {
      const part = lots < 0 ? -deleveraging.lots[index]! : deleveraging.lots[index]!
      if (part === 0) continue
      const fundHeld = accounts.rowLots[fundRow << F64]!
      const fundEntry = accounts.rowEntryQuote[fundRow << F64]!
      const notional =
        part === fundHeld ? fundEntry : Math.floor(fundEntry * (part / fundHeld) + 0.5)
      this.passTo(accounts.fundAccount, fundRow, deleveraging.row[index]!, part, notional)
    }
  }

  private socialise(lossQuote: number): void {
    const { accounts, assetCount, cross, events, positions } = this.parts
    const taken = socialiseLoss(positions, lossQuote)
    if (taken === 0) return
    cross.invalidateAll()
    events.add(
      EventKind.SocialisedLoss,
      assetCount,
      0,
      Cause.Liquidation,
      accounts.fundAccount,
      NO_ACCOUNT,
      0,
      0,
      taken,
      0,
    )
  }
}
