// Runs scenarios for their figures on threads of Node.
import { RunFailure } from '../command.ts'
import { workOnThreads, type ThreadJobs } from '../threadJobs.ts'
import type { RunSpec } from '../../params/resolve.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

export interface FigureRuns {
  readonly specs: readonly RunSpec[]
  readonly threads: number
  readonly isInterrupted: () => boolean
  /** Share of all steps done, 0 to 1. */
  onProgress(share: number): void
  onFigures(figures: RunFigures, spec: RunSpec): void
}

/** Resolves when all runs are done, or soon after an interruption. */
export type RunAll = (runs: FigureRuns) => Promise<void>

export const runAllOnThreads: RunAll = ({ specs, onFigures, ...watch }) => {
  const work: ThreadJobs<RunSpec, RunFigures> = {
    ...watch,
    door: new URL('../../threads/figures.node.ts', import.meta.url),
    jobs: specs,
    onOutcome: onFigures,
    failureOf: ({ scenario, seed }, problem) =>
      new RunFailure(`The run of ${scenario.id} with seed '${seed}' failed. ${problem}`),
  }
  return workOnThreads(work)
}
