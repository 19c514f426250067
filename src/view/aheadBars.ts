// Liquidations ahead as bars: map bins joined to bars of an even pitch, on a scale of round dollars
// that changes rarely. Longs and shorts apart.
import { MAP_BINS } from '../threads/frames.ts'

export interface AheadBars {
  /** Map bins in one bar. */
  readonly bins: number
  readonly longUsd: Float64Array
  readonly shortUsd: Float64Array
}

export function joinBins(longUsd: Float64Array, shortUsd: Float64Array, bins: number): AheadBars {
  const count = Math.ceil(MAP_BINS / bins)
  const bars: AheadBars = {
    bins,
    longUsd: new Float64Array(count),
    shortUsd: new Float64Array(count),
  }
  for (let bin = 0; bin < MAP_BINS; bin++) {
    const bar = Math.floor(bin / bins)
    bars.longUsd[bar] += longUsd[bin]
    bars.shortUsd[bar] += shortUsd[bin]
  }
  return bars
}

/** The smallest round figure at least as large: 1, 1.5, 2, 3, 5, 7.5, 10 and so on. */
export function roundUp(value: number): number {
  if (value <= 0) return 1
  let scale = 1
  while (scale * 10 <= value) scale *= 10
  while (scale > value) scale /= 10
  for (const step of [1, 1.5, 2, 3, 5, 7.5]) if (scale * step >= value) return scale * step
  return scale * 10
}

/** The full length of a bar in dollars: grows at once, shrinks only when bars fill less than two fifths. */
export function nextBarScale(scale: number, largest: number): number {
  if (largest > scale || largest < scale * 0.4) return roundUp(Math.max(largest, 1_000))
  return scale
}

export interface BarLabel {
  readonly bar: number
  readonly side: 0 | 1
  readonly usd: number
}

/** The bars worth an amount: the largest of each side, then others that stand clear of those chosen. */
export function labelledBars(
  bars: AheadBars,
  firstBar: number,
  lastBar: number,
  apart: number,
  most: number,
): BarLabel[] {
  const candidates: BarLabel[] = []
  for (let bar = Math.max(0, firstBar); bar <= Math.min(lastBar, bars.longUsd.length - 1); bar++) {
    if (bars.longUsd[bar] > 0) candidates.push({ bar, side: 1, usd: bars.longUsd[bar] })
    if (bars.shortUsd[bar] > 0) candidates.push({ bar, side: 0, usd: bars.shortUsd[bar] })
  }
  candidates.sort((a, b) => b.usd - a.usd || a.bar - b.bar)
  const chosen: BarLabel[] = []
  const floor = (candidates[0]?.usd ?? 0) * 0.25
  for (const candidate of candidates) {
    if (chosen.length >= most) break
    if (candidate.usd < floor) break
    if (chosen.every((other) => Math.abs(other.bar - candidate.bar) >= apart))
      chosen.push(candidate)
  }
  return chosen
}
