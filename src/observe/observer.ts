// The observer of one run: called after every step, it reads the board, the events and (once a minute
// or an hour) the books and accounts, and changes nothing. ODD submodel: Observation.
import { assert } from '../base/assert.ts'
import { Population } from '../market/kinds.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { accountOf, sentenceOf } from './account.ts'
import { accountTraits } from './accountTraits.ts'
import type { Requirement } from './claim.ts'
import type { Figures, Seen } from './figures.ts'
import { layoutOf } from './layout.ts'
import { feedIsThinned, mergedLiquidations } from './liquidations.ts'
import { capitalisationBase } from './marketCap.ts'
import type { MarketEvent } from './marketEvents.ts'
import { NAMED_VENUES } from './measureLiquidations.ts'
import { milestonesOf, type Milestone } from './milestones.ts'
import { measuresOf } from './measures.ts'
import { badNewsMinutes } from './measureWorld.ts'
import { type MinuteColumns, minutesBetween } from './minutes.ts'
import { quotesNow, scanNextOnePercentUsd, totalsNow } from './now.ts'
import { copyPlain } from './saved.ts'
import { type Progress, scorecard, type ScoreRow } from './scorecard.ts'
import type { LiquidationRows, QuoteNow, TapeRow, TotalsNow } from './shapes.ts'
import { createObservations, type Observations } from './state.ts'
import { observeStart, observeStep, type Watch } from './step.ts'
import { tapeRows } from './tape.ts'
import type { Visit } from './visitor.ts'

const TAPE_ROWS = 60

export interface RunAccount {
  readonly text: string
  readonly milestones: readonly Milestone[]
}

export interface Observer {
  /** Reads the step that the model has just done. Every step once, in order, from the first. */
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
  /** "Price -6.1 %. $91M of longs liquidate if it falls another 1 %." */
  sentence(): string
  /** The run so far in at most 150 words, and its milestones in order. */
  account(): RunAccount
  /** What a visitor's own trader has met; empty where there is none. */
  visit(): Visit
  /** All that has been observed, to be put back into an observer of the same scenario. */
  save(): Observations
  /** The same, but not a copy: to be read at once. */
  state(): Observations
  restore(saved: Observations): void
}

export function createObserver(record: MarketRecord): Observer {
  const layout = layoutOf(record)
  let traits: readonly Uint8Array[] | undefined
  const watch: Watch = {
    record,
    layout,
    capitalisation: capitalisationBase(layout),
    thinned: record.venueNames.map(feedIsThinned),
    // Not before the first step is done: the venues' own accounts are opened last.
    get traits() {
      traits ??= accountTraits(record)
      return traits
    },
  }
  let state = createObservations(layout)
  let onePercent = { step: -1, usd: 0 }
  let figures: { step: number; figures: Figures } | undefined
  observeStart(state, watch)

  const seen = (): Seen => ({ state, layout, record })

  /** Computed once for a step. */
  function measures(): Figures {
    if (figures?.step !== state.nextStep) {
      figures = { step: state.nextStep, figures: measuresOf(seen()) }
    }
    return { ...figures.figures }
  }

  /** The scan for the next 1 % is made once for a step, so that a moment has one figure. */
  function totals(): TotalsNow {
    if (onePercent.step !== state.nextStep) {
      onePercent = { step: state.nextStep, usd: scanNextOnePercentUsd(record, layout) }
    }
    return totalsNow(state, layout, record, onePercent.usd)
  }

  return {
    afterStep() {
      assert(
        record.stepsDone() === state.nextStep + 1,
        'an observer reads every step once, in order',
      )
      observeStep(state, watch)
    },
    series: () => minutesBetween(state.minutes, layout, 0, state.minutes.count, false),
    seriesBetween: (from, to) => minutesBetween(state.minutes, layout, from, to, true),
    liquidationsBetween: (from, to) => mergedLiquidations(state.liquidations, layout, from, to),
    tapeRows: (count = TAPE_ROWS, atLeastUsd = 0) =>
      tapeRows(state.liquidations, state.events, layout, record, count, atLeastUsd),
    events: () => state.events.list,
    quotes: () => quotesNow(state, layout),
    totals,
    measures,
    scoreRows: (twins = {}) => scorecard({ ...measures(), ...twins }, progressOf(seen())),
    sentence: () =>
      sentenceOf(quotesNow(state, layout).changeFraction[layout.btc], totals().nextOnePercentUsd),
    account: () => accountNow(seen(), measures(), totals()),
    visit: () => state.visit,
    save: () => copyPlain(state),
    state: () => state,
    restore(saved) {
      state = copyPlain(saved)
      onePercent = { step: -1, usd: 0 }
      figures = undefined
    },
  }
}

function accountNow(seen: Seen, measures: Figures, totals: TotalsNow): RunAccount {
  const { state, layout } = seen
  const btcPriceUsd = state.prices.nowUsd[layout.btc]
  const { eventStartStep } = layout
  const text = accountOf({
    measures,
    totals,
    btcPriceUsd,
    stepsDone: state.nextStep,
    eventStartStep,
  })
  return { text, milestones: milestonesOf(seen, measures) }
}

/** How far the run is and what its market has, for the verdicts. */
function progressOf(seen: Seen): Progress {
  const { state, layout, record } = seen
  const { stepCount, eventStartStep, accountsOf } = layout
  const dayIsOver = state.minutes.count >= layout.calendar.eventTo
  const has: Record<Requirement, boolean> = {
    altcoins: layout.altcoins.length > 0,
    namedVenues: record.venueNames.some((name) => NAMED_VENUES.includes(name)),
    // Until the day is over, news may still come.
    news: !dayIsOver || badNewsMinutes(seen).length > 0,
    holders: accountsOf[Population.LongTermHolder] > 0,
    institutions: accountsOf[Population.Institution] > 0,
    washTraders: accountsOf[Population.WashTrader] > 0,
  }
  return { stepsDone: state.nextStep, stepCount, eventStartStep, has }
}
