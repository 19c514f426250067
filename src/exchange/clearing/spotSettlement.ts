// Spot settlement: coins against cash, at once and in full. Coins are lots in the account's row and
// never below zero; nobody sells what is not held. ODD submodel: Exchange: spot settlement.
import type { Columns } from '../../base/columns.ts'
import { F64 } from '../../base/shifts.ts'
import type { Accounts } from './accounts.ts'
import type { Ledger } from './ledger.ts'

export class SpotSettlement {
  /** By asset: coins that grants brought into the venue. */
  readonly grantedLots: Float64Array
  private readonly accounts: Accounts
  private readonly ledger: Ledger

  constructor(columns: Columns, name: string, accounts: Accounts, ledger: Ledger) {
    this.accounts = accounts
    this.ledger = ledger
    this.grantedLots = columns.f64(`${name}.grantedLots`, accounts.bookCount >> 1)
  }

  grant(row: number, asset: number, lots: number): void {
    this.accounts.rowLots[row << F64] += lots
    this.grantedLots[asset] += lots
  }

  /** Moves coins one way and cash the other. */
  trade(
    buyer: number,
    buyerRow: number,
    seller: number,
    sellerRow: number,
    lots: number,
    notionalQuote: number,
  ): void {
    this.accounts.rowLots[sellerRow << F64] -= lots
    this.accounts.rowLots[buyerRow << F64] += lots
    this.ledger.walletToWallet(buyer, seller, notionalQuote)
  }

  /** Coins held in all rows minus coins granted, summed over assets as absolute values. */
  residualLots(): number {
    const { rowBook, rowLots, rowTotal } = this.accounts
    const assetCount = this.grantedLots.length
    let residual = 0
    for (let asset = 0; asset < assetCount; asset++) {
      let held = 0
      for (let row = 0; row < rowTotal; row++)
        if (rowBook[row] === asset) held += rowLots[row << F64]!
      residual += Math.abs(held - this.grantedLots[asset]!)
    }
    return residual
  }
}
