// The span of time that the picture and the strips show.
import { shownStep } from './frameLoop.ts'

/** Trailing span of the picture, and the shortest that a young run is drawn over. Steps. */
const WINDOW_STEPS = 8 * 3_600
const SHORTEST_STEPS = 3_600

/** It trails the shown moment, and a young run fills the width. */
export function spanShown(): { start: number; end: number } {
  const end = shownStep()
  return { start: end - Math.max(SHORTEST_STEPS, Math.min(WINDOW_STEPS, end)), end }
}
