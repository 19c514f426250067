// How a figure spreads over seeds: median and quantiles.
import { quantileOf } from '../observe/statistics.ts'

export interface Spread {
  readonly median: number
  readonly q10: number
  readonly q25: number
  readonly q75: number
  readonly q90: number
}

/** Null where there is no figure. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null
  const at = (probability: number) => quantileOf(values, probability)
  return { median: at(0.5), q10: at(0.1), q25: at(0.25), q75: at(0.75), q90: at(0.9) }
}
