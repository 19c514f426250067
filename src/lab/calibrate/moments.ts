// What a calibration aims at: the figures of the claims and of real days, each with its band, and how far
// a run lies outside. A distance of 1 is the edge of the wider band. Parts that only twins answer are left
// out: they would triple the runs.
import { widerBand, type Band, type ClaimPart } from '../../observe/claim.ts'
import { CLAIMS } from '../../observe/claims.ts'
import { LIKENESS } from '../../observe/eventStudy.ts'
import { medianOf } from '../../observe/statistics.ts'
import { isTarget, likenessInWords } from '../score/scoreReality.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

export interface Moment {
  /** The claim it belongs to, or "real". */
  readonly id: string
  readonly measure: string
  readonly label: string
  readonly unit: string
  readonly band: Band
  /** Beyond an end of the band by so much is a distance of 1; null where any miss counts as 1. */
  readonly scale: readonly [below: number | null, above: number | null]
  readonly weight: number
}

/** No figure, however wrong, counts for more. */
export const MOST_DISTANCE = 3
/** Seeds beyond the wider band, beside the median: a fall that is right on average must not be so by
 * cancelling. */
const SCATTER_WEIGHT = 0.25

/** Each claim weighs 1, or as told, shared by its parts; likeness to real days weighs 1 altogether. */
export function momentsFor(
  aftermathHours: number,
  weights: ReadonlyMap<string, number> = new Map(),
): Moment[] {
  const ofClaims = CLAIMS.flatMap((claim) => {
    const parts = claim.parts.filter(
      (part) => part.twin !== true && part.afterHours <= aftermathHours,
    )
    const weight = (weights.get(claim.id) ?? 1) / Math.max(1, parts.length)
    return parts.map((part) => ({
      id: claim.id,
      measure: part.measure,
      label: part.label,
      unit: part.unit,
      band: part.band,
      scale: scaleOf(part),
      weight,
    }))
  })
  const real = Object.entries(LIKENESS).filter(([measure]) => isTarget(measure, aftermathHours))
  const ofReality = real.map(([measure, [low, , , , high]]) => {
    const half = (high - low) / 2
    return {
      id: 'real',
      measure,
      label: likenessInWords(measure),
      unit: '',
      band: [low, high] as Band,
      scale: [half, half] as const,
      weight: (weights.get('real') ?? 1) / real.length,
    }
  })
  return [...ofClaims, ...ofReality].filter(({ weight }) => weight > 0)
}

/** Half of the band; where only one end is known, half of that end. */
function scaleOf(part: ClaimPart): Moment['scale'] {
  const [low, high] = part.band
  const [widerLow, widerHigh] = widerBand(part)
  const of = (end: number | null, wider: number | null): number | null => {
    if (end === null) return null
    const stretch = wider === null ? 0 : Math.abs(end - wider)
    return stretch > 0 ? stretch : end !== 0 ? Math.abs(end) / 2 : null
  }
  return [of(low, widerLow), of(high, widerHigh)]
}

/** 0 within the band. */
export function distanceOf(value: number | null, { band: [low, high], scale }: Moment): number {
  if (value === null) return MOST_DISTANCE
  const miss = (by: number, of: number | null) => Math.min(MOST_DISTANCE, of === null ? 1 : by / of)
  if (low !== null && value < low) return miss(low - value, scale[0])
  if (high !== null && value > high) return miss(value - high, scale[1])
  return 0
}

export interface MomentValue {
  /** Over the seeds; null where none gave a figure. */
  readonly median: number | null
  readonly distance: number
  /** Mean of the squared distances of the seeds beyond 1. */
  readonly scatter: number
}

export function momentValues(
  moments: readonly Moment[],
  runs: readonly RunFigures[],
): MomentValue[] {
  return moments.map((moment) => {
    const values = runs.map((run) => run.measures[moment.measure] ?? null)
    const figures = values.filter((value) => value !== null)
    const median = figures.length === 0 ? null : medianOf(figures)
    const beyond = values.map((value) => Math.max(0, distanceOf(value, moment) - 1) ** 2)
    return {
      median,
      distance: distanceOf(median, moment),
      scatter: beyond.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
    }
  })
}

/** The objective: smaller is better, 0 has every median in its band and every seed in the wider one. */
export function objectiveOf(moments: readonly Moment[], values: readonly MomentValue[]): number {
  return moments.reduce((sum, { weight }, index) => {
    const { distance, scatter } = values[index]!
    return sum + weight * (distance ** 2 + SCATTER_WEIGHT * scatter)
  }, 0)
}
