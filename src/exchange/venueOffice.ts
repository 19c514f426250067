// The account office of a venue: opens accounts and hands out what the world starts with. After the
// first step nothing is granted any more, but to a visitor. Quote units, lots. ODD submodel: Exchange: accounts.
import { assert } from '../base/assert.ts'
import { F64, I32, U8 } from '../base/shifts.ts'
import type { AccountOffice, AccountOpening } from '../market/accountOffice.ts'
import { MarginMode } from '../market/accounts.ts'
import type { VenueParts } from './venueParts.ts'

export class VenueOffice implements AccountOffice {
  private readonly parts: VenueParts
  private readonly insuranceFundQuote: number

  constructor(parts: VenueParts, insuranceFundQuote: number) {
    this.parts = parts
    this.insuranceFundQuote = insuranceFundQuote
  }

  openAccount(opening: AccountOpening): number {
    return this.parts.accounts.open(opening)
  }

  grantPurse(account: number, amountQuote: number): void {
    this.checkGrant(amountQuote)
    this.parts.ledger.grantPurse(account, amountQuote)
  }

  grantWallet(account: number, amountQuote: number): void {
    this.checkGrant(amountQuote)
    this.parts.ledger.grantWallet(account, amountQuote)
  }

  grantCoins(account: number, asset: number, lots: number): void {
    this.checkGrant(lots)
    const row = this.rowFor(account, asset)
    this.parts.spot.grant(row, asset, lots)
  }

  grantPosition(
    account: number,
    book: number,
    signedLots: number,
    entryPriceTicks: number,
    leverage: number,
    marginQuote: number,
  ): void {
    const { accounts, ledger, margin, positions } = this.parts
    this.checkGrant(marginQuote)
    assert(Number.isInteger(signedLots) && signedLots !== 0, 'a granted position has whole lots')
    assert(
      book >= this.parts.assetCount && book < this.parts.bookCount,
      'a position is in a perpetual',
    )
    const row = this.rowFor(account, book)
    const absLots = Math.abs(signedLots)
    const exact = margin.exactQuote(book, absLots, entryPriceTicks)
    assert(margin.inverse || Number.isInteger(exact), 'a granted position has a whole entry price')
    const notional = margin.valueQuote(book, signedLots, entryPriceTicks)
    // Without leverage the row takes no margin from the wallet: what is granted is the margin.
    ledger.grantWallet(account, marginQuote)
    ledger.grantEntry(notional)
    accounts.rowLeverage[row << U8] = leverage
    const wallet = accounts.walletQuote[account << F64]!
    positions.trade(account, row, signedLots, notional)
    if (accounts.marginMode[account << U8] === MarginMode.Isolated) {
      const taken = wallet - accounts.walletQuote[account << F64]!
      ledger.walletToMargin(account, row, marginQuote - taken)
    }
    positions.refresh(account, row)
  }

  /** At any step: the visitor's account is in use, with this much more in its purse. */
  admitVisitor(amountQuote: number): void {
    const { accounts, ledger } = this.parts
    assert(
      Number.isInteger(amountQuote) && amountQuote >= 0,
      'a visitor brings a whole amount, not below 0',
    )
    accounts.takeSeat()
    ledger.grantPurse(accounts.visitorAccount, amountQuote)
    accounts.visitorBroughtQuote[0] += amountQuote
  }

  /** Before the first step: the venue's own accounts, and the check of what was granted. */
  seal(): void {
    const { accounts, bookCount, assetCount, ledger } = this.parts
    accounts.seal()
    ledger.grantWallet(accounts.fundAccount, this.insuranceFundQuote)
    for (let book = assetCount; book < bookCount; book++) {
      let net = 0
      for (let row = 0; row < accounts.rowTotal; row++) {
        if (accounts.rowBook[row] === book) net += accounts.rowLots[row << F64]!
      }
      assert(net === 0, 'granted positions of a book net to zero')
    }
  }

  /** What the account would have if all its positions closed at the mark, coins at the last price. */
  accountEquityQuote(account: number): number {
    const { accounts, assetCount, margin, positions, prices } = this.parts
    let equity = accounts.walletQuote[account << F64]!
    const first = accounts.rowOffset[account << I32]!
    for (let index = 0; index < accounts.rowCount[account << U8]!; index++) {
      const row = first + index
      const book = accounts.rowBook[row]!
      const lots = accounts.rowLots[row << F64]!
      if (lots === 0) continue
      equity +=
        book < assetCount
          ? margin.notionalQuote(book, lots, prices.lastTicks[book]!)
          : accounts.rowMarginQuote[row << F64]! + positions.unrealisedQuote(row)
    }
    return equity
  }

  private checkGrant(amount: number): void {
    assert(!this.parts.accounts.isSealed, 'grants are made before the first step')
    assert(Number.isInteger(amount) && amount >= 0, 'a grant is a whole amount, not below 0')
  }

  /** The row a grant goes to; an isolated account's only row takes the book. */
  private rowFor(account: number, book: number): number {
    const { accounts } = this.parts
    const row = accounts.rowOf(account, book)
    if (accounts.rowBook[row] !== book) {
      assert(
        accounts.rowLots[row << F64] === 0,
        'an isolated account holds one position or one coin',
      )
      accounts.rowBook[row] = book
    }
    return row
  }
}
