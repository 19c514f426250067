// The cashier of a venue: what money and coins an account may still use, and moves between purse,
// wallet and isolated margin. Quote units, lots. ODD submodel: Exchange: ledger.
import { F64, I32, U8 } from '../base/shifts.ts'
import { MarginMode } from '../market/accounts.ts'
import { EventKind, NO_ACCOUNT, RejectReason } from '../market/events.ts'
import { Side } from '../market/units.ts'
import { ACCEPTED } from './matching/book.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'

export class VenueMoney {
  private readonly parts: VenueParts
  private readonly trading: VenueTrading

  constructor(parts: VenueParts, trading: VenueTrading) {
    this.parts = parts
    this.trading = trading
  }

  /** Brings money from the purse, as much as is there. */
  deposit(account: number, amountQuote: number): number {
    const purse = this.parts.accounts.purseQuote[account << F64]!
    const amount = Math.floor(amountQuote < purse ? amountQuote : purse)
    if (!(amount > 0)) return RejectReason.NotPositive
    this.parts.ledger.purseToWallet(account, amount)
    this.changed(account)
    this.log(account, amount)
    return ACCEPTED
  }

  /** Takes money to the purse: what was asked for or all that is free, if less. */
  withdraw(account: number, amountQuote: number): number {
    const free = this.freeCashQuote(account, this.parts.accounts.rowOffset[account << I32]!)
    const amount = Math.floor(amountQuote < free ? amountQuote : free)
    if (!(amount > 0)) return RejectReason.InsufficientCash
    this.parts.ledger.purseToWallet(account, -amount)
    this.changed(account)
    this.log(account, -amount)
    return ACCEPTED
  }

  /** Moves money from the wallet into isolated margin, or back while initial margin stays covered. */
  addMargin(account: number, book: number, amountQuote: number): number {
    const { accounts, ledger, margin, positions, prices } = this.parts
    const row = accounts.rowOf(account, book)
    const lots = accounts.rowLots[row << F64]!
    if (
      accounts.marginMode[account << U8] !== MarginMode.Isolated ||
      accounts.rowBook[row] !== book ||
      book < this.parts.assetCount ||
      lots === 0
    ) {
      return RejectReason.WrongRow
    }
    if (amountQuote > 0) {
      const free = this.freeCashQuote(account, row)
      const amount = Math.floor(amountQuote < free ? amountQuote : free)
      if (!(amount > 0)) return RejectReason.InsufficientCash
      ledger.walletToMargin(account, row, amount)
    } else {
      const absLots = lots < 0 ? -lots : lots
      const notional = margin.notionalQuote(book, absLots, prices.markTicks[book]!)
      const leverage = accounts.rowLeverage[row << U8]!
      const initial = Math.ceil(notional / (leverage === 0 ? 1 : leverage))
      const loss = Math.min(positions.unrealisedQuote(row), 0)
      const spare = accounts.rowMarginQuote[row << F64]! + loss - initial
      const amount = Math.floor(Math.min(-amountQuote, spare))
      if (!(amount > 0)) return RejectReason.InsufficientMargin
      ledger.walletToMargin(account, row, -amount)
    }
    positions.refresh(account, row)
    return ACCEPTED
  }

  /** Money of the wallet that nothing reserves. */
  freeCashQuote(account: number, row: number): number {
    const { accounts, cross } = this.parts
    if (accounts.marginMode[account << U8] === MarginMode.Cross) {
      return cross.freeCashQuote(account)
    }
    return accounts.walletQuote[account << F64]! - this.reservedQuote(account, row)
  }

  /** Whether `neededQuote` of the wallet's money is free. */
  hasCash(account: number, row: number, neededQuote: number): boolean {
    const { accounts, cross } = this.parts
    if (accounts.marginMode[account << U8] === MarginMode.Cross) {
      return cross.hasCash(account, neededQuote)
    }
    return neededQuote <= this.freeCashQuote(account, row)
  }

  /** Coins of the row that no resting ask has promised. */
  freeCoinsLots(account: number, row: number, book: number): number {
    const { accounts, cross } = this.parts
    const held = accounts.rowLots[row << F64]!
    if (accounts.marginMode[account << U8] === MarginMode.Cross) {
      return held - cross.restingSell(account, book)
    }
    let promised = 0
    const end = accounts.slotEnd(account)
    for (let slot = accounts.slotOffset[account << I32]!; slot < end; slot++) {
      if ((accounts.slotTag[slot]! & 1) === Side.Sell) promised += accounts.slotLots[slot]!
    }
    return held - promised
  }

  /** What the resting orders of an isolated account may need from its wallet. */
  private reservedQuote(account: number, row: number): number {
    const { accounts, margin } = this.parts
    const end = accounts.slotEnd(account)
    const held = accounts.rowLots[row << F64]!
    let reserved = 0
    let closeable = held < 0 ? -held : held
    for (let slot = accounts.slotOffset[account << I32]!; slot < end; slot++) {
      const lots = accounts.slotLots[slot]!
      if (lots === 0) continue
      const tag = accounts.slotTag[slot]!
      const book = tag >> 2
      const priceTicks = accounts.slotPriceTicks[slot]!
      const buys = (tag & 1) === Side.Buy
      if (book < this.parts.assetCount) {
        if (buys) reserved += this.trading.slots.bidReserveQuote(book, lots, priceTicks)
        continue
      }
      if ((tag & 2) !== 0) continue
      let opening = lots
      if (held !== 0 && held > 0 !== buys) {
        const closing = lots < closeable ? lots : closeable
        closeable -= closing
        opening -= closing
      }
      const notional = margin.exactQuote(book, opening, priceTicks)
      const leverage = accounts.rowLeverage[row << U8]!
      reserved += Math.ceil(notional / (leverage === 0 ? 1 : leverage))
      reserved += Math.max(this.trading.takerFeeQuote(notional), 0)
    }
    return reserved
  }

  private changed(account: number): void {
    const { accounts, cross } = this.parts
    if (accounts.marginMode[account << U8] === MarginMode.Cross) cross.invalidate(account)
  }

  private log(account: number, amountQuote: number): void {
    this.parts.events.add(EventKind.Transfer, 0, 0, 0, account, NO_ACCOUNT, 0, 0, amountQuote, 0)
  }
}
