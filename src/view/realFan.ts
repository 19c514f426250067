// Real falls as a fan: how far the price of comparable real days lay from where it had been 24 hours
// before their lowest hour. Laid on this run's own lowest price so far.
import { STEPS_PER_DAY, STEPS_PER_HOUR } from '../market/units.ts'
import type { RealPathPoint } from '../observe/realPaths.ts'
import type { ShownPrices } from './shownMarket.ts'

const SYMBOLS = ['BTC', 'ETH']
let paths: Readonly<Record<string, readonly RealPathPoint[]>> = {}

/** A smaller fall is no fall to compare. */
const LEAST_FALL = 0.015
/** The low is looked for this far back. */
const REACH_STEPS = 3 * STEPS_PER_DAY

export interface FanAnchor {
  /** Step of the lowest price. */
  readonly lowStep: number
  /** Price 24 hours before it, or the first one known. */
  readonly baseUsd: number
}

/** Whether real paths of this coin are known. */
export function hasRealFalls(symbol: string): boolean {
  return SYMBOLS.includes(symbol)
}

/** The paths themselves are fetched when the fan is first asked for. */
export async function loadRealFalls(): Promise<void> {
  const { REAL_BTC_PATH, REAL_ETH_PATH } = await import('../observe/realPaths.ts')
  paths = { BTC: REAL_BTC_PATH, ETH: REAL_ETH_PATH }
}

/** Null where none is known, or before they are loaded. */
export function realPathOf(symbol: string): readonly RealPathPoint[] | null {
  return paths[symbol] ?? null
}

/** Where the fan is laid at a moment; null while the price has not fallen. */
export function fanAnchor({ memory, asset }: ShownPrices, moment: number): FanAnchor | null {
  let lowStep = NaN
  let lowUsd = Infinity
  memory.forEachPoint(asset, moment - REACH_STEPS, moment, (step, priceUsd) => {
    if (step > moment || priceUsd >= lowUsd) return
    lowUsd = priceUsd
    lowStep = step
  })
  if (Number.isNaN(lowStep)) return null
  const baseUsd = memory.priceAt(asset, Math.max(memory.firstStep, lowStep - STEPS_PER_DAY))
  return lowUsd / baseUsd - 1 <= -LEAST_FALL ? { lowStep, baseUsd } : null
}

/** One quantile of the path at a step, as a fraction of change from the base; NaN beyond its ends. */
export function fanAt(
  path: readonly RealPathPoint[],
  quantile: number,
  stepsFromLow: number,
): number {
  const hour = stepsFromLow / STEPS_PER_HOUR
  const next = path.findIndex((point) => point.hour >= hour)
  if (next < 0 || (next === 0 && path[0].hour > hour)) return NaN
  const after = path[next]
  if (next === 0) return after.quantiles[quantile]
  const before = path[next - 1]
  const way = (hour - before.hour) / (after.hour - before.hour)
  const from = before.quantiles[quantile]
  return from + (after.quantiles[quantile] - from) * way
}
