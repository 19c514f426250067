// What a leveraged retail trader asks of its venue while it holds a position: the way out, more margin,
// more of the same. Lots, quote units. ODD submodel "Retail, leveraged".
import { drawUniform } from '../base/keyedRandom.ts'
import { F64 } from '../base/shifts.ts'
import { Cause } from '../market/kinds.ts'
import { NO_SLOT, RequestKind } from '../market/requests.ts'
import { Side } from '../market/units.ts'
import { Purpose, type Residence } from './residence.ts'

/** Sells or buys back all of it, at any price. */
export function close(
  home: Residence,
  account: number,
  book: number,
  lots: number,
  cause: Cause,
): void {
  const side = lots > 0 ? Side.Sell : Side.Buy
  const request = sendMarket(home, account, book, side, Math.abs(lots), cause)
  home.queue.reduceOnly[request] = 1
}

/** Adds margin, from the wallet and then from the purse, if it is one who does that. */
export function topUp(
  home: Residence,
  account: number,
  agent: number,
  book: number,
  wanted: number,
): void {
  const { statements, settings, keys, queue } = home
  if (drawUniform(keys, agent, 0, Purpose.TopUp) >= settings.topUpShare / 100) return
  const wallet = statements.walletQuote[account << F64]!
  const short = wanted - wallet
  if (short > 0) {
    const deposit = queue.next(RequestKind.Deposit, account, 0)
    queue.amountQuote[deposit] = Math.min(short, statements.purseQuote[account << F64]!)
  }
  const have = Math.min(wanted, wallet + statements.purseQuote[account << F64]!)
  if (have < 1) return
  const request = queue.next(RequestKind.AddMargin, account, book)
  queue.amountQuote[request] = have
}

/** Half as much again. */
export function addToWinner(
  home: Residence,
  account: number,
  book: number,
  lots: number,
  leverage: number,
): void {
  const more = Math.floor(Math.abs(lots) / 2)
  if (more < 1) return
  const side = lots > 0 ? Side.Buy : Side.Sell
  const request = sendMarket(home, account, book, side, more, Cause.Opinion)
  home.queue.leverage[request] = leverage
}

/** Returns the request. */
function sendMarket(
  { queue }: Residence,
  account: number,
  book: number,
  side: Side,
  lots: number,
  cause: Cause,
): number {
  return queue.order(RequestKind.Market, account, book, side, 0, lots, cause, NO_SLOT)
}
