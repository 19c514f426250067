// What a sweep has found: of each cell the median of one figure over its seeds, and how far the seeds
// spread. Any part of the runs will do. ODD submodel: Observation.
import { cellCountOf, columnsOf, settingsOfCell } from '../params/sweep.ts'
import { sweepRuns } from '../params/sweepRuns.ts'
import { rowOf } from '../params/rowIndex.ts'
import { formatSetting } from '../params/words.ts'
import { medianOf, quantileOf } from './statistics.ts'
import type { Figures } from './figures.ts'
import type { Sweep, SweepGrid } from '../params/sweep.ts'
import type { SweepRun } from '../params/sweepRuns.ts'
import type { ParameterKey } from '../params/table.ts'

const BAND_LOW = 0.1
const BAND_HIGH = 0.9

/** What is kept of a run. */
export interface FoundRun {
  readonly fingerprint: string
  /** No cash, coin, position or liquidated dollar was made or lost. */
  readonly conserved: boolean
  readonly measures: Readonly<Figures>
}

/** Null: that run is not done. */
export type FindRun = (run: SweepRun) => FoundRun | null

export interface SweepCell {
  readonly cell: number
  readonly column: number
  readonly row: number
  /** Runs that are done. */
  readonly done: number
  /** Those that have the figure: a run may be too short for it. */
  readonly figures: readonly SeedFigure[]
  /** Over the seeds; null where no run has the figure. */
  readonly median: number | null
  /** The 10th and 90th percentile; null for less than two seeds. */
  readonly low: number | null
  readonly high: number | null
}

export interface SeedFigure {
  readonly seed: string
  readonly value: number
}

/** In the order of the cells. */
export function sweepCells(sweep: Sweep, firstSeed: string, find: FindRun): SweepCell[] {
  const done = Array.from({ length: cellCountOf(sweep) }, () => 0)
  const figures: SeedFigure[][] = done.map(() => [])
  for (const run of sweepRuns(sweep, firstSeed)) {
    const found = find(run)
    if (found === null) continue
    done[run.cell]!++
    const value = found.measures[sweep.measure]
    if (value !== undefined) figures[run.cell]!.push({ seed: run.seed, value })
  }
  const columns = columnsOf(sweep)
  return done.map((count, cell) => {
    const of = figures[cell]!
    const values = of.map(({ value }) => value)
    return {
      cell,
      column: cell % columns,
      row: Math.floor(cell / columns),
      done: count,
      figures: of,
      median: of.length === 0 ? null : medianOf(values),
      low: of.length < 2 ? null : quantileOf(values, BAND_LOW),
      high: of.length < 2 ? null : quantileOf(values, BAND_HIGH),
    }
  })
}

/** The least and the largest median; null while there is none. */
export function rangeOfCells(cells: readonly SweepCell[]): readonly [number, number] | null {
  const medians = cells.flatMap(({ median }) => (median === null ? [] : [median]))
  return medians.length === 0 ? null : [Math.min(...medians), Math.max(...medians)]
}

/** Where a value lies between the ends of a range, 0 to 1; the middle of a range without width. */
export function shareOfRange([low, high]: readonly [number, number], value: number): number {
  return high > low ? (value - low) / (high - low) : 0.5
}

/** "Max leverage 50x, Shock size -4 %" */
export function cellInWords(grid: SweepGrid, cell: number): string {
  return Object.entries(settingsOfCell(grid, cell))
    .map(([key, value]) => {
      const row = rowOf(key as ParameterKey)
      return `${row.label} ${formatSetting(row, value)}`
    })
    .join(', ')
}
