// What a thread that works jobs off does with each message: one job after another, progress four times
// a second in between, an answer or a problem at the end.
export interface JobProgress {
  readonly stepsDone: number
  readonly stepsInAll: number
}

export type JobAnswer<Outcome> =
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'failure'; readonly problem: string }

const PROGRESS_MS = 250

/** What the thread's door calls with each job. */
export function jobAnswers<Job, Outcome>(
  run: (job: Job) => Generator<JobProgress, Outcome>,
  answer: (message: JobAnswer<Outcome>) => void,
): (job: Job) => void {
  return (job) => {
    try {
      const running = run(job)
      let toldMs = performance.now()
      let turn = running.next()
      while (turn.done !== true) {
        const nowMs = performance.now()
        if (nowMs - toldMs >= PROGRESS_MS) {
          toldMs = nowMs
          answer({ kind: 'progress', progress: turn.value })
        }
        turn = running.next()
      }
      answer({ kind: 'outcome', outcome: turn.value })
    } catch (error) {
      const problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
      answer({ kind: 'failure', problem })
    }
  }
}
