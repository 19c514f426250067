// A position in liquidation as the procedures see it, and what slices may have together in a step.
// Lots, quote units. Source of the slices: FTX "Liquidations". ODD submodel: Exchange: liquidation.
import { drawUniform } from '../base/keyedRandom.ts'
import { F64, U16 } from '../base/shifts.ts'
import type { Distress } from './clearing/liquidation.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import type { VenueParts } from './venueParts.ts'

/** Rate-limited engine: chance a second that a book's slices are sent, and their cap over all
 * accounts as a share of daily volume. */
const SLICE_CHANCE = 1 / 6
const SLICE_CAP_OF_DAILY_VOLUME = 0.0001

const Purpose = { SliceTime: 101, SliceSize: 102, SliceDepth: 103 } as const
/** Keeps draws for a venue's books and accounts apart from each other and from agents'. */
const DRAW_VENUE_STRIDE = 0x1000000

export class VenueDistress {
  /** The position described last. */
  readonly now: Distress = {
    traders: 1,
    absLots: 0,
    long: true,
    markTicks: 0,
    unitQuote: 0,
    inverse: false,
    usdQuote: QUOTE_UNITS_PER_USD,
    notionalQuote: 0,
    equityQuote: 0,
    maintenanceQuote: 0,
    lowerTierBoundQuote: 0,
    touchTicks: 0,
    sliceLotsLeft: 0,
    pauseSteps: 0,
    drawSize: 0,
    drawDepth: 0,
  }
  /** By book, this step: lots that slices may still have over all accounts. Not state. */
  private readonly sliceLotsLeft: Float64Array
  private readonly parts: VenueParts
  private step = 0

  constructor(parts: VenueParts) {
    this.parts = parts
    this.sliceLotsLeft = new Float64Array(parts.bookCount)
    this.now.inverse = parts.coin !== undefined
  }

  startStep(step: number, slices: boolean): void {
    this.step = step
    if (slices) this.allowSlices()
    else for (let book = 0; book < this.sliceLotsLeft.length; book++) this.sliceLotsLeft[book] = 0
  }

  /** Lots that slices of a book may still have in this step, over all accounts. */
  slicesLeft(book: number): number {
    return this.sliceLotsLeft[book]!
  }

  countSlice(book: number, lots: number): void {
    this.sliceLotsLeft[book] -= lots
  }

  describe(account: number, row: number, book: number, equityQuote: number): Distress {
    const { accounts, books, coin, keys, margin, prices, venueId } = this.parts
    const distress = this.now
    // Tiers hold for one trader: an account that stands for several has several such positions.
    const traders = Math.max(1, accounts.traders[account << U16]!)
    const lots = accounts.rowLots[row << F64]!
    const absLots = lots < 0 ? -lots : lots
    const mark = prices.markTicks[book]!
    const notional = margin.notionalQuote(book, absLots, mark)
    distress.traders = traders
    distress.absLots = absLots
    distress.long = lots > 0
    distress.markTicks = mark
    distress.unitQuote = margin.unitQuote[book]!
    if (coin !== undefined) {
      distress.usdQuote = (margin.unitQuote[book]! * QUOTE_UNITS_PER_USD) / (coin.faceQuote * mark)
    }
    distress.notionalQuote = notional
    distress.equityQuote = equityQuote
    const each = notional / traders
    distress.maintenanceQuote = traders * margin.maintenanceQuote(book, absLots / traders, each)
    distress.lowerTierBoundQuote = traders * margin.schedules[book]!.lowerTierBoundQuote(each)
    distress.touchTicks = lots > 0 ? books[book]!.bestBidTicks() : books[book]!.bestAskTicks()
    distress.sliceLotsLeft = this.sliceLotsLeft[book]!
    distress.pauseSteps = accounts.pauseSteps[account]!
    if (distress.sliceLotsLeft > 0) {
      const key = venueId * DRAW_VENUE_STRIDE + account
      distress.drawSize = drawUniform(keys, key, this.step, Purpose.SliceSize)
      distress.drawDepth = drawUniform(keys, key, this.step, Purpose.SliceDepth)
    }
    return distress
  }

  /** What the slices of a book may have together in this step: nothing in most seconds. */
  private allowSlices(): void {
    const { assetCount, bookCount, keys, tallies, venueId } = this.parts
    for (let book = assetCount; book < bookCount; book++) {
      const key = venueId * DRAW_VENUE_STRIDE - 1 - book
      const sends = drawUniform(keys, key, this.step, Purpose.SliceTime) < SLICE_CHANCE
      const daily = sends ? tallies.dailyVolumeLots(book, this.step) : 0
      this.sliceLotsLeft[book] = daily * SLICE_CAP_OF_DAILY_VOLUME
    }
  }
}
