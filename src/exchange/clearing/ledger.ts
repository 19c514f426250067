// The ledger of one venue: the only way money moves. Each transfer debits one place and credits
// another, so the sum over purses, wallets, margins and pots is 0 at all times (the pot BroughtIn
// stands below zero by what the world gave). Quote units, whole numbers below 2^53.
// ODD submodel: Exchange: ledger.
import type { Columns } from '../../base/columns.ts'
import { F64 } from '../../base/shifts.ts'
import type { Accounts } from './accounts.ts'

export const Pot = {
  /** The clearing house: pays realised profits and takes realised losses. It always holds minus the
   * sum of the entry notionals of open positions. */
  House: 0,
  /** Trading fees, and the dust of rounding. */
  Fees: 1,
  /** Minus what grants brought into this venue and its accounts' purses. */
  BroughtIn: 2,
} as const
export type Pot = (typeof Pot)[keyof typeof Pot]
const POT_COUNT = 3

export class Ledger {
  readonly potQuote: Float64Array
  private readonly walletQuote: Float64Array
  private readonly purseQuote: Float64Array
  private readonly rowMarginQuote: Float64Array
  private readonly accounts: Accounts

  constructor(columns: Columns, name: string, accounts: Accounts) {
    this.potQuote = columns.f64(`${name}.potQuote`, POT_COUNT)
    this.accounts = accounts
    this.walletQuote = accounts.walletQuote
    this.purseQuote = accounts.purseQuote
    this.rowMarginQuote = accounts.rowMarginQuote
  }

  purseToWallet(account: number, amountQuote: number): void {
    this.purseQuote[account << F64] -= amountQuote
    this.walletQuote[account << F64] += amountQuote
  }

  walletToMargin(account: number, row: number, amountQuote: number): void {
    this.walletQuote[account << F64] -= amountQuote
    this.rowMarginQuote[row << F64] += amountQuote
  }

  walletToWallet(from: number, to: number, amountQuote: number): void {
    this.walletQuote[from << F64] -= amountQuote
    this.walletQuote[to << F64] += amountQuote
  }

  walletToPot(account: number, pot: Pot, amountQuote: number): void {
    this.walletQuote[account << F64] -= amountQuote
    this.potQuote[pot] += amountQuote
  }

  marginToPot(row: number, pot: Pot, amountQuote: number): void {
    this.rowMarginQuote[row << F64] -= amountQuote
    this.potQuote[pot] += amountQuote
  }

  potToWallet(pot: Pot, account: number, amountQuote: number): void {
    this.potQuote[pot] -= amountQuote
    this.walletQuote[account << F64] += amountQuote
  }

  potToMargin(pot: Pot, row: number, amountQuote: number): void {
    this.potQuote[pot] -= amountQuote
    this.rowMarginQuote[row << F64] += amountQuote
  }

  /** Money from outside the model: at initialisation, and what a visitor brings. */
  grantPurse(account: number, amountQuote: number): void {
    this.potQuote[Pot.BroughtIn] -= amountQuote
    this.purseQuote[account << F64] += amountQuote
  }

  grantWallet(account: number, amountQuote: number): void {
    this.potQuote[Pot.BroughtIn] -= amountQuote
    this.walletQuote[account << F64] += amountQuote
  }

  /** What the house has paid for an entry notional that was not traded here: it stands below zero by
   * the sum of all entry notionals. */
  grantEntry(notionalQuote: number): void {
    this.potQuote[Pot.House] -= notionalQuote
    this.potQuote[Pot.BroughtIn] += notionalQuote
  }

  /** Sum over every place money can be: 0 unless the ledger is broken. Reads all accounts. */
  totalQuote(): number {
    let sum = 0
    for (let account = 0; account < this.accounts.accountCount; account++) {
      sum += this.walletQuote[account << F64]! + this.purseQuote[account << F64]!
    }
    for (let row = 0; row < this.accounts.rowTotal; row++) sum += this.rowMarginQuote[row << F64]!
    for (let pot = 0; pot < POT_COUNT; pot++) sum += this.potQuote[pot]!
    return sum
  }
}
