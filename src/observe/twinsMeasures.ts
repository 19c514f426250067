// What the measures are called and counted in when twins are compared: plain words, units, and those
// that stand first. ODD submodel: Observation.
import { STEPS_PER_MINUTE } from '../market/units.ts'
import { OTHER_WORDS, WORDS_BY_PART } from './measureWords.ts'
import {
  countInWords,
  percentInWords,
  priceInWords,
  threeDigits,
  timeInWords,
  usdInWords,
} from './words.ts'

/** A time is a minute of the run, a step a second of it; a rate is a small share. */
export type MeasureUnit =
  | 'USD'
  | 'price'
  | 'share'
  | 'ratio'
  | 'count'
  | 'bps'
  | 'minute'
  | 'second'
  | 'h'
  | 'time'
  | 'step'
  | 'rate'
  | ''

/** What a policy is judged by first: who was closed, how far it fell, who lost. */
export const HEADLINE_MEASURES: readonly string[] = [
  'liquidatedWorst24hUsd',
  'tradersLiquidatedWorst24h',
  'btcFall',
  'marketCapLowestChange',
  'realisedLossUsd.retail, leveraged',
  'lowestFundUsd',
  'takeoverUsd',
  'socialisedLossUsd',
  'spreadWorstHourOverCalm',
  'depthWorstMinuteOverCalm',
  'longestEmptyBookSteps',
  'stablecoinInflowUsd',
]

const WORDS: Readonly<Record<string, readonly [words: string, unit: MeasureUnit]>> = {
  liquidatedWorst24hUsd: ['liquidated in the worst 24 h', 'USD'],
  tradersLiquidatedWorst24h: ['traders liquidated in the worst 24 h', 'count'],
  liquidatedReportedWorst24hUsd: ['liquidated as the venues report it', 'USD'],
  liquidatedPerTraderUsd: ['liquidated per trader', 'USD'],
  longShareOfLiquidated: ['longs among the liquidated dollars', 'share'],
  btcEthShareOfLiquidated: ['BTC and ETH among the liquidated dollars', 'share'],
  shareEnteredAbove20x: ['liquidated traders who entered above 20x', 'share'],
  btcFall: ['fall of Bitcoin, high to low', 'share'],
  fallMinutes: ['length of the fall', 'minute'],
  fallOfValue: ["fall of Bitcoin's value meanwhile", 'share'],
  fallBeyondValue: ['fall of Bitcoin beyond that of its value', 'share'],
  openInterestStartUsd: ['open interest when the event day begins', 'USD'],
  liquidatedOverOpenInterest: ['liquidated over open interest', 'share'],
  fallSellsUsd: ['sold by takers in the fall', 'USD'],
  btcHighUsd: ['highest price of Bitcoin before the low', 'price'],
  btcLowUsd: ['lowest price of Bitcoin', 'price'],
  marketCapChange: ['change of market capitalisation', 'share'],
  marketCapLowestChange: ['deepest change of market capitalisation', 'share'],
  liquidatedCalmDayUsd: ['liquidated on the calm day', 'USD'],
  tradersLiquidatedCalmDay: ['traders liquidated on the calm day', 'count'],
  liquidatedEventDayUsd: ['liquidated on the event day', 'USD'],
  liquidatedDay1Usd: ['liquidated on the first day after', 'USD'],
  liquidatedDay2Usd: ['liquidated on the second day after', 'USD'],
  regained6h: ['share of the fall regained after 6 h', 'share'],
  regained12h: ['share of the fall regained after 12 h', 'share'],
  regained24h: ['share of the fall regained after 24 h', 'share'],
  bidsRebuiltHours: ['hours until the bids were rebuilt', 'h'],
  'realisedLossUsd.retail, leveraged': ['losses of leveraged retail traders', 'USD'],
  realisedLossUsd: ['losses of all who trade perpetuals', 'USD'],
  retailShareOfLosses: ["retail's share of the losses", 'share'],
  lowestFundUsd: ['emptiest insurance fund', 'USD'],
  takeoverUsd: ['taken over at the bankruptcy price', 'USD'],
  takeoverCount: ['positions taken over', 'count'],
  deleveragingUsd: ['closed against winners (auto-deleveraging)', 'USD'],
  deleveragingCount: ['winners deleveraged', 'count'],
  socialisedLossUsd: ['losses spread over others', 'USD'],
  uncoveredDebtUsd: ['debt that no fund could pay', 'USD'],
  breakerCount: ['halts by the circuit breaker', 'count'],
  longestEmptyBookSteps: ['longest time with an empty side of a book', 'second'],
  spreadWorstHourOverCalm: ['spread in the worst hour over calm', 'ratio'],
  depthWorstMinuteOverCalm: ['depth in the thinnest minute over calm', 'share'],
  depthWorstMinuteUsd: ['depth in the thinnest minute', 'USD'],
  depthCalmUsd: ['depth in calm', 'USD'],
  largestSweepEventBps: ['largest gap crossed by one order', 'bps'],
  reportedVolumeEventUsd: ['reported volume of the event day', 'USD'],
  genuineVolumeEventUsd: ['genuine volume of the event day', 'USD'],
  algorithmicSellShareWorstHour: ['algorithms among the sells of the worst hour', 'share'],
  stablecoinInflowUsd: ['net flow into stablecoins', 'USD'],
  parkedUsd: ['stablecoins parked', 'USD'],
  institutionsBoughtBelowUsd: ['net bought by institutions below the old price', 'USD'],
  institutionsProfit48hUsd: ["institutions' profit 48 h later", 'USD'],
  newLeverageAfter: ['leverage of new retail positions, day after', 'ratio'],
  leverageLimitsTriggered: ['temporary leverage limits triggered', 'count'],
  venuesLimitedAndLifted: ['venues that limited and lifted', 'count'],
}

