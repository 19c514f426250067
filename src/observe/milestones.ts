// The milestones of a run, in order: news, the worst minute, the low, what the venues had to do.
// Steps and text. ODD submodel: Observation.
import { STEPS_PER_MINUTE } from '../market/units.ts'
import type { Figures, Seen } from './figures.ts'
import { MINUTES_PER_HOUR } from './layout.ts'
import { indexOfLowest } from './statistics.ts'
import { eventLine, newsText } from './tape.ts'
import { percentInWords, priceInWords, smallPercent, usdInWords } from './words.ts'

export interface Milestone {
  readonly step: number
  readonly text: string
}

/** Of what may happen over and over, the first few. */
const FIRST_OF_A_KIND = 2

export function milestonesOf(seen: Seen, measures: Figures): Milestone[] {
  const milestones = [
    ...eventMilestones(seen),
    ...liquidationMilestones(seen),
    ...priceMilestones(seen, measures),
  ]
  return milestones.sort((a, b) => a.step - b.step)
}

function eventMilestones({ state, record }: Seen): Milestone[] {
  const seenOf = new Map<string, number>()
  const milestones: Milestone[] = []
  for (const event of state.events.list) {
    if (event.kind === 'news') {
      milestones.push({ step: event.step, text: newsText(event) })
      continue
    }
    const count = (seenOf.get(event.kind) ?? 0) + 1
    seenOf.set(event.kind, count)
    if (count > FIRST_OF_A_KIND) continue
    milestones.push({ step: event.step, text: eventLine(event, record).text })
  }
  return milestones
}

function liquidationMilestones({ state, layout }: Seen): Milestone[] {
  const { minutes } = state
  const { eventFrom, eventTo } = layout.calendar
  const to = Math.min(eventTo, minutes.count)
  const liquidated = (minute: number) =>
    minutes.liquidatedLongUsd[minute] + minutes.liquidatedShortUsd[minute]
  let worst = eventFrom
  let total = 0
  for (let minute = eventFrom; minute < to; minute++) {
    total += liquidated(minute)
    if (liquidated(minute) > liquidated(worst)) worst = minute
  }
  if (total === 0) return []
  const most = `${usdInWords(liquidated(worst))} liquidated in one minute, the most of the day`
  return [
    { step: worst * STEPS_PER_MINUTE, text: most },
    ...(minutes.count < eventTo ? [] : [halfMilestone(liquidated, eventFrom, total)]),
  ]
}

function halfMilestone(
  liquidated: (minute: number) => number,
  from: number,
  total: number,
): Milestone {
  let minute = from
  let sum = liquidated(minute)
  while (sum * 2 < total) sum += liquidated(++minute)
  return { step: minute * STEPS_PER_MINUTE, text: "half of the day's liquidations are done" }
}

function priceMilestones({ state, layout }: Seen, measures: Figures): Milestone[] {
  const { minutes } = state
  const { eventFrom, eventTo } = layout.calendar
  const to = Math.min(eventTo, minutes.count)
  const milestones: Milestone[] = []
  const { btcFall, btcLowMinute, btcLowUsd, depthWorstMinuteOverCalm, bidsRebuiltHours } = measures
  if (btcFall !== undefined) {
    const text = `Bitcoin's low of the day, ${priceInWords(btcLowUsd)} (${percentInWords(btcFall)} from its high)`
    milestones.push({ step: btcLowMinute * STEPS_PER_MINUTE, text })
  }
  if (depthWorstMinuteOverCalm !== undefined) {
    const step = indexOfLowest(minutes.depthUsd, eventFrom, to) * STEPS_PER_MINUTE
    milestones.push({
      step,
      text: `books at their thinnest, ${smallPercent(depthWorstMinuteOverCalm)} of calm`,
    })
  }
  if (bidsRebuiltHours !== undefined && bidsRebuiltHours > 0 && btcLowMinute !== undefined) {
    const minute = btcLowMinute + Math.round(bidsRebuiltHours * MINUTES_PER_HOUR)
    if (minute < minutes.count)
      milestones.push({ step: minute * STEPS_PER_MINUTE, text: 'bids rebuilt to half of calm' })
  }
  return milestones
}
