// Gaps in the BTC perpetual's books: the furthest that one taker order had to reach, between two of its
// fills and from its first to its last. Basis points (C10). ODD submodel: Observation.
import { EventKind, type EventLog } from '../market/events.ts'
import type { Layout } from './layout.ts'

export interface Sweeps {
  /** Before the event day, and on it and after. */
  readonly largestGapBps: [number, number]
  readonly largestSweepBps: [number, number]
}

export function createSweeps(): Sweeps {
  return { largestGapBps: [0, 0], largestSweepBps: [0, 0] }
}

/** Fills of one order stand together in the log: same taker, same side. */
export function observeSweeps(sweeps: Sweeps, layout: Layout, step: number, log: EventLog): void {
  const { kind, book, side, account, priceTicks } = log
  const btcBook = layout.assetCount + layout.btc
  const part = step < layout.eventStartStep ? 0 : 1
  let taker = -1
  let takerSide = -1
  let firstTicks = 0
  let lastTicks = 0
  let gap = sweeps.largestGapBps[part]
  let sweep = sweeps.largestSweepBps[part]
  for (let row = 0; row < log.count; row++) {
    if (book[row] !== btcBook || kind[row] !== EventKind.Trade) continue
    const ticks = priceTicks[row]
    if (account[row] !== taker || side[row] !== takerSide) {
      taker = account[row]
      takerSide = side[row]
      firstTicks = ticks
    } else if (ticks !== lastTicks) {
      gap = Math.max(gap, (Math.abs(ticks - lastTicks) * 10_000) / firstTicks)
      sweep = Math.max(sweep, (Math.abs(ticks - firstTicks) * 10_000) / firstTicks)
    }
    lastTicks = ticks
  }
  sweeps.largestGapBps[part] = gap
  sweeps.largestSweepBps[part] = sweep
}
