// Figures about liquidity of the BTC perpetual: spread, depth, gaps (C10) and how soon the bids came
// back (C13); funding and basis. Basis points, ratios, hours. ODD submodel: Observation.
import { type Figures, put, putRatio, type Seen } from './figures.ts'
import { MINUTES_PER_HOUR } from './layout.ts'
import { fallOfTheDay, worstHour } from './series.ts'
import { indexOfLowest, meanOf, medianOf } from './statistics.ts'

const SMOOTHED_MINUTES = 5

export function measureLiquidity(figures: Figures, seen: Seen): void {
  const { minutes, sweeps } = seen.state
  const { calmFrom, eventFrom, eventTo } = seen.layout.calendar
  const calmTo = Math.min(eventFrom, minutes.count)
  if (calmTo <= calmFrom) return
  const spreadCalm = medianOf(minutes.spreadBps, calmFrom, calmTo)
  const depthCalm = meanOf(minutes.depthUsd, calmFrom, calmTo)
  put(figures, 'spreadCalmBps', spreadCalm)
  put(figures, 'depthCalmUsd', depthCalm)
  put(figures, 'bids2PercentCalmUsd', meanOf(minutes.bids2PercentUsd, calmFrom, calmTo))
  put(figures, 'fundingCalmPer8h', meanOf(minutes.fundingRate, calmFrom, calmTo))
  put(figures, 'basisCalmBps', meanOf(minutes.basisBps, calmFrom, calmTo))
  put(figures, 'largestGapCalmBps', sweeps.largestGapBps[0])
  const to = Math.min(eventTo, minutes.count)
  if (to <= eventFrom) return
  put(figures, 'largestGapEventBps', sweeps.largestGapBps[1])
  put(figures, 'largestSweepEventBps', sweeps.largestSweepBps[1])
  const thinnest = indexOfLowest(minutes.depthUsd, eventFrom, to)
  put(figures, 'depthWorstMinuteUsd', minutes.depthUsd[thinnest])
  putRatio(figures, 'depthWorstMinuteOverCalm', minutes.depthUsd[thinnest], depthCalm)
  put(figures, 'fundingEventPer8h', meanOf(minutes.fundingRate, eventFrom, to))
  put(
    figures,
    'basisLowestEventBps',
    minutes.basisBps[indexOfLowest(minutes.basisBps, eventFrom, to)],
  )
  const hour = worstHour(minutes, seen.layout)
  if (hour >= 0) {
    const spreadWorst = medianOf(minutes.spreadBps, hour, hour + MINUTES_PER_HOUR)
    put(figures, 'spreadWorstHourBps', spreadWorst)
    putRatio(figures, 'spreadWorstHourOverCalm', spreadWorst, spreadCalm)
  }
  put(figures, 'bidsRebuiltHours', bidsRebuiltHours(seen, figures.bids2PercentCalmUsd))
}

/** From BTC's low until the bids of the next five minutes are half of calm. Not yet: the hours so far,
 * once they are more than the six that the claim gives. */
function bidsRebuiltHours(seen: Seen, calmUsd: number): number | null {
  const { minutes } = seen.state
  const fall = fallOfTheDay(minutes, seen.layout)
  if (fall === null || calmUsd <= 0) return null
  const last = minutes.count - SMOOTHED_MINUTES
  for (let minute = fall.lowMinute; minute <= last; minute++) {
    const mean = meanOf(minutes.bids2PercentUsd, minute, minute + SMOOTHED_MINUTES)
    if (mean >= calmUsd / 2) return (minute - fall.lowMinute) / MINUTES_PER_HOUR
  }
  const soFar = (minutes.count - fall.lowMinute) / MINUTES_PER_HOUR
  return soFar > 6 ? soFar : null
}
