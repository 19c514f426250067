// Profit and loss that populations with perpetuals took over the event day, netted by account (C19).
// Measured in cash, so that it holds whatever way a position was closed: money in wallet, purse and
// margin at the end less that at the start, less what spot trades brought in or cost. Fees, funding and
// socialised losses are in it, open positions are not. Quote units. ODD submodel: Observation.
import { F64, I32, U8 } from '../base/shifts.ts'
import type { AccountStatements } from '../market/accounts.ts'
import { Population } from '../market/kinds.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import type { Layout } from './layout.ts'
import { POPULATION_COUNT } from './volume.ts'

/** 1: they hold coins, clear for the others, or are brought money from outside: a visitor's diary has that. */
const LEFT_OUT = new Uint8Array(POPULATION_COUNT)
for (const population of [
  Population.RetailSpot,
  Population.LongTermHolder,
  Population.Venue,
  Population.You,
]) {
  LEFT_OUT[population] = 1
}

export interface RealisedProfit {
  begun: boolean
  /** By account of all venues: the money it would have had it realised nothing. */
  readonly unchangedQuote: Float64Array
  /** By population, as of the last full hour of the event day: sums over its accounts that lost on
   * balance (as positive numbers), and over those that gained. */
  readonly lostQuote: Float64Array
  readonly gainedQuote: Float64Array
}

export function createRealisedProfit(layout: Layout): RealisedProfit {
  return {
    begun: false,
    unchangedQuote: new Float64Array(layout.accountCount),
    lostQuote: new Float64Array(POPULATION_COUNT),
    gainedQuote: new Float64Array(POPULATION_COUNT),
  }
}

/** Called when the last step before the event day is done. */
export function beginRealisedProfit(
  profit: RealisedProfit,
  layout: Layout,
  record: MarketRecord,
): void {
  profit.begun = true
  for (let venue = 0; venue < layout.venueCount; venue++) {
    const accounts = record.venues[venue].statements
    const offset = layout.accountOffset[venue]
    for (let account = 0; account < accounts.accountCount; account++) {
      profit.unchangedQuote[offset + account] = moneyOf(accounts, account)
    }
  }
}

/** A spot trade of an account that may hold perpetuals too: money for coins is neither profit nor loss. */
export function noteSpotMoney(profit: RealisedProfit, account: number, paidQuote: number): void {
  profit.unchangedQuote[account] -= paidQuote
}

/** Sums up by population what has been realised so far. */
export function sumRealisedProfit(
  profit: RealisedProfit,
  layout: Layout,
  record: MarketRecord,
): void {
  profit.lostQuote.fill(0)
  profit.gainedQuote.fill(0)
  for (let venue = 0; venue < layout.venueCount; venue++) {
    const accounts = record.venues[venue].statements
    const offset = layout.accountOffset[venue]
    for (let account = 0; account < accounts.accountCount; account++) {
      const population = accounts.population[account << U8]
      if (LEFT_OUT[population] === 1) continue
      const realised = moneyOf(accounts, account) - profit.unchangedQuote[offset + account]
      if (realised < 0) profit.lostQuote[population] -= realised
      else profit.gainedQuote[population] += realised
    }
  }
}

/** Money of an account, in its venue's units. */
export function moneyOf(accounts: AccountStatements, account: number): number {
  const from = accounts.rowOffset[account << I32]
  const to = from + accounts.rowCount[account << U8]
  let sum = accounts.walletQuote[account << F64] + accounts.purseQuote[account << F64]
  for (let row = from; row < to; row++) sum += accounts.rowMarginQuote[row << F64]
  return sum
}