/** Measures with plain words of their own, in the order of this table. */
export const NAMED_MEASURES: readonly string[] = Object.keys(WORDS)

/** Whether the measure has plain words of its own. */
export function hasWords(measure: string): boolean {
  return Object.hasOwn(WORDS, measure)
}

/** What a measure is called; one by source, population or venue ends in that. A name without words is
 * left as it is. */
export function measureInWords(name: string): string {
  const row = rowOfMeasure(name)
  if (row !== undefined) return row[0]
  const [first = '', ...of] = name.split('.')
  const part = WORDS_BY_PART[first]
  return part === undefined ? name : `${part[0]}: ${of.join('.')}`
}

export function unitOfMeasure(name: string): MeasureUnit {
  return (rowOfMeasure(name) ?? WORDS_BY_PART[name.split('.')[0]!])?.[1] ?? ''
}

function rowOfMeasure(name: string) {
  return WORDS[name] ?? OTHER_WORDS[name]
}

export function figureInWords(value: number, unit: MeasureUnit): string {
  switch (unit) {
    case 'USD':
      return usdInWords(value)
    case 'price':
      return priceInWords(value)
    case 'share':
      return percentInWords(value)
    case 'rate':
      return `${threeDigits(value * 100)} %`
    case 'time':
      return timeInWords(value * STEPS_PER_MINUTE)
    case 'step':
      return timeInWords(value)
    case 'ratio':
      return `x${threeDigits(value)}`
    case 'count':
      return Math.abs(value) < 100 ? threeDigits(value) : countInWords(value)
    case 'bps':
      return `${threeDigits(value)} bps`
    case 'h':
      return `${threeDigits(value)} h`
    case 'minute':
      return `${threeDigits(value)} min`
    case 'second':
      return `${countInWords(value)} s`
    default:
      return threeDigits(value)
  }
}

function pointsInWords(points: number): string {
  const text = points.toFixed(2)
  if (Number(text) === 0) return '0.00 points'
  return `${points > 0 ? '+' : ''}${text} points`
}

/** With its sign: "+$3.1M", "-2.10 points" for a difference of two shares. */
export function differenceInWords(difference: number, unit: MeasureUnit): string {
  if (difference === 0) return '0'
  const sign = difference > 0 ? '+' : ''
  switch (unit) {
    case 'price':
      return `${sign}${usdInWords(difference)}`
    case 'share':
      return pointsInWords(difference * 100)
    case 'rate':
      return `${sign}${threeDigits(difference * 100)} points`
    case 'ratio':
      return `${sign}${threeDigits(difference)}`
    case 'time':
      return `${sign}${figureInWords(difference, 'minute')}`
    case 'step':
      return `${sign}${figureInWords(difference, 'second')}`
    default:
      return `${sign}${figureInWords(difference, unit)}`
  }
}
