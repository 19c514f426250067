// Small statistics over a span [from, to) of a column: mean, median, quantile, correlation, weighted
// median. Nothing of the market. ODD submodel: Observation.

type Numbers = Float64Array | readonly number[]

/** 0 for an empty span. */
export function meanOf(values: Numbers, from = 0, to = values.length): number {
  if (to <= from) return 0
  let sum = 0
  for (let index = from; index < to; index++) sum += values[index]
  return sum / (to - from)
}

export function sumOf(values: Numbers, from = 0, to = values.length): number {
  let sum = 0
  for (let index = from; index < to; index++) sum += values[index]
  return sum
}

export function medianOf(values: Numbers, from = 0, to = values.length): number {
  return quantileOf(values, 0.5, from, to)
}

/** Linear between order statistics; 0 for an empty span. */
export function quantileOf(
  values: Numbers,
  probability: number,
  from = 0,
  to = values.length,
): number {
  if (to <= from) return 0
  const sorted = Float64Array.from(values.slice(from, to)).sort()
  const place = probability * (sorted.length - 1)
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (place - below) * (sorted[above] - sorted[below])
}

/** Index of the smallest value; the first of equals; -1 for an empty span. */
export function indexOfLowest(values: Numbers, from = 0, to = values.length): number {
  let lowest = from
  for (let index = from + 1; index < to; index++) if (values[index] < values[lowest]) lowest = index
  return to <= from ? -1 : lowest
}

/** Pearson's; null when either side does not vary or there are fewer than three pairs. */
export function correlationOf(a: Numbers, b: Numbers): number | null {
  if (a.length !== b.length || a.length < 3) return null
  const meanA = meanOf(a)
  const meanB = meanOf(b)
  let ab = 0
  let aa = 0
  let bb = 0
  for (let index = 0; index < a.length; index++) {
    const x = a[index] - meanA
    const y = b[index] - meanB
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null
}

/** Value (an index) at which half of the weight lies at or below it; null when there is no weight. */
export function weightedMedianIndex(
  weights: Numbers,
  from = 0,
  to = weights.length,
): number | null {
  const total = sumOf(weights, from, to)
  if (!(total > 0)) return null
  let below = 0
  for (let index = from; index < to; index++) {
    below += weights[index]
    if (below * 2 >= total) return index - from
  }
  return to - 1 - from
}

/** First index of the `length` consecutive values with the largest sum; -1 when there are too few. */
export function startOfLargestSum(
  values: Numbers,
  length: number,
  from = 0,
  to = values.length,
): number {
  if (to - from < length) return -1
  let sum = sumOf(values, from, from + length)
  let largest = sum
  let start = from
  for (let index = from + 1; index + length <= to; index++) {
    sum += values[index + length - 1] - values[index - 1]
    if (sum > largest) {
      largest = sum
      start = index
    }
  }
  return start
}
