// What the world notes of a venue's step: spot trades of holders go on the chain, money in and out of
// the venue to the harbour. Reads events only.
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
  for (let row = 0; row < events.count; row++) {
    const kind = events.kind[row]
    if (kind === EventKind.Transfer) {
      const account = events.account[row]!
      harbour.transfer(statements.population[account]!, events.amountQuote[row]!)
    } else if (kind === EventKind.Trade && events.book[row]! < assetCount) {
      const taker = events.account[row]!
      const maker = events.otherAccount[row]!
      const takerSold = events.side[row] === Side.Sell
      const amount = events.amountQuote[row]!
      const cause = events.cause[row]!
      harbour.spot(statements.population[taker]!, cause, takerSold, amount, freshShare)
      if (maker !== NO_ACCOUNT) {
        harbour.spot(statements.population[maker]!, cause, !takerSold, amount, freshShare)
      }
      if (events.book[row] !== BTC_SPOT_BOOK) continue
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
