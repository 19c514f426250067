// What anyone can compute from the public tape, computed once and published: consensus price, trends,
// volatility. Fractional ticks and fractions. ODD submodel "Indicators".
import type { Columns } from '../base/columns.ts'
import type { Board, BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import { BETA } from './betas.ts'

const FAST_STEPS = 15 * STEPS_PER_MINUTE
const SLOW_STEPS = 4 * STEPS_PER_HOUR
/** Window in which other coins are held against bitcoin. */
const PULSE_STEPS = 5 * STEPS_PER_MINUTE
/** Returns are taken over this many steps, so that the bounce between bid and ask does not count. */
const RETURN_STEPS = 60
const VOLATILITY_STEPS = 30 * STEPS_PER_MINUTE

export class Indicators {
  private readonly fastMean: Float64Array
  private readonly slowMean: Float64Array
  private readonly pulseMean: Float64Array
  private readonly lastSample: Float64Array
  /** Variance of returns per step, exponential mean. */
  private readonly variance: Float64Array
  private readonly sorted = new Float64Array(16)

  constructor(columns: Columns, assetCount: number) {
    this.fastMean = columns.f64('indicators.fastMean', assetCount)
    this.slowMean = columns.f64('indicators.slowMean', assetCount)
    this.pulseMean = columns.f64('indicators.pulseMean', assetCount)
    this.lastSample = columns.f64('indicators.lastSample', assetCount)
    this.variance = columns.f64('indicators.variance', assetCount)
  }

  /** Calm before the first step: no trend, the given volatility per square root of a step. */
  start(asset: number, ticks: number, volatility: number): void {
    this.fastMean[asset] = ticks
    this.slowMean[asset] = ticks
    this.pulseMean[asset] = ticks
    this.lastSample[asset] = ticks
    this.variance[asset] = volatility * volatility
  }

  step(step: number, board: Board, previous: BoardPage, page: BoardPage): void {
    let lead = 0
    for (let asset = 0; asset < board.assetCount; asset++) {
      const book = perpetualBook(asset, board.assetCount)
      const consensus = this.median(board, previous, book, previous.consensusTicks[asset]!)
      this.fastMean[asset] += (consensus - this.fastMean[asset]!) / FAST_STEPS
      this.slowMean[asset] += (consensus - this.slowMean[asset]!) / SLOW_STEPS
      this.pulseMean[asset] += (consensus - this.pulseMean[asset]!) / PULSE_STEPS
      if (step % RETURN_STEPS === 0) this.sample(asset, consensus)
      const pulse = consensus / this.pulseMean[asset]! - 1
      if (asset === 0) lead = pulse
      page.lag[asset] = asset === 0 ? 0 : (BETA[asset] ?? 1) * lead - pulse
      page.consensusTicks[asset] = consensus
      page.trendFast[asset] = consensus / this.fastMean[asset]! - 1
      page.trendSlow[asset] = consensus / this.slowMean[asset]! - 1
      page.volatility[asset] = Math.sqrt(this.variance[asset]!)
    }
  }

  /** Median of the venues' mids (mean of the middle two), so that one broken book moves nobody else. */
  private median(board: Board, page: BoardPage, book: number, before: number): number {
    const sorted = this.sorted
    let count = 0
    for (let venue = 0; venue < board.venueCount; venue++) {
      const mid = page.midTicks[venue * board.bookCount + book]!
      if (mid <= 0) continue
      let at = count++
      while (at > 0 && sorted[at - 1]! > mid) {
        sorted[at] = sorted[at - 1]!
        at--
      }
      sorted[at] = mid
    }
    if (count === 0) return before
    const middle = count >> 1
    return count % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  }

  private sample(asset: number, consensus: number): void {
    const change = consensus / this.lastSample[asset]! - 1
    const perStep = (change * change) / RETURN_STEPS
    this.variance[asset] += ((perStep - this.variance[asset]!) * RETURN_STEPS) / VOLATILITY_STEPS
    this.lastSample[asset] = consensus
  }
}
