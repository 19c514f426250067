// Points that fill a box evenly, the same ones each time: Halton's sequence (J. H. Halton 1960), a prime
// a dimension.
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
export const MOST_DIMENSIONS = PRIMES.length

/** The n-th point, n from 1, in the unit box. */
export function haltonPoint(n: number, dimensions: number): number[] {
  return PRIMES.slice(0, dimensions).map((base) => radicalInverse(n, base))
}

/** The digits of n in a base, mirrored behind the point. */
function radicalInverse(n: number, base: number): number {
  let value = 0
  let digit = 1 / base
  for (let rest = n; rest > 0; rest = Math.floor(rest / base)) {
    value += (rest % base) * digit
    digit /= base
  }
  return value
}
