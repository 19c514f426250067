// Figures about what was liquidated: the worst 24 hours and who was in them (C01 to C05, C09), and the
// days after (C17). USD, shares. ODD submodel: Observation.
import { QUOTE_UNITS_PER_USD, STEPS_PER_DAY, STEPS_PER_MINUTE } from '../market/units.ts'
import { type Figures, put, putRatio, type Seen } from './figures.ts'
import { MINUTES_PER_DAY } from './layout.ts'
import { startMinute } from './series.ts'
import { sumOf } from './statistics.ts'
import { breakdown } from './worstDay.ts'

/** The venues that the article names. */
export const NAMED_VENUES: readonly string[] = ['Binance', 'FTX', 'Bybit']
const HIGH_LEVERAGE = 20

export function measureLiquidations(figures: Figures, seen: Seen): void {
  const { worstDay } = seen.state
  put(figures, 'liquidatedWorst24hUsd', worstDay.worstQuote / QUOTE_UNITS_PER_USD)
  put(figures, 'tradersLiquidatedWorst24h', worstDay.worstTraders)
  if (worstDay.worstEndStep >= 0) measureWorstWindow(figures, seen)
  measureDays(figures, seen)
  measureDose(figures, seen)
}

function measureWorstWindow(figures: Figures, { state, layout, record }: Seen): void {
  const toStep = state.worstDay.worstEndStep + 1
  const fromStep = toStep - STEPS_PER_DAY
  const worst = breakdown(state.liquidations, layout, fromStep, toStep, HIGH_LEVERAGE)
  const { notionalQuote, byAssetQuote, byVenueQuote } = worst
  const btcQuote = byAssetQuote[layout.btc]
  const ethQuote = layout.eth < 0 ? 0 : byAssetQuote[layout.eth]
  put(figures, 'worst24hEndStep', state.worstDay.worstEndStep)
  put(figures, 'liquidatedReportedWorst24hUsd', worst.reportedQuote / QUOTE_UNITS_PER_USD)
  putRatio(figures, 'liquidatedOverReported', notionalQuote, worst.reportedQuote)
  putRatio(figures, 'longShareOfLiquidated', worst.longQuote, notionalQuote)
  putRatio(figures, 'btcShareOfLiquidated', btcQuote, notionalQuote)
  putRatio(figures, 'btcEthShareOfLiquidated', btcQuote + ethQuote, notionalQuote)
  putRatio(figures, 'shareEnteredAbove20x', worst.tradersAbove, worst.traders)
  putRatio(figures, 'liquidatedPerTraderUsd', notionalQuote / QUOTE_UNITS_PER_USD, worst.traders)
  let named = 0
  record.venueNames.forEach((name, venue) => {
    if (NAMED_VENUES.includes(name)) named += byVenueQuote[venue]
    putRatio(figures, `shareOfLiquidated.${name}`, byVenueQuote[venue], notionalQuote)
  })
  putRatio(figures, 'namedVenuesShareOfLiquidated', named, notionalQuote)
  measureCapitalisation(figures, { state, layout, record }, toStep)
}

/** From the event day's start to the end of the worst 24 hours. */
function measureCapitalisation(figures: Figures, { state, layout }: Seen, toStep: number): void {
  const { minutes } = state
  const { eventFrom } = layout.calendar
  const end = Math.min(Math.floor((toStep - 1) / STEPS_PER_MINUTE), minutes.count - 1)
  if (end < eventFrom) return
  const start = minutes.marketCapUsd[startMinute(layout)]
  put(figures, 'marketCapStartUsd', start)
  putRatio(figures, 'marketCapChange', minutes.marketCapUsd[end] - start, start)
  const lowest = minutes.marketCapUsd
    .subarray(eventFrom, minutes.count)
    .reduce((low, usd) => Math.min(low, usd), Infinity)
  putRatio(figures, 'marketCapLowestChange', lowest - start, start)
}

/** Calm day, event day and the two after it, by the calendar. */
function measureDays(figures: Figures, { state, layout }: Seen): void {
  const { minutes } = state
  const { calmFrom, eventFrom, eventTo } = layout.calendar
  const day = (from: number, to: number): number | null =>
    to <= from || minutes.count < to
      ? null
      : sumOf(minutes.liquidatedLongUsd, from, to) + sumOf(minutes.liquidatedShortUsd, from, to)
  const event = day(eventFrom, eventTo)
  put(figures, 'liquidatedCalmDayUsd', day(calmFrom, eventFrom))
  put(
    figures,
    'tradersLiquidatedCalmDay',
    minutes.count < eventFrom ? null : sumOf(minutes.liquidatedTraders, calmFrom, eventFrom),
  )
  put(figures, 'liquidatedEventDayUsd', event)
  const after1 = day(eventTo, eventTo + MINUTES_PER_DAY)
  const after2 = day(eventTo + MINUTES_PER_DAY, eventTo + 2 * MINUTES_PER_DAY)
  put(figures, 'liquidatedDay1Usd', after1)
  put(figures, 'liquidatedDay2Usd', after2)
  if (event === null) return
  if (after1 !== null) putRatio(figures, 'liquidatedDay1OverEvent', after1, event)
  if (after2 !== null) putRatio(figures, 'liquidatedDay2OverEvent', after2, event)
}

/** Dollars liquidated for each dollar that stood open when the event day began. */
function measureDose(figures: Figures, { state, layout }: Seen): void {
  const { minutes } = state
  if (minutes.count <= layout.calendar.eventFrom) return
  const openUsd = minutes.openInterestUsd[startMinute(layout)]
  put(figures, 'openInterestStartUsd', openUsd)
  putRatio(figures, 'liquidatedOverOpenInterest', figures.liquidatedWorst24hUsd, openUsd)
}
