// Offers twins of other seeds to the page over Comlink: one job after another, beside the run that is
// looked at. Stopped by ending the thread.
import { expose } from 'comlink'
import { runTwins, type TwinEngine, type TwinJob, type TwinOutcome } from './twinRun.ts'

export interface TwinApi {
  /** `onShare` hears how much of the job is done, 0 to 1. */
  run(job: TwinJob, onShare: (share: number) => void): Promise<TwinOutcome>
}

/** Wall milliseconds between two words about progress. */
const TELL_MS = 250

export function serveTwins(engine: TwinEngine): void {
  const api: TwinApi = {
    async run(job, onShare) {
      const run = runTwins(engine, job)
      let toldMs = performance.now()
      for (;;) {
        const turn = run.next()
        if (turn.done === true) return turn.value
        const nowMs = performance.now()
        if (nowMs - toldMs < TELL_MS) continue
        toldMs = nowMs
        onShare(turn.value.stepsDone / turn.value.stepsInAll)
        // Answers of the page are heard only between two tasks.
        await new Promise((resolve) => setTimeout(resolve))
      }
    },
  }
  expose(api)
}
