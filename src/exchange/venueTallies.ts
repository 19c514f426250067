// What a venue counts: messages, volume by book and step, liquidated lots and what closed them.
// Quote units, lots. ODD submodel: Exchange: observation.
import type { Columns } from '../base/columns.ts'
import { STEPS_PER_HOUR } from '../market/units.ts'

const HOURS_KEPT = 24
/** Daily volume is not extrapolated from less than this. */
const LEAST_STEPS_SEEN = 600

export class VenueTallies {
  /** By book, this step. */
  readonly volumeQuote: Float64Array
  readonly netTakerQuote: Float64Array
  /** This step: notional of positions that entered liquidation. */
  readonly liquidatedQuote: Float64Array
  /** Since the start, by book. */
  readonly liquidatedLots: Float64Array
  readonly closedInBookLots: Float64Array
  readonly takenOverLots: Float64Array
  /** By book and hour of a ring: volume traded. */
  private readonly hourlyLots: Float64Array
  private readonly counts: Float64Array
  private readonly bookCount: number
  /** Of the ring, of the step under way. */
  private hour = 0

  constructor(columns: Columns, name: string, bookCount: number) {
    this.bookCount = bookCount
    this.volumeQuote = columns.f64(`${name}.volumeQuote`, bookCount)
    this.netTakerQuote = columns.f64(`${name}.netTakerQuote`, bookCount)
    this.liquidatedQuote = columns.f64(`${name}.liquidatedQuote`, 3)
    this.liquidatedLots = columns.f64(`${name}.liquidatedLots`, bookCount)
    this.closedInBookLots = columns.f64(`${name}.closedInBookLots`, bookCount)
    this.takenOverLots = columns.f64(`${name}.takenOverLots`, bookCount)
    this.hourlyLots = columns.f64(`${name}.hourlyLots`, bookCount * HOURS_KEPT)
    this.counts = columns.f64(`${name}.messages`, 1)
  }

  get messages(): number {
    return this.counts[0]!
  }

  countMessages(count: number): void {
    this.counts[0] += count
  }

  /** Liquidated notional of longs, of shorts, and traders behind them, this step. */
  countLiquidation(long: boolean, amountQuote: number, traders: number): void {
    this.liquidatedQuote[long ? 0 : 1] += amountQuote
    this.liquidatedQuote[2] += traders
  }

  startStep(step: number): void {
    const { bookCount, volumeQuote, netTakerQuote } = this
    for (let book = 0; book < bookCount; book++) {
      volumeQuote[book] = 0
      netTakerQuote[book] = 0
    }
    this.liquidatedQuote[0] = 0
    this.liquidatedQuote[1] = 0
    this.liquidatedQuote[2] = 0
    this.hour = Math.floor(step / STEPS_PER_HOUR) % HOURS_KEPT
    if (step % STEPS_PER_HOUR === 0) {
      for (let book = 0; book < bookCount; book++) {
        this.hourlyLots[book * HOURS_KEPT + this.hour] = 0
      }
    }
  }

  countVolume(book: number, lots: number, quote: number, buys: boolean): void {
    this.volumeQuote[book] += quote
    this.netTakerQuote[book] += buys ? quote : -quote
    this.hourlyLots[book * HOURS_KEPT + this.hour] += lots
  }

  /** Volume of the last day in lots; of a shorter past, extrapolated. */
  dailyVolumeLots(book: number, step: number): number {
    let lots = 0
    for (let hour = 0; hour < HOURS_KEPT; hour++) lots += this.hourlyLots[book * HOURS_KEPT + hour]!
    const seen = Math.min(step + 1, (HOURS_KEPT - 1) * STEPS_PER_HOUR + (step % STEPS_PER_HOUR) + 1)
    return (lots * HOURS_KEPT * STEPS_PER_HOUR) / Math.max(seen, LEAST_STEPS_SEEN)
  }
}
