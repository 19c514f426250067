// exp, log and relatives from + - * / and sqrt alone: the built-in ones differ between browsers by
// the last bits, these do not. Relative error below 1e-14 on the ranges the model uses.

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const LOG2_E = 1.4426950408889634
const SQRT_HALF = 0.7071067811865476

const bits = new ArrayBuffer(8)
const asDouble = new Float64Array(bits)
const asWords = new Int32Array(bits)
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0

/** 2^k for -1024 <= k <= 1023 at k + 1024: from its bits it would take a store of each half and, once
 * both are in memory, a load of the whole. */
const POWERS_OF_TWO = new Float64Array(2048)
POWERS_OF_TWO[1024] = 1
for (let k = 1; k <= 1023; k++) POWERS_OF_TWO[1024 + k] = POWERS_OF_TWO[1023 + k]! * 2
for (let k = -1; k >= -1024; k--) POWERS_OF_TWO[1024 + k] = POWERS_OF_TWO[1025 + k]! / 2

/** e^x. Returns 0 below -708 and Infinity above 709. */
export function detExp(x: number): number {
  if (x !== x) return NaN
  if (x > 709) return Infinity
  if (x < -708) return 0
  const k = Math.floor(x * LOG2_E + 0.5)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  // Taylor series on |r| <= 0.35: 13 terms leave less than 2^-53.
  let sum = 1 / 6227020800
  sum = sum * r + 1 / 479001600
  sum = sum * r + 1 / 39916800
  sum = sum * r + 1 / 3628800
  sum = sum * r + 1 / 362880
  sum = sum * r + 1 / 40320
  sum = sum * r + 1 / 5040
  sum = sum * r + 1 / 720
  sum = sum * r + 1 / 120
  sum = sum * r + 1 / 24
  sum = sum * r + 1 / 6
  sum = sum * r + 0.5
  sum = sum * r + 1
  sum = sum * r + 1
  return sum * POWERS_OF_TWO[k + 1024]!
}

/** Natural logarithm. NaN below 0, -Infinity at 0. */
export function detLog(x: number): number {
  if (x !== x || x < 0) return NaN
  if (x === 0) return -Infinity
  if (x === Infinity) return Infinity
  let exponent = 0
  let value = x
  if (value < 2.2250738585072014e-308) {
    value *= 18014398509481984
    exponent = -54
  }
  asDouble[0] = value
  const high = asWords[HIGH]!
  const scale = (high >>> 20) - 1022
  exponent += scale
  let mantissa = value * POWERS_OF_TWO[1024 - scale]!
  if (mantissa < SQRT_HALF) {
    mantissa *= 2
    exponent -= 1
  }
  // log m = 2 atanh(s), s = (m - 1) / (m + 1), |s| < 0.172.
  const s = (mantissa - 1) / (mantissa + 1)
  const s2 = s * s
  let sum = 1 / 21
  sum = sum * s2 + 1 / 19
  sum = sum * s2 + 1 / 17
  sum = sum * s2 + 1 / 15
  sum = sum * s2 + 1 / 13
  sum = sum * s2 + 1 / 11
  sum = sum * s2 + 1 / 9
  sum = sum * s2 + 1 / 7
  sum = sum * s2 + 1 / 5
  sum = sum * s2 + 1 / 3
  sum = sum * s2 + 1
  return exponent * LN2_HIGH + (2 * s * sum + exponent * LN2_LOW)
}

/** base^power for base > 0. */
export function detPow(base: number, power: number): number {
  return detExp(power * detLog(base))
}

export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x
}
