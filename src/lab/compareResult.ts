// The result of a comparison as one JSON object. Names are a promise to scripts: add, never rename.
import { CLAIMS } from '../observe/claims.ts'
import { verdictOn } from '../observe/scorecard.ts'
import { medianOf } from '../observe/statistics.ts'
import { ruleDifferences } from '../observe/twinsFork.ts'
import { twinFigures, twinRows, twinScoreRows } from '../observe/twinsTable.ts'
import type { ComparePlan, PlannedSide } from './comparePlan.ts'
import type { Verdict } from '../observe/shapes.ts'
import type { TwinRow, TwinScoreRow } from '../observe/twinsTable.ts'
import type { TwinOutcome, TwinRole } from '../threads/twinRun.ts'

export interface CompareResult {
  readonly engine: string
  readonly scenario: string
  readonly hours: number
  readonly seedsAsked: number
  /** Seeds that are done: what all figures below rest on. */
  readonly seeds: readonly string[]
  readonly wallSeconds: number
  readonly a: { readonly link: string | null; readonly fingerprints: readonly string[] }
  readonly comparisons: readonly Comparison[]
  /** Claims that only twins answer, by medians over the seeds; empty where their twins were not run. */
  readonly twinClaims: readonly TwinClaim[]
  readonly conserved: boolean
}

export interface Comparison {
  readonly id: string
  readonly words: string
  readonly link: string | null
  readonly rules: readonly { readonly step: number; readonly words: string }[]
  readonly forkStep: number | null
  /** By seed: the first second in which what was published differs, and what differs then. */
  readonly divergence: readonly SeedDivergence[]
  readonly fingerprints: readonly string[]
  readonly measures: readonly TwinRow[]
  readonly scorecard: readonly TwinScoreRow[]
}

export interface SeedDivergence {
  readonly seed: string
  /** Null: never. */
  readonly step: number | null
  readonly differs: readonly string[]
}

export interface TwinClaim {
  readonly id: string
  readonly claim: string
  readonly figure: string
  readonly median: number
  readonly seeds: number
  readonly band: readonly [number | null, number | null]
  readonly verdict: Verdict
}

export function compareResultOf(
  engine: string,
  plan: ComparePlan,
  outcomes: readonly TwinOutcome[],
  wallSeconds: number,
): CompareResult {
  return {
    engine,
    scenario: plan.a.spec.scenario.id,
    hours: plan.a.spec.scenario.hours,
    seedsAsked: plan.seeds.length,
    seeds: outcomes.map((outcome) => outcome.seed),
    wallSeconds: Math.round(wallSeconds * 1_000) / 1_000,
    a: {
      link: plan.sides[0]!.link,
      fingerprints: outcomes.map((outcome) => outcome.a.fingerprint),
    },
    comparisons: plan.sides.map((side, index) => comparisonOf(plan, side, index, outcomes)),
    twinClaims: twinClaimsOf(plan, outcomes),
    conserved: outcomes.every(({ a, sides }) => a.conserved && sides.every((b) => b.conserved)),
  }
}

function comparisonOf(
  plan: ComparePlan,
  side: PlannedSide,
  index: number,
  outcomes: readonly TwinOutcome[],
): Comparison {
  const pairs = outcomes.map(({ a, sides }) => ({ a, b: sides[index]! }))
  return {
    id: side.id,
    words: side.words,
    link: side.link,
    rules: ruleDifferences(plan.a.spec, side.spec),
    forkStep: pairs[0]?.b.forkStep ?? null,
    divergence: outcomes.map(({ seed, sides }) => ({
      seed,
      step: sides[index]!.divergence?.step ?? null,
      differs: sides[index]!.divergence?.groups ?? [],
    })),
    fingerprints: pairs.map(({ b }) => b.fingerprint),
    measures: twinRows(pairs),
    scorecard: twinScoreRows(pairs),
  }
}

/** The parts of claims that single runs leave open, by the medians of what the twins of each seed give. */
function twinClaimsOf(plan: ComparePlan, outcomes: readonly TwinOutcome[]): TwinClaim[] {
  const figures = outcomes.map(({ a, sides }) => {
    const measuresOf = (role: TwinRole) =>
      sides[plan.sides.findIndex((side) => side.role === role)]?.measures
    const cappedAt20x = measuresOf('cappedAt20x')
    const offBook = measuresOf('offBook')
    return { ...plan.job.given, ...twinFigures(a.measures, { cappedAt20x, offBook }) }
  })
  return CLAIMS.flatMap((claim) =>
    claim.parts.flatMap((part): TwinClaim[] => {
      if (part.twin !== true) return []
      const values = figures.flatMap((all) => all[part.measure] ?? [])
      if (values.length === 0) return []
      const median = medianOf(values)
      return [
        {
          id: claim.id,
          claim: claim.text,
          figure: part.label,
          median,
          seeds: values.length,
          band: part.band,
          verdict: verdictOn(median, part),
        },
      ]
    }),
  )
}
