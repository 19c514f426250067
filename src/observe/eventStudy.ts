// The run measured the way the real days were: hourly candles, the worst 24-hour BTC return, what
// followed it. Held against the quantiles of 65 real events. Fractions. ODD submodel: Observation.
import { detLog } from '../base/detMath.ts'
import { type Figures, put, putRatio, type Seen } from './figures.ts'
import { type Layout, MINUTES_PER_DAY, MINUTES_PER_HOUR } from './layout.ts'
import type { Minutes } from './minutes.ts'
import { type Quantiles, REAL_EVENTS } from './reality.ts'
import { fallWithin } from './series.ts'
import { sumOf } from './statistics.ts'

/** Which real quantiles a figure is held against. */
export const LIKENESS = {
  studyBtc24hLogReturn: REAL_EVENTS.btc24hLogReturn,
  studyDrawdown: REAL_EVENTS.drawdown,
  studyRegained6h: REAL_EVENTS.regained6h,
  studyRegained12h: REAL_EVENTS.regained12h,
  studyRegained24h: REAL_EVENTS.regained24h,
  studyEthRatio: REAL_EVENTS.ethRatio,
  studyAltRatio: REAL_EVENTS.altRatio,
  studyVolume24To48h: REAL_EVENTS.volume24To48h,
  studyVolume48To72h: REAL_EVENTS.volume48To72h,
} as const satisfies Record<string, Quantiles>

export interface LikenessRow {
  readonly measure: string
  readonly value: number | null
  /** Real 10 and 90 percent quantiles, and the median. */
  readonly low: number
  readonly median: number
  readonly high: number
  readonly inside: boolean | null
}

export function likeness(measures: Figures): LikenessRow[] {
  return Object.entries(LIKENESS).map(([measure, quantiles]) => {
    const [low, , median, , high] = quantiles
    const value = measures[measure] ?? null
    return {
      measure,
      value,
      low,
      median,
      high,
      inside: value === null ? null : value >= low && value <= high,
    }
  })
}

export function measureEventStudy(figures: Figures, { state, layout }: Seen): void {
  const { minutes } = state
  const to = worstDayEnd(minutes, layout)
  if (to < 0) return
  const from = to - MINUTES_PER_DAY
  const close = (asset: number, minute: number) =>
    minutes.price[(minute - 1) * layout.assetCount + asset]
  const change = (asset: number) => close(asset, to) / close(asset, from) - 1
  const btc = change(layout.btc)
  put(figures, 'studyBtc24hLogReturn', detLog(1 + btc))
  if (layout.eth >= 0) putRatio(figures, 'studyEthRatio', change(layout.eth), btc)
  const { altcoins } = layout
  if (altcoins.length > 0) {
    const mean = altcoins.reduce((sum, asset) => sum + change(asset), 0) / altcoins.length
    putRatio(figures, 'studyAltRatio', mean, btc)
  }
  measureDrawdown(figures, { minutes, layout }, from, to)
  const volume = (start: number) => sumOf(minutes.volumeReportedUsd, start, start + MINUTES_PER_DAY)
  if (from >= MINUTES_PER_DAY) {
    putRatio(
      figures,
      'studyVolumeSurge',
      volume(from) - volume(from - MINUTES_PER_DAY),
      volume(from - MINUTES_PER_DAY),
    )
  }
  if (minutes.count >= to + MINUTES_PER_DAY) {
    putRatio(figures, 'studyVolume24To48h', volume(to), volume(from))
  }
  if (minutes.count >= to + 2 * MINUTES_PER_DAY) {
    putRatio(figures, 'studyVolume48To72h', volume(to + MINUTES_PER_DAY), volume(from))
  }
}

function measureDrawdown(
  figures: Figures,
  { minutes, layout }: { minutes: Minutes; layout: Layout },
  from: number,
  to: number,
): void {
  const fall = fallWithin(minutes, layout, from, to, from)
  if (fall === null) return
  putRatio(figures, 'studyDrawdown', fall.lowUsd - fall.highUsd, fall.highUsd)
  // Closes of whole hours after the hour of the low.
  const lowHour = Math.floor(fall.lowMinute / MINUTES_PER_HOUR)
  for (const hours of [6, 12, 24]) {
    const minute = (lowHour + hours + 1) * MINUTES_PER_HOUR - 1
    if (minute >= minutes.count) continue
    const price = minutes.price[minute * layout.assetCount + layout.btc]
    putRatio(figures, `studyRegained${hours}h`, price - fall.lowUsd, fall.highUsd - fall.lowUsd)
  }
}

/** Minute at which the 24 hours with the worst BTC return end, by the hour; -1 before two days. A window
 * counts once the event day has begun inside it. */
function worstDayEnd(minutes: Minutes, layout: Layout): number {
  const { assetCount, btc, calendar } = layout
  const close = (minute: number) => minutes.price[(minute - 1) * assetCount + btc]
  let worst = Infinity
  let end = -1
  const first = Math.max(MINUTES_PER_DAY + MINUTES_PER_HOUR, calendar.eventFrom + MINUTES_PER_HOUR)
  for (
    let to = Math.ceil(first / MINUTES_PER_HOUR) * MINUTES_PER_HOUR;
    to <= minutes.count;
    to += MINUTES_PER_HOUR
  ) {
    const change = close(to) / close(to - MINUTES_PER_DAY)
    if (change >= worst) continue
    worst = change
    end = to
  }
  return end
}
