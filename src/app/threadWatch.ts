// Watches that the simulation's thread answers: one that a browser killed says nothing any more.
import type { SimulationThread } from './simulationThread.ts'

const TURN_MS = 2_000
/** Turns without an answer after which the thread counts as dead: a large market may be busy for some,
 * and two million agents take a slow machine minutes to build. */
const MOST_TURNS = 6
const MOST_TURNS_BUILDING = 150
/** A turn that comes much later was slept through, with the thread: it counts for nothing. */
const LATE_MS = 2 * TURN_MS

/** `onSilence` is called once. Call the result to stop. */
export function watchThread(
  thread: SimulationThread,
  isBuilding: () => boolean,
  onSilence: () => void,
): () => void {
  let turns = 0
  let turnsBuilding = 0
  let isAsked = false
  let lastMs = performance.now()
  const timer = setInterval(() => {
    const nowMs = performance.now()
    const isLate = nowMs - lastMs > LATE_MS
    lastMs = nowMs
    if (isLate || document.hidden) turns = turnsBuilding = 0
    else if (isAsked && isBuilding()) turnsBuilding++
    else if (isAsked) turns++
    if (turns >= MOST_TURNS || turnsBuilding >= MOST_TURNS_BUILDING) {
      clearInterval(timer)
      onSilence()
      return
    }
    if (isAsked) return
    isAsked = true
    const answered = () => {
      isAsked = false
      turns = turnsBuilding = 0
    }
    thread.api.ping().then(answered, answered)
  }, TURN_MS)
  return () => clearInterval(timer)
}
