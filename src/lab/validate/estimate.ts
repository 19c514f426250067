// Estimators of the validation: means with standard errors, and the power law y = A + B x^g (A may be
// held at zero) by weighted least squares, the exponent found by profile. Pure numbers, no market.

export interface Estimate {
  readonly value: number
  readonly error: number
}

/** Mean and its standard error; the values count as independent. */
export function meanOf(values: readonly number[]): Estimate {
  const count = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  if (count < 2) return { value: mean, error: Infinity }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { value: mean, error: Math.sqrt(squares / (count - 1) / count) }
}

/** Of any estimator over groups that count as independent, by leaving out one at a time (Quenouille 1956). */
export function jackknife<Group>(
  groups: readonly Group[],
  estimator: (groups: readonly Group[]) => number,
): Estimate {
  const value = estimator(groups)
  if (groups.length < 2) return { value, error: Infinity }
  const without = groups.map((left) => estimator(groups.filter((group) => group !== left)))
  const { value: mean } = meanOf(without)
  const squares = without.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return { value, error: Math.sqrt(((groups.length - 1) / groups.length) * squares) }
}

/** Ratio of two means over the same samples, by the delta method. */
export function ratioOf(over: readonly number[], under: readonly number[]): Estimate {
  const top = meanOf(over)
  const bottom = meanOf(under)
  const value = top.value / bottom.value
  const residuals = over.map((sample, index) => sample - value * under[index]!)
  return { value, error: meanOf(residuals).error / Math.abs(bottom.value) }
}

/** How many standard errors two independent estimates lie apart. */
export function distanceOf(one: Estimate, other: Estimate): number {
  return Math.abs(one.value - other.value) / Math.hypot(one.error, other.error)
}

export interface PowerLaw {
  readonly offset: number
  readonly prefactor: number
  readonly exponent: Estimate
  /** Chi squared per degree of freedom: far above 1 where the points lie on no such curve. */
  readonly chiSquaredPerFreedom: number
}

interface Points {
  readonly x: readonly number[]
  readonly y: readonly Estimate[]
}

const LEAST_EXPONENT = 0.02
const MOST_EXPONENT = 3
const GRID = 300

/** y = B x^g, or A + B x^g `withOffset`. Needs one point more than it has parameters. */
export function fitPowerLaw(points: Points, withOffset: boolean): PowerLaw {
  const at = (exponent: number) => linearFit(points, exponent, withOffset)
  let best = LEAST_EXPONENT
  for (let n = 0; n <= GRID; n++) {
    const exponent = LEAST_EXPONENT + ((MOST_EXPONENT - LEAST_EXPONENT) * n) / GRID
    if (at(exponent).chiSquared < at(best).chiSquared) best = exponent
  }
  const cell = (MOST_EXPONENT - LEAST_EXPONENT) / GRID
  best = lowest((exponent) => at(exponent).chiSquared, best - cell, best + cell)
  const { offset, prefactor, chiSquared } = at(best)
  const freedom = points.x.length - (withOffset ? 3 : 2)
  const perFreedom = chiSquared / freedom
  // The exponent's error is where chi squared has risen by one, or by what the scatter asks for.
  const step = 0.01
  const bend =
    (at(best + step).chiSquared - 2 * chiSquared + at(best - step).chiSquared) / (step * step)
  const error = Math.sqrt((2 * Math.max(1, perFreedom)) / bend)
  return {
    offset,
    prefactor,
    exponent: { value: best, error },
    chiSquaredPerFreedom: perFreedom,
  }
}

/** The best A and B for a given exponent. */
function linearFit({ x, y }: Points, exponent: number, withOffset: boolean) {
  let weights = 0
  let sumX = 0
  let sumY = 0
  let sumXX = 0
  let sumXY = 0
  for (let n = 0; n < x.length; n++) {
    const weight = 1 / y[n]!.error ** 2
    const power = x[n]! ** exponent
    weights += weight
    sumX += weight * power
    sumY += weight * y[n]!.value
    sumXX += weight * power * power
    sumXY += weight * power * y[n]!.value
  }
  const prefactor = withOffset
    ? (weights * sumXY - sumX * sumY) / (weights * sumXX - sumX * sumX)
    : sumXY / sumXX
  const offset = withOffset ? (sumY - prefactor * sumX) / weights : 0
  let chiSquared = 0
  for (let n = 0; n < x.length; n++) {
    const miss = y[n]!.value - offset - prefactor * x[n]! ** exponent
    chiSquared += (miss / y[n]!.error) ** 2
  }
  return { offset, prefactor, chiSquared }
}

/** Where a function with one valley is lowest, by golden section. */
function lowest(f: (x: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let low = from
  let high = to
  while (high - low > 1e-7) {
    const left = high - golden * (high - low)
    const right = low + golden * (high - low)
    if (f(left) < f(right)) high = right
    else low = left
  }
  return (low + high) / 2
}
