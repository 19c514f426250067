// Days that happened, as scenarios: the day with other documented inputs and nothing else. What each
// input is taken from stands in its row; the figures that the day is held beside are in
// observe/realDays.ts. Ids keep their meaning for ever.
import { STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import { snap } from './grid.ts'
import { rowOf } from './rowIndex.ts'
import type { NewsKind, NewsShock, Scenario } from './scenario.ts'
import type { ParameterKey } from './table.ts'

/** Open interest of BTC futures before the fall of December 2021, on whose prices and rulebooks the day
 * stands: what the defaults of the table are the size of. Billion USD. */
const DAY_OPEN_INTEREST = 21.6

/** Everything that is counted in dollars of a market: with it the market is the day's, larger or smaller. */
const MARKET_SIZES: readonly ParameterKey[] = [
  'positionSize',
  'bookDepth',
  'dailyVolume',
  'valueCapacity',
  'basisCapacity',
  'inventoryLimit',
  'arbitrageCapital',
  'momentumCapital',
  'spotWealth',
  'insuranceFunds',
  'coinDepth',
  'coinDeskCapital',
]

const EVENT_HOUR = 24

interface HistoricalDay {
  readonly id: string
  readonly title: string
  readonly summary: string
  /** Of BTC futures before the fall, billion USD. */
  readonly openInterest: number
  /** Value of BTC that the news took, percent: the part of the fall that was not regained a day later. What
   * fell further is for the market to do. */
  readonly shockSize: number
  readonly settings: Readonly<Partial<Record<ParameterKey, number>>>
  /** Hours after the start of the event day, its kind, and its share of the shock. */
  readonly news: readonly (readonly [hour: number, kind: NewsKind, share: number, title: string])[]
}

/** Rules of a time: FTX's 101x until July 2021; the share of BTC futures with coins as collateral fell from
 * about 60 % in spring 2021 to 45 % in winter, 29 % in late 2022 and 20 % in 2024 (Glassnode); margin
 * tables are those that the model has for the time. */
const DAYS: readonly HistoricalDay[] = [
  {
    id: 'may-2021',
    title: '19 May 2021',
    summary:
      'China repeats its ban and Bitcoin falls by 30 % within hours, three quarters of it regained a ' +
      'day later. 101× on FTX, most collateral in coins, an open interest below that of the day.',
    openInterest: 16.7,
    shockSize: -7.5,
    settings: { ftxLeverage: 1, coinMarginedShare: 60 },
    news: [
      [3, 'regulatory', 0.5, 'Chinese banks and payment firms are barred from crypto'],
      [12, 'press', 0.5, 'The ban is on all front pages'],
    ],
  },
  {
    id: 'december-2021',
    title: '4 December 2021',
    summary:
      'A Saturday morning after weeks of record open interest: large holders sell, Bitcoin falls by a ' +
      'fifth within an hour. 45 % of BTC and ETH positions have coins as collateral.',
    openInterest: 21.6,
    shockSize: -8.2,
    settings: { coinMarginedShare: 45 },
    news: [[4.5, 'macro', 1, 'Faster tightening and a new virus variant: funds cut risk']],
  },
  {
    id: 'november-2022',
    title: '8 November 2022',
    summary:
      'FTX stops paying out and its rival may buy it: Bitcoin falls by 15 % and does not recover. Open ' +
      'interest is two fifths of that of the day, 30 % of it with coins as collateral.',
    openInterest: 8.5,
    shockSize: -15,
    settings: { coinMarginedShare: 30 },
    news: [
      [16, 'press', 0.4, 'A large exchange asks its rival for help'],
      [18, 'press', 0.6, 'Withdrawals stay closed: doubts about the rescue'],
    ],
  },
  {
    id: 'december-2024',
    title: '9 December 2024',
    summary:
      'Four days after the first 100,000 dollars, without one cause: Bitcoin loses 7 %, altcoins twice ' +
      'that. Open interest is nearly three times that of the day; margin tables of 2024.',
    openInterest: 60,
    shockSize: -4.1,
    settings: { tierTable: 1, coinMarginedShare: 20 },
    news: [
      [13, 'press', 0.4, 'Altcoins turn after weeks of gains'],
      [21, 'macro', 0.6, 'Risk is cut before American inflation figures'],
    ],
  },
  {
    id: 'january-2025',
    title: '19 January 2025',
    summary:
      'The eve of an inauguration: the memecoins of a president and of his wife drain the market, Bitcoin ' +
      'falls by 6 % from near its record. Liquidated dollars and traders are those of the article.',
    openInterest: 60,
    shockSize: -3.7,
    settings: { tierTable: 1, coinMarginedShare: 20 },
    news: [[21, 'press', 1, 'A second presidential memecoin drains the first, and the market']],
  },
  {
    id: 'october-2025',
    title: '10 October 2025',
    summary:
      'New tariffs, twice within six hours, on a record open interest: 14 % within half an hour, the ' +
      'largest liquidation on record. The fourth venue follows the rulebook of Hyperliquid.',
    openInterest: 70,
    shockSize: -8.7,
    settings: { tierTable: 1, coinMarginedShare: 20, otherRulebook: 1 },
    news: [
      [14.95, 'macro', 0.3, 'A president threatens new tariffs'],
      [20.85, 'macro', 0.7, 'Tariffs of 100 % are announced'],
    ],
  },
]

export const HISTORICAL_SCENARIOS: readonly Scenario[] = DAYS.map(scenarioOf)

function scenarioOf(day: HistoricalDay): Scenario {
  const { id, title, summary, openInterest, shockSize } = day
  return {
    id,
    title,
    summary,
    hours: 96,
    eventHour: EVENT_HOUR,
    settings: { ...marketOf(openInterest / DAY_OPEN_INTEREST), shockSize, ...day.settings },
    news: day.news.map(newsOf),
    changes: [],
  }
}

/** The market `times` as large as the day's: what rows stop at, it stops at. */
function marketOf(times: number): Partial<Record<ParameterKey, number>> {
  if (times === 1) return {}
  const settings: Partial<Record<ParameterKey, number>> = {}
  for (const key of MARKET_SIZES) {
    const row = rowOf(key)
    settings[key] = snap(row, row.default * times)
  }
  // Dollars frighten by their part of the market.
  const row = rowOf('moodLiquidations')
  return { ...settings, moodLiquidations: snap(row, row.default / times) }
}

function newsOf([hour, kind, shareOfShock, title]: HistoricalDay['news'][number]): NewsShock {
  const minutes = Math.round(hour * 60)
  return {
    kind,
    title,
    step: EVENT_HOUR * STEPS_PER_HOUR + minutes * STEPS_PER_MINUTE,
    shareOfShock,
  }
}
