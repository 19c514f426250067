// A sweep: runs of one scenario over a grid of values of one parameter or of two, each cell with the same
// seeds. What is asked, in values of the table; the order in which a rough picture comes first.
import { detExp, detLog } from '../base/detMath.ts'
import { snap } from './grid.ts'
import { MOST_AXIS_VALUES } from './limits.ts'
import { quoted } from './plainText.ts'
import { rowOf } from './rowIndex.ts'
import { checkSetting, readNumber } from './setting.ts'
import type { Grid } from './grid.ts'
import type { ChangedSettings } from './linkState.ts'
import type { ParameterKey } from './table.ts'

/** A parameter and its values, on the parameter's grid, each once, rising. */
export interface SweepAxis {
  readonly key: ParameterKey
  readonly values: readonly number[]
}

/** Cells are numbered row by row: a column for each value of x, a row for each of y. */
export interface SweepGrid {
  readonly x: SweepAxis
  /** Null: one row. */
  readonly y: SweepAxis | null
}

export interface Sweep extends SweepGrid {
  /** Runs of a cell, each with a seed of its own. */
  readonly seeds: number
  /** The figure of a run that a cell shows. */
  readonly measure: string
}

/** With what all of its runs have in common, as the page and its link hold it. */
export interface LinkSweep extends Sweep {
  readonly scenarioId: string
  /** The first seed. */
  readonly seed: string
  readonly hours: number
  readonly tradersPerAgent: number
}

export type Spacing = 'even' | 'ratio'

export const DEFAULT_MEASURE = 'liquidatedWorst24hUsd'

/** Leverage against shock over two short hours: a first picture in about a minute on a laptop. */
export const DEFAULT_SWEEP: Omit<LinkSweep, 'seed'> = {
  x: { key: 'maxLeverage', values: [5, 11, 25, 56, 125] },
  y: { key: 'shockSize', values: [-8, -6, -4, -2, 0] },
  seeds: 1,
  measure: DEFAULT_MEASURE,
  scenarioId: 'the-hour',
  hours: 2,
  tradersPerAgent: 100,
}

export function columnsOf({ x }: SweepGrid): number {
  return x.values.length
}

export function rowsOf({ y }: SweepGrid): number {
  return y === null ? 1 : y.values.length
}

export function cellCountOf(grid: SweepGrid): number {
  return columnsOf(grid) * rowsOf(grid)
}

/** What a cell sets. */
export function settingsOfCell({ x, y }: SweepGrid, cell: number): ChangedSettings {
  const column = cell % x.values.length
  const row = Math.floor(cell / x.values.length)
  return {
    [x.key]: x.values[column]!,
    ...(y === null ? {} : { [y.key]: y.values[row]! }),
  }
}

/** Whether the sweep sets a parameter, so that nothing else may. */
export function isSwept({ x, y }: SweepGrid, key: string): boolean {
  return key === x.key || key === y?.key
}

// --- values

/** On the grid, each once, rising; no more than an axis may have. */
export function axisValues(grid: Grid, values: readonly number[]): number[] {
  const snapped = new Set(values.map((value) => snap(grid, value)))
  return [...snapped].toSorted((one, other) => one - other).slice(0, MOST_AXIS_VALUES)
}

/** So many values from one end to the other; fewer where the parameter has not so many. By ratio each is
 * the one before times the same number, which needs both ends above zero: even otherwise. */
export function valuesBetween(
  grid: Grid,
  from: number,
  to: number,
  count: number,
  spacing: Spacing = 'even',
): number[] {
  const last = Math.max(1, count - 1)
  const byRatio = spacing === 'ratio' && from > 0 && to > 0
  const logFrom = byRatio ? detLog(from) : 0
  const logTo = byRatio ? detLog(to) : 0
  const values = Array.from({ length: Math.min(count, MOST_AXIS_VALUES) }, (_, index) => {
    if (index === 0) return from
    if (index === last) return to
    const share = index / last
    return byRatio ? detExp(logFrom + share * (logTo - logFrom)) : from + share * (to - from)
  })
  return axisValues(grid, values)
}

// --- axes as text

export type AxisReading =
  | { readonly ok: true; readonly axis: SweepAxis; readonly notices: readonly string[] }
  | { readonly ok: false; readonly problem: string }

