// Liquidation of cross-margin accounts: one wallet backs all positions, so all of them close, each with
// its share of what is left. Lots, quote units. ODD submodel: Exchange: liquidation.
import { F64, I32, U8 } from '../base/shifts.ts'
import { AccountState } from '../market/accounts.ts'
import { LiquidationEngineChoice } from '../market/controls.ts'
import { Cause } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { ROW_ANNOUNCED, ROW_COUNTED } from './clearing/accounts.ts'
import { TimeInForce } from './matching/book.ts'
import type { VenueLiquidation } from './venueLiquidation.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'

/** Coins that pay a debt are sold for a tenth more than it, at most a fifth through the touch. */
const COIN_SALE_MARGIN = 1.1
const COIN_SALE_BAND = 0.8

export class VenueCrossLiquidation {
  private readonly parts: VenueParts
  private readonly trading: VenueTrading
  private readonly desk: VenueLiquidation

  constructor(parts: VenueParts, trading: VenueTrading, desk: VenueLiquidation) {
    this.parts = parts
    this.trading = trading
    this.desk = desk
  }

  /** Cross accounts whose equity no longer covers maintenance enter liquidation. */
  enter(): void {
    const { accounts, assetCount, bookCount, cross, positions } = this.parts
    const { crossCount } = accounts
    for (let index = 0; index < crossCount; index++) {
      // Nearly always true, and it looks at nothing but one column.
      if (cross.isSafe(index)) continue
      const account = accounts.crossAccount[index]!
      if (accounts.state[account << U8] !== AccountState.Open || accounts.isOwn(account)) continue
      if (cross.isCovered(account)) continue
      this.desk.enter(account)
      const first = accounts.rowOffset[account << I32]!
      for (let book = assetCount; book < bookCount; book++) {
        const row = first + book
        if (accounts.rowLots[row << F64] === 0) continue
        positions.setTriggers(row, 0, 0)
        if (this.desk.engine() === LiquidationEngineChoice.Immediate) {
          this.desk.announceAll(account, row, book)
        }
      }
    }
  }

  /** Forced orders of this step for every cross account in liquidation. */
  work(): void {
    const { crossAccount, crossCount, state } = this.parts.accounts
    for (let index = 0; index < crossCount; index++) {
      const account = crossAccount[index]!
      if (state[account << U8] === AccountState.InLiquidation) this.close(account)
    }
  }

  private close(account: number): void {
    const { accounts, assetCount, bookCount, cross, halted } = this.parts
    const first = accounts.rowOffset[account << I32]!
    this.desk.countPause(account)
    let maintenanceLeft = cross.maintenanceQuote(account)
    if (maintenanceLeft > 0 && cross.equityQuote(account) >= maintenanceLeft) {
      if (!this.hasAnnounced(account)) {
        this.reopenCross(account)
        return
      }
    }
    let waits = false
    // Equity that stands behind positions already looked at which are still open.
    let keptQuote = 0
    let lastBook = 0
    for (let book = assetCount; book < bookCount; book++) {
      if (accounts.rowLots[(first + book) << F64] !== 0) lastBook = book
    }
    for (let book = assetCount; book < bookCount; book++) {
      const row = first + book
      if (accounts.rowLots[row << F64] === 0) continue
      const maintenance = cross.rowMaintenanceQuote(row, book)
      // Each position's share of what is left, by maintenance: the last one gets all of the rest.
      const equity = cross.equityQuote(account)
      const spare = equity - keptQuote
      const share = book === lastBook ? spare : Math.floor(spare * (maintenance / maintenanceLeft))
      let notional = 0
      if (halted[book] === 0) notional = this.desk.workRow(account, row, book, share)
      const left = share + cross.equityQuote(account) - equity
      if (accounts.rowLots[row << F64] === 0) {
        accounts.rowFlags[row << U8] &= ~(ROW_ANNOUNCED | ROW_COUNTED)
        this.chargeClearance(account, book, Math.max(left, 0), notional)
      } else {
        keptQuote += left
        waits = true
      }
      maintenanceLeft -= maintenance
    }
    cross.invalidate(account)
    if (!waits) this.settleFlatCross(account)
  }

  private hasAnnounced(account: number): boolean {
    const { accounts } = this.parts
    const first = accounts.rowOffset[account << I32]!
    for (let index = 0; index < accounts.rowCount[account << U8]!; index++) {
      if ((accounts.rowFlags[(first + index) << U8]! & ROW_ANNOUNCED) !== 0) return true
    }
    return false
  }

  private reopenCross(account: number): void {
    const { accounts, cross } = this.parts
    const first = accounts.rowOffset[account << I32]!
    for (let index = 0; index < accounts.rowCount[account << U8]!; index++) {
      accounts.rowFlags[(first + index) << U8] &= ~(ROW_ANNOUNCED | ROW_COUNTED)
    }
    accounts.state[account << U8] = AccountState.Open
    accounts.pauseSteps[account] = 0
    cross.invalidate(account)
  }

  private chargeClearance(account: number, book: number, most: number, notional: number): void {
    const { accounts, ledger, positions, rulebook } = this.parts
    const wallet = Math.max(accounts.walletQuote[account << F64]!, 0)
    const fee = Math.min(most, wallet, Math.floor(rulebook.clearanceFeeRate * notional))
    if (fee <= 0) return
    ledger.walletToWallet(account, accounts.fundAccount, fee)
    positions.logFund(book, account, fee, 0)
  }

  /** No positions left: a debt is paid with the account's coins, then by the fund. */
  private settleFlatCross(account: number): void {
    const { accounts, assetCount, ledger, positions } = this.parts
    const first = accounts.rowOffset[account << I32]!
    for (let book = 0; book < assetCount; book++) {
      if (accounts.walletQuote[account << F64]! >= 0) break
      const coins = accounts.rowLots[(first + book) << F64]!
      if (coins > 0) this.sellCoins(account, first + book, book, coins)
    }
    const wallet = accounts.walletQuote[account << F64]!
    if (wallet < 0) {
      ledger.walletToWallet(accounts.fundAccount, account, -wallet)
      positions.logFund(assetCount, account, wallet, 1)
    }
    this.reopenCross(account)
  }

  private sellCoins(account: number, row: number, book: number, coins: number): void {
    const { accounts, books, margin } = this.parts
    const bid = books[book]!.bestBidTicks()
    if (bid === 0) return
    const owed = -accounts.walletQuote[account << F64]!
    const lots = Math.min(
      coins,
      Math.ceil((owed * COIN_SALE_MARGIN) / (bid * margin.unitQuote[book]!)),
    )
    const limit = Math.max(Math.floor(bid * COIN_SALE_BAND), 1)
    this.trading.take(
      account,
      row,
      book,
      Side.Sell,
      limit,
      lots,
      TimeInForce.ImmediateOrCancel,
      -1,
      Cause.Liquidation,
      false,
    )
  }
}
