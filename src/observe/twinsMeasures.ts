// What the measures are called and counted in when twins are compared: plain words, units, and those
// that stand first. ODD submodel: Observation.
import { countInWords, percentInWords, threeDigits, usdInWords } from './words.ts'

/** Moments are counted in seconds or minutes of the run. */
export type MeasureUnit =
  | 'USD'
  | 'share'
  | 'ratio'
  | 'count'
  | 'bps'
  | 'minute'
  | 'second'
  | 'h'
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
  btcHighUsd: ['highest price of Bitcoin before the low', 'USD'],
  btcLowUsd: ['lowest price of Bitcoin', 'USD'],
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

const BY_ENDING: readonly (readonly [ending: RegExp, unit: MeasureUnit])[] = [
  [/Usd(\.|$)/, 'USD'],
  [/Bps$/, 'bps'],
  [/Hours$/, 'h'],
  [/Minute$/, 'minute'],
  [/(Step|Steps)$/, 'second'],
  [/(Count|Traders|Worst24h|CalmDay|PerHour|Days)$/, 'count'],
  [/(Over|Ratio|everage)/, 'ratio'],
  [/(Share|share|regained|Regained|Change|Imbalance|Fall$)/, 'share'],
]

/** Measures with plain words of their own, in the order of this table. */
export const NAMED_MEASURES: readonly string[] = Object.keys(WORDS)

/** Whether the measure has plain words of its own. */
export function hasWords(measure: string): boolean {
  return Object.hasOwn(WORDS, measure)
}

/** For a name that has no row of its own: its words apart, unit dropped. */
export function measureInWords(name: string): string {
  const row = WORDS[name]
  if (row !== undefined) return row[0]
  const [first = '', ...of] = name.split('.')
  const words = first
    .replace(/(?:Usd|Bps|Steps|Step|Minute)$/, '')
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replace(/([0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return of.length === 0 ? words : `${words}: ${of.join('.')}`
}

export function unitOfMeasure(name: string): MeasureUnit {
  const row = WORDS[name]
  if (row !== undefined) return row[1]
  return BY_ENDING.find(([ending]) => ending.test(name))?.[1] ?? ''
}

export function figureInWords(value: number, unit: MeasureUnit): string {
  switch (unit) {
    case 'USD':
      return usdInWords(value)
    case 'share':
      return percentInWords(value)
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

/** With its sign: "+$3.1M", "-2.1 points" for a difference of two shares. */
export function differenceInWords(difference: number, unit: MeasureUnit): string {
  if (difference === 0) return '0'
  const sign = difference > 0 ? '+' : ''
  if (unit === 'share') return `${sign}${threeDigits(difference * 100)} points`
  if (unit === 'ratio') return `${sign}${threeDigits(difference)}`
  return `${sign}${figureInWords(difference, unit)}`
}
