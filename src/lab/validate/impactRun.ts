// A calm market that can be run twice from the same step: once as it is and once with a meta-order. The
// draws are keyed, so the two share them all, and what they differ by is the order's impact. BTC alone.
// Steps; log prices; USD.
import { I32 } from '../../base/shifts.ts'
import { EventKind } from '../../market/events.ts'
import { perpetualBook, spotBook } from '../../market/instruments.ts'
import { VENUE_SHARES } from '../../market/shares.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_DAY } from '../../market/units.ts'
import { createModel, type Model } from '../../model/model.ts'
import type { RunSpec } from '../../params/resolve.ts'
import { MetaOrderDesk } from './metaOrder.ts'

const ASSET = 0
/** Prices are means over this many steps, so that one second's bounce does not count. */
const MEAN_STEPS = 30

export interface OrderOutcome {
  readonly filledUsd: number
  /** By mark of the window: log price with the order over that without, signed by its side. */
  readonly impacts: readonly number[]
}

export class ImpactRun {
  /** Log price after each step of the run without orders. */
  readonly path: number[] = []
  private genuineQuote = 0
  private readonly model: Model
  private readonly desk: MetaOrderDesk
  private readonly perpetual: number
  private startState: Uint8Array = new Uint8Array(0)
  private endState: Uint8Array = new Uint8Array(0)
  private startStep = 0

  constructor(spec: RunSpec) {
    let desk: MetaOrderDesk | null = null
    this.model = createModel(spec, [
      (homes, offices) => {
        desk = new MetaOrderDesk(homes, offices)
        return desk
      },
    ])
    this.desk = desk!
    this.perpetual = perpetualBook(ASSET, this.model.assets.length)
  }

  stepsDone(): number {
    return this.path.length
  }

  /** Genuine volume of the asset a day, spot and perpetual on all venues, over the steps done. */
  dailyVolumeUsd(): number {
    return (this.genuineQuote / QUOTE_UNITS_PER_USD / this.path.length) * STEPS_PER_DAY
  }

  /** Goes on without orders. */
  advance(steps: number): void {
    for (let n = 0; n < steps; n++) {
      this.model.advance()
      this.path.push(this.logPrice())
      this.countVolume()
    }
  }

  /** Begins a window: orders may be tried from here, once its steps without orders are done. */
  openWindow(steps: number): void {
    this.startStep = this.stepsDone()
    this.startState = this.model.snapshot()
    this.advance(steps)
    this.endState = this.model.snapshot()
  }

  /** After the last order of a window, on with the run without orders. */
  closeWindow(): void {
    this.desk.take(null)
    this.model.restore(this.endState)
  }

  /** Works an order from the window's start on; `marks` are steps since then, in order. */
  tryOrder(usd: number, steps: number, marks: readonly number[]): OrderOutcome {
    this.model.restore(this.startState)
    this.desk.take({ asset: ASSET, usd, startStep: this.startStep, steps })
    const differences: number[] = []
    let filledUsd = 0
    const last = marks.at(-1)!
    for (let n = 0; n < last; n++) {
      this.model.advance()
      differences.push(this.logPrice() - this.path[this.startStep + n]!)
      if (n === steps - 1) {
        filledUsd = this.desk.filledUsd(this.model.board.page(this.model.stepsDone() - 1))
      }
    }
    const impacts = marks.map((mark) => {
      const recent = differences.slice(mark - MEAN_STEPS, mark)
      return (Math.sign(usd) * recent.reduce((sum, one) => sum + one, 0)) / recent.length
    })
    return { filledUsd: Math.abs(filledUsd), impacts }
  }

  /** Of the perpetual, over the venues by their share of volume. */
  private logPrice(): number {
    const { board } = this.model
    const page = board.page(this.model.stepsDone() - 1)
    return VENUE_SHARES.reduce(
      (sum, share, venue) =>
        sum + share * Math.log(page.midTicks[venue * board.bookCount + this.perpetual]!),
      0,
    )
  }

  private countVolume(): void {
    const spot = spotBook(ASSET)
    for (const { events, statements } of this.model.venues) {
      const { kind, book, account, otherAccount, amountQuote, count } = events
      for (let row = 0; row < count; row++) {
        if (kind[row] !== EventKind.Trade) continue
        if (book[row] !== spot && book[row] !== this.perpetual) continue
        const taker = account[row]!
        const maker = otherAccount[row]!
        const isWash =
          taker >= 0 &&
          maker >= 0 &&
          statements.ownerAgent[taker << I32] === statements.ownerAgent[maker << I32]
        if (!isWash) this.genuineQuote += amountQuote[row]!
      }
    }
  }
}
