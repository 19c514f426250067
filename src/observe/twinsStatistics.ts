// How sure a difference between twins is: same-seed pairs, their median difference, the band of the
// middle eighty per cent, and the exact two-sided sign test (Dixon and Mood 1946; ties are dropped).
// ODD submodel: Observation.
import { medianOf, quantileOf } from './statistics.ts'

const BAND_LOW = 0.1
const BAND_HIGH = 0.9

export interface SignTest {
  /** Pairs in which B lies below A, above it, and on it. */
  readonly lower: number
  readonly higher: number
  readonly ties: number
  /** Chance of a split at least as lopsided where either sign is as likely; null when all tie. */
  readonly p: number | null
}

/** B less A over pairs of one seed each. */
export interface PairedDifference {
  readonly seeds: number
  readonly medianA: number
  readonly medianB: number
  readonly median: number
  /** The 10th and 90th percentile of the differences. */
  readonly low: number
  readonly high: number
  readonly sign: SignTest
}

export function signTest(differences: readonly number[]): SignTest {
  const lower = differences.filter((difference) => difference < 0).length
  const higher = differences.filter((difference) => difference > 0).length
  const untied = lower + higher
  const p = untied === 0 ? null : Math.min(1, 2 * atMost(Math.min(lower, higher), untied))
  return { lower, higher, ties: differences.length - untied, p }
}

/** `a` and `b`: one figure a seed, in the same order. Null where there is no pair. */
export function pairedDifference(
  a: readonly number[],
  b: readonly number[],
): PairedDifference | null {
  const differences = a.map((value, pair) => b[pair]! - value)
  if (differences.length === 0) return null
  return {
    seeds: differences.length,
    medianA: medianOf(a),
    medianB: medianOf(b),
    median: medianOf(differences),
    low: quantileOf(differences, BAND_LOW),
    high: quantileOf(differences, BAND_HIGH),
    sign: signTest(differences),
  }
}

/** Chance of at most `successes` heads in `tosses` of a fair coin. */
function atMost(successes: number, tosses: number): number {
  // Halved along with the coefficient, so that neither runs over or under up to 1,000 tosses.
  let term = 1
  let sum = 1
  for (let heads = 1; heads <= successes; heads++) {
    term *= (tosses - heads + 1) / heads
    sum += term
  }
  for (let toss = 0; toss < tosses; toss++) sum /= 2
  return sum
}
