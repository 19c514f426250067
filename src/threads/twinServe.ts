// Offers twins of other seeds to the page over Comlink: one job after another, beside the run that is
// looked at. Stopped by ending the thread.
import { expose } from 'comlink'
import { workOff } from './pageJob.ts'
import { runTwins, type TwinEngine, type TwinJob, type TwinOutcome } from './twinRun.ts'

export interface TwinApi {
  /** `onShare` hears how much of the job is done, 0 to 1. */
  run(job: TwinJob, onShare: (share: number) => void): Promise<TwinOutcome>
}

export function serveTwins(engine: TwinEngine): void {
  const api: TwinApi = { run: (job, onShare) => workOff(runTwins(engine, job), onShare) }
  expose(api)
}
