// B less A: every measure over pairs of one seed each, the claims that hold on either side, and the
// sentence that says it. Never a difference without its seed count. ODD submodel: Observation.
import type { Figures } from './figures.ts'
import type { Verdict } from './shapes.ts'
import {
  differenceInWords,
  figureInWords,
  HEADLINE_MEASURES,
  measureInWords,
  type MeasureUnit,
  unitOfMeasure,
} from './twinsMeasures.ts'
import { type PairedDifference, pairedDifference } from './twinsStatistics.ts'
import { percentInWords } from './words.ts'

export interface TwinFigures {
  readonly measures: Readonly<Figures>
  readonly score: readonly ScoreFigure[]
}

export interface ScoreFigure {
  readonly id: string
  readonly value: number | null
  readonly unit: string
  readonly verdict: Verdict
}

/** The same seed, twice. */
export interface TwinPair {
  readonly a: TwinFigures
  readonly b: TwinFigures
}

export interface TwinRow extends PairedDifference {
  readonly measure: string
  readonly words: string
  readonly unit: MeasureUnit
}

/** Every measure that both sides of some pair have: the headlines first, then in the observer's order. */
export function twinRows(pairs: readonly TwinPair[]): TwinRow[] {
  const names = new Set([
    ...HEADLINE_MEASURES,
    ...pairs.flatMap((pair) => Object.keys(pair.a.measures)),
  ])
  return [...names].flatMap((measure) => {
    const both = pairs.filter(
      ({ a, b }) => a.measures[measure] !== undefined && b.measures[measure] !== undefined,
    )
    const difference = pairedDifference(
      both.map(({ a }) => a.measures[measure]!),
      both.map(({ b }) => b.measures[measure]!),
    )
    const unit = unitOfMeasure(measure)
    return difference === null
      ? []
      : [{ measure, words: measureInWords(measure), unit, ...difference }]
  })
}

export interface TwinScoreRow {
  readonly id: string
  readonly unit: string
  /** Pairs in which both sides gave a figure; null where none did. */
  readonly difference: PairedDifference | null
  /** Pairs in which the claim lies within its band, on either side, of so many. */
  readonly withinA: number
  readonly withinB: number
  readonly seeds: number
}

export function twinScoreRows(pairs: readonly TwinPair[]): TwinScoreRow[] {
  const claims = pairs[0]?.a.score ?? []
  return claims.map(({ id, unit }, index) => {
    const rows = pairs.map((pair) => [pair.a.score[index]!, pair.b.score[index]!] as const)
    const both = rows.filter(([a, b]) => a.value !== null && b.value !== null)
    return {
      id,
      unit,
      difference: pairedDifference(
        both.map(([a]) => a.value!),
        both.map(([, b]) => b.value!),
      ),
      withinA: rows.filter(([a]) => a.verdict === 'within').length,
      withinB: rows.filter(([, b]) => b.verdict === 'within').length,
      seeds: rows.length,
    }
  })
}

/** "liquidated in the worst 24 h: $1.19B to $340M (median of pairs -71 %); lower in 20 of 20 seeds".
 * The median of the differences is not the difference of the medians: the words say which it is. */
export function twinSentence(row: TwinRow): string {
  const { medianA, medianB, unit } = row
  const change = changeInWords(row)
  const brackets = ` (${row.seeds > 1 ? 'median of pairs ' : ''}${change})`
  return `${row.words}: ${figureInWords(medianA, unit)} to ${figureInWords(medianB, unit)}${brackets}; ${countsInWords(row)}`
}

/** "lower in 18 of 20 seeds", "the same in 20 of 20 seeds". */
export function countsInWords({ seeds, sign }: PairedDifference): string {
  const of = `of ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`
  const ties = sign.ties === 0 ? '' : `, the same in ${sign.ties}`
  if (sign.lower + sign.higher === 0) return `the same in ${sign.ties} ${of}`
  return sign.lower >= sign.higher
    ? `lower in ${sign.lower} ${of}${ties}`
    : `higher in ${sign.higher} ${of}${ties}`
}

/** Of a sign test. */
export function pInWords(p: number): string {
  return p < 0.001 ? 'below 0.001' : p.toFixed(p < 0.1 ? 3 : 2)
}

const TOLD_AS_THEY_ARE: readonly MeasureUnit[] = ['share', 'rate', 'minute', 'time', 'step', '']

/** The median difference over A's median in per cent. As it is for shares, times and plain numbers, where
 * A has nothing or B the other sign, and where per cent would round it away. */
export function changeInWords({ median, medianA, medianB, unit }: TwinRow): string {
  const change = median / Math.abs(medianA)
  if (
    TOLD_AS_THEY_ARE.includes(unit) ||
    medianA === 0 ||
    medianA * medianB < 0 ||
    Math.abs(change) < 5e-4
  )
    return differenceInWords(median, unit)
  const text = percentInWords(change, Math.abs(change) < 0.0995 ? 1 : 0)
  return median > 0 ? `+${text}` : text
}

/** Figures that only twins give, by the names that the claims use: of one seed, C05 and C06. */
export function twinFigures(
  a: Readonly<Figures>,
  twins: {
    readonly cappedAt20x?: Readonly<Figures> | undefined
    readonly offBook?: Readonly<Figures> | undefined
  },
): Figures {
  const figures: Figures = {}
  const over = (name: string, measure: string, twin: Readonly<Figures> | undefined) => {
    const top = a[measure]
    const bottom = twin?.[measure]
    if (top !== undefined && bottom !== undefined && bottom !== 0) figures[name] = top / bottom
  }
  over('amplificationOver20xTwin', 'liquidatedWorst24hUsd', twins.cappedAt20x)
  over('cascadeAmplification', 'btcFall', twins.offBook)
  return figures
}
