// Profit and loss realised on perpetual positions over the event day, netted by account (C19).
// A row's entry notional changes by what is bought less what is sold, less what is realised; so what an
// account realised is its entry notional now, less that at the start, less its signed trades between.
// Fees and funding are not in it. Quote units. ODD submodel: Observation.
import type { AccountStatements } from '../market/accounts.ts'
import { EventKind, type EventLog } from '../market/events.ts'
import { Population } from '../market/kinds.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { STEPS_PER_DAY } from '../market/units.ts'
import type { Layout } from './layout.ts'
import { POPULATION_COUNT } from './volume.ts'

export interface RealisedProfit {
  begun: boolean
  /** By account of all venues: entry notional at the start plus signed trades since. */
  readonly flowQuote: Float64Array
  /** By population, as of the last full hour of the event day: sums over its accounts that lost on
   * balance (as positive numbers), and over those that gained. */
  readonly lostQuote: Float64Array
  readonly gainedQuote: Float64Array
}

export function createRealisedProfit(layout: Layout): RealisedProfit {
  return {
    begun: false,
    flowQuote: new Float64Array(layout.accountCount),
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
      profit.flowQuote[offset + account] = entryQuote(accounts, account)
    }
  }
}

export function observeRealisedProfit(
  profit: RealisedProfit,
  layout: Layout,
  step: number,
  venue: number,
  log: EventLog,
): void {
  const { eventStartStep, assetCount } = layout
  if (!profit.begun || step < eventStartStep || step >= eventStartStep + STEPS_PER_DAY) return
  const { kind, book, side, account, otherAccount, amountQuote } = log
  const { flowQuote } = profit
  const offset = layout.accountOffset[venue]
  for (let row = 0; row < log.count; row++) {
    if (book[row] < assetCount || !movesPosition(kind[row])) continue
    const signed = side[row] === 0 ? amountQuote[row] : -amountQuote[row]
    if (account[row] >= 0) flowQuote[offset + account[row]] += signed
    if (otherAccount[row] >= 0) flowQuote[offset + otherAccount[row]] -= signed
  }
}

/** A takeover and a deleveraging are trades outside the book: `side` is that of `account`. */
function movesPosition(kind: number): boolean {
  return kind === EventKind.Trade || kind === EventKind.Takeover || kind === EventKind.Deleveraged
}

/** Sums up by population what has been realised so far. The venues' own accounts are left out. */
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
      const population = accounts.population[account]
      if (population === Population.Venue) continue
      const realised = entryQuote(accounts, account) - profit.flowQuote[offset + account]
      if (realised < 0) profit.lostQuote[population] -= realised
      else profit.gainedQuote[population] += realised
    }
  }
}

/** Signed entry notional of all of an account's positions; spot rows have none. */
function entryQuote(accounts: AccountStatements, account: number): number {
  const from = accounts.rowOffset[account]
  const to = from + accounts.rowCount[account]
  let sum = 0
  for (let row = from; row < to; row++) sum += accounts.rowEntryQuote[row]
  return sum
}
