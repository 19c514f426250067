// The scorecard: the claims judged by the measures of one run, or by medians over many runs.
// A verdict is pure arithmetic on a figure and its band. ODD submodel: Observation.
import { type Band, type Claim, type ClaimPart, type Requirement, widerBand } from './claim.ts'
import { CLAIMS } from './claims.ts'
import type { Verdict } from './shapes.ts'
import { percentInWords, threeDigits, usdInWords } from './words.ts'

export type Measures = Readonly<Record<string, number>>

/** How far the run is, and what its market has. */
export interface Progress {
  readonly stepsDone: number
  readonly stepCount: number
  readonly eventStartStep: number
  readonly has: Readonly<Record<Requirement, boolean>>
}

export interface ScorePart {
  readonly label: string
  readonly value: number | null
  /** The figure as it stands while its window is not finished. */
  readonly soFar: number | null
  readonly unit: string
  readonly band: Band
  readonly wider: Band
  readonly verdict: Verdict
}

export interface ScoreRow {
  readonly id: string
  readonly value: number | null
  readonly unit: string
  readonly band: Band
  readonly verdict: Verdict
  readonly text: string
  readonly how: string
  /** What one run cannot say, or which part decided the verdict; '' when there is nothing to add. */
  readonly note: string
  readonly soFar: number | null
  readonly wider: Band
  readonly parts: readonly ScorePart[]
}

export function scorecard(measures: Measures, progress: Progress): ScoreRow[] {
  return CLAIMS.map((claim) => judge(claim, measures, progress))
}

export function judge(claim: Claim, measures: Measures, progress: Progress): ScoreRow {
  const modelled = claim.requires === undefined || progress.has[claim.requires]
  const parts = claim.parts.map((part) => judgePart(part, measures, progress, modelled))
  const heard = parts.filter((_, index) => isHeard(claim.parts[index], measures))
  const verdict = modelled ? worstVerdict(heard) : 'not-modelled'
  const head = parts[0]
  return {
    id: claim.id,
    value: head.value,
    unit: head.unit,
    band: head.band,
    verdict,
    text: claim.text,
    how: claim.how,
    note: noteOn(claim, parts, measures, progress, verdict),
    soFar: head.soFar,
    wider: head.wider,
    parts,
  }
}

function judgePart(
  part: ClaimPart,
  measures: Measures,
  progress: Progress,
  modelled: boolean,
): ScorePart {
  const figure = figureOf(measures, part.measure)
  const finished =
    progress.stepsDone >= progress.eventStartStep + part.afterHours * 3_600 &&
    progress.stepsDone > 0
  const pending = !finished || (part.twin === true && figure === null)
  const value = modelled && !pending ? figure : null
  const wider = widerBand(part)
  return {
    label: part.label,
    value,
    soFar: modelled ? figure : null,
    unit: part.unit,
    band: part.band,
    wider,
    verdict: !modelled ? 'not-modelled' : pending ? 'pending' : verdictOn(value, part),
  }
}

function figureOf(measures: Measures, name: string): number | null {
  const figure = measures[name]
  return figure !== undefined && Number.isFinite(figure) ? figure : null
}

/** A part that only twins answer counts once there are twins, or when there is nothing else. */
function isHeard(part: ClaimPart, measures: Measures): boolean {
  return part.twin !== true || figureOf(measures, part.measure) !== null
}

/** A finished window that gave no figure (nothing to divide by) misses its band. */
export function verdictOn(
  value: number | null,
  part: Pick<ClaimPart, 'band' | 'limits' | 'strict'>,
): Verdict {
  if (value === null || Number.isNaN(value)) return 'off'
  const strict = part.strict === true
  if (isInside(value, part.band, strict)) return 'within'
  return isInside(value, widerBand(part), strict) ? 'near' : 'off'
}

function isInside(value: number, [low, high]: Band, strict: boolean): boolean {
  if (strict) return (low === null || value > low) && (high === null || value < high)
  return (low === null || value >= low) && (high === null || value <= high)
}

const FROM_BEST: readonly Verdict[] = ['within', 'near', 'pending', 'off']

/** One part off is enough; a pending part leaves the others' success open. */
function worstVerdict(parts: readonly ScorePart[]): Verdict {
  if (parts.length === 0) return 'pending'
  return parts.reduce<Verdict>(
    (worst, part) =>
      FROM_BEST.indexOf(part.verdict) > FROM_BEST.indexOf(worst) ? part.verdict : worst,
    'within',
  )
}

function noteOn(
  claim: Claim,
  parts: readonly ScorePart[],
  measures: Measures,
  progress: Progress,
  verdict: Verdict,
): string {
  if (verdict === 'not-modelled') return 'this market has nothing of the kind'
  const notes: string[] = []
  const deciding = parts.findIndex((part) => part.verdict === verdict && part.verdict !== 'within')
  if (deciding > 0 && (verdict === 'off' || verdict === 'near')) {
    const { label, value, unit } = parts[deciding]
    notes.push(`${label}: ${value === null ? 'nothing to measure' : inUnit(value, unit)}`)
  } else if (verdict === 'off' && parts[0].value === null) {
    notes.push('nothing to measure')
  }
  const last = Math.max(...claim.parts.map((part) => (part.twin ? 0 : part.afterHours)))
  if (verdict === 'pending' && progress.eventStartStep + last * 3_600 > progress.stepCount) {
    notes.push(`the run ends before the ${last} h it needs after the event day begins`)
  }
  for (const part of claim.parts) {
    if (!isHeard(part, measures))
      notes.push(`${part.label}: needs same-seed twin runs, which the shell's score makes`)
  }
  return notes.join('; ')
}

/** A figure in the unit of its claim. */
export function inUnit(value: number, unit: string): string {
  switch (unit) {
    case 'USD':
      return usdInWords(value)
    case 'fraction':
    case 'share':
      return percentInWords(value)
    case 'ratio':
      return `x${threeDigits(value)}`
    case 'h':
      return `${threeDigits(value)} h`
    default:
      return threeDigits(value)
  }
}
