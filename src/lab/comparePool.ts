// Runs the seeds of a comparison on threads of Node, each thread a seed at a time, and says how far
// they are. Stopping drops what is unfinished.
import { Worker } from 'node:worker_threads'
import { RunFailure } from './command.ts'
import { withSeed, type TwinJob, type TwinOutcome, type TwinProgress } from '../threads/twinRun.ts'
import type { TwinAnswer } from '../threads/twin.node.ts'

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

const LOOK_MS = 100

export const runSeedsOnThreads: RunSeeds = async (runs) => {
  const waiting = [...runs.seeds]
  const shares = new Map<string, number>()
  const tell = () => {
    let done = 0
    for (const share of shares.values()) done += share
    runs.onProgress(done / runs.seeds.length)
  }
  const lines = Array.from({ length: Math.min(runs.jobs, waiting.length) }, async () => {
    const thread = new TwinThread()
    try {
      for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
        const own = seed
        const outcome = await thread.run(
          withSeed(runs.job, own),
          runs.isInterrupted,
          (progress) => {
            shares.set(own, progress.stepsDone / progress.stepsInAll)
            tell()
          },
        )
        if (outcome === null) return
        shares.set(own, 1)
        runs.onOutcome(outcome)
        tell()
      }
    } catch (error) {
      waiting.length = 0
      throw error
    } finally {
      await thread.stop()
    }
  })
  const ended = await Promise.allSettled(lines)
  const failure = ended.find((line) => line.status === 'rejected')
  if (failure !== undefined) throw failure.reason
}

class TwinThread {
  private readonly worker = new Worker(new URL('../threads/twin.node.ts', import.meta.url))

  /** Null when it was interrupted first. */
  run(
    job: TwinJob,
    isInterrupted: () => boolean,
    onProgress: (progress: TwinProgress) => void,
  ): Promise<TwinOutcome | null> {
    const { worker } = this
    return new Promise((resolve, reject) => {
      const look = setInterval(() => {
        if (isInterrupted()) end(() => resolve(null))
      }, LOOK_MS)
      const hear = (answer: TwinAnswer) => {
        if (answer.kind === 'progress') onProgress(answer.progress)
        else if (answer.kind === 'outcome') end(() => resolve(answer.outcome))
        else end(() => reject(failureOf(job, answer.problem)))
      }
      const fail = (error: Error) => end(() => reject(failureOf(job, String(error))))
      const end = (settle: () => void) => {
        clearInterval(look)
        worker.off('message', hear)
        worker.off('error', fail)
        settle()
      }
      worker.on('message', hear)
      worker.on('error', fail)
      worker.postMessage(job)
    })
  }

  async stop(): Promise<void> {
    await this.worker.terminate()
  }
}

function failureOf(job: TwinJob, problem: string): RunFailure {
  return new RunFailure(`The comparison of seed '${job.a.seed}' failed. ${problem}`)
}
