// How far the claims' figures lie apart over seeds, where that was measured: the claims of
// `unwind score the-day --seeds 20 --json`, kept as data. Nothing is shown of another engine.
import theDay from './scores/theDay.json' with { type: 'json' }

interface SeedScore {
  readonly engine: string
  readonly scenario: string
  readonly seeds: readonly string[]
  readonly claims: readonly {
    readonly id: string
    readonly parts: readonly {
      readonly label: string
      readonly spread: {
        readonly median: number
        readonly q10: number
        readonly q90: number
      } | null
      readonly withinSeeds: number
    }[]
  }[]
}

export interface SeedRange {
  readonly seedCount: number
  /** The tenth part of the seeds lies below the one and above the other. */
  readonly low: number
  readonly median: number
  readonly high: number
  /** Seeds within the article's band. */
  readonly withinSeeds: number
}

/** The range of a part of a claim; null where it was not measured with this engine. */
export function seedRangeOf(
  claimId: string,
  label: string,
  engine: string,
  score: SeedScore = theDay,
): SeedRange | null {
  if (score.engine !== engine || score.seeds.length === 0) return null
  const claim = score.claims.find(({ id }) => id === claimId)
  const part = claim?.parts.find((one) => one.label === label)
  if (part === undefined || part.spread === null) return null
  const { median, q10, q90 } = part.spread
  const { withinSeeds } = part
  return { seedCount: score.seeds.length, low: q10, median, high: q90, withinSeeds }
}
