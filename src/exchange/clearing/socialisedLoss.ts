// Socialised loss (clawback): what the fund cannot pay is taken from open profits, each in proportion
// to its own. A row pays by realising part of its profit, which the fund receives; so nobody pays
// more than the profit still open. Quote units. Source: FTX "Liquidations", step 3.
// ODD submodel: Exchange: socialised loss.
import { F64, U8 } from '../../base/shifts.ts'
import { AccountState, MarginMode } from '../../market/accounts.ts'
import { Pot } from './ledger.ts'
import type { Positions } from './positions.ts'

/** Moves up to `lossQuote` from open profits to the fund; returns what was found. */
export function socialiseLoss(positions: Positions, lossQuote: number): number {
  const { accounts } = positions
  const rowTotal = accounts.rowTotal
  let profit = 0
  for (let row = 0; row < rowTotal; row++) profit += profitOf(positions, row)
  if (profit === 0) return 0
  const wanted = lossQuote < profit ? lossQuote : profit
  let before = 0
  let taken = 0
  for (let row = 0; row < rowTotal; row++) {
    const own = profitOf(positions, row)
    if (own === 0) continue
    before += own
    // Cumulated shares, so that the parts add up to the whole.
    const upTo = before === profit ? wanted : Math.floor(wanted * (before / profit))
    const part = Math.min(upTo - taken, own)
    taken += part
    if (part > 0) realiseForFund(positions, row, part)
  }
  return taken
}

function profitOf(positions: Positions, row: number): number {
  const { accounts } = positions
  const account = accounts.rowAccount[row]!
  if (accounts.isOwn(account) || accounts.state[account << U8] !== AccountState.Open) return 0
  if (accounts.rowBook[row]! < accounts.bookCount >> 1) return 0
  const profit = positions.unrealisedQuote(row)
  return profit > 0 ? profit : 0
}

function realiseForFund(positions: Positions, row: number, amountQuote: number): void {
  const { accounts, ledger } = positions
  const account = accounts.rowAccount[row]!
  accounts.rowEntryQuote[row << F64] += amountQuote
  ledger.potToWallet(Pot.House, account, amountQuote)
  ledger.walletToWallet(account, accounts.fundAccount, amountQuote)
  if (accounts.marginMode[account << U8] === MarginMode.Isolated) positions.refresh(account, row)
}
