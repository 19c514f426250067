// Coin markets as observers see them: their trades, liquidations and positions count in dollars of face,
// their money in coins at the mark, each with the venue it belongs to. ODD submodel: Observation.
import { F64, I32, U16, U8 } from '../base/shifts.ts'
import type { AccountStatements } from '../market/accounts.ts'
import { EventKind, type EventLog } from '../market/events.ts'
import { Cause, Population } from '../market/kinds.ts'
import type { CoinMarketRecord, MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import type { AccountScan } from './accountScan.ts'
import { FLOW_COUNT, flowOf } from './flows.ts'
import type { Layout } from './layout.ts'
import { observeLiquidations } from './liquidations.ts'
import { addMarketEvent } from './marketEvents.ts'
import { noteOpening } from './newLeverage.ts'
import { moneyOf, type RealisedProfit } from './realisedProfit.ts'
import type { Observations } from './state.ts'
import { POPULATION_COUNT } from './volume.ts'

/** The only book of a coin market that is traded. */
const PERPETUAL = 1

/** The step's events of all coin markets. */
export function observeCoinMarkets(
  state: Observations,
  layout: Layout,
  record: MarketRecord,
  thinned: readonly boolean[],
  step: number,
): void {
  for (let index = 0; index < record.coinMarkets.length; index++) {
    const market = record.coinMarkets[index]
    const { events, statements } = market.record
    if (events.count === 0) continue
    observeTrades(state, layout, step, events, statements)
    observeHappenings(state, layout, market, step)
    const place = { firstAccount: layout.coinAccountOffset[index], asset: market.asset }
    const { venue } = market
    const hides = thinned[venue]
    observeLiquidations(state.liquidations, layout, step, venue, hides, events, statements, place)
  }
}

function observeTrades(
  state: Observations,
  layout: Layout,
  step: number,
  log: EventLog,
  accounts: AccountStatements,
): void {
  const { volume, newLeverage } = state
  const minute = Math.floor(step / STEPS_PER_MINUTE)
  const flowRow = minute * FLOW_COUNT * 2
  const populationRow = Math.floor(step / STEPS_PER_HOUR) * POPULATION_COUNT * 2
  for (let row = 0; row < log.count; row++) {
    if (log.kind[row] !== EventKind.Trade) continue
    const amount = log.amountQuote[row]
    const taker = log.account[row]
    const side = log.side[row]
    const population = accounts.population[taker << U8]
    volume.genuineQuote[minute] += amount
    volume.netPerpetualQuote[minute] += side === 0 ? amount : -amount
    volume.byFlowQuote[flowRow + flowOf(log.cause[row], population) * 2 + side] += amount
    volume.byPopulationQuote[populationRow + population * 2 + side] += amount
    if (log.cause[row] === Cause.Opinion) {
      noteOpening(newLeverage, layout, step, accounts, taker, population, amount)
    }
  }
}

/** Limits and halts are those of the venue and told there. */
function observeHappenings(
  state: Observations,
  layout: Layout,
  market: CoinMarketRecord,
  step: number,
): void {
  const { asset, venue } = market
  const log = market.record.events
  for (let row = 0; row < log.count; row++) {
    const side = log.side[row] === 0 ? 0 : 1
    const amount = log.amountQuote[row]
    const usd = amount / QUOTE_UNITS_PER_USD
    if (log.kind[row] === EventKind.Takeover) {
      addMarketEvent(state.events, step, 'takeover', venue, asset, side, usd, 0)
    } else if (log.kind[row] === EventKind.Deleveraged) {
      addMarketEvent(state.events, step, 'deleveraging', venue, asset, side, usd, 0)
    } else if (log.kind[row] === EventKind.SocialisedLoss) {
      const lost = amount * quotePerUnit(market, layout, step)
      const lostUsd = lost / QUOTE_UNITS_PER_USD
      addMarketEvent(state.events, step, 'socialised', venue, asset, side, lostUsd, 0)
    }
  }
}

/** Quote units of dollars in one unit of a market's coin, at its mark after a step. */
function quotePerUnit(market: CoinMarketRecord, layout: Layout, step: number): number {
  const markTicks = market.board.page(step).markTicks[PERPETUAL]
  const coinUsd = markTicks * layout.tickSizeUsd[market.asset]
  return (coinUsd * QUOTE_UNITS_PER_USD) / market.listing.unitsPerCoin
}

/** One side of all open contracts, at their face. */
export function coinOpenInterestUsd(record: MarketRecord): number {
  let usd = 0
  for (const { board, listing } of record.coinMarkets) {
    const { openInterestLots } = board.page(record.stepsDone() - 1)
    usd += (openInterestLots[PERPETUAL] * listing.faceQuote) / QUOTE_UNITS_PER_USD
  }
  return usd
}

/** Adds what the accounts of coin markets realised, at the price of now, to the sums by population. */
export function addCoinProfit(profit: RealisedProfit, layout: Layout, record: MarketRecord): void {
  record.coinMarkets.forEach((market, index) => {
    const accounts = market.record.statements
    const offset = layout.coinAccountOffset[index]
    const quote = quotePerUnit(market, layout, record.stepsDone() - 1)
    for (let account = 0; account < accounts.accountCount; account++) {
      const population = accounts.population[account << U8]
      if (population === Population.Venue) continue
      const units = moneyOf(accounts, account) - profit.unchangedQuote[offset + account]
      if (units < 0) profit.lostQuote[population] -= units * quote
      else profit.gainedQuote[population] += units * quote
    }
  })
}

/** The coins that accounts have before the event day. */
export function beginCoinProfit(
  profit: RealisedProfit,
  layout: Layout,
  record: MarketRecord,
): void {
  record.coinMarkets.forEach((market, index) => {
    const accounts = market.record.statements
    const offset = layout.coinAccountOffset[index]
    for (let account = 0; account < accounts.accountCount; account++) {
      profit.unchangedQuote[offset + account] = moneyOf(accounts, account)
    }
  })
}

/** Adds the accounts of coin markets to the hour's scan. */
export function scanCoinMarkets(
  scan: AccountScan,
  layout: Layout,
  hour: number,
  record: MarketRecord,
): void {
  for (const market of record.coinMarkets) scanMarket(scan, layout, hour, record, market)
}

function scanMarket(
  scan: AccountScan,
  layout: Layout,
  hour: number,
  record: MarketRecord,
  market: CoinMarketRecord,
): void {
  const step = record.stepsDone() - 1
  const quote = quotePerUnit(market, layout, step)
  const coinsPerLot = market.listing.unitTicks / market.board.page(step).markTicks[PERPETUAL]
  const accounts = market.record.statements
  for (let account = 0; account < accounts.accountCount; account++) {
    const population = accounts.population[account << U8]
    const at = hour * POPULATION_COUNT + population
    const row = accounts.rowOffset[account << I32] + accounts.rowCount[account << U8] - 1
    const lots = accounts.rowLots[row << F64]
    const open = lots === 0 ? 0 : -lots * coinsPerLot - accounts.rowEntryQuote[row << F64]
    const equity = accounts.walletQuote[account << F64] + accounts.rowMarginQuote[row << F64] + open
    scan.equityQuote[at] += equity * quote
    scan.purseQuote[at] += accounts.purseQuote[account << F64] * quote
    if (equity < 0 && population !== Population.Venue) {
      scan.badDebtQuote[hour * layout.venueCount + market.venue] -= equity * quote
    }
    if (lots === 0) continue
    const face = Math.abs(lots) * market.listing.faceQuote
    scan.positionQuote[at] += face
    if (lots > 0) scan.longQuote[at] += face
    scan.traders[at] += accounts.traders[account << U16]
  }
}

/** Longs of one asset's coin markets that liquidate if their marks fall by `fraction`, USD of face. */
export function coinLongsLiquidatedByFallUsd(
  record: MarketRecord,
  asset: number,
  fraction: number,
): number {
  let usd = 0
  for (const market of record.coinMarkets) {
    if (market.asset !== asset) continue
    const mark = market.board.page(Math.max(0, record.stepsDone() - 1)).markTicks[PERPETUAL]
    const floor = mark * (1 - fraction)
    const { rowLots, rowLiquidationTicks, rowTotal } = market.record.statements
    for (let row = 0; row < rowTotal; row++) {
      const ticks = rowLiquidationTicks[row << I32]
      if (ticks === 0 || ticks < floor || rowLots[row << F64] <= 0) continue
      usd += (rowLots[row << F64] * market.listing.faceQuote) / QUOTE_UNITS_PER_USD
    }
  }
  return usd
}
