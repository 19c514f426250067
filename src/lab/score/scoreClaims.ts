// The claims judged over many seeds: median and quantiles of each figure, how many seeds lie within its
// band and the wider one, and the verdict of the score.
import { widerBand, type Band, type Claim, type ClaimPart } from '../../observe/claim.ts'
import { CLAIMS } from '../../observe/claims.ts'
import { verdictOn } from '../../observe/scorecard.ts'
import { STEPS_PER_HOUR } from '../../market/units.ts'
import { spreadOf, type Spread } from '../spread.ts'
import type { Figures } from '../../observe/figures.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

/** `open`: nothing in this score answers it. */
export type ScoreVerdict = 'within' | 'near' | 'off' | 'open'

/** One seed, and what only its twins give; empty where they were not run. */
export interface ScoredSeed {
  readonly run: RunFigures
  readonly twins: Figures
}

export interface ScoredPart {
  readonly measure: string
  readonly label: string
  readonly unit: string
  readonly band: Band
  readonly wider: Band
  /** Seeds that were asked, and those that gave a figure: the others count as outside. */
  readonly seeds: number
  readonly figures: number
  /** Null where no seed gave a figure. */
  readonly spread: Spread | null
  readonly withinSeeds: number
  readonly withinWiderSeeds: number
  readonly verdict: ScoreVerdict
  readonly note: string
}

export interface ScoredClaim {
  readonly id: string
  readonly claim: string
  readonly how: string
  /** That of its worst part. */
  readonly verdict: ScoreVerdict
  readonly parts: readonly ScoredPart[]
}

/** Of all seeds, so many at least must lie in the wider band: 16 of 20. */
export const WIDER_SHARE = 0.8

export function scoreClaims(seeds: readonly ScoredSeed[]): ScoredClaim[] {
  return CLAIMS.map((claim) => {
    const parts = claim.parts.map((part) => scorePart(claim, part, seeds))
    return { id: claim.id, claim: claim.text, how: claim.how, verdict: worstOf(parts), parts }
  })
}

function scorePart(claim: Claim, part: ClaimPart, seeds: readonly ScoredSeed[]): ScoredPart {
  const asked = seeds.filter((seed) => whyOpen(claim, part, seed) === null)
  const values = asked.flatMap(({ run, twins }) => {
    const value = (part.twin === true ? twins : run.measures)[part.measure]
    return value === undefined ? [] : [value]
  })
  const verdicts = values.map((value) => verdictOn(value, part))
  const withinSeeds = verdicts.filter((verdict) => verdict === 'within').length
  const withinWiderSeeds = verdicts.filter((verdict) => verdict !== 'off').length
  const spread = spreadOf(values)
  const common = {
    measure: part.measure,
    label: part.label,
    unit: part.unit,
    band: part.band,
    wider: widerBand(part),
    seeds: asked.length,
    figures: values.length,
    spread,
    withinSeeds,
    withinWiderSeeds,
  }
  if (asked.length === 0) {
    const [first] = seeds
    const note = first === undefined ? 'no seed is done' : whyOpen(claim, part, first)!
    return { ...common, verdict: 'open', note }
  }
  if (spread === null) return { ...common, verdict: 'off', note: 'nothing to measure' }
  const verdict = verdictOn(spread.median, part) as ScoreVerdict
  if (verdict !== 'within' || withinWiderSeeds >= WIDER_SHARE * asked.length) {
    return { ...common, verdict, note: '' }
  }
  const note = `the median is within, but only ${withinWiderSeeds} of ${asked.length} seeds in the wider band`
  return { ...common, verdict: 'near', note }
}

/** Null where the seed answers. */
function whyOpen(claim: Claim, part: ClaimPart, { run, twins }: ScoredSeed): string | null {
  if (run.notModelled.includes(claim.id)) return 'this market has nothing of the kind'
  const isOver = run.stepsDone >= run.eventStartStep + part.afterHours * STEPS_PER_HOUR
  if (!isOver) return `the runs end before the ${part.afterHours} h it needs`
  if (part.twin !== true || twins[part.measure] !== undefined) return null
  return 'needs same-seed twin runs'
}

/** Anything off or near decides; an open part leaves the success of the others open. */
const FROM_BEST: readonly ScoreVerdict[] = ['within', 'open', 'near', 'off']

function worstOf(parts: readonly ScoredPart[]): ScoreVerdict {
  const worst = Math.max(...parts.map(({ verdict }) => FROM_BEST.indexOf(verdict)))
  return FROM_BEST[worst]!
}
