// What a leveraged retail trader thinks of an asset: value, trend, mood and noise, weighed by its own
// temper; and how wary it is of what it saw lost. ODD submodel "Retail, leveraged" (after Chiarella, Iori
// and Perello 2009).
import { clamp } from '../base/detMath.ts'
import { drawExponential, drawNormal, drawUniform, inverseNormal } from '../base/keyedRandom.ts'
import type { BoardPage } from '../market/board.ts'
import { perceivedDiscountPercent, trendScore } from './perception.ts'
import { Purpose, type Residence } from './residence.ts'

/** Standard deviation of a retail trader's error about value, percent. */
const VALUE_ERROR_PERCENT = 2

export class RetailOpinion {
  private readonly home: Residence
  private leanShare = -1
  private leanOfShare = 0

  constructor(home: Residence) {
    this.home = home
  }

  /** How much less leverage a trader takes for the losses it saw around it, fraction. */
  wariness(agent: number, board: BoardPage): number {
    const { keys, settings } = this.home
    const heed = 2 * drawUniform(keys, agent, 0, Purpose.Wariness)
    return Math.min(0.9, (settings.caution / 100) * heed * board.wariness[0]!)
  }

  /** Above zero: buy. Its calm mean is such that `longShare` of the traders lean long. */
  of(agent: number, asset: number, step: number, board: BoardPage): number {
    const { keys, settings } = this.home
    const lean = this.lean(settings.longShare)
    const chartist = drawExponential(keys, agent, 0, Purpose.Chartist)
    const fundamentalist = drawExponential(keys, agent, 0, Purpose.Fundamentalist)
    const trend = settings.trendWeight * chartist * trendScore(board, asset) * 0.5
    const discount = perceivedDiscountPercent(board, asset, keys, agent, step, VALUE_ERROR_PERCENT)
    const value = settings.valueWeight * fundamentalist * clamp(discount, -5, 5) * 0.5
    const herd = settings.herdWeight * board.sentiment[asset]!
    return lean + trend + value + herd + drawNormal(keys, agent, step, Purpose.Opinion)
  }

  /** Worked out once for each share of longs: it only changes when a slider moves. */
  private lean(longShare: number): number {
    if (longShare !== this.leanShare) {
      this.leanShare = longShare
      this.leanOfShare = inverseNormal(longShare / 100)
    }
    return this.leanOfShare
  }
}
