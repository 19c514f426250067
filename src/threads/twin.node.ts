// A thread of Node that runs twins: one job after another, progress four times a second in between.
import { parentPort } from 'node:worker_threads'
import { createModel } from '../model/model.ts'
import { createObserver } from '../observe/observer.ts'
import { runTwins, type TwinJob, type TwinOutcome, type TwinProgress } from './twinRun.ts'

export type TwinAnswer =
  | { readonly kind: 'progress'; readonly progress: TwinProgress }
  | { readonly kind: 'outcome'; readonly outcome: TwinOutcome }
  | { readonly kind: 'failure'; readonly problem: string }

const PROGRESS_MS = 250

parentPort?.on('message', (job: TwinJob) => {
  try {
    const run = runTwins({ createModel, createObserver }, job)
    let toldMs = performance.now()
    let turn = run.next()
    while (turn.done !== true) {
      const nowMs = performance.now()
      if (nowMs - toldMs >= PROGRESS_MS) {
        toldMs = nowMs
        answer({ kind: 'progress', progress: turn.value })
      }
      turn = run.next()
    }
    answer({ kind: 'outcome', outcome: turn.value })
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
    answer({ kind: 'failure', problem })
  }
})

function answer(message: TwinAnswer): void {
  parentPort?.postMessage(message)
}
