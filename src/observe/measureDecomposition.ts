// Figures about what the fall is made of: taker flow from BTC's high to its low by source, in dollars and
// over the pace of calm; how much of the fall is value's; depth that was withdrawn. USD, shares, ratios.
// ODD submodel: Observation.
import { type Figures, put, putRatio, type Seen } from './figures.ts'
import { FLOW_SOURCES } from './flows.ts'
import { type Fall, fallOfTheDay } from './series.ts'
import { indexOfLowest, meanOf } from './statistics.ts'
import { flowsUsd } from './volume.ts'

const BUY = 0
const SELL = 1

export function measureDecomposition(figures: Figures, seen: Seen): void {
  const { minutes } = seen.state
  const fall = fallOfTheDay(minutes, seen.layout)
  if (fall === null || fall.lowMinute === fall.highMinute) return
  put(figures, 'fallMinutes', fall.lowMinute - fall.highMinute)
  measureSources(figures, seen, fall)
  const { fundamentalUsd } = minutes
  const value = fundamentalUsd[fall.lowMinute] / fundamentalUsd[fall.highMinute] - 1
  put(figures, 'fallOfValue', value)
  put(figures, 'fallBeyondValue', fall.lowUsd / fall.highUsd - 1 - value)
  const { calmFrom, eventFrom } = seen.layout.calendar
  if (eventFrom <= calmFrom) return
  const to = fall.lowMinute + 1
  for (const [name, column] of [
    ['Depth', minutes.depthUsd],
    ['Bids1Percent', minutes.bids1PercentUsd],
  ] as const) {
    const calm = meanOf(column, calmFrom, eventFrom)
    if (!(calm > 0)) continue
    const lowest = column[indexOfLowest(column, fall.highMinute, to)]
    put(figures, `fall${name}WithdrawnShare`, 1 - meanOf(column, fall.highMinute, to) / calm)
    put(figures, `fall${name}WithdrawnMostShare`, 1 - lowest / calm)
  }
}

/** Sells and buys by source; all sells; the share of each source in them, and its pace over calm. */
function measureSources(figures: Figures, { state, layout }: Seen, fall: Fall): void {
  const { volume } = state
  const { calmFrom, eventFrom } = layout.calendar
  const to = fall.lowMinute + 1
  const sums = FLOW_SOURCES.map(({ name, flows }) => ({
    name,
    sells: flowsUsd(volume, flows, SELL, fall.highMinute, to),
    buys: flowsUsd(volume, flows, BUY, fall.highMinute, to),
    calmSells: flowsUsd(volume, flows, SELL, calmFrom, eventFrom),
  }))
  const all = sums.reduce((sum, { sells }) => sum + sells, 0)
  put(figures, 'fallSellsUsd', all)
  put(
    figures,
    'fallBuysUsd',
    sums.reduce((sum, { buys }) => sum + buys, 0),
  )
  const calmShare = (to - fall.highMinute) / Math.max(1, eventFrom - calmFrom)
  for (const { name, sells, buys, calmSells } of sums) {
    put(figures, `fallSellsUsd.${name}`, sells)
    put(figures, `fallBuysUsd.${name}`, buys)
    putRatio(figures, `fallSellShare.${name}`, sells, all)
    putRatio(figures, `fallSellsOverCalm.${name}`, sells, calmSells * calmShare)
  }
}
