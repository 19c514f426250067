// Mark price rules. The mark decides profit and liquidation, not the last trade. Fractional ticks.
// Sources: Binance "Mark Price" (median of index with funding, index with the moving average of the
// basis, last), FTX "Liquidations" (median of best bid, best ask, last). ODD submodel: Exchange: mark.
import type { Columns } from '../../base/columns.ts'

/** The basis is summed as whole 1/1024 ticks, so that the moving average never drifts. */
const BASIS_SCALE = 1024

export function medianOfThree(a: number, b: number, c: number): number {
  if (a > b) return b > c ? b : a > c ? c : a
  return a > c ? a : b > c ? c : b
}

/** Median of index with funding to come, index with mean basis, and last trade. */
export function indexMedianMark(
  indexTicks: number,
  fundingRate: number,
  fundingTimeLeft: number,
  meanBasisTicks: number,
  lastTicks: number,
): number {
  const withFunding = indexTicks * (1 + fundingRate * fundingTimeLeft)
  return medianOfThree(withFunding, indexTicks + meanBasisTicks, lastTicks)
}

/** Median of the venue's own best bid, best ask and last: self-referential. */
export function ownBookMark(
  bidTicks: number,
  askTicks: number,
  midTicks: number,
  lastTicks: number,
): number {
  return medianOfThree(
    bidTicks === 0 ? midTicks : bidTicks,
    askTicks === 0 ? midTicks : askTicks,
    lastTicks,
  )
}

/** Moving average of mid - index over a window of one-second samples, by perpetual book. */
export class MeanBasis {
  private readonly ring: Int32Array
  private readonly sum: Float64Array
  private readonly count: Int32Array
  private readonly windowSteps: number

  constructor(columns: Columns, name: string, perpetualCount: number, windowSteps: number) {
    this.windowSteps = windowSteps
    this.ring = columns.i32(`${name}.basisRing`, perpetualCount * windowSteps)
    this.sum = columns.f64(`${name}.basisSum`, perpetualCount)
    this.count = columns.i32(`${name}.basisCount`, perpetualCount)
  }

  /** Adds this step's basis and returns the mean. */
  add(perpetual: number, basisTicks: number): number {
    const scaled = Math.floor(basisTicks * BASIS_SCALE + 0.5)
    const count = this.count[perpetual]!
    const place = perpetual * this.windowSteps + (count % this.windowSteps)
    this.sum[perpetual] += scaled - this.ring[place]!
    this.ring[place] = scaled
    this.count[perpetual] = count + 1
    const samples = count + 1 < this.windowSteps ? count + 1 : this.windowSteps
    return this.sum[perpetual]! / (samples * BASIS_SCALE)
  }
}
