// Which checkpoint to give up when memory is short: they stand densely near the moments that matter now
// and ever more sparsely away from them. Steps.

/** A minute: gaps next to a moment that matters do not all count as equally wide. */
const NEAR_STEPS = 60

/**
 * Row of the checkpoint whose loss leaves the least gap for its distance from the nearest of `moments`;
 * -1 where only the first and the last are left, which always stay.
 */
export function leastMissed(steps: readonly number[], moments: readonly number[]): number {
  let least = -1
  let leastGap = Infinity
  for (let row = 1; row < steps.length - 1; row++) {
    const away = Math.min(...moments.map((moment) => Math.abs(moment - steps[row])))
    const gap = (steps[row + 1] - steps[row - 1]) / (away + NEAR_STEPS)
    if (gap < leastGap) {
      leastGap = gap
      least = row
    }
  }
  return least
}
