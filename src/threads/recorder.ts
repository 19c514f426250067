// Keeps what the page draws: minute series, depth columns and liquidations of the whole run.
// It reads the market after each step and changes nothing.
import { EventKind, NO_ACCOUNT } from '../market/events.ts'
import { perpetualBook } from '../market/instruments.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { CrowdMemory } from './crowdMemory.ts'
import { DepthMap } from './depthMap.ts'
import { MAP_COLUMN_STEPS } from './frames.ts'
import type { MinuteSeries } from './frames.ts'
import { LiquidationLog } from './liquidationLog.ts'
import { lastPage, markPriceUsd } from './marketPrice.ts'
import { emptyMinutes, minuteRowCount } from './minuteTable.ts'

/** Simulated seconds in which the activity that drives the Auto clock is forgotten. */
const ACTIVITY_MEMORY_STEPS = 45

export class Recorder {
  readonly series: MinuteSeries
  readonly depth: DepthMap
  readonly liquidations: LiquidationLog
  readonly crowd: CrowdMemory
  /** By asset, USD. */
  readonly priceUsd: Float64Array
  /** Complete rows of `series`. */
  minuteCount = 0
  /** Share of open interest liquidated a minute, smoothed. */
  activity = 0

  private readonly record: MarketRecord
  private readonly lowUsd: Float64Array
  private readonly highUsd: Float64Array
  private genuineUsd = 0
  private reportedUsd = 0
  private longUsd = 0
  private shortUsd = 0
  private traders = 0
  private spreadSum = 0
  private spreadCount = 0
  private openInterestNowUsd = 0

  constructor(record: MarketRecord) {
    this.record = record
    const assetCount = record.assets.length
    this.series = emptyMinutes(minuteRowCount(record.stepCount), assetCount)
    this.depth = new DepthMap(record)
    this.liquidations = new LiquidationLog(record)
    this.crowd = new CrowdMemory(record)
    this.priceUsd = Float64Array.from(record.assets, (asset) => asset.initialPriceUsd)
    this.lowUsd = Float64Array.from(this.priceUsd)
    this.highUsd = Float64Array.from(this.priceUsd)
  }

  /** Reads the step just done. */
  afterStep(): void {
    const step = this.record.stepsDone() - 1
    this.readPrices()
    this.readVenues(step)
    if ((step + 1) % MAP_COLUMN_STEPS === 0) this.endMinute(step)
  }

  private readPrices(): void {
    const page = lastPage(this.record)
    const { priceUsd, lowUsd, highUsd } = this
    for (let asset = 0; asset < priceUsd.length; asset++) {
      const price = markPriceUsd(this.record, page, asset)
      priceUsd[asset] = price
      if (price < lowUsd[asset]) lowUsd[asset] = price
      if (price > highUsd[asset]) highUsd[asset] = price
    }
  }

  private readVenues(step: number): void {
    const { board, venues, assets } = this.record
    const page = lastPage(this.record)
    const btcBook = perpetualBook(0, assets.length)
    let liquidatedUsd = 0
    for (let venue = 0; venue < venues.length; venue++) {
      this.readVolume(venue)
      if (this.liquidations.readStep(venue, step) > 0) this.crowd.readStep(venue, step)
      const longUsd = page.liquidatedLongQuote[venue] / QUOTE_UNITS_PER_USD
      const shortUsd = page.liquidatedShortQuote[venue] / QUOTE_UNITS_PER_USD
      this.longUsd += longUsd
      this.shortUsd += shortUsd
      this.traders += page.liquidatedTraders[venue]
      liquidatedUsd += longUsd + shortUsd
      const row = venue * board.bookCount + btcBook
      const bid = page.bidTicks[row]
      const ask = page.askTicks[row]
      if (bid > 0 && ask > 0) {
        this.spreadSum += ((ask - bid) / page.midTicks[row]) * 10_000
        this.spreadCount++
      }
    }
    const keep = 1 - 1 / ACTIVITY_MEMORY_STEPS
    const share = this.openInterestNowUsd > 0 ? (liquidatedUsd * 60) / this.openInterestNowUsd : 0
    this.activity = this.activity * keep + share * (1 - keep)
  }

  private readVolume(venue: number): void {
    const { events, statements } = this.record.venues[venue]
    const { kind, account, otherAccount, amountQuote } = events
    let reported = 0
    let washed = 0
    for (let row = 0; row < events.count; row++) {
      if (kind[row] !== EventKind.Trade) continue
      reported += amountQuote[row]
      const taker = account[row]
      const maker = otherAccount[row]
      if (taker === NO_ACCOUNT || maker === NO_ACCOUNT) continue
      if (statements.ownerAgent[taker] === statements.ownerAgent[maker]) washed += amountQuote[row]
    }
    this.reportedUsd += reported / QUOTE_UNITS_PER_USD
    this.genuineUsd += (reported - washed) / QUOTE_UNITS_PER_USD
  }

  private endMinute(step: number): void {
    const { record, series, priceUsd } = this
    const row = this.minuteCount
    const assetCount = record.assets.length
    series.step[row] = step + 1 - MAP_COLUMN_STEPS
    series.price.set(priceUsd, row * assetCount)
    series.low.set(this.lowUsd, row * assetCount)
    series.high.set(this.highUsd, row * assetCount)
    series.volumeGenuineUsd[row] = this.genuineUsd
    series.volumeReportedUsd[row] = this.reportedUsd
    series.liquidatedLongUsd[row] = this.longUsd
    series.liquidatedShortUsd[row] = this.shortUsd
    series.liquidatedTraders[row] = this.traders
    series.spreadBps[row] = this.spreadCount > 0 ? this.spreadSum / this.spreadCount : NaN
    this.writeMarket(row)
    this.depth.addColumn()
    this.minuteCount++
    this.lowUsd.set(priceUsd)
    this.highUsd.set(priceUsd)
    this.genuineUsd = this.reportedUsd = this.longUsd = this.shortUsd = this.traders = 0
    this.spreadSum = this.spreadCount = 0
  }

  private writeMarket(row: number): void {
    const { record, series, priceUsd } = this
    const { assets, board, venues } = record
    const page = lastPage(record)
    const btcBook = perpetualBook(0, assets.length)
    let openInterestUsd = 0
    let fundsQuote = 0
    let depthQuote = 0
    let funding = 0
    for (let venue = 0; venue < venues.length; venue++) {
      for (let asset = 0; asset < assets.length; asset++) {
        const at = venue * board.bookCount + perpetualBook(asset, assets.length)
        openInterestUsd += page.openInterestLots[at] * assets[asset].lotSizeCoins * priceUsd[asset]
      }
      fundsQuote += page.insuranceFundQuote[venue]
      for (const side of [0, 1] as const) depthQuote += venues[venue].depthQuote(btcBook, side, 0.01)
      funding += page.fundingRate[venue * board.bookCount + btcBook] / venues.length
    }
    this.openInterestNowUsd = openInterestUsd
    series.openInterestUsd[row] = openInterestUsd
    series.fundsUsd[row] = fundsQuote / QUOTE_UNITS_PER_USD
    series.depthUsd[row] = depthQuote / QUOTE_UNITS_PER_USD
    series.fundingRate[row] = funding
    series.parkedUsd[row] = record.world.harbour().parkedUsd
    series.marketCapUsd[row] = assets.reduce(
      (sum, asset, index) => sum + asset.supplyCoins * priceUsd[index],
      0,
    )
  }
}
