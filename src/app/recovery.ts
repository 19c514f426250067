// When the simulation's thread dies: once it is started again from the last checkpoint, with a word; when
// it dies again soon after, the visitor is asked.
import { isEmbedded } from './embedded.ts'
import { findKept, forgetKept } from './keeping.ts'
import { liveStep } from './frameLoop.ts'
import { openings, openRun, whenCrashed } from './runControl.ts'
import { labStore } from './store.ts'

/** A second death within this time is not an accident. */
const ACCIDENT_MS = 30_000

let crashedMs = -Infinity

export function followFaults(): void {
  whenCrashed(crashed)
  // The run is begun before the panels are there: it may have died unheard.
  const { phase, problem } = labStore.getState()
  if (phase === 'crashed') crashed(problem ?? '')
}

function crashed(problem: string): void {
  const nowMs = performance.now()
  const isAccident = nowMs - crashedMs > ACCIDENT_MS && !isMemoryProblem(problem)
  crashedMs = nowMs
  if (isAccident) void resumeRun()
  else labStore.setState({ wantsPlay: false })
}

/** From the last checkpoint, or from the start where there is none. */
export async function resumeRun(): Promise<void> {
  const { link, wantsPlay } = labStore.getState()
  const step = liveStep()
  const before = openings()
  const { saved } = isEmbedded ? { saved: null } : await findKept(link)
  if (openings() !== before) return
  const opening = { play: wantsPlay, saved, why: 'fault', isAfresh: true } as const
  // What the visitor saw last: the same bits are run again up to there.
  await openRun(link, { ...opening, seekStep: step })
  const { phase, resumed } = labStore.getState()
  if (phase === 'open' && resumed === null) {
    labStore.setState({ resumed: { step: 0, why: 'fault' } })
  }
}

/** The same link from its start, with nothing kept. */
export function startOver(): void {
  const { link } = labStore.getState()
  if (!isEmbedded) forgetKept(link)
  void openRun(link, { play: true, isAfresh: true })
}

/** What browsers say when they refuse memory. */
export function isMemoryProblem(problem: string): boolean {
  return /allocation|out of memory|invalid (?:typed )?array (?:buffer )?length|memory/i.test(
    problem,
  )
}
