// What anyone can compute from the public tape, computed once and published: consensus price, trends,
// volatility. Fractional ticks and fractions. ODD submodel "Indicators".
import type { Columns } from '../base/columns.ts'
import type { Board, BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { VENUE_SHARES } from '../market/shares.ts'
import { STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'

const FAST_STEPS = 15 * STEPS_PER_MINUTE
const SLOW_STEPS = 4 * STEPS_PER_HOUR
/** Returns are taken over this many steps, so that the bounce between bid and ask does not count. */
const RETURN_STEPS = 60
const VOLATILITY_STEPS = 30 * STEPS_PER_MINUTE

export class Indicators {
  private readonly fastMean: Float64Array
  private readonly slowMean: Float64Array
  private readonly lastSample: Float64Array
  /** Variance of returns per step, exponential mean. */
  private readonly variance: Float64Array

  constructor(columns: Columns, assetCount: number) {
    this.fastMean = columns.f64('indicators.fastMean', assetCount)
    this.slowMean = columns.f64('indicators.slowMean', assetCount)
    this.lastSample = columns.f64('indicators.lastSample', assetCount)
    this.variance = columns.f64('indicators.variance', assetCount)
  }

  /** Calm before the first step: no trend, the given volatility per square root of a step. */
  start(asset: number, ticks: number, volatility: number): void {
    this.fastMean[asset] = ticks
    this.slowMean[asset] = ticks
    this.lastSample[asset] = ticks
    this.variance[asset] = volatility * volatility
  }

  step(step: number, board: Board, previous: BoardPage, page: BoardPage): void {
    for (let asset = 0; asset < board.assetCount; asset++) {
      let weighted = 0
      let weights = 0
      const book = perpetualBook(asset, board.assetCount)
      for (let venue = 0; venue < board.venueCount; venue++) {
        const mid = previous.midTicks[venue * board.bookCount + book]!
        if (mid <= 0) continue
        const weight = VENUE_SHARES[venue] ?? 0.1
        weighted += weight * mid
        weights += weight
      }
      const consensus = weights > 0 ? weighted / weights : previous.consensusTicks[asset]!
      this.fastMean[asset] += (consensus - this.fastMean[asset]!) / FAST_STEPS
      this.slowMean[asset] += (consensus - this.slowMean[asset]!) / SLOW_STEPS
      if (step % RETURN_STEPS === 0) this.sample(asset, consensus)
      page.consensusTicks[asset] = consensus
      page.trendFast[asset] = consensus / this.fastMean[asset]! - 1
      page.trendSlow[asset] = consensus / this.slowMean[asset]! - 1
      page.volatility[asset] = Math.sqrt(this.variance[asset]!)
    }
  }

  private sample(asset: number, consensus: number): void {
    const change = consensus / this.lastSample[asset]! - 1
    const perStep = (change * change) / RETURN_STEPS
    this.variance[asset] += ((perStep - this.variance[asset]!) * RETURN_STEPS) / VOLATILITY_STEPS
    this.lastSample[asset] = consensus
  }
}
