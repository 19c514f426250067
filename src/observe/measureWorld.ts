// Figures about the world: what began the fall (C07), flows into stablecoins (C15), long-term holders on
// the chain (C16). Shares, USD, ratios. ODD submodel: Observation.
import { detLog } from '../base/detMath.ts'
import { POPULATION_NAMES } from '../market/kinds.ts'
import { STEPS_PER_MINUTE } from '../market/units.ts'
import { type ChainTotal, chainGrowth, stablecoinFlowUsd } from './chainFlows.ts'
import { type Figures, put, putRatio, type Seen } from './figures.ts'
import { MINUTES_PER_HOUR } from './layout.ts'
import { indexOfLowest, meanOf } from './statistics.ts'

const SHOCKS = 4
/** News works through to value within this time. */
const NEWS_MINUTES = 120
const SMOOTHED_MINUTES = 10

/** Bad news of the run in order: the minute in which it begins. */
export function badNewsMinutes({ state }: Pick<Seen, 'state'>): number[] {
  return state.events.list
    .filter((event) => event.kind === 'news' && event.value < 0)
    .map((event) => Math.floor(event.step / STEPS_PER_MINUTE))
}

export function measureNews(figures: Figures, seen: Seen): void {
  const { minutes } = seen.state
  const { calmFrom, eventFrom, eventTo } = seen.layout.calendar
  const to = Math.min(eventTo, minutes.count)
  const shocks = badNewsMinutes(seen).filter((minute) => minute < to)
  put(figures, 'badNewsCount', shocks.length)
  if (to <= eventFrom || shocks.length === 0) return
  const first = shocks[0]
  const steepest = steepestHour(minutes.fundamentalUsd, calmFrom, to)
  const mood = halfwayDown(minutes.sentiment, calmFrom, eventFrom, to)
  const depth = halfwayDown(minutes.depthUsd, calmFrom, eventFrom, to)
  put(figures, 'steepestValueHourMinute', steepest)
  put(figures, 'moodHalfwayDownMinute', mood)
  put(figures, 'depthHalfwayDownMinute', depth)
  const half = MINUTES_PER_HOUR / 2
  const statements = [
    shocks.length >= SHOCKS,
    shocks.some((minute) => steepest + half >= minute && steepest <= minute + NEWS_MINUTES),
    mood !== null && mood >= first,
    depth !== null && depth >= first,
  ]
  put(figures, 'newsLedShare', statements.filter(Boolean).length / statements.length)
}

/** First minute of the hour over which the log of a column falls most. */
function steepestHour(column: Float64Array, from: number, to: number): number {
  let steepest = from
  let most = Infinity
  for (let minute = from; minute + MINUTES_PER_HOUR < to; minute++) {
    const change = detLog(column[minute + MINUTES_PER_HOUR] / column[minute])
    if (change >= most) continue
    most = change
    steepest = minute
  }
  return steepest
}

/** First minute at which a column (mean of the last ten minutes) has gone half-way from its calm mean
 * to its lowest on the event day; null when it never stands below its calm mean. */
function halfwayDown(
  column: Float64Array,
  calmFrom: number,
  eventFrom: number,
  to: number,
): number | null {
  const smoothed = new Float64Array(to)
  for (let minute = calmFrom; minute < to; minute++) {
    smoothed[minute] = meanOf(column, Math.max(calmFrom, minute + 1 - SMOOTHED_MINUTES), minute + 1)
  }
  const calm = eventFrom > calmFrom ? meanOf(column, calmFrom, eventFrom) : column[eventFrom]
  const lowest = smoothed[indexOfLowest(smoothed, eventFrom, to)]
  if (lowest >= calm) return null
  const halfway = (calm + lowest) / 2
  for (let minute = calmFrom; minute < to; minute++) if (smoothed[minute] <= halfway) return minute
  return null
}

export function measureChain(figures: Figures, { state, layout }: Seen): void {
  const { chain, minutes } = state
  const hourOf = (minute: number) => Math.round(minute / MINUTES_PER_HOUR)
  const { calmFrom, eventFrom, eventTo } = layout.calendar
  const calm = [hourOf(calmFrom), Math.min(hourOf(eventFrom), chain.hours)] as const
  const event = [hourOf(eventFrom), Math.min(hourOf(eventTo), chain.hours)] as const
  put(figures, 'parkedUsd', minutes.count > 0 ? minutes.parkedUsd[minutes.count - 1] : null)
  if (calm[1] > calm[0]) measureSpending(figures, 'Calm', chain, calm)
  if (event[1] <= event[0]) return
  measureSpending(figures, 'Event', chain, event)
  putRatio(
    figures,
    'holderSpendingOverCalm',
    figures.holderSpendingEventCoinsPerHour,
    figures.holderSpendingCalmCoinsPerHour ?? 0,
  )
  putRatio(
    figures,
    'coinDaysDestroyedOverCalm',
    figures.coinDaysDestroyedEventPerHour,
    figures.coinDaysDestroyedCalmPerHour ?? 0,
  )
  let inflow = 0
  POPULATION_NAMES.forEach((name, population) => {
    const flow = stablecoinFlowUsd(chain, population, event[0], event[1])
    inflow += flow
    put(figures, `stablecoinInflowUsd.${name}`, flow)
  })
  put(figures, 'stablecoinInflowUsd', inflow)
}

function measureSpending(
  figures: Figures,
  day: 'Calm' | 'Event',
  chain: Parameters<typeof chainGrowth>[0],
  [from, to]: readonly [number, number],
): void {
  const grown = (name: ChainTotal) => chainGrowth(chain, name, from, to)
  put(figures, `holderSpending${day}CoinsPerHour`, grown('spentCoinsLongTerm') / (to - from))
  put(figures, `coinDaysDestroyed${day}PerHour`, grown('coinDaysDestroyed') / (to - from))
  putRatio(figures, `sopr${day}`, grown('spentValueUsd'), grown('spentCostUsd'))
  putRatio(
    figures,
    `soprLongTerm${day}`,
    grown('spentValueLongTermUsd'),
    grown('spentCostLongTermUsd'),
  )
  putRatio(figures, `dormancy${day}Days`, grown('coinDaysDestroyed'), grown('spentCoins'))
  putRatio(figures, `liveliness${day}`, grown('coinDaysDestroyed'), grown('coinDaysCreated'))
}
