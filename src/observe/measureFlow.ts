// Figures about volume: reported against genuine (C11, C23), by cause and population, and the part of
// algorithms in the selling (C06). USD, shares. ODD submodel: Observation.
import { Cause, CAUSE_NAMES, POPULATION_NAMES } from '../market/kinds.ts'
import { type Figures, put, putRatio, type Seen } from './figures.ts'
import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from './layout.ts'
import { worstHour } from './series.ts'
import { sumOf } from './statistics.ts'
import { causeUsd, populationUsd } from './volume.ts'

const SELL = 1
/** Momentum bots, liquidation engines and the funds that go on with what these could not sell, market
 * makers cutting inventory. */
const ALGORITHMIC = [Cause.Momentum, Cause.Liquidation, Cause.Backstop, Cause.DeRisk] as const

export function measureVolume(figures: Figures, { state, layout }: Seen): void {
  const { minutes } = state
  const { calmFrom, eventFrom, eventTo } = layout.calendar
  const calmTo = Math.min(eventFrom, minutes.count)
  const to = Math.min(eventTo, minutes.count)
  if (calmTo > calmFrom) {
    const reported = sumOf(minutes.volumeReportedUsd, calmFrom, calmTo)
    const genuine = sumOf(minutes.volumeGenuineUsd, calmFrom, calmTo)
    put(figures, 'reportedVolumeCalmUsd', reported)
    put(figures, 'genuineVolumeCalmUsd', genuine)
    putRatio(figures, 'reportedOverGenuineCalm', reported, genuine)
  }
  if (to <= eventFrom) return
  const reported = sumOf(minutes.volumeReportedUsd, eventFrom, to)
  const genuine = sumOf(minutes.volumeGenuineUsd, eventFrom, to)
  put(figures, 'reportedVolumeEventUsd', reported)
  put(figures, 'genuineVolumeEventUsd', genuine)
  putRatio(figures, 'reportedOverGenuineEvent', reported, genuine)
  if (calmTo > calmFrom) {
    // By the minute, so that a calm shorter than a day compares too.
    const calmRate = figures.reportedVolumeCalmUsd / (calmTo - calmFrom)
    putRatio(figures, 'reportedVolumeChange', reported / (to - eventFrom) - calmRate, calmRate)
  }
  const signed =
    sumOf(minutes.netTakerSpotUsd, eventFrom, to) +
    sumOf(minutes.netTakerPerpetualUsd, eventFrom, to)
  putRatio(figures, 'orderFlowImbalanceEvent', signed, genuine)
  for (const day of [1, 2]) {
    const from = eventTo + (day - 1) * MINUTES_PER_DAY
    if (minutes.count < from + MINUTES_PER_DAY) continue
    put(
      figures,
      `reportedVolumeDay${day}Usd`,
      sumOf(minutes.volumeReportedUsd, from, from + MINUTES_PER_DAY),
    )
  }
  measureKinds(figures, { state, layout }, eventFrom, to)
}

function measureKinds(
  figures: Figures,
  { state, layout }: Pick<Seen, 'state' | 'layout'>,
  from: number,
  to: number,
): void {
  CAUSE_NAMES.forEach((name, cause) => {
    put(figures, `takerBuysEventUsd.${name}`, causeUsd(state.volume, cause, 0, from, to))
    put(figures, `takerSellsEventUsd.${name}`, causeUsd(state.volume, cause, SELL, from, to))
  })
  const fromHour = Math.floor(layout.calendar.eventFrom / MINUTES_PER_HOUR)
  const toHour = Math.ceil(to / MINUTES_PER_HOUR)
  POPULATION_NAMES.forEach((name, population) => {
    const buys = populationUsd(state.volume, population, 0, fromHour, toHour)
    const sells = populationUsd(state.volume, population, SELL, fromHour, toHour)
    put(figures, `takerBuysEventUsd.${name}`, buys)
    put(figures, `takerSellsEventUsd.${name}`, sells)
  })
}

export function measureAlgorithms(figures: Figures, { state, layout }: Seen): void {
  const { calmFrom, eventFrom } = layout.calendar
  const hour = worstHour(state.minutes, layout)
  if (hour < 0) return
  put(figures, 'worstHourMinute', hour)
  const share = (from: number, to: number): number | null => {
    let all = 0
    for (let cause = 0; cause < CAUSE_NAMES.length; cause++) {
      all += causeUsd(state.volume, cause, SELL, from, to)
    }
    let algorithmic = 0
    for (const cause of ALGORITHMIC) algorithmic += causeUsd(state.volume, cause, SELL, from, to)
    return all > 0 ? algorithmic / all : null
  }
  const worst = share(hour, hour + MINUTES_PER_HOUR)
  const calm = share(calmFrom, eventFrom)
  put(figures, 'algorithmicSellShareWorstHour', worst)
  put(figures, 'algorithmicSellShareCalm', calm)
  if (worst !== null && calm !== null) {
    putRatio(figures, 'algorithmicSellShareWorstHourOverCalm', worst, calm)
  }
}
