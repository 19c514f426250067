// What is observed when: each step the board and the venues' events, each minute the series, each hour
// all accounts and the chain. The control flow of the observer. ODD submodel: Observation.
import type { BoardPage } from '../market/board.ts'
import type { EventLog } from '../market/events.ts'
import type { AccountStatements } from '../market/accounts.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { STEPS_PER_DAY, STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import { scanAccounts } from './accountScan.ts'
import { observeBooks } from './bookState.ts'
import { observeChain } from './chainFlows.ts'
import {
  addCoinProfit,
  beginCoinProfit,
  observeCoinMarkets,
  scanCoinMarkets,
} from './coinMarkets.ts'
import { observeFunding } from './funding.ts'
import { observeFunds } from './funds.ts'
import { beginInstitutionBuys } from './institutions.ts'
import type { Layout } from './layout.ts'
import { observeLeverageLimits, rememberLimits } from './leverageLimits.ts'
import { observeLiquidations } from './liquidations.ts'
import type { CapitalisationBase } from './marketCap.ts'
import { observeMarketEvents, observeNews } from './marketEvents.ts'
import { closeMinute } from './minutes.ts'
import { observePrices } from './prices.ts'
import { beginRealisedProfit, sumRealisedProfit } from './realisedProfit.ts'
import type { Observations } from './state.ts'
import { observeTrades } from './tradePass.ts'
import { observeVisitor } from './visitorPass.ts'
import { observeWorstDay } from './worstDay.ts'

/** What stays the same over a run. */
export interface Watch {
  readonly record: MarketRecord
  readonly layout: Layout
  readonly capitalisation: CapitalisationBase
  /** By venue: its feed shows at most one liquidation a symbol and second. */
  readonly thinned: readonly boolean[]
  /** By venue. */
  readonly traits: readonly Uint8Array[]
}

/** Before the first step: what stands at the start. */
export function observeStart(state: Observations, { record, layout }: Watch): void {
  observeChain(state.chain, 0, record.world)
  if (layout.eventStartStep === 0) beginEventDay(state, layout, record)
}

export function observeStep(state: Observations, watch: Watch): void {
  const { record, layout } = watch
  const step = state.nextStep
  const page = record.board.page(step)
  observePrices(state.prices, layout, page)
  observeBooks(state.books, layout, state.prices, page)
  observeFunds(state.funds, page)
  for (let venue = 0; venue < layout.venueCount; venue++) {
    const { events, statements } = record.venues[venue]
    if (statements.hasVisitor)
      observeVisitor(state.visit, layout, step, venue, page, record.venues[venue])
    if (events.count === 0) continue
    const traits = watch.traits[venue]
    const told = observeTrades(state, layout, traits, step, venue, events, statements)
    if (told) observeHappenings(state, watch, step, venue, events, statements)
  }
  if (record.coinMarkets.length > 0) {
    observeCoinMarkets(state, layout, record, watch.thinned, step)
  }
  rememberLimits(state.limits, page)
  observeWorstDay(state.worstDay, state.liquidations, step)
  state.nextStep = step + 1
  if (state.nextStep % STEPS_PER_MINUTE === 0) observeMinute(state, watch, page)
  if (state.nextStep === layout.eventStartStep) beginEventDay(state, layout, record)
}

/** Everything but trades. */
function observeHappenings(
  state: Observations,
  { layout, thinned }: Watch,
  step: number,
  venue: number,
  events: EventLog,
  statements: AccountStatements,
): void {
  observeFunding(state.funding, step, venue, events)
  observeLeverageLimits(state.limits, venue, events)
  observeMarketEvents(state.events, layout, step, venue, events)
  observeLiquidations(state.liquidations, layout, step, venue, thinned[venue], events, statements)
}

function observeMinute(state: Observations, watch: Watch, page: BoardPage): void {
  const { record, layout, capitalisation } = watch
  observeNews(state.events, record.world)
  closeMinute(state.minutes, layout, record, page, state, capitalisation)
  if (state.nextStep % STEPS_PER_HOUR !== 0) return
  const hoursDone = state.nextStep / STEPS_PER_HOUR
  scanAccounts(state.scan, layout, hoursDone - 1, record, page)
  scanCoinMarkets(state.scan, layout, hoursDone - 1, record)
  observeChain(state.chain, hoursDone, record.world)
  const sinceEvent = state.nextStep - layout.eventStartStep
  if (state.realised.begun && sinceEvent > 0 && sinceEvent <= STEPS_PER_DAY) {
    sumRealisedProfit(state.realised, layout, record)
    addCoinProfit(state.realised, layout, record)
  }
}

function beginEventDay(state: Observations, layout: Layout, record: MarketRecord): void {
  beginInstitutionBuys(state.institutions, layout, state.prices)
  beginRealisedProfit(state.realised, layout, record)
  beginCoinProfit(state.realised, layout, record)
}
