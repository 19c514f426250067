// What the makers of a venue see alike, worked out once a second: what each book is worth to them and
// how far from that they quote. Fractional ticks. ODD submodel "Market makers".
import { clamp } from '../base/detMath.ts'
import type { BoardPage } from '../market/board.ts'
import { WIDTH_BY_ASSET } from '../market/shares.ts'
import { volatilityOverCalm } from './perception.ts'
import type { Residence } from './residence.ts'

/** Stress beyond this does not widen quotes further: makers leave instead. */
const MOST_STRESS = 12
/** Spread grows with volatility over calm to this power and with fear. */
const FEAR_WIDTH = 0.7
const STRESS_WIDTH = 0.5
const ONE_BPS = 0.0001
/** How far from the consensus a maker still takes its own book's mid seriously, fraction. */
const OWN_BOOK_TRUST = 0.01
/** In unrest makers of a coin watch bitcoin up to so many times as closely. */
const MOST_WATCH = 6

export class MakerOutlook {
  /** By book: its own mid and the consensus of the venues. */
  readonly referenceTicks: Float64Array
  /** By book: distance of the innermost quotes. */
  readonly halfSpreadTicks: Float64Array
  /** By asset: volatility over calm, 1 at least. */
  readonly stress: Float64Array
  private readonly home: Residence

  constructor(home: Residence) {
    this.home = home
    this.referenceTicks = new Float64Array(home.assetCount * 2)
    this.halfSpreadTicks = new Float64Array(home.assetCount * 2)
    this.stress = new Float64Array(home.assetCount)
  }

  /** Before the makers decide. */
  look(board: BoardPage): void {
    const { settings, assetCount, firstBook } = this.home
    const { referenceTicks, halfSpreadTicks } = this
    const fear = board.makerFear[0]!
    for (let asset = 0; asset < assetCount; asset++) {
      const stress = stressOf(board.volatility[asset]!, asset)
      this.stress[asset] = stress
      const consensus = board.consensusTicks[asset]!
      // A book far from all others is not believed.
      const low = consensus * (1 - OWN_BOOK_TRUST)
      const high = consensus * (1 + OWN_BOOK_TRUST)
      // The wilder the hour, the closer makers of other coins watch bitcoin: everything goes together.
      const unrest = Math.min(MOST_WATCH, stress + fear)
      const pull = 1 + Math.min(1, settings.crossWatch * unrest) * board.lag[asset]!
      const width = (WIDTH_BY_ASSET[asset] ?? 2) * settings.halfSpread * ONE_BPS
      const widening = Math.min(1 + STRESS_WIDTH * (stress - 1) + FEAR_WIDTH * fear, MOST_STRESS)
      for (let book = asset; book < 2 * assetCount; book += assetCount) {
        const own = board.midTicks[firstBook + book]!
        const believed = own > 0 ? 0.4 * clamp(own, low, high) + 0.6 * consensus : consensus
        const reference = believed * pull
        referenceTicks[book] = reference
        halfSpreadTicks[book] = reference * width * widening
      }
    }
  }
}

/** Volatility over calm, 1 at least. */
export function stressOf(volatility: number, asset: number): number {
  return Math.max(1, volatilityOverCalm(volatility, asset))
}
