// Keyed random draws: hash(seed, agent, step, purpose). No draw depends on how many others were made
// before it, so two runs that differ by one rule share every draw until they truly diverge, and
// threads need no agreement about order. seedrandom turns the seed text into the two keys.
import seedrandom from 'seedrandom'
import { detLog, detPow } from './detMath.ts'

const TABLE_SIZE = 4096

/** The keys of one run. Two words, from the seed text through seedrandom's ARC4. */
export interface RandomKeys {
  readonly a: number
  readonly b: number
}

/** Other texts, other keys: nothing is taken for its like, and letters are not composed. */
export function keysFromSeed(seed: string): RandomKeys {
  const source = seedrandom(isItsOwnKey(seed) ? seed : spelledOut(seed))
  return { a: source.int32(), b: source.int32() }
}

/**
 * ARC4 repeats its key until it fills 256 bytes and seedrandom keeps a character's low byte: '1' and
 * '11' were one key, and so were 'q' and '\u6771'. A text that neither happens to is a key as it is.
 */
function isItsOwnKey(seed: string): boolean {
  for (let index = 0; index < seed.length; index++) {
    const unit = seed.charCodeAt(index)
    if (unit < 0x20 || unit > 0xff) return false
  }
  // A text that repeats a shorter one stands within its double before the second half.
  return seed === '' || (seed + seed).indexOf(seed, 1) === seed.length
}

/** Three bytes for each unit of the text, after a mark that stands nowhere else: never a repetition. */
function spelledOut(seed: string): string {
  let text = '\u0001'
  for (let index = 0; index < seed.length; index++) {
    const unit = seed.charCodeAt(index)
    text += String.fromCharCode(0x40 | (unit >> 12), 0x40 | ((unit >> 6) & 63), 0x40 | (unit & 63))
  }
  return text
}

/** A draw as a signed 32-bit word (lowbias32 rounds over the four key parts). */
export function drawWord(keys: RandomKeys, agent: number, step: number, purpose: number): number {
  let h = keys.a ^ Math.imul(agent, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad)
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97)
  h = (h ^ (h >>> 15)) + Math.imul(step, 0x85ebca77) + Math.imul(purpose, 0xc2b2ae3d)
  h ^= keys.b
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return h ^ (h >>> 16)
}

/** Uniform on (0, 1), never 0 and never 1. */
export function drawUniform(
  keys: RandomKeys,
  agent: number,
  step: number,
  purpose: number,
): number {
  return ((drawWord(keys, agent, step, purpose) >>> 0) + 0.5) * 2.3283064365386963e-10
}

/** Standard normal from a 4,096-entry inverse table (cell midpoints: |z| <= 3.67). */
export function drawNormal(keys: RandomKeys, agent: number, step: number, purpose: number): number {
  return NORMAL[drawWord(keys, agent, step, purpose) >>> 20]!
}

/** Exponential with mean 1, from a table (support 0.0001 to 9). */
export function drawExponential(
  keys: RandomKeys,
  agent: number,
  step: number,
  purpose: number,
): number {
  return EXPONENTIAL[drawWord(keys, agent, step, purpose) >>> 20]!
}

/** Pareto with minimum 1 and the given tail exponent, capped at `most`. */
export function drawPareto(
  keys: RandomKeys,
  agent: number,
  step: number,
  purpose: number,
  exponent: number,
  most: number,
): number {
  const value = detPow(drawUniform(keys, agent, step, purpose), -1 / exponent)
  return value < most ? value : most
}

const NORMAL = buildNormalTable()
const EXPONENTIAL = buildExponentialTable()

function buildExponentialTable(): Float64Array {
  const table = new Float64Array(TABLE_SIZE)
  for (let index = 0; index < TABLE_SIZE; index++) {
    table[index] = -detLog((index + 0.5) / TABLE_SIZE)
  }
  return table
}

/** Inverse normal at cell midpoints, scaled so that the table's variance is exactly 1. */
function buildNormalTable(): Float64Array {
  const table = new Float64Array(TABLE_SIZE)
  let sumOfSquares = 0
  for (let index = 0; index < TABLE_SIZE; index++) {
    const z = inverseNormal((index + 0.5) / TABLE_SIZE)
    table[index] = z
    sumOfSquares += z * z
  }
  const scale = Math.sqrt(TABLE_SIZE / sumOfSquares)
  for (let index = 0; index < TABLE_SIZE; index++) table[index] *= scale
  return table
}

/** Quantile of the standard normal (P. J. Acklam's rational approximation, relative error 1.2e-9). */
export function inverseNormal(p: number): number {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * detLog(p))
    return tail(q)
  }
  if (p > 1 - 0.02425) {
    const q = Math.sqrt(-2 * detLog(1 - p))
    return -tail(q)
  }
  const q = p - 0.5
  const r = q * q
  const top =
    ((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r +
      1.38357751867269e2) *
      r -
      3.066479806614716e1) *
      r +
    2.506628277459239
  const bottom =
    ((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r +
      6.680131188771972e1) *
      r -
      1.328068155288572e1) *
      r +
    1
  return (top * q) / bottom
}

function tail(q: number): number {
  const top =
    ((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q -
      2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783
  const bottom =
    (((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q +
      3.754408661907416) *
      q +
    1
  return top / bottom
}
