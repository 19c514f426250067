// What the world notes of a venue's step: spot trades of holders go on the chain, money in and out of
// the venue to the harbour. Reads events only.
import { U8 } from '../base/shifts.ts'
import type { EventLog } from '../market/events.ts'
import { EventKind, NO_ACCOUNT } from '../market/events.ts'
import type { AccountStatements } from '../market/accounts.ts'
import { Side } from '../market/units.ts'
import type { ChainLedger } from './chain.ts'
import type { Harbour } from './harbour.ts'

const BTC_SPOT_BOOK = 0

export function keepBooks(
  events: EventLog,
  statements: AccountStatements,
  assetCount: number,
  chain: ChainLedger,
  harbour: Harbour,
  freshShare: number,
  step: number,
): void {
  const { count, kind: kinds, book, side, account: takers, otherAccount, amountQuote } = events
  const { population } = statements
  for (let row = 0; row < count; row++) {
    const kind = kinds[row]
    if (kind === EventKind.Transfer) {
      harbour.transfer(population[takers[row]! << U8]!, amountQuote[row]!)
    } else if (kind === EventKind.Trade && book[row]! < assetCount) {
      const taker = takers[row]!
      const maker = otherAccount[row]!
      const takerSold = side[row] === Side.Sell
      const amount = amountQuote[row]!
      const cause = events.cause[row]!
      harbour.spot(population[taker << U8]!, cause, takerSold, amount, freshShare)
      if (maker !== NO_ACCOUNT) {
        harbour.spot(population[maker << U8]!, cause, !takerSold, amount, freshShare)
      }
      if (book[row] !== BTC_SPOT_BOOK) continue
      keepChain(events, chain, row, taker, takerSold, step)
      if (maker !== NO_ACCOUNT) keepChain(events, chain, row, maker, !takerSold, step)
    }
  }
}

function keepChain(
  log: EventLog,
  chain: ChainLedger,
  row: number,
  account: number,
  sold: boolean,
  step: number,
): void {
  if (!chain.follows(account)) return
  if (sold) chain.spend(account, log.lots[row]!, log.priceTicks[row]!, step)
  else chain.acquire(account, log.lots[row]!, log.priceTicks[row]!, step)
}
