// A sweep as comma-separated values: a line a cell, or a line a run with all of its figures.
// ODD submodel: Observation.
import { settingsOfCell } from '../params/sweep.ts'
import { sweepRuns } from '../params/sweepRuns.ts'
import { csvLine } from './csvText.ts'
import type { CsvValue } from './csvText.ts'
import type { FindRun, SweepCell } from './sweepTable.ts'
import type { Sweep, SweepGrid } from '../params/sweep.ts'

/** Cells of which no run is done are left out. */
export function cellsCsv(sweep: Sweep, cells: readonly SweepCell[]): string {
  const { measure } = sweep
  const header = [...keysOf(sweep), 'runs', measure, `${measure}.low`, `${measure}.high`]
  const lines = cells
    .filter(({ done }) => done > 0)
    .map(({ cell, done, median, low, high }) =>
      csvLine([
        ...Object.values(settingsOfCell(sweep, cell)),
        done,
        ...[median, low, high].map(text),
      ]),
    )
  return [csvLine(header), ...lines].join('')
}

/** Runs that are done, in the order in which they were asked for. */
export function runsCsv(sweep: Sweep, firstSeed: string, find: FindRun): string {
  const runs = sweepRuns(sweep, firstSeed).flatMap((run) => {
    const found = find(run)
    return found === null ? [] : [{ run, found }]
  })
  const measures = new Set(runs.flatMap(({ found }) => Object.keys(found.measures)))
  const names = [
    sweep.measure,
    ...[...measures].filter((name) => name !== sweep.measure).toSorted((a, b) => (a < b ? -1 : 1)),
  ]
  const lines = runs.map(({ run: { cell, seed }, found }) =>
    csvLine([
      ...Object.values(settingsOfCell(sweep, cell)),
      seed,
      found.fingerprint,
      ...names.map((name) => text(found.measures[name])),
    ]),
  )
  return [csvLine([...keysOf(sweep), 'seed', 'fingerprint', ...names]), ...lines].join('')
}

function keysOf({ x, y }: SweepGrid): string[] {
  return y === null ? [x.key] : [x.key, y.key]
}

function text(value: number | null | undefined): CsvValue {
  return value ?? NaN
}
