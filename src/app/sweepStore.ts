// What the experiment has found and how far it is. What it asks stands in the link.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { FindRun, FoundRun } from '../observe/sweepTable.ts'

export interface SweepState {
  readonly phase: 'idle' | 'running' | 'resting'
  /** Runs of the present question that are done, by runName. */
  readonly found: ReadonlyMap<string, FoundRun>
  /** Those that were done before this page was loaded. */
  readonly keptCount: number
  /** Share of each run that is at work, by runName. */
  readonly working: ReadonlyMap<string, number>
  readonly secondsLeft: number | null
  readonly problem: string | null
}

export const NO_SWEEP: SweepState = {
  phase: 'idle',
  found: new Map(),
  keptCount: 0,
  working: new Map(),
  secondsLeft: null,
  problem: null,
}

export const sweepStore = createStore<SweepState>(() => NO_SWEEP)

export function useSweep<T>(select: (state: SweepState) => T): T {
  return useStore(sweepStore, select)
}

export function runName({ cell, seed }: Parameters<FindRun>[0]): string {
  return `${cell} ${seed}`
}

export function finder(found: SweepState['found']): FindRun {
  return (run) => found.get(runName(run)) ?? null
}

/** Whole runs, those at work by their share. */
export function runsDone({ found, working }: SweepState): number {
  let done = found.size
  for (const share of working.values()) done += share
  return done
}
