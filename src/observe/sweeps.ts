// Gaps in the BTC perpetual's books: the furthest that one taker order had to reach, between two of its
// fills and from its first to its last. Basis points (C10). ODD submodel: Observation.

export interface Sweeps {
  /** Before the event day, and on it and after. */
  readonly largestGapBps: [number, number]
  readonly largestSweepBps: [number, number]
  /** The order that the last fill was of. */
  taker: number
  side: number
  firstTicks: number
  lastTicks: number
}

export function createSweeps(): Sweeps {
  return {
    largestGapBps: [0, 0],
    largestSweepBps: [0, 0],
    taker: -1,
    side: -1,
    firstTicks: 0,
    lastTicks: 0,
  }
}

/** A venue's step begins: its first fill is of another order. */
export function startOfFills(sweeps: Sweeps): void {
  sweeps.side = -1
}

/** Fills of one order stand together in the log: same taker, same side. `part`: 1 from the event day on. */
export function noteFill(
  sweeps: Sweeps,
  part: 0 | 1,
  taker: number,
  side: number,
  ticks: number,
): void {
  if (taker !== sweeps.taker || side !== sweeps.side) {
    sweeps.taker = taker
    sweeps.side = side
    sweeps.firstTicks = ticks
  } else if (ticks !== sweeps.lastTicks) {
    const { firstTicks, largestGapBps, largestSweepBps } = sweeps
    const gap = (Math.abs(ticks - sweeps.lastTicks) * 10_000) / firstTicks
    const sweep = (Math.abs(ticks - firstTicks) * 10_000) / firstTicks
    if (gap > largestGapBps[part]) largestGapBps[part] = gap
    if (sweep > largestSweepBps[part]) largestSweepBps[part] = sweep
  }
  sweeps.lastTicks = ticks
}
