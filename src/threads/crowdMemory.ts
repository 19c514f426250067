// What liquidations leave behind: when each account was last liquidated (the crowd's embers), and the
// dollars of the last day by population and leverage (the cohorts). Steps; -1 never.
import { U8 } from '../base/shifts.ts'
import { EventKind } from '../market/events.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR } from '../market/units.ts'
import { LEVERAGE_BUCKETS } from './frames.ts'

/** Whole hours kept: the last 24 and the one that is going on. */
const HOURS_KEPT = 25
const MOST_POPULATIONS = 16
const PAIRS = MOST_POPULATIONS * LEVERAGE_BUCKETS.length

export interface CrowdMemoryState {
  readonly liquidatedAtStep: readonly Int32Array[]
  readonly usd: Float64Array
  readonly hour: number
}

export class CrowdMemory {
  /** By venue, by account. */
  readonly liquidatedAtStep: readonly Int32Array[]
  private readonly record: MarketRecord
  /** By hour of the ring, by pair. */
  private readonly usd = new Float64Array(HOURS_KEPT * PAIRS)
  private hour = 0

  constructor(record: MarketRecord) {
    this.record = record
    this.liquidatedAtStep = record.venues.map((venue) =>
      new Int32Array(venue.statements.accountCount).fill(-1),
    )
  }

  readStep(venue: number, step: number): void {
    const { events, statements } = this.record.venues[venue]
    this.turnTo(Math.floor(step / STEPS_PER_HOUR))
    const at = this.liquidatedAtStep[venue]
    const offset = (this.hour % HOURS_KEPT) * PAIRS
    for (let row = 0; row < events.count; row++) {
      if (events.kind[row] !== EventKind.Liquidation) continue
      const account = events.account[row]
      at[account] = step
      const pair = pairOf(statements.population[account << U8], bucketOf(events.note[row]))
      this.usd[offset + pair] += events.amountQuote[row] / QUOTE_UNITS_PER_USD
    }
  }

  /** The state itself, not a copy. */
  state(): CrowdMemoryState {
    const { liquidatedAtStep, usd, hour } = this
    return { liquidatedAtStep, usd, hour }
  }

  restore(state: CrowdMemoryState): void {
    state.liquidatedAtStep.forEach((column, venue) => this.liquidatedAtStep[venue].set(column))
    this.usd.set(state.usd)
    this.hour = state.hour
  }

  /** Dollars liquidated within about a day, by population x bucket count + bucket. */
  liquidatedUsd(): Float64Array {
    this.turnTo(Math.floor(this.record.stepsDone() / STEPS_PER_HOUR))
    const sums = new Float64Array(PAIRS)
    this.usd.forEach((usd, index) => {
      sums[index % PAIRS] += usd
    })
    return sums
  }

  private turnTo(hour: number): void {
    while (this.hour < hour) {
      this.hour++
      const offset = (this.hour % HOURS_KEPT) * PAIRS
      this.usd.fill(0, offset, offset + PAIRS)
    }
  }
}

export function pairOf(population: number, bucket: number): number {
  return population * LEVERAGE_BUCKETS.length + bucket
}

/** The last bucket that does not begin above the leverage. */
export function bucketOf(leverage: number): number {
  let bucket = 0
  while (bucket + 1 < LEVERAGE_BUCKETS.length && leverage >= LEVERAGE_BUCKETS[bucket + 1]) bucket++
  return bucket
}
