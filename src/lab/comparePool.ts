// Runs the seeds of a comparison on threads of Node.
import { RunFailure } from './command.ts'
import { workOnThreads, type ThreadJobs } from './threadJobs.ts'
import { withSeed, type TwinJob, type TwinOutcome } from '../threads/twinRun.ts'

export interface SeedRuns {
  readonly job: TwinJob
  readonly seeds: readonly string[]
  /** Threads. */
  readonly jobs: number
  readonly isInterrupted: () => boolean
  /** Share of all steps done, 0 to 1. */
  onProgress(share: number): void
  onOutcome(outcome: TwinOutcome): void
}

/** Resolves when all seeds are done, or soon after an interruption. */
export type RunSeeds = (runs: SeedRuns) => Promise<void>

export const runSeedsOnThreads: RunSeeds = ({ job, seeds, jobs, ...watch }) => {
  const work: ThreadJobs<TwinJob, TwinOutcome> = {
    ...watch,
    door: new URL('../threads/twin.node.ts', import.meta.url),
    jobs: seeds.map((seed) => withSeed(job, seed)),
    threads: jobs,
    failureOf: ({ a }, problem) =>
      new RunFailure(`The comparison of seed '${a.seed}' failed. ${problem}`),
  }
  return workOnThreads(work)
}
