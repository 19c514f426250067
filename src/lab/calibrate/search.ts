// Where a calibration looks next: first evenly over the box, then where the surrogates of the moments say
// that the objective is lowest, near the best point so far, the nearer the longer nothing was gained.
// Decides by what was evaluated alone, so that a calibration that goes on looks where it would have.
import { haltonPoint } from './halton.ts'
import { distanceOf, type Moment, type MomentValue } from './moments.ts'
import { snapped, type FreeParameter, type Point } from './space.ts'
import { fitSurrogate, type Surrogate } from './surrogate.ts'

export interface Evaluation {
  readonly point: Point
  readonly values: readonly MomentValue[]
  readonly objective: number
}

export interface Search {
  readonly space: readonly FreeParameter[]
  readonly moments: readonly Moment[]
  /** Evaluations in all. */
  readonly budget: number
  /** Where the scenario itself stands: looked at first when it lies in the box. */
  readonly start: Point
}

/** Of the budget, for the even design; at least so many more than there are parameters. */
const DESIGN_SHARE = 0.4
const DESIGN_SPARE = 3
const CANDIDATES = 600
const WIDEST = 0.7
const NARROWEST = 0.08
const NARROWING = 0.8
/** Every so many refining looks one is far from all others. */
const EXPLORE_EVERY = 4

/** The next points to be evaluated, at most `count`; fewer where the box has no more. */
export function nextPoints(
  search: Search,
  evaluations: readonly Evaluation[],
  count: number,
): number[][] {
  const { space, budget, start } = search
  const design = designCount(space.length, budget)
  const known = evaluations.map(({ point }) => point)
  const chosen: number[][] = []
  const wanted = Math.min(count, budget - evaluations.length)
  const choose = (candidate: Point) => {
    const point = snapped(space, candidate)
    if (known.some((other) => gapBetween(other, point) < 1e-9)) return
    known.push(point)
    chosen.push(point)
  }
  const isInside = start.every((part) => Math.abs(part) <= 1)
  if (evaluations.length === 0 && isInside) choose(start)
  for (let n = 1; chosen.length < wanted && known.length < design && n < 50 * design; n++) {
    choose(haltonPoint(n, space.length).map((part) => 2 * part - 1))
  }
  while (chosen.length < wanted) {
    const before = chosen.length
    const candidate = refine(search, evaluations, known)
    if (candidate === null) break
    choose(candidate)
    if (chosen.length === before) break
  }
  return chosen
}

export function designCount(dimensions: number, budget: number): number {
  return Math.min(budget, Math.max(dimensions + DESIGN_SPARE, Math.ceil(budget * DESIGN_SHARE)))
}

/** A surrogate a moment; null where fewer points gave a figure than there are slopes. */
export function surrogatesOf(
  moments: readonly Moment[],
  evaluations: readonly Evaluation[],
): (Surrogate | null)[] {
  return moments.map((_, index) => {
    const told = evaluations.filter(({ values }) => values[index]!.median !== null)
    if (told.length < (told[0]?.point.length ?? 0) + 2) return null
    return fitSurrogate(
      told.map(({ point }) => point),
      told.map(({ values }) => values[index]!.median!),
    )
  })
}

function refine(
  { space, moments, budget }: Search,
  evaluations: readonly Evaluation[],
  known: readonly Point[],
): number[] | null {
  if (evaluations.length === 0) return null
  const best = bestOf(evaluations)
  const surrogates = surrogatesOf(moments, evaluations)
  const looks = known.length - designCount(space.length, budget)
  const explores = looks % EXPLORE_EVERY === EXPLORE_EVERY - 1
  const radius = explores ? 1 : radiusAfter(evaluations, designCount(space.length, budget))
  const candidates = Array.from({ length: CANDIDATES }, (_, n) => {
    // Other points each time, the same ones in the same place.
    const unit = haltonPoint(1 + n + CANDIDATES * (1 + Math.max(0, looks)), space.length)
    const point = unit.map((part, k) =>
      Math.min(1, Math.max(-1, best.point[k]! + radius * (2 * part - 1))),
    )
    return { point: snapped(space, point), predicted: predicted(moments, surrogates, point) }
  }).filter(({ point }) => known.every((other) => gapBetween(other, point) > 1e-9))
  if (candidates.length === 0) return null
  candidates.sort((a, b) => a.predicted - b.predicted)
  if (!explores) return candidates[0]!.point
  // Of the most promising fifth, the one about which least is known.
  const promising = candidates.slice(0, Math.ceil(candidates.length / 5))
  const gap = ({ point }: { point: Point }) =>
    Math.min(...known.map((other) => gapBetween(other, point)))
  return promising.reduce((one, other) => (gap(other) > gap(one) ? other : one)).point
}

/** Shrinks with every refining look that gained nothing, widens with one that did. */
function radiusAfter(evaluations: readonly Evaluation[], design: number): number {
  let best = Infinity
  let radius = WIDEST
  evaluations.forEach(({ objective }, index) => {
    const gains = objective < best
    best = Math.min(best, objective)
    if (index < design) return
    radius *= gains ? 1 / NARROWING : NARROWING
    radius = Math.min(WIDEST, Math.max(NARROWEST, radius))
  })
  return radius
}

function predicted(
  moments: readonly Moment[],
  surrogates: readonly (Surrogate | null)[],
  point: Point,
): number {
  return moments.reduce((sum, moment, index) => {
    const surrogate = surrogates[index]
    if (surrogate === null || surrogate === undefined) return sum
    return sum + moment.weight * distanceOf(surrogate.predict(point), moment) ** 2
  }, 0)
}

export function bestOf(evaluations: readonly Evaluation[]): Evaluation {
  return evaluations.reduce((one, other) => (other.objective < one.objective ? other : one))
}

function gapBetween(a: Point, b: Point): number {
  return Math.max(...a.map((part, k) => Math.abs(part - b[k]!)))
}