/** "maxLeverage=10:125:6" is six values from 10x to 125x, "shockSize=-8,-4.2,0" are three. */
export function readAxis(text: string): AxisReading {
  const equals = text.indexOf('=')
  if (equals < 0) {
    const form = 'KEY=FROM:TO:COUNT or KEY=VALUE,VALUE'
    return { ok: false, problem: `An axis is ${form}, so ${quoted(text)} lacks its values.` }
  }
  const name = text.slice(0, equals).trim()
  const row = rowOf(name)
  if (row === undefined) {
    const check = checkSetting(name, 0)
    return { ok: false, problem: check.ok ? '' : check.problem }
  }
  const key = row.key as ParameterKey
  const values = readValues(key, text.slice(equals + 1))
  return values.ok
    ? { ok: true, axis: { key, values: values.values }, notices: values.notices }
    : values
}

type ValuesReading =
  | { readonly ok: true; readonly values: readonly number[]; readonly notices: readonly string[] }
  | { readonly ok: false; readonly problem: string }

/** "10:125:6" or "5, 10, 20". */
export function readValues(key: ParameterKey, text: string): ValuesReading {
  const parts = text.split(':')
  if (parts.length === 1) return readList(key, text.split(','))
  if (parts.length !== 3) {
    const problem = `A range of ${key} is FROM:TO:COUNT, as in 10:125:6, not ${quoted(text)}.`
    return { ok: false, problem }
  }
  const ends = readList(key, parts.slice(0, 2))
  if (!ends.ok) return ends
  const count = readNumber(parts[2]!.trim())
  if (!Number.isInteger(count) || count < 1 || count > MOST_AXIS_VALUES) {
    return {
      ok: false,
      problem:
        `An axis has 1 to ${MOST_AXIS_VALUES} values, ` +
        `so ${quoted(parts[2]!)} values of ${key} cannot be.`,
    }
  }
  const row = rowOf(key)
  const from = ends.values[0]!
  const values = valuesBetween(row, from, ends.values.at(-1)!, count)
  const notices = [...ends.notices]
  if (values.length < count) {
    notices.push(
      `${key} goes in steps of ${row.step}: ${inWords(values.length)} between, not ${count}.`,
    )
  }
  return { ok: true, values, notices }
}

function readList(key: ParameterKey, texts: readonly string[]): ValuesReading {
  const notices: string[] = []
  const values: number[] = []
  for (const text of texts) {
    const check = checkSetting(key, text.trim())
    if (!check.ok) return { ok: false, problem: check.problem }
    if (check.notice !== null) notices.push(check.notice)
    values.push(check.value)
  }
  if (values.length > MOST_AXIS_VALUES) {
    const problem = `An axis has at most ${MOST_AXIS_VALUES} values: ${key} is given ${values.length}.`
    return { ok: false, problem }
  }
  return { ok: true, values: axisValues(rowOf(key), values), notices }
}

function inWords(count: number): string {
  return count === 1 ? 'one value lies' : `${count} values lie`
}

/** As the shell takes it: every value by itself. */
export function axisInWords({ key, values }: SweepAxis): string {
  return `${key}=${values.join(',')}`
}

// --- order

/** All cells, the corners first, then those half way between what is done, and so on: whenever the runs
 * are stopped, what is there covers the whole grid. */
export function coarseToFine(columns: number, rows: number): number[] {
  const ofColumn = levelsOf(columns)
  const ofRow = levelsOf(rows)
  const levelOf = (cell: number) =>
    Math.max(ofColumn[cell % columns]!, ofRow[Math.floor(cell / columns)]!)
  return Array.from({ length: columns * rows }, (_, cell) => cell).sort(
    (one, other) => levelOf(one) - levelOf(other) || one - other,
  )
}

/** How often a line of so many places must be halved until each is an end of a part. */
export function levelsOf(count: number): number[] {
  const levels = Array.from({ length: count }, () => 0)
  let parts: (readonly [from: number, to: number])[] = [[0, count - 1]]
  for (let level = 1; parts.length > 0; level++) {
    const halves: (readonly [number, number])[] = []
    for (const [from, to] of parts) {
      if (to - from < 2) continue
      const middle = (from + to) >> 1
      levels[middle] = level
      halves.push([from, middle], [middle, to])
    }
    parts = halves
  }
  return levels
}
