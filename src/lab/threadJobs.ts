// Works jobs off on threads of Node, each thread a job at a time, and says how far they are. Stopping
// drops what is unfinished.
import { Worker } from 'node:worker_threads'
import type { JobAnswer } from '../threads/jobAnswers.ts'
import type { RunFailure } from './command.ts'

export interface ThreadJobs<Job, Outcome> {
  /** The thread's door as built. */
  readonly door: URL
  readonly jobs: readonly Job[]
  readonly threads: number
  readonly isInterrupted: () => boolean
  /** Share of all steps done, 0 to 1. */
  onProgress(share: number): void
  onOutcome(outcome: Outcome, job: Job): void
  failureOf(job: Job, problem: string): RunFailure
}

const LOOK_MS = 100

/** Resolves when all jobs are done, or soon after an interruption. */
export async function workOnThreads<Job, Outcome>(work: ThreadJobs<Job, Outcome>): Promise<void> {
  const waiting = [...work.jobs.keys()]
  const shares = new Float64Array(work.jobs.length)
  const tell = () =>
    work.onProgress(shares.reduce((sum, share) => sum + share, 0) / work.jobs.length)
  const lines = Array.from({ length: Math.min(work.threads, waiting.length) }, async () => {
    const thread = new JobThread(work)
    try {
      for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
        const own = index
        const job = work.jobs[own]!
        const outcome = await thread.run(job, (share) => {
          shares[own] = share
          tell()
        })
        if (outcome === null) return
        shares[own] = 1
        work.onOutcome(outcome, job)
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

class JobThread<Job, Outcome> {
  private readonly worker: Worker
  private readonly work: ThreadJobs<Job, Outcome>

  constructor(work: ThreadJobs<Job, Outcome>) {
    this.work = work
    this.worker = new Worker(work.door)
  }

  /** Null when it was interrupted first. */
  run(job: Job, onShare: (share: number) => void): Promise<Outcome | null> {
    const { worker, work } = this
    return new Promise((resolve, reject) => {
      const look = setInterval(() => {
        if (work.isInterrupted()) end(() => resolve(null))
      }, LOOK_MS)
      const hear = (answer: JobAnswer<Outcome>) => {
        if (answer.kind === 'progress') {
          onShare(answer.progress.stepsDone / answer.progress.stepsInAll)
        } else if (answer.kind === 'outcome') end(() => resolve(answer.outcome))
        else end(() => reject(work.failureOf(job, answer.problem)))
      }
      const fail = (error: Error) => end(() => reject(work.failureOf(job, String(error))))
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
