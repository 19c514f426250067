// A quadratic in the free parameters for each moment, fitted by ridge regression to what was evaluated:
// cheap to ask, and its slopes say what each parameter moves. Points lie in [-1, 1] a dimension.

export interface Surrogate {
  predict(point: readonly number[]): number
  /** Slopes at a point, one a dimension. */
  slopes(point: readonly number[]): number[]
  /** Standard deviation of what the fit leaves over. */
  readonly residual: number
  /** Standard errors of the slopes in the middle of the box. */
  readonly slopeErrors: readonly number[]
}

/** Pulls squares and products, then slopes, towards zero: few points must not make steep valleys. */
const RIDGE_LINEAR = 0.01
const RIDGE_QUADRATIC = 0.3

export function fitSurrogate(
  points: readonly (readonly number[])[],
  values: readonly number[],
): Surrogate {
  const dimensions = points[0]?.length ?? 0
  const rows = points.map(featuresOf)
  const count = rows[0]?.length ?? 1
  const ridge = Array.from({ length: count }, (_, term) =>
    term === 0 ? 1e-9 : term <= dimensions ? RIDGE_LINEAR : RIDGE_QUADRATIC,
  )
  const normal = Array.from({ length: count }, (_, i) =>
    Array.from(
      { length: count },
      (__, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0) + (i === j ? ridge[i]! : 0),
    ),
  )
  const right = Array.from({ length: count }, (_, i) =>
    rows.reduce((sum, row, n) => sum + row[i]! * values[n]!, 0),
  )
  const root = choleskyOf(normal)
  const weights = solve(root, right)
  const predict = (point: readonly number[]) => dot(featuresOf(point), weights)
  const squares = points.reduce((sum, point, n) => sum + (values[n]! - predict(point)) ** 2, 0)
  const residual = Math.sqrt(squares / Math.max(1, points.length - 1 - dimensions))
  const slopeErrors = Array.from({ length: dimensions }, (_, k) => {
    const unit = Array.from({ length: count }, (__, term) => (term === k + 1 ? 1 : 0))
    return residual * Math.sqrt(Math.max(0, solve(root, unit)[k + 1]!))
  })
  return {
    predict,
    slopes: (point) => point.map((_, k) => dot(slopeFeaturesOf(point, k), weights)),
    residual,
    slopeErrors,
  }
}

/** 1, x, x^2 and products of pairs. */
function featuresOf(point: readonly number[]): number[] {
  const features = [1, ...point]
  for (let i = 0; i < point.length; i++) {
    for (let j = i; j < point.length; j++) features.push(point[i]! * point[j]!)
  }
  return features
}

/** Their derivatives along one dimension. */
function slopeFeaturesOf(point: readonly number[], k: number): number[] {
  const features = [0, ...point.map((_, i) => (i === k ? 1 : 0))]
  for (let i = 0; i < point.length; i++) {
    for (let j = i; j < point.length; j++) {
      features.push((i === k ? point[j]! : 0) + (j === k ? point[i]! : 0))
    }
  }
  return features
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0)
}

/** Lower root L of a symmetric positive matrix, L L' = matrix. */
function choleskyOf(matrix: readonly (readonly number[])[]): number[][] {
  const root = matrix.map(() => Array.from(matrix, () => 0))
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!
      for (let k = 0; k < j; k++) rest -= root[i]![k]! * root[j]![k]!
      root[i]![j] = i === j ? Math.sqrt(Math.max(rest, 1e-12)) : rest / root[j]![j]!
    }
  }
  return root
}

function solve(root: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length
  const half: number[] = []
  for (let i = 0; i < size; i++) {
    let rest = right[i]!
    for (let k = 0; k < i; k++) rest -= root[i]![k]! * half[k]!
    half.push(rest / root[i]![i]!)
  }
  const solution = Array.from(half)
  for (let i = size - 1; i >= 0; i--) {
    let rest = half[i]!
    for (let k = i + 1; k < size; k++) rest -= root[k]![i]! * solution[k]!
    solution[i] = rest / root[i]![i]!
  }
  return solution
}
