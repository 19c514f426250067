// What the panels show, in one zustand store. Figures of frames come here at most four times a second;
// frames themselves never do (frameLoop.ts).
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { DEFAULT_SCENARIO_ID } from '../params/scenarios.ts'
import { ALL_VENUES } from '../threads/frames.ts'
import type { ClockNow, PanelNow, SceneName, Speed } from '../threads/frames.ts'
import { DEFAULT_WINDOW, type TimeWindow } from '../view/timeAxis.ts'
import type { PastTotals, Quotes } from './shown.ts'
import type { RunFacts } from '../threads/protocol.ts'
import type { Unkept } from '../threads/keeper.ts'

/** What stands in the sheet that covers a phone. */
export type PhoneSheet = 'sliders' | 'compare' | 'experiment' | 'figures' | 'events' | 'trade'

export type Mode = 'watch' | 'explore' | 'compare' | 'experiment'

/** Where the run stands: being built, open, ended by a fault, or not built because the visitor stopped it. */
export type Phase = 'building' | 'open' | 'crashed' | 'stopped'

/** Where the picture stands: being loaded, drawing, or not to be had. */
export type Drawing = 'loading' | 'on' | 'lost' | 'absent'

/** What a finished run's fingerprint says about the link it was opened from. */
export type LinkCheck = 'same result' | 'another result' | 'another engine' | 'other parameters'

/** A run that was gone on from: after a reload, or after its thread had died. */
export interface Resumed {
  readonly step: number
  readonly why: 'reload' | 'fault'
}

export interface LabState {
  /** What the run is made of: the address bar holds it. */
  readonly link: LinkState
  /** Earlier links, for undo; the last one first to go back to. */
  readonly history: readonly LinkState[]
  /** Links that were undone, for redo; the first one first to go back to. */
  readonly undone: readonly LinkState[]
  readonly phase: Phase
  readonly problem: string | null
  readonly facts: RunFacts | null
  readonly clock: ClockNow | null
  readonly quotes: Quotes | null
  readonly panel: PanelNow | null
  /** Totals of the past moment that is looked at. */
  readonly pastTotals: PastTotals | null
  readonly fingerprint: string | null
  readonly linkCheck: LinkCheck | null
  /** The visitor wants time to pass; the clock says whether it does. */
  readonly wantsPlay: boolean
  readonly speed: Speed
  readonly resumed: Resumed | null
  /** Why a reload would start this run over; null where it would not, or the visitor has read it. */
  readonly unkept: Unkept | null
  /** Parts of the opened link were not understood, so that it may stand for another run. */
  readonly isLinkPartial: boolean
  /** A recorded moment that is looked at while the run is on its way there; null when it is there. */
  readonly pastStep: number | null
  readonly mode: Mode
  readonly scene: SceneName
  readonly asset: number
  /** Of the picture: a venue, or ALL_VENUES. */
  readonly venue: number
  /** Price at that venue at the moment shown; null over all venues. */
  readonly venuePriceUsd: number | null
  /** How much time the picture and the strips show. */
  readonly window: TimeWindow
  /** The fan of real falls lies behind the price. */
  readonly hasRealFalls: boolean
  /** A restart keeps the seed; otherwise it draws a new one. */
  readonly seedLocked: boolean
  readonly drawing: Drawing
  /** What was wrong with a link and what was used instead. */
  readonly linkNotices: readonly string[]
  /** A passing word about the last action. */
  readonly word: string | null
  /** For the polite live region. */
  readonly said: string
  /** What this is is told until the visitor does something, or the first news breaks. */
  readonly isFirstRun: boolean
  readonly isEventOpen: boolean
  readonly isTradeOpen: boolean
  readonly phoneSheet: PhoneSheet | null
  /** Single keys act; a visitor may turn them off. */
  readonly hasShortcuts: boolean
}

export const labStore = createStore<LabState>(() => ({
  link: plainLink(DEFAULT_SCENARIO_ID),
  history: [],
  undone: [],
  phase: 'building',
  problem: null,
  facts: null,
  clock: null,
  quotes: null,
  panel: null,
  pastTotals: null,
  fingerprint: null,
  linkCheck: null,
  wantsPlay: true,
  speed: 'auto',
  resumed: null,
  unkept: null,
  isLinkPartial: false,
  pastStep: null,
  mode: 'explore',
  scene: 'market',
  asset: 0,
  venue: ALL_VENUES,
  venuePriceUsd: null,
  window: DEFAULT_WINDOW,
  hasRealFalls: false,
  seedLocked: true,
  drawing: 'loading',
  linkNotices: [],
  word: null,
  said: '',
  isFirstRun: true,
  isEventOpen: false,
  isTradeOpen: false,
  phoneSheet: null,
  hasShortcuts: true,
}))

/** Whether later moments than the one shown are computed already. */
export function isInPast({ pastStep, clock }: LabState): boolean {
  return pastStep !== null || (clock !== null && clock.step < clock.frontierStep)
}

/** Nothing more can be done at the moment shown: it is the last one. */
export function isOver({ pastStep, clock }: LabState): boolean {
  return pastStep === null && clock?.finished === true
}

export function useLab<T>(select: (state: LabState) => T): T {
  return useStore(labStore, select)
}
