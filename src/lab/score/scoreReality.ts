// The runs of a score beside real markets: how many seeds lie within the middle 80 % of 65 real days, and
// the stylised facts of all their hourly returns together.
import { LIKENESS } from '../../observe/eventStudy.ts'
import { HOURLY_BANDS } from '../../observe/reality.ts'
import { correlationOf } from '../../observe/statistics.ts'
import {
  absolute,
  excessKurtosis,
  hillExponent,
  logReturns,
  skewness,
} from '../../observe/stylisedFacts.ts'
import { spreadOf, type Spread } from '../spread.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

export interface LikenessShare {
  readonly measure: string
  readonly words: string
  /** Real quantiles: 10, 50, 90 percent. */
  readonly real: readonly [number, number, number]
  readonly spread: Spread | null
  readonly seeds: number
  /** Share of those seeds between the real 10 and 90 percent. */
  readonly insideShare: number | null
  /** One of the six that at least 80 % of the seeds are to lie within; null where none was measured. */
  readonly isTarget: boolean
  readonly holds: boolean | null
}

export interface StylisedFact {
  readonly name: string
  readonly value: number | null
  readonly real: readonly [number, number] | null
  /** What four days around one event can say about it. */
  readonly remark: string
}

export interface Reality {
  readonly likeness: readonly LikenessShare[]
  readonly hourlyReturns: number
  readonly facts: readonly StylisedFact[]
}

/** Drawn like the 65 days: in so many of the seeds at least. */
export const INSIDE_SHARE = 0.8

/** Words; whether the seeds are judged by it; hours after the event day's start at which it is final. */
type LikenessWords = readonly [words: string, isTarget: boolean, afterHours: number]

const WORDS: Readonly<Record<keyof typeof LIKENESS, LikenessWords>> = {
  studyBtc24hLogReturn: ['worst 24-hour log return of BTC', false, 24],
  studyDrawdown: ['drawdown, high to low', true, 24],
  studyRegained6h: ['share of the fall regained after 6 h', false, 30],
  studyRegained12h: ['share of the fall regained after 12 h', true, 36],
  studyRegained24h: ['share of the fall regained after 24 h', true, 48],
  studyEthRatio: ["ether's fall over Bitcoin's", true, 24],
  studyAltRatio: ["altcoins' fall over Bitcoin's", true, 24],
  studyVolume24To48h: ["volume of the first day after, over the event's", true, 48],
  studyVolume48To72h: ["volume of the second day after, over the event's", true, 72],
}

/** Whether the seeds' likeness to real days is judged by this figure in runs that go on so long. */
export function isTarget(measure: string, aftermathHours: number): boolean {
  const [, isJudged, afterHours] = WORDS[measure as keyof typeof LIKENESS]
  return isJudged && afterHours <= aftermathHours
}

export function likenessInWords(measure: string): string {
  return WORDS[measure as keyof typeof LIKENESS][0]
}

export function realityOf(runs: readonly RunFigures[]): Reality {
  const likeness = Object.entries(LIKENESS).map(([measure, [low, , median, , high]]) => {
    const values = runs.flatMap((run) => run.measures[measure] ?? [])
    const inside = values.filter((value) => value >= low && value <= high).length
    const [words, isJudged] = WORDS[measure as keyof typeof LIKENESS]
    const insideShare = values.length === 0 ? null : inside / values.length
    return {
      measure,
      words,
      real: [low, median, high] as const,
      spread: spreadOf(values),
      seeds: values.length,
      insideShare,
      isTarget: isJudged,
      holds: isJudged && insideShare !== null ? insideShare >= INSIDE_SHARE : null,
    }
  })
  return { likeness, ...pooledFacts(runs) }
}

const MEANINGFUL = 'meaningful: it does not hang on how often such days come'
const TOO_MANY_EVENTS =
  'not comparable: every run holds an event day, of real days one in twenty is one; expect it off'
const TOO_SHORT = 'a hint only: four days hold few pairs so far apart, and the event day rules them'

/** Pairs of hours within one run only; means and variances over all runs together. */
function pooledFacts(runs: readonly RunFigures[]): Omit<Reality, 'likeness'> {
  const bySeed = runs.map(({ hourly }) => logReturns(Float64Array.from(hourly.btcUsd)))
  const ether = runs.map(({ hourly }) => logReturns(Float64Array.from(hourly.ethUsd)))
  const all = joined(bySeed)
  const sizes = bySeed.map(absolute)
  const fact = (
    name: string,
    value: number | null,
    real: readonly [number, number] | null,
    remark: string,
  ): StylisedFact => ({ name, value, real, remark })
  return {
    hourlyReturns: all.length,
    facts: [
      fact('autocorrelation of r, 1 h', pooledLag(bySeed, 1), HOURLY_BANDS.acf1, MEANINGFUL),
      fact(
        'correlation of BTC and ETH',
        correlationOf(all, joined(ether)),
        HOURLY_BANDS.correlationBtcEth,
        MEANINGFUL,
      ),
      fact('skew', skewness(all), null, 'negative where falls are included, as here'),
      fact(
        'autocorrelation of |r|, 1 h',
        pooledLag(sizes, 1),
        HOURLY_BANDS.acfAbs1,
        TOO_MANY_EVENTS,
      ),
      fact('autocorrelation of |r|, 24 h', pooledLag(sizes, 24), HOURLY_BANDS.acfAbs24, TOO_SHORT),
      fact('excess kurtosis', excessKurtosis(all), HOURLY_BANDS.excessKurtosis, TOO_MANY_EVENTS),
      fact('Hill exponent, 5 %', hillExponent(all, 0.05), HOURLY_BANDS.hill5, TOO_MANY_EVENTS),
    ],
  }
}

export function joined(series: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(series.reduce((sum, one) => sum + one.length, 0))
  let at = 0
  for (const one of series) {
    all.set(one, at)
    at += one.length
  }
  return all
}

/** Autocorrelation at a lag about the mean of all series; null where they do not vary. */
export function pooledLag(series: readonly Float64Array[], lag: number): number | null {
  const all = joined(series)
  if (all.length === 0) return null
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length
  let variance = 0
  let covariance = 0
  let pairs = 0
  for (const value of all) variance += (value - mean) ** 2
  for (const one of series) {
    for (let index = lag; index < one.length; index++) {
      covariance += (one[index]! - mean) * (one[index - lag]! - mean)
      pairs++
    }
  }
  if (pairs === 0 || variance === 0) return null
  return covariance / pairs / (variance / all.length)
}
