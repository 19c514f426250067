// The price axis: log prices relative to the asset's initial price, as the maps of frames.ts bin them.
// The visible span follows the price smoothly: it eases to its aim and never jumps.
import { ticks } from 'd3-array'
import { MAP_BINS, MAP_HIGH, MAP_LOW, MAP_STEP } from '../threads/frames.ts'
import { clamp, type Region } from './layout.ts'

/** The visible span of log prices. */
export interface PriceSpan {
  low: number
  high: number
}

export function logOfPrice(priceUsd: number, initialPriceUsd: number): number {
  return Math.log(priceUsd / initialPriceUsd)
}

export function priceOfLog(log: number, initialPriceUsd: number): number {
  return initialPriceUsd * Math.exp(log)
}

/** The map bin that holds a log price; beyond the map, its first or last. */
export function binOfLog(log: number): number {
  return clamp(Math.floor((log - MAP_LOW) / MAP_STEP), 0, MAP_BINS - 1)
}

/** The log price at the middle of a bin. */
export function logOfBin(bin: number): number {
  return MAP_LOW + (bin + 0.5) * MAP_STEP
}

export function yOfLog(log: number, span: PriceSpan, plot: Region): number {
  return plot.top + ((span.high - log) / (span.high - span.low)) * plot.height
}

export function logOfY(y: number, span: PriceSpan, plot: Region): number {
  return span.high - ((y - plot.top) / plot.height) * (span.high - span.low)
}

/** Room kept beyond the window's lowest and highest price, and around the present price. */
const MARGIN = 0.012
const REACH = 0.03
const EASE_MS = 700

/** The span that shows the window's prices and the liquidations near the present price. */
export function aimOfSpan(windowLow: number, windowHigh: number, now: number): PriceSpan {
  const low = Math.min(windowLow - MARGIN, now - REACH)
  const high = Math.max(windowHigh + MARGIN, now + REACH)
  return { low: Math.max(MAP_LOW, low), high: Math.min(MAP_HIGH, high) }
}

/** Whether an aim has moved enough to be followed: small wobbles leave the axis at rest. */
export function isWorthFollowing(aim: PriceSpan, wanted: PriceSpan): boolean {
  const tolerance = (aim.high - aim.low) * 0.04
  return Math.abs(aim.low - wanted.low) > tolerance || Math.abs(aim.high - wanted.high) > tolerance
}

/** Moves a span towards its aim by the elapsed time, in place; true while it still moves. */
export function easeSpan(span: PriceSpan, aim: PriceSpan, elapsedMs: number): boolean {
  const share = 1 - Math.exp(-elapsedMs / EASE_MS)
  span.low += (aim.low - span.low) * share
  span.high += (aim.high - span.high) * share
  const rest = Math.abs(aim.low - span.low) + Math.abs(aim.high - span.high)
  if (rest > (span.high - span.low) * 1e-4) return true
  span.low = aim.low
  span.high = aim.high
  return false
}

export interface PriceMarks {
  readonly prices: readonly number[]
  readonly spacingUsd: number
}

/** Round prices inside a span, about one every 56 pixels. */
export function priceMarks(span: PriceSpan, initialPriceUsd: number, height: number): PriceMarks {
  const low = priceOfLog(span.low, initialPriceUsd)
  const high = priceOfLog(span.high, initialPriceUsd)
  const prices = ticks(low, high, Math.max(2, Math.round(height / 56)))
  const spacingUsd = prices.length > 1 ? prices[1] - prices[0] : high - low
  return { prices, spacingUsd }
}

/** Bins joined into one bar, a power of two, so that bars are at least a pitch apart. */
export function binsPerBar(span: PriceSpan, height: number, pitch: number): number {
  const pixelsPerBin = (height * MAP_STEP) / (span.high - span.low)
  let bins = 1
  while (bins < 32 && bins * pixelsPerBin < pitch) bins *= 2
  return bins
}
