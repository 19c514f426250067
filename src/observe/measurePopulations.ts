// Figures about who gained and lost: institutions' bargains (C18), losses by population (C19), leverage
// of new and open positions (C17, C20). USD, shares. ODD submodel: Observation.
import { Population, POPULATION_NAMES } from '../market/kinds.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { scannedUsd } from './accountScan.ts'
import { type Figures, put, putRatio, type Seen } from './figures.ts'
import { boughtBelowUsd, profitAfter48hUsd } from './institutions.ts'
import { MINUTES_PER_HOUR } from './layout.ts'
import { DayOfEvent, medianNewLeverage } from './newLeverage.ts'

const RETAIL = [Population.RetailLeveraged, Population.RetailSpot, Population.You]
const LEVERAGED_RETAIL = [Population.RetailLeveraged, Population.You]
const TRADERS_OF_PERPETUALS = [
  Population.RetailLeveraged,
  Population.Institution,
  Population.MarketMaker,
  Population.Arbitrageur,
  Population.MomentumBot,
  Population.You,
]
const HOURS_PER_DAY = 24

export function measurePopulations(figures: Figures, seen: Seen): void {
  measureInstitutions(figures, seen)
  measureLosses(figures, seen)
  measureNewLeverage(figures, seen)
  measureOpenLeverage(figures, seen)
  measureEquity(figures, seen)
}

function measureInstitutions(figures: Figures, { state, layout }: Seen): void {
  if (state.minutes.count <= layout.calendar.eventFrom) return
  put(figures, 'institutionsBoughtBelowUsd', boughtBelowUsd(state.institutions))
  put(
    figures,
    'institutionsProfit48hUsd',
    profitAfter48hUsd(state.institutions, layout, state.minutes),
  )
}

/** Summed up at full hours: nothing is known before the first. */
function measureLosses(figures: Figures, { state, layout }: Seen): void {
  const { begun, lostQuote, gainedQuote } = state.realised
  if (!begun || state.minutes.count < layout.calendar.eventFrom + MINUTES_PER_HOUR) return
  let all = 0
  let retail = 0
  POPULATION_NAMES.forEach((name, population) => {
    const lost = lostQuote[population]
    all += lost
    if ((RETAIL as readonly number[]).includes(population)) retail += lost
    put(figures, `realisedLossUsd.${name}`, lost / QUOTE_UNITS_PER_USD)
    put(figures, `realisedGainUsd.${name}`, gainedQuote[population] / QUOTE_UNITS_PER_USD)
  })
  put(figures, 'realisedLossUsd', all / QUOTE_UNITS_PER_USD)
  putRatio(figures, 'retailShareOfLosses', retail, all)
}

function measureNewLeverage(figures: Figures, { state }: Seen): void {
  const before = medianNewLeverage(state.newLeverage, DayOfEvent.Before)
  const after = medianNewLeverage(state.newLeverage, DayOfEvent.After)
  put(figures, 'newLeverageBefore', before)
  put(figures, 'newLeverageEvent', medianNewLeverage(state.newLeverage, DayOfEvent.Event))
  put(figures, 'newLeverageAfter', after)
  if (before !== null && after !== null) {
    putRatio(figures, 'newLeverageAfterOverBefore', after, before)
  }
}

/** Hourly means over the calm day and over the day after the event day. */
function measureOpenLeverage(figures: Figures, seen: Seen): void {
  const { calmFrom, eventFrom, eventTo } = seen.layout.calendar
  const hourOf = (minute: number) => Math.round(minute / MINUTES_PER_HOUR)
  const afterHour = hourOf(eventTo)
  const measures = [
    ['leverage', openInterestOverEquity],
    ['retailLeverage', retailLeverage],
  ] as const
  for (const [name, of] of measures) {
    const before = meanOverHours(seen, hourOf(calmFrom), hourOf(eventFrom), of)
    const after = meanOverHours(seen, afterHour, afterHour + HOURS_PER_DAY, of)
    put(figures, `${name}Before`, before)
    put(figures, `${name}After`, after)
    if (before !== null && after !== null)
      putRatio(figures, `${name}AfterOverBefore`, after, before)
  }
}

function meanOverHours(
  seen: Seen,
  from: number,
  to: number,
  of: (seen: Seen, hour: number) => number | null,
): number | null {
  if (to <= from || seen.state.scan.count < to) return null
  let sum = 0
  for (let hour = from; hour < to; hour++) {
    const value = of(seen, hour)
    if (value === null) return null
    sum += value
  }
  return sum / (to - from)
}

function openInterestOverEquity({ state }: Seen, hour: number): number | null {
  const equity = scannedUsd(state.scan.equityQuote, hour, TRADERS_OF_PERPETUALS)
  const openInterest = state.minutes.openInterestUsd[(hour + 1) * MINUTES_PER_HOUR - 1]
  return equity > 0 ? openInterest / equity : null
}

/** Positions over equity of leveraged retail alone. */
function retailLeverage({ state }: Seen, hour: number): number | null {
  const equity = scannedUsd(state.scan.equityQuote, hour, LEVERAGED_RETAIL)
  return equity > 0 ? scannedUsd(state.scan.positionQuote, hour, LEVERAGED_RETAIL) / equity : null
}

/** Change of equity, at the venues and in the purse, over the event day. */
function measureEquity(figures: Figures, { state, layout }: Seen): void {
  const { scan } = state
  const startHour = Math.round(layout.calendar.eventFrom / MINUTES_PER_HOUR) - 1
  const endHour = startHour + HOURS_PER_DAY
  if (scan.count === 0) return
  POPULATION_NAMES.forEach((name, population) => {
    const wealth = (hour: number) =>
      scannedUsd(scan.equityQuote, hour, [population]) +
      scannedUsd(scan.purseQuote, hour, [population])
    put(figures, `equityUsd.${name}`, wealth(scan.count - 1))
    put(
      figures,
      `positionsUsd.${name}`,
      scannedUsd(scan.positionQuote, scan.count - 1, [population]),
    )
    if (startHour < 0 || scan.count <= endHour) return
    put(figures, `equityChangeEventUsd.${name}`, wealth(endHour) - wealth(startHour))
  })
}
