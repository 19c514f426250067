// Works a job off in a thread of the page: in slices, with a word about progress now and then, and a rest
// where the page asks for it. What the page says is heard only between two slices.
import type { JobProgress } from './jobAnswers.ts'

/** Wall milliseconds between two words about progress. */
const TELL_MS = 250

/** `rest`: what is waited for before going on; null while nothing is. */
export async function workOff<Outcome>(
  job: Generator<JobProgress, Outcome>,
  onShare: (share: number) => void,
  rest: () => Promise<void> | null = () => null,
): Promise<Outcome> {
  // A job shorter than a word about its progress would never come to the rest below.
  await rest()
  let toldMs = performance.now()
  for (;;) {
    const turn = job.next()
    if (turn.done === true) return turn.value
    const nowMs = performance.now()
    if (nowMs - toldMs < TELL_MS) continue
    toldMs = nowMs
    onShare(turn.value.stepsDone / turn.value.stepsInAll)
    await new Promise((resolve) => setTimeout(resolve))
    await rest()
  }
}
