// Values on a grid: min + k x step for whole k. Links carry k, and the value comes out as the same
// double everywhere: the decimal number nearest to what a person would write.

export interface Grid {
  readonly min: number
  readonly max: number
  readonly step: number
}

const POWERS_OF_TEN = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]

/** The largest whole k of the grid. */
export function lastStepOf(grid: Grid): number {
  return Math.round((grid.max - grid.min) / grid.step)
}

/** The value of step k: -20 + 158 x 0.1 is -4.2, not -4.199999999999999. */
export function valueAt(grid: Grid, k: number): number {
  const scale = scaleOf(grid)
  // The zero turns -0 into 0.
  return Math.round((grid.min + k * grid.step) * scale) / scale + 0
}

/** The whole k nearest to a value, within the grid. */
export function nearestStep(grid: Grid, value: number): number {
  const k = Math.round((value - grid.min) / grid.step)
  const last = lastStepOf(grid)
  return k < 0 ? 0 : k > last ? last : k
}

/** The grid's value nearest to any finite number. */
export function snap(grid: Grid, value: number): number {
  return valueAt(grid, nearestStep(grid, value))
}

export function isOnGrid(grid: Grid, value: number): boolean {
  return value >= grid.min && value <= grid.max && snap(grid, value) === value
}

/** The power of ten that makes both the start and the step of the grid whole. */
function scaleOf(grid: Grid): number {
  for (const scale of POWERS_OF_TEN) {
    if (isWholeTimes(grid.step, scale) && isWholeTimes(grid.min, scale)) return scale
  }
  return POWERS_OF_TEN.at(-1)!
}

function isWholeTimes(value: number, scale: number): boolean {
  return Math.round(value * scale) / scale === value
}
