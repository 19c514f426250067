// What the evaluations say about each parameter: which figures it moves, how surely, and which other
// parameter moves the same ones. A parameter that moves nothing surely is not identified.
import { surrogatesOf, bestOf, type Evaluation } from './search.ts'
import type { Moment } from './moments.ts'
import type { FreeParameter } from './space.ts'

export interface Effect {
  readonly id: string
  readonly label: string
  /** Change of the figure from the middle of the range to its upper end, in half widths of its band. */
  readonly slope: number
  /** Slope over its standard error. */
  readonly t: number
}

export interface Sensitivity {
  readonly key: string
  /** The surest and largest first. */
  readonly effects: readonly Effect[]
  readonly isIdentified: boolean
  /** The parameter whose effects are most alike (cosine 1) or opposite (-1). */
  readonly alike: { readonly key: string; readonly cosine: number } | null
}

const SURE_T = 3
const WORTH_SLOPE = 0.2
/** Two parameters whose effects agree so far cannot be told apart by these figures. */
const SAME_COSINE = 0.95

export function sensitivitiesOf(
  space: readonly FreeParameter[],
  moments: readonly Moment[],
  evaluations: readonly Evaluation[],
): Sensitivity[] {
  if (evaluations.length === 0) return []
  const { point } = bestOf(evaluations)
  const surrogates = surrogatesOf(moments, evaluations)
  const effects = space.map((_, k) =>
    moments.map((moment, index): Effect => {
      const { id, label } = moment
      const surrogate = surrogates[index]
      if (surrogate === null || surrogate === undefined) return { id, label, slope: 0, t: 0 }
      const slope = surrogate.slopes(point)[k]!
      const error = surrogate.slopeErrors[k]!
      const scale = moment.scale.find((end) => end !== null) ?? Math.max(1e-12, surrogate.residual)
      return { id, label, slope: slope / scale!, t: error > 0 ? slope / error : 0 }
    }),
  )
  return space.map(({ key }, k) => {
    const sure = effects[k]!.filter(isSure)
    const alike = closest(space, effects, k)
    return {
      key,
      effects: sure.toSorted((a, b) => Math.abs(b.slope) - Math.abs(a.slope)),
      isIdentified: sure.length > 0 && (alike === null || Math.abs(alike.cosine) < SAME_COSINE),
      alike,
    }
  })
}

function isSure({ slope, t }: Effect): boolean {
  return Math.abs(t) >= SURE_T && Math.abs(slope) >= WORTH_SLOPE
}

function closest(
  space: readonly FreeParameter[],
  effects: readonly (readonly Effect[])[],
  k: number,
): Sensitivity['alike'] {
  const others = space.flatMap(({ key }, other) =>
    other === k ? [] : [{ key, cosine: cosineOf(effects[k]!, effects[other]!) }],
  )
  const alike = others.filter(({ cosine }) => cosine !== 0)
  if (alike.length === 0) return null
  return alike.reduce((one, other) => (Math.abs(other.cosine) > Math.abs(one.cosine) ? other : one))
}

/** Of what both move surely; the noise of the rest would look alike. */
function cosineOf(a: readonly Effect[], b: readonly Effect[]): number {
  let ab = 0
  let aa = 0
  let bb = 0
  for (let index = 0; index < a.length; index++) {
    const x = isSure(a[index]!) ? a[index]!.slope : 0
    const y = isSure(b[index]!) ? b[index]!.slope : 0
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0
}
