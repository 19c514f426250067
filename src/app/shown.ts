// Figures for the moment shown: the run's own now, or worked out from the record for a past moment.
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import type { QuoteNow, TapeRow } from '../threads/frames.ts'
import type { RunFacts } from '../threads/protocol.ts'
import { formatLeverage } from '../view/numbers.ts'
import { runRecord } from './runRecord.ts'

const DAY_ROWS = 1440
const SHORT_CALM_ROWS = 60

/** By asset. Change since the event day began, or since the run began before that. */
export interface Quotes {
  readonly priceUsd: readonly number[]
  readonly changeFraction: readonly number[]
}

/** What the record can tell about a past moment. Dollars. */
export interface PastTotals {
  readonly liquidatedUsd: number
  readonly liquidatedLongShare: number
  readonly liquidatedTraders: number
  readonly fundsUsd: number
  readonly parkedUsd: number
  readonly depthOverCalm: number
}

export function plainQuotes(quotes: QuoteNow): Quotes {
  return { priceUsd: [...quotes.priceUsd], changeFraction: [...quotes.changeFraction] }
}

/** Complete minutes recorded by a step, at least one. */
export function rowAt(step: number): number {
  const row = Math.floor(step / MAP_COLUMN_STEPS) - 1
  return Math.max(0, Math.min(runRecord.minuteCount - 1, row))
}

export function quotesAt(step: number, initialPriceUsd: readonly number[]): Quotes {
  const { series, assetCount, minuteCount } = runRecord
  if (minuteCount === 0)
    return { priceUsd: initialPriceUsd, changeFraction: initialPriceUsd.map(() => 0) }
  const row = rowAt(step)
  const start = dayStartRow(row)
  const priceUsd = initialPriceUsd.map((_, asset) => series.price[row * assetCount + asset])
  const changeFraction = priceUsd.map((price, asset) => {
    const from = start > 0 ? series.price[(start - 1) * assetCount + asset] : initialPriceUsd[asset]
    return price / from - 1
  })
  return { priceUsd, changeFraction }
}

export function totalsAt(step: number): PastTotals {
  const { series, minuteCount } = runRecord
  const end = Math.min(minuteCount, rowAt(step) + 1)
  const from = Math.max(0, end - DAY_ROWS)
  const longUsd = sum(series.liquidatedLongUsd, from, end)
  const usd = longUsd + sum(series.liquidatedShortUsd, from, end)
  const last = Math.max(0, end - 1)
  const calmEnd = Math.min(
    end,
    Math.floor(runRecord.eventStartStep / MAP_COLUMN_STEPS) || SHORT_CALM_ROWS,
  )
  const calm = sum(series.depthUsd, 0, calmEnd) / Math.max(1, calmEnd)
  return {
    liquidatedUsd: usd,
    liquidatedLongShare: usd > 0 ? longUsd / usd : 0,
    liquidatedTraders: series.liquidatedTradersDay[last],
    fundsUsd: series.fundsUsd[last],
    parkedUsd: series.parkedUsd[last],
    depthOverCalm: calm > 0 ? series.depthUsd[last] / calm : 1,
  }
}

/** The latest liquidations recorded by a step, newest first. */
export function tapeAt(step: number, facts: RunFacts, count: number): TapeRow[] {
  const { liquidations: rows } = runRecord
  let row = rows.count - 1
  while (row >= 0 && rows.step[row] > step) row--
  const tape: TapeRow[] = []
  for (; row >= 0 && tape.length < count; row--) {
    const side = rows.side[row] === 1 ? 1 : 0
    const leverage = formatLeverage(rows.leverage[row])
    const symbol = facts.assetSymbols[rows.asset[row]]
    const venue = facts.venueNames[rows.venue[row]]
    const text = `${side === 1 ? 'long' : 'short'} ${leverage} ${symbol}, ${venue}`
    tape.push({ step: rows.step[row], kind: 'liquidation', text, usd: rows.notionalUsd[row], side })
  }
  return tape
}

function dayStartRow(row: number): number {
  const start = Math.floor(runRecord.eventStartStep / MAP_COLUMN_STEPS)
  return row >= start ? start : 0
}

function sum(column: Float64Array, from: number, end: number): number {
  let total = 0
  for (let row = from; row < end; row++) total += column[row]
  return total
}
