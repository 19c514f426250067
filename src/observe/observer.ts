// The observer of one run: called after every step, it reads the board, the events and (once a minute
// or an hour) the books and accounts, and changes nothing. ODD submodel: Observation.
import { assert } from '../base/assert.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { STEPS_PER_MINUTE } from '../market/units.ts'
import { observeBooks } from './bookState.ts'
import type { Requirement } from './claims.ts'
import { observeFunding } from './funding.ts'
import { layoutOf } from './layout.ts'
import { feedIsThinned, mergedLiquidations, observeLiquidations } from './liquidations.ts'
import { capitalisationBase } from './marketCap.ts'
import { type MarketEvent, observeMarketEvents, observeNews } from './marketEvents.ts'
import { type Figures, measuresOf } from './measures.ts'
import { closeMinute, type MinuteColumns, minutesBetween } from './minutes.ts'
import { quotesNow, scanNextOnePercentUsd, totalsNow } from './now.ts'
import { observePrices } from './prices.ts'
import { copyPlain } from './saved.ts'
import { type Progress, scorecard, type ScoreRow } from './scorecard.ts'
import type { LiquidationRows, QuoteNow, TapeRow, TotalsNow } from './shapes.ts'
import { createObservations, type Observations } from './state.ts'
import { tapeRows } from './tape.ts'
import { observeVolume } from './volume.ts'
import { observeWorstDay } from './worstDay.ts'

const TAPE_ROWS = 60

export interface Observer {
  /** Reads the step that the model has just done. Every step once, in order. */
  afterStep(): void
  /** Complete minutes so far: views that grow stale, not copies. */
  series(): MinuteColumns
  /** Copies of the complete minutes [from, to), to be sent away. */
  seriesBetween(fromMinute: number, toMinute: number): MinuteColumns
  /** Liquidations of the steps [fromStep, toStep), merged by second, asset, venue and side. */
  liquidationsBetween(fromStep: number, toStep: number): LiquidationRows
  /** The newest lines first. Liquidations below `atLeastUsd` are left out. */
  tapeRows(count?: number, atLeastUsd?: number): TapeRow[]
  events(): readonly MarketEvent[]
  quotes(): QuoteNow
  totals(): TotalsNow
  measures(): Figures
  /** `twins`: figures that only same-seed twin runs give, under the names that the claims use. */
  scoreRows(twins?: Figures): ScoreRow[]
  /** All that has been observed, to be put back into an observer of the same scenario. */
  save(): Observations
  restore(saved: Observations): void
}

export function createObserver(record: MarketRecord): Observer {
  const layout = layoutOf(record)
  const capitalisation = capitalisationBase(layout)
  const thinned = record.venueNames.map(feedIsThinned)
  let state = createObservations(layout, record.stepsDone())
  let onePercent = { minute: -1, usd: 0 }

  function afterStep(): void {
    const step = state.nextStep
    assert(record.stepsDone() === step + 1, 'an observer reads every step once, in order')
    const page = record.board.page(step)
    const minute = Math.floor(step / STEPS_PER_MINUTE)
    if (state.fundsStartQuote < 0) {
      state.fundsStartQuote = page.insuranceFundQuote.reduce((sum, fund) => sum + fund, 0)
    }
    observePrices(state.prices, layout, page)
    observeBooks(state.books, layout, state.prices, page)
    for (let venue = 0; venue < layout.venueCount; venue++) observeVenue(step, minute, venue)
    observeWorstDay(state.worstDay, state.liquidations, step)
    state.nextStep = step + 1
    if (state.nextStep % STEPS_PER_MINUTE !== 0) return
    observeNews(state.events, step, record.world)
    closeMinute(state.minutes, layout, record, page, { ...state, capitalisation })
  }

  function observeVenue(step: number, minute: number, venue: number): void {
    const { events, statements } = record.venues[venue]
    if (events.count === 0) return
    observeVolume(state.volume, layout, minute, events, statements)
    observeFunding(state.funding, step, venue, events)
    observeMarketEvents(state.events, layout, step, venue, events)
    observeLiquidations(state.liquidations, layout, step, venue, thinned[venue], events, statements)
  }

  function totals(): TotalsNow {
    if (onePercent.minute !== state.minutes.count && state.nextStep > 0) {
      onePercent = { minute: state.minutes.count, usd: scanNextOnePercentUsd(record, layout) }
    }
    return totalsNow(state, layout, record, onePercent.usd)
  }

  function progress(): Progress {
    const has: Record<Requirement, boolean> = {
      altcoins: layout.altcoins.length > 0,
      namedVenues: true,
      news: true,
      holders: true,
      institutions: true,
      washTraders: true,
      volatilityLimits: true,
    }
    const { stepCount, eventStartStep } = layout
    return { stepsDone: state.nextStep, stepCount, eventStartStep, has }
  }

  return {
    afterStep,
    series: () => minutesBetween(state.minutes, layout, 0, state.minutes.count, false),
    seriesBetween: (from, to) => minutesBetween(state.minutes, layout, from, to, true),
    liquidationsBetween: (from, to) => mergedLiquidations(state.liquidations, layout, from, to),
    tapeRows: (count = TAPE_ROWS, atLeastUsd = 0) =>
      tapeRows(state.liquidations, state.events, layout, record, count, atLeastUsd),
    events: () => state.events.list,
    quotes: () => quotesNow(state, layout),
    totals,
    measures: () => measuresOf(state, layout),
    scoreRows: (twins = {}) => scorecard({ ...measuresOf(state, layout), ...twins }, progress()),
    save: () => copyPlain(state),
    restore: (saved) => {
      state = copyPlain(saved)
      onePercent = { minute: -1, usd: 0 }
    },
  }
}
