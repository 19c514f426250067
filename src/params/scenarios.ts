// The named scenarios. Links name them, so an id keeps its meaning for ever: a changed schedule
// gets a new id.
import { STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import { HISTORICAL_SCENARIOS } from './historicalScenarios.ts'
import { nearestWord } from './nearest.ts'
import type { NewsKind, NewsShock, Scenario } from './scenario.ts'

/** News as the article's day has it (C07): what begins the fall first, what erodes confidence after. */
const NEWS_OF_THE_DAY = [
  { kind: 'monetary', title: 'The central bank signals faster tightening', shareOfShock: 0.6 },
  { kind: 'macro', title: 'Bad macroeconomic figures', shareOfShock: 0.2 },
  { kind: 'press', title: 'Negative press about crypto lenders', shareOfShock: 0.1 },
  { kind: 'regulatory', title: 'A regulator hints at curbs', shareOfShock: 0.1 },
] as const

const DAY_EVENT_HOUR = 24

/** Minutes after the start of the event day: 08:30, 09:40, 10:50 and 12:10. */
const DAY_NEWS_MINUTES = [8 * 60 + 30, 9 * 60 + 40, 10 * 60 + 50, 12 * 60 + 10]

const THE_DAY: Scenario = {
  id: 'the-day',
  title: 'The $1.2B day',
  summary:
    'A calm day, a day on which four pieces of bad news meet a leveraged crowd, and two days after. ' +
    'One agent stands for 10 leveraged retail traders.',
  hours: 96,
  eventHour: DAY_EVENT_HOUR,
  settings: {},
  news: newsAt(DAY_EVENT_HOUR, DAY_NEWS_MINUTES),
  changes: [],
}

export const SCENARIOS: readonly Scenario[] = [
  THE_DAY,
  {
    ...THE_DAY,
    id: 'the-day-full',
    title: 'The $1.2B day, one to one',
    summary: 'The same day with an agent for each of the 2,000,000 leveraged retail traders.',
    settings: { tradersPerAgent: 1 },
  },
  {
    ...THE_DAY,
    id: 'the-day-hyperliquid',
    title: 'The $1.2B day with Hyperliquid',
    summary:
      'The same day where the fourth venue follows the rulebook of Hyperliquid: an oracle for its ' +
      'prices, at most 40×, a vault behind its liquidations.',
    settings: { otherRulebook: 1 },
  },
  {
    ...THE_DAY,
    id: 'the-day-coin-margined',
    title: 'The $1.2B day, coin-margined',
    summary:
      'The same day where 45 % of leveraged BTC and ETH positions have the coin itself as collateral, as ' +
      'in late 2021: what stands behind them falls with the price.',
    settings: { coinMarginedShare: 45 },
  },
  {
    ...THE_DAY,
    id: 'the-day-hyperliquid-coins',
    title: 'The $1.2B day with Hyperliquid, coin-margined elsewhere',
    summary:
      'The same day where the fourth venue follows the rulebook of Hyperliquid and 45 % of leveraged BTC ' +
      'and ETH positions have the coin itself as collateral, where a venue lists that.',
    settings: { otherRulebook: 1, coinMarginedShare: 45 },
  },
  ...HISTORICAL_SCENARIOS,
  {
    id: 'calm',
    title: 'Two calm days',
    summary: 'The same market without any news: what is ordinary, to compare with.',
    hours: 48,
    eventHour: 24,
    settings: {},
    news: [],
    changes: [],
  },
  {
    id: 'the-hour',
    title: 'The day in an hour',
    summary:
      'An hour of calm, the four pieces of news within twenty minutes, the hours after; one agent stands ' +
      'for 100 traders. For tests and a first look: too coarse to read figures from.',
    hours: 4,
    eventHour: 1,
    settings: { tradersPerAgent: 100, shockOnset: 5 },
    news: newsAt(1, [5, 10, 15, 25]),
    changes: [],
  },
]

export const DEFAULT_SCENARIO_ID = 'the-day'

export function findScenario(id: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.id === id)
}

/** The scenario that a mistyped id may have meant. */
export function nearestScenarioId(id: string): string | null {
  const ids = SCENARIOS.map((scenario) => scenario.id)
  return nearestWord(id, ids)
}

/** What a visitor's own news is called. */
export function newsTitle(kind: NewsKind): string {
  return NEWS_TITLES[kind]
}

const NEWS_TITLES: Readonly<Record<NewsKind, string>> = {
  monetary: 'News of monetary policy',
  macro: 'Macroeconomic news',
  press: 'Press report',
  regulatory: 'Regulatory news',
}

function newsAt(eventHour: number, minutes: readonly number[]): NewsShock[] {
  return NEWS_OF_THE_DAY.map((news, index) => ({
    ...news,
    step: eventHour * STEPS_PER_HOUR + minutes[index]! * STEPS_PER_MINUTE,
  }))
}
