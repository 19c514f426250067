// What the desks of institutions and bots have in common: a cross-margin account with coins and cash,
// and taker orders with a limit. Amounts in USD.
import { F64, I32 } from '../base/shifts.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import { MarginMode } from '../market/accounts.ts'
import type { BoardPage } from '../market/board.ts'
import type { Cause } from '../market/kinds.ts'
import { NO_SLOT, RequestKind } from '../market/requests.ts'
import { QUOTE_UNITS_PER_USD, Side } from '../market/units.ts'
import type { Residence } from './residence.ts'
import { limitThrough } from './sizing.ts'

export interface DeskOpening {
  readonly population: number
  readonly owner: number
  readonly cashUsd: number
  /** Coins by asset, USD at the initial price. */
  readonly coinsUsd: (asset: number) => number
  /** Resting orders the desk can name. None by default. */
  readonly slots?: number
}

/** Opens a cross account with cash and coins; returns its id. */
export function openDesk(home: Residence, office: AccountOffice, opening: DeskOpening): number {
  const account = office.openAccount({
    population: opening.population,
    traders: 1,
    ownerAgent: home.firstAgent + 10_000_000 + opening.owner,
    marginMode: MarginMode.Cross,
    slots: opening.slots ?? 0,
  })
  office.grantWallet(account, Math.floor(opening.cashUsd) * QUOTE_UNITS_PER_USD)
  for (let asset = 0; asset < home.assetCount; asset++) {
    const row = home.assets[asset]!
    const lots = Math.floor(opening.coinsUsd(asset) / row.initialPriceUsd / row.lotSizeCoins)
    if (lots > 0) office.grantCoins(account, asset, lots)
  }
  return account
}

/** Signed lots that the account holds in a book of its venue. */
export function heldLots(home: Residence, account: number, book: number): number {
  return home.statements.rowLots[(home.statements.rowOffset[account << I32]! + book) << F64]!
}

/**
 * An immediate-or-cancel order for `usd` (signed: above zero buys), not worse than `slip` through the
 * touch. Returns the signed lots asked for, 0 when there is no market.
 */
export function takeUsd(
  home: Residence,
  account: number,
  book: number,
  usd: number,
  slip: number,
  cause: Cause,
  board: BoardPage,
): number {
  const place = home.firstBook + book
  const buys = usd > 0
  const touch = buys ? board.askTicks[place]! : board.bidTicks[place]!
  if (touch === 0 || board.halted[place] === 1) return 0
  const asset = book < home.assetCount ? book : book - home.assetCount
  const perLot = touch * home.assets[asset]!.quoteUnitsPerTickLot
  const lots = Math.floor((Math.abs(usd) * QUOTE_UNITS_PER_USD) / perLot)
  if (lots < 1) return 0
  const limit = limitThrough(touch, buys, slip)
  const side = buys ? Side.Buy : Side.Sell
  home.queue.order(RequestKind.ImmediateOrCancel, account, book, side, limit, lots, cause, NO_SLOT)
  return buys ? lots : -lots
}
