// The score of a scenario for a person at a terminal.
import { differenceInWords, figureInWords } from '../../observe/twinsMeasures.ts'
import { countsInWords, pInWords } from '../../observe/twinsTable.ts'
import { countInWords, threeDigits } from '../../observe/words.ts'
import { decompositionLines } from '../decomposition.ts'
import { realDayLines } from '../realDay.ts'
import { bandInWords, figure } from '../figureInWords.ts'
import { wrap } from '../help.ts'
import { table } from '../textTable.ts'
import {
  INSIDE_SHARE,
  type LikenessShare,
  type Reality,
  type StylisedFact,
} from './scoreReality.ts'
import { WIDER_SHARE, type ScoredClaim, type ScoredPart } from './scoreClaims.ts'
import type { Spread } from '../spread.ts'
import type { PolicyEffect, ScoreResult } from './scoreResult.ts'

const POLICY_MEASURES = ['liquidatedWorst24hUsd', 'tradersLiquidatedWorst24h', 'btcFall']

export function scoreTextOf(result: ScoreResult): string {
  const { seeds, seedsAsked, claims } = result
  const lines = [
    `${result.title} (${result.scenario}), ${result.hours} h, ${seedsInWords(seeds, seedsAsked)}, ` +
      `${result.wallSeconds} s`,
    '',
    ...table(CLAIM_HEADER, claims.flatMap(claimRows)),
    '',
    ...notesOf(claims),
    verdictsInWords(result),
    ...wrap(VERDICT_RULE, 100),
    '',
    ...(result.realDay === undefined ? [] : [...realDayLines(result.realDay, 'median'), '']),
    ...realityLines(result.reality),
    ...(result.decomposition === null ? [] : decompositionLines(result.decomposition)),
    ...policyLines(result.policies),
  ]
  lines.push(
    result.conserved
      ? 'Cash, coins, positions and liquidated dollars add up exactly in every run.'
      : 'DOES NOT ADD UP in at least one run.',
    `Engine ${result.engine}`,
    '',
  )
  return lines.join('\n')
}

export const VERDICT_RULE =
  `Within: the median lies in the band, and at least ${100 * WIDER_SHARE} % of the seeds in the band ` +
  'stretched by half its width on each side. Open: not answered by these runs.'

export function verdictsInWords({ verdicts, claims }: ScoreResult): string {
  return (
    `${verdicts.within} of ${claims.length} claims within, ${verdicts.near} near, ` +
    `${verdicts.off} off, ${verdicts.open} open.`
  )
}

export function seedsInWords(seeds: readonly string[], asked: number): string {
  const span = seeds.length <= 2 ? seeds.join(', ') : `${seeds[0]} to ${seeds.at(-1)}`
  return `${seeds.length} of ${asked} seeds (${span})`
}

export const CLAIM_HEADER = [
  '',
  'the article says',
  'median',
  '10 %',
  '25 %',
  '75 %',
  '90 %',
  'band',
  'within',
  'wider',
  'verdict',
]

/** A row a part; the claim itself heads those that have several. */
export function claimRows({ id, claim, verdict, parts }: ScoredClaim): string[][] {
  const [first] = parts
  if (parts.length === 1) return [[id, claim, ...partCells(first!), verdict]]
  const head = [id, claim, '', '', '', '', '', '', '', '', verdict]
  return [head, ...parts.map((part) => ['', `  ${part.label}`, ...partCells(part), part.verdict])]
}

function partCells(part: ScoredPart): string[] {
  const { spread, unit, seeds, withinSeeds, withinWiderSeeds } = part
  return [
    ...spreadCells(spread, (value) => figure(value, unit)),
    bandInWords(part),
    seeds === 0 ? '-' : `${withinSeeds}/${seeds}`,
    seeds === 0 ? '-' : `${withinWiderSeeds}/${seeds}`,
  ]
}

export function spreadCells(
  spread: Spread | null,
  inWords: (value: number) => string = threeDigits,
): string[] {
  if (spread === null) return ['-', '-', '-', '-', '-']
  const { median, q10, q25, q75, q90 } = spread
  return [median, q10, q25, q75, q90].map(inWords)
}

/** "C03, C11: nothing to measure", a line a note. */
export function notesOf(claims: readonly ScoredClaim[]): string[] {
  const places = new Map<string, string[]>()
  for (const { id, parts } of claims) {
    for (const { label, note } of parts) {
      if (note === '') continue
      const place = parts.length > 1 ? `${id} (${label})` : id
      places.set(note, [...(places.get(note) ?? []), place])
    }
  }
  const lines = [...places].map(([note, of]) => `${of.join(', ')}: ${note}`)
  return lines.length === 0 ? [] : [...lines, '']
}

export const LIKENESS_HEADER = [
  'beside 65 real days',
  'median',
  '10 %',
  '90 %',
  'real 10 %',
  'median',
  '90 %',
  'seeds inside',
  '',
]

export function likenessRow(row: LikenessShare): string[] {
  const { words, spread, real, seeds, insideShare, holds } = row
  const { median = null, q10 = null, q90 = null } = spread ?? {}
  return [
    words,
    ...[median, q10, q90].map((value) => (value === null ? '-' : threeDigits(value))),
    ...real.map(threeDigits),
    insideShare === null ? '-' : `${Math.round(insideShare * seeds)}/${seeds}`,
    holds === null ? '' : holds ? 'holds' : 'does not hold',
  ]
}

export const FACT_HEADER = ['stylised facts, pooled', 'these runs', 'real', '']

export function factRow({ name, value, real, remark }: StylisedFact): string[] {
  return [
    name,
    value === null ? '-' : threeDigits(value),
    real === null ? '-' : `${real[0]} to ${real[1]}`,
    remark,
  ]
}

export function realityWords({ likeness, hourlyReturns }: Reality): string {
  const targets = likeness.filter(({ isTarget }) => isTarget)
  const held = targets.filter(({ holds }) => holds === true).length
  return (
    `${held} of ${targets.length} targets hold: at least ${100 * INSIDE_SHARE} % of the seeds inside ` +
    `the real 10 to 90 %. Facts are of ${countInWords(hourlyReturns)} hourly returns of BTC.`
  )
}

function realityLines(reality: Reality): string[] {
  return [
    ...table(LIKENESS_HEADER, reality.likeness.map(likenessRow)),
    '',
    ...table(FACT_HEADER, reality.facts.map(factRow)),
    '',
    realityWords(reality),
    '',
  ]
}

export const POLICY_HEADER = ['policy (C22)', '', 'without', 'with', 'difference', 'seeds', 'p']

export function policyRows({ words, measures }: PolicyEffect): string[][] {
  const rows = measures.filter(({ measure }) => POLICY_MEASURES.includes(measure))
  return rows.map((row, index) => [
    index === 0 ? words : '',
    row.words,
    figureInWords(row.medianA, row.unit),
    figureInWords(row.medianB, row.unit),
    differenceInWords(row.median, row.unit),
    countsInWords(row),
    row.sign.p === null ? '-' : pInWords(row.sign.p),
  ])
}

function policyLines(policies: readonly PolicyEffect[]): string[] {
  if (policies.length === 0) return []
  return [
    ...table(POLICY_HEADER, policies.flatMap(policyRows)),
    'Difference: median over pairs of one seed, run until a day and a half after the event day began; ' +
      'p: exact two-sided sign test. All with --json.',
    '',
  ]
}
