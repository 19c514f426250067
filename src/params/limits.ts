// Bounds of what a run may be made of that are no rows of the table.
import { STEPS_PER_HOUR } from '../market/units.ts'
import type { Grid } from './grid.ts'

/** Length of a run in hours: whole quarters, so that hours x 3,600 is a whole number of steps. */
export const HOURS: Grid = { min: 0.25, max: 240, step: 0.25 }

/** Size of a visitor's own news: change of BTC's value in percent. */
export const NEWS_SIZE: Grid = { min: -20, max: 10, step: 0.1 }

export const MOST_CHANGES = 200
export const MOST_NEWS = 50

/** Values of one axis of a sweep, and seeds of a cell. */
export const MOST_AXIS_VALUES = 25
export const MOST_SEEDS = 1_000

export const DEFAULT_SEED = 'unwind'

export function stepCountOf(hours: number): number {
  return hours * STEPS_PER_HOUR
}
