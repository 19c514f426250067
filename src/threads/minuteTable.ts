// The minute series of a run as columns of a known length: one row a simulated minute.
import { MAP_COLUMN_STEPS } from './frames.ts'
import type { MinuteSeries } from './frames.ts'

/** Columns with one figure a row. */
export const MINUTE_FIGURES = [
  'step',
  'openInterestUsd',
  'volumeGenuineUsd',
  'volumeReportedUsd',
  'liquidatedLongUsd',
  'liquidatedShortUsd',
  'liquidatedTraders',
  'spreadBps',
  'depthUsd',
  'fundingRate',
  'parkedUsd',
  'fundsUsd',
  'marketCapUsd',
] as const satisfies readonly (keyof MinuteSeries)[]

/** Columns with one figure an asset in each row. */
export const MINUTE_PRICES = ['price', 'low', 'high'] as const satisfies readonly (keyof MinuteSeries)[]

export function emptyMinutes(rowCount: number, assetCount: number): MinuteSeries {
  const columns: Record<string, Float64Array> = {}
  for (const name of MINUTE_FIGURES) columns[name] = new Float64Array(rowCount)
  for (const name of MINUTE_PRICES) columns[name] = new Float64Array(rowCount * assetCount)
  return columns as unknown as MinuteSeries
}

export function minuteRowCount(stepCount: number): number {
  return Math.ceil(stepCount / MAP_COLUMN_STEPS) + 1
}

/** Rows `first` up to, not with, `end`, copied out. */
export function minutesBetween(
  series: MinuteSeries,
  first: number,
  end: number,
  assetCount: number,
): MinuteSeries {
  const columns: Record<string, Float64Array> = {}
  for (const name of MINUTE_FIGURES) columns[name] = series[name].slice(first, end)
  for (const name of MINUTE_PRICES) {
    columns[name] = series[name].slice(first * assetCount, end * assetCount)
  }
  return columns as unknown as MinuteSeries
}

/** Writes the rows of `from` into `into` from row `at` on. */
export function putMinutes(
  into: MinuteSeries,
  from: MinuteSeries,
  at: number,
  assetCount: number,
): void {
  for (const name of MINUTE_FIGURES) into[name].set(from[name], at)
  for (const name of MINUTE_PRICES) into[name].set(from[name], at * assetCount)
}
