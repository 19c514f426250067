// What is known of the B side of a comparison: where its run stands, where the two part, B - A so far
// and over more seeds. What B is made of stands in the link.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Divergence } from '../observe/twinsTrace.ts'
import type { TwinPair } from '../observe/twinsTable.ts'
import type { TotalsNow } from '../threads/frames.ts'
import type { TwinOutcome } from '../threads/twinRun.ts'

export interface CompareState {
  /** B's run: none, being built, open, or ended by a fault. */
  readonly phase: 'none' | 'building' | 'open' | 'crashed'
  readonly problem: string | null
  /** Simulated seconds that B has done. */
  readonly stepB: number
  /** A stands still until B is there. */
  readonly isHeld: boolean
  readonly forkStep: number | null
  readonly divergence: Divergence | null
  /** What both showed up to here is the same, where no divergence is found. */
  readonly sameUntil: number
  readonly totalsB: TotalsNow | null
  readonly pricesB: readonly number[] | null
  readonly fingerprintB: string | null
  /** Both sides of the open runs, as far as they are. */
  readonly now: TwinPair | null
  readonly nowStep: number
  readonly seeds: SeedsState
  /** On a phone: B is shown for as long as a finger rests. */
  readonly isShowingB: boolean
}

export interface SeedsState {
  /** Seeds asked for; 0 where none are. */
  readonly asked: number
  readonly isRunning: boolean
  /** Share of the seed at work. */
  readonly share: number
  readonly secondsLeft: number | null
  readonly outcomes: readonly TwinOutcome[]
  readonly problem: string | null
}

export const NO_SEEDS: SeedsState = {
  asked: 0,
  isRunning: false,
  share: 0,
  secondsLeft: null,
  outcomes: [],
  problem: null,
}

export const NO_B: CompareState = {
  phase: 'none',
  problem: null,
  stepB: 0,
  isHeld: false,
  forkStep: null,
  divergence: null,
  sameUntil: 0,
  totalsB: null,
  pricesB: null,
  fingerprintB: null,
  now: null,
  nowStep: 0,
  seeds: NO_SEEDS,
  isShowingB: false,
}

export const compareStore = createStore<CompareState>(() => NO_B)

export function useCompare<T>(select: (state: CompareState) => T): T {
  return useStore(compareStore, select)
}
