// The public mood by asset (-1 fearful to 1 greedy) and the makers' fear: moved by news, by the price
// itself and by the liquidations everyone can see; forgotten with time. ODD submodel "Mood".
import type { Columns } from '../base/columns.ts'
import { clamp } from '../base/detMath.ts'
import type { Board, BoardPage } from '../market/board.ts'
import { type Asset, perpetualBook } from '../market/instruments.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import type { Settings } from '../params/scenario.ts'

/** Memory of the liquidations of the last minutes. */
const ALARM_STEPS = 5 * STEPS_PER_MINUTE
/** How long the losses of others stay in mind. */
const WARY_HOURS = 40

export class Mood {
  private readonly assets: readonly Asset[]
  private readonly sentiment: Float64Array
  private readonly fear: Float64Array
  /** Liquidated quote units per step, exponential mean. */
  private readonly alarm: Float64Array
  /** Part of what was open that has been liquidated within memory, 0 to 1. */
  private readonly wariness: Float64Array
  /** Notional of all open perpetual positions, quote units, looked up once a minute. */
  private readonly openQuote: Float64Array

  constructor(columns: Columns, assets: readonly Asset[]) {
    this.assets = assets
    const assetCount = assets.length
    this.sentiment = columns.f64('mood.sentiment', assetCount)
    this.fear = columns.f64('mood.fear', 1)
    this.alarm = columns.f64('mood.alarm', 1)
    this.wariness = columns.f64('mood.wariness', 1)
    this.openQuote = columns.f64('mood.openQuote', 1)
  }

  hit(change: number): void {
    for (let asset = 0; asset < this.sentiment.length; asset++) {
      this.sentiment[asset] = clamp(this.sentiment[asset]! + change, -1, 1)
    }
  }

  frighten(amount: number): void {
    this.fear[0] += amount
  }

  step(step: number, board: Board, previous: BoardPage, page: BoardPage, settings: Settings): void {
    this.fear[0] *= 1 - 1 / (settings.fearHours * STEPS_PER_HOUR)
    let liquidated = 0
    for (let venue = 0; venue < board.venueCount; venue++) {
      liquidated += previous.liquidatedLongQuote[venue]! - previous.liquidatedShortQuote[venue]!
    }
    this.alarm[0] += (liquidated - this.alarm[0]!) / ALARM_STEPS
    this.remember(step, liquidated, board, previous)
    page.wariness[0] = this.wariness[0]!
    const contagion = settings.panic / 100
    const tenMillionsPerMinute = (this.alarm[0]! * STEPS_PER_MINUTE) / (1e7 * QUOTE_UNITS_PER_USD)
    const memory = settings.moodMemory * STEPS_PER_HOUR
    const herd = -contagion * settings.moodLiquidations * tenMillionsPerMinute
    for (let asset = 0; asset < this.sentiment.length; asset++) {
      // Mood is pulled towards what the last hours' trend and the tape of liquidations suggest.
      const trend = contagion * settings.moodTrend * previous.trendSlow[asset]! * 100
      const pull = clamp(trend + herd, -1, 1)
      const mood = this.sentiment[asset]!
      const follow = (pull - mood) / memory
      // Fear comes faster than it goes.
      const speed = pull < mood && pull < 0 ? 6 : 1
      this.sentiment[asset] = clamp(mood + follow * speed, -1, 1)
      page.sentiment[asset] = this.sentiment[asset]!
    }
    page.makerFear[0] = this.fear[0]!
  }

  /** What was liquidated stays in mind for a day or two, in proportion to what was open. */
  private remember(step: number, liquidated: number, board: Board, page: BoardPage): void {
    if (step % STEPS_PER_MINUTE === 0) this.openQuote[0] = this.openNotional(board, page)
    const open = this.openQuote[0]!
    // One of two sides is hit: those on it see its part.
    const seen = open > 0 ? clamp((2 * liquidated) / open, 0, 1) : 0
    this.wariness[0] *= 1 - 1 / (WARY_HOURS * STEPS_PER_HOUR)
    this.wariness[0] += (1 - this.wariness[0]!) * seen
  }

  private openNotional(board: Board, page: BoardPage): number {
    let sum = 0
    for (let venue = 0; venue < board.venueCount; venue++) {
      for (let asset = 0; asset < board.assetCount; asset++) {
        const place = venue * board.bookCount + perpetualBook(asset, board.assetCount)
        const perTick = this.assets[asset]!.quoteUnitsPerTickLot
        sum += page.openInterestLots[place]! * page.markTicks[place]! * perTick
      }
    }
    return sum
  }
}
