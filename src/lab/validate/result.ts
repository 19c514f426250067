// What the validation finds, as one JSON object: names are a promise to scripts. A figure with an error is
// an Estimate; errors are standard errors.
import type { Estimate } from './estimate.ts'

/** `cannot-tell`: the measurement is too rough for its tolerance. */
export type LawVerdict = 'agrees' | 'differs' | 'cannot-tell'

/** One question put to a law, with the tolerance that was set before the full sample. */
export interface LawCheck {
  readonly name: string
  readonly measured: Estimate
  readonly expected: number
  readonly tolerance: number
  /** Where only a sign is asked for: "above 0"; else absent. */
  readonly wanted?: string
  readonly verdict: LawVerdict
}

export interface SpreadPoint {
  readonly granularity: number
  /** Mean spread in units of m/a, both rates of one side. */
  readonly ourBook: Estimate
  readonly plainArrays: Estimate
  /** The paper's curve with m of one side, and with m of both sides, in the same units. */
  readonly paperOneSide: number
  readonly paperBothSides: number
}

export interface SpreadResult {
  readonly law: 1
  readonly points: readonly SpreadPoint[]
  readonly offset: number
  readonly prefactor: number
  readonly exponent: Estimate
  readonly plainExponent: Estimate
  readonly checks: readonly LawCheck[]
}

export interface QueueCell {
  readonly bidOrders: number
  readonly askOrders: number
  readonly ourBook: Estimate
  readonly exact: number
  readonly paper: number
}

export interface QueueResult {
  readonly law: 2
  readonly trialsPerCell: number
  readonly cells: readonly QueueCell[]
  readonly checks: readonly LawCheck[]
}

export interface ImpactPoint {
  /** Q / V_D as filled. */
  readonly share: number
  /** Share of the volume while it was worked. */
  readonly participation: number
  /** Basis points at the end of the order. */
  readonly impactBps: Estimate
  /** Impact over s_D sqrt(Q / V_D). */
  readonly prefactor: Estimate
  readonly orders: number
}

export interface DecayPoint {
  /** Time since the order's end over its length. */
  readonly after: number
  /** Impact over the impact at the end. */
  readonly kept: Estimate
}

export interface DurationPoint {
  readonly minutes: number
  readonly share: number
  readonly impactBps: Estimate
}

export interface MechanismPoint {
  readonly name: string
  readonly changed: Readonly<Record<string, number>>
  /** At the smaller and the larger of two sizes, and the exponent between the two. */
  readonly impactBps: readonly Estimate[]
  readonly exponent: Estimate
}

export interface ImpactResult {
  readonly law: 3
  readonly seeds: readonly string[]
  readonly minutes: number
  readonly dailyVolumeUsd: number
  /** s_D: standard deviation of a day's return, from returns of an hour. */
  readonly dailyVolatility: number
  readonly points: readonly ImpactPoint[]
  readonly exponent: Estimate
  readonly chiSquaredPerFreedom: number
  /** Y with the exponent held at one half. */
  readonly prefactor: Estimate
  readonly decayShare: number
  readonly decay: readonly DecayPoint[]
  readonly durations: readonly DurationPoint[]
  /** Sizes at which the mechanisms are compared, Q / V_D. */
  readonly mechanismShares: readonly number[]
  readonly mechanisms: readonly MechanismPoint[]
  readonly checks: readonly LawCheck[]
}

export interface LeverageLevel {
  readonly maxLeverage: number
  /** Of BTC's one-minute returns: Hill exponent of the largest 5 %, excess kurtosis, autocorrelation of
   * sizes half an hour apart. */
  readonly tailExponent: Estimate
  readonly kurtosis: Estimate
  readonly clustering: Estimate
  /** Of BTC, high to low, percent. */
  readonly fallPercent: Estimate
}

export interface LeverageResult {
  readonly law: 4
  readonly scenario: string
  readonly hours: number
  readonly seeds: readonly string[]
  readonly levels: readonly LeverageLevel[]
  readonly checks: readonly LawCheck[]
}

export interface FactPoint {
  readonly name: string
  readonly ours: Estimate
  readonly real: readonly [number, number]
}

export interface FactsResult {
  readonly law: 5
  readonly scenario: string
  readonly hours: number
  readonly seeds: readonly string[]
  readonly hourlyReturns: number
  readonly facts: readonly FactPoint[]
  readonly checks: readonly LawCheck[]
}

export type LawResult = SpreadResult | QueueResult | ImpactResult | LeverageResult | FactsResult

export interface ValidationResult {
  readonly engine: string
  readonly quick: boolean
  readonly laws: readonly LawResult[]
}

/** Differs when it misses the tolerance by more than two of its own standard errors. */
export function check(
  name: string,
  measured: Estimate,
  expected: number,
  tolerance: number,
): LawCheck {
  const miss = Math.abs(measured.value - expected)
  const isOutside = miss > tolerance + 2 * measured.error
  const isRough = !(measured.error <= tolerance)
  const verdict = isOutside ? 'differs' : isRough ? 'cannot-tell' : 'agrees'
  return { name, measured, expected, tolerance, verdict }
}

/** A question about a sign alone: agrees where it is sure by two standard errors. */
export function signCheck(
  name: string,
  measured: Estimate,
  wanted: 'above 0' | 'below 0',
): LawCheck {
  const sign = wanted === 'above 0' ? 1 : -1
  const sure = (sign * measured.value) / measured.error
  const verdict = sure >= 2 ? 'agrees' : sure <= -2 ? 'differs' : 'cannot-tell'
  return { name, measured, expected: 0, tolerance: 0, wanted, verdict }
}
