// The tape: the latest liquidations (merged by second) and market events as lines of text, newest first.
// USD, steps. ODD submodel: Observation.
import type { MarketRecord } from '../market/marketRecord.ts'
import type { Layout } from './layout.ts'
import { type Liquidations, mergedLiquidations } from './liquidations.ts'
import { type MarketEvent, type MarketEvents, NO_ASSET } from './marketEvents.ts'
import type { TapeRow } from './shapes.ts'
import { threeDigits } from './words.ts'

/** The newest `count` lines of at least `atLeastUsd` (liquidations only), newest first. */
export function tapeRows(
  rows: Liquidations,
  events: MarketEvents,
  layout: Layout,
  record: MarketRecord,
  count: number,
  atLeastUsd = 0,
): TapeRow[] {
  const lines = liquidationLines(rows, layout, record, count, atLeastUsd)
  const { list } = events
  for (let index = Math.max(0, list.length - count); index < list.length; index++) {
    lines.push(eventLine(list[index], record))
  }
  // Later first; within a second events before liquidations, in a fixed order.
  return lines
    .map((line, index) => ({ line, index }))
    .sort((a, b) => b.line.step - a.line.step || b.index - a.index)
    .slice(0, count)
    .map(({ line }) => line)
}

function liquidationLines(
  rows: Liquidations,
  layout: Layout,
  record: MarketRecord,
  count: number,
  atLeastUsd: number,
): TapeRow[] {
  const lines: TapeRow[] = []
  let toRow = rows.count
  // Backwards in growing bites, so that a short tape of a long run is cheap.
  for (let bite = count; lines.length < count && toRow > 0; bite *= 4) {
    const fromStep = rows.step[Math.max(0, toRow - bite)]
    const toStep = rows.step[toRow - 1] + 1
    const earlier = linesBetween(rows, layout, record, fromStep, toStep, atLeastUsd)
    lines.unshift(...earlier)
    while (toRow > 0 && rows.step[toRow - 1] >= fromStep) toRow--
  }
  return lines
}

function linesBetween(
  rows: Liquidations,
  layout: Layout,
  record: MarketRecord,
  fromStep: number,
  toStep: number,
  atLeastUsd: number,
): TapeRow[] {
  const merged = mergedLiquidations(rows, layout, fromStep, toStep)
  const lines: TapeRow[] = []
  for (let row = 0; row < merged.count; row++) {
    const usd = merged.notionalUsd[row]
    if (usd < atLeastUsd) continue
    const side = merged.side[row] === 0 ? 0 : 1
    const symbol = record.assets[merged.asset[row]].symbol
    const leverage = threeDigits(merged.leverage[row])
    const text = `${side === 1 ? 'long' : 'short'} ${leverage}× ${symbol}, ${record.venueNames[merged.venue[row]]}`
    lines.push({ step: merged.step[row], kind: 'liquidation', text, usd, side })
  }
  return lines
}

export function eventLine(event: MarketEvent, record: MarketRecord): TapeRow {
  const { step, kind, usd, side } = event
  return { step, kind, text: eventText(event, record), usd, side }
}

/** What a narrow line may lose stands last. */
function eventText(event: MarketEvent, record: MarketRecord): string {
  const venue = record.venueNames[event.venue]
  const symbol = event.asset === NO_ASSET ? '' : record.assets[event.asset].symbol
  switch (event.kind) {
    case 'news':
      return event.title
    case 'takeover':
      return `${symbol} ${event.side === 1 ? 'longs' : 'shorts'} to ${venue}'s fund`
    case 'deleveraging':
      return `${symbol} winners deleveraged, ${venue}`
    case 'socialised':
      return `loss spread over winners, ${venue}`
    case 'limit':
      return event.value === 0
        ? `${venue} lifts its leverage limit`
        : `${venue} limits new positions to ${event.value}×`
    case 'breaker':
      return `${venue} ${event.value === 1 ? 'halts' : 'reopens'} ${symbol}`
  }
}

/** News as a milestone of the run. */
export function newsText(event: MarketEvent): string {
  return event.value === 0 ? event.title : `${event.title} (${threeDigits(event.value * 100)} %)`
}
