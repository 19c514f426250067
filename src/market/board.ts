// What everyone may know: the figures each venue published at the end of a step, and the news.
// Two pages: during step t all read the page of step t - 1 and each shard writes its own slice of
// page t, so news travels one step at least and shards may run side by side.
import type { Columns } from '../base/columns.ts'
import { mapPlace } from './liquidationMap.ts'

export class BoardPage {
  /** By venue * bookCount + book. 0 ticks: that side of the book is empty. */
  readonly bidTicks: Int32Array
  readonly askTicks: Int32Array
  readonly lastTicks: Int32Array
  /** Mean of best bid and ask; when a side is empty, the last one known. Fractional ticks. */
  readonly midTicks: Float64Array
  /** Lots at the touch. */
  readonly bidLots: Float64Array
  readonly askLots: Float64Array
  /** Taker volume in this step and its signed part (buys minus sells), quote units, wash included. */
  readonly volumeQuote: Float64Array
  readonly netTakerQuote: Float64Array
  /** Perpetual books only (0 on spot): fractional ticks; rate per funding interval; lots. */
  readonly markTicks: Float64Array
  readonly indexTicks: Float64Array
  readonly fundingRate: Float64Array
  readonly openInterestLots: Float64Array
  /** 1 while trading is halted by a circuit breaker. */
  readonly halted: Uint8Array

  /** By venue, its coin markets included. Liquidated notional in this step, of longs and of shorts; traders behind them. */
  readonly liquidatedLongQuote: Float64Array
  readonly liquidatedShortQuote: Float64Array
  readonly liquidatedTraders: Float64Array
  readonly insuranceFundQuote: Float64Array
  /** Highest leverage allowed for new positions now (rulebook, policy and temporary limits). */
  readonly leverageLimit: Uint8Array

  /** By book, see liquidationMap.ts: empty while no venue publishes its map. */
  readonly liquidationMapQuote: Float64Array

  /** By asset, from the world. Fundamental value in fractional ticks: perceive it with noise only. */
  readonly fundamentalTicks: Float64Array
  /** By asset, what anyone can compute from the public tape: median over venues of the perpetual's mid;
   * its distance above its own mean of the last quarter hour and of the last
   * four hours, fractions; standard deviation of its returns per square root of a step. */
  readonly consensusTicks: Float64Array
  readonly trendFast: Float64Array
  readonly trendSlow: Float64Array
  readonly volatility: Float64Array
  /** How far an asset lags behind what bitcoin did in the last minutes, fraction: above zero it has yet to
   * rise. 0 for bitcoin. */
  readonly lag: Float64Array
  /** Public mood by asset, 0 neutral, negative fearful. */
  readonly sentiment: Float64Array
  /** One number: extra risk aversion of market makers after news, 0 in calm. */
  readonly makerFear: Float64Array
  /** One number, 0 to 1: how much of what was open has been liquidated within memory. */
  readonly wariness: Float64Array

  constructor(columns: Columns, name: string, venueCount: number, assetCount: number) {
    const books = venueCount * assetCount * 2
    this.bidTicks = columns.i32(`${name}.bidTicks`, books)
    this.askTicks = columns.i32(`${name}.askTicks`, books)
    this.lastTicks = columns.i32(`${name}.lastTicks`, books)
    this.midTicks = columns.f64(`${name}.midTicks`, books)
    this.bidLots = columns.f64(`${name}.bidLots`, books)
    this.askLots = columns.f64(`${name}.askLots`, books)
    this.volumeQuote = columns.f64(`${name}.volumeQuote`, books)
    this.netTakerQuote = columns.f64(`${name}.netTakerQuote`, books)
    this.markTicks = columns.f64(`${name}.markTicks`, books)
    this.indexTicks = columns.f64(`${name}.indexTicks`, books)
    this.fundingRate = columns.f64(`${name}.fundingRate`, books)
    this.openInterestLots = columns.f64(`${name}.openInterestLots`, books)
    this.halted = columns.u8(`${name}.halted`, books)
    this.liquidatedLongQuote = columns.f64(`${name}.liquidatedLongQuote`, venueCount)
    this.liquidatedShortQuote = columns.f64(`${name}.liquidatedShortQuote`, venueCount)
    this.liquidatedTraders = columns.f64(`${name}.liquidatedTraders`, venueCount)
    this.insuranceFundQuote = columns.f64(`${name}.insuranceFundQuote`, venueCount)
    this.leverageLimit = columns.u8(`${name}.leverageLimit`, venueCount)
    this.fundamentalTicks = columns.f64(`${name}.fundamentalTicks`, assetCount)
    this.consensusTicks = columns.f64(`${name}.consensusTicks`, assetCount)
    this.trendFast = columns.f64(`${name}.trendFast`, assetCount)
    this.trendSlow = columns.f64(`${name}.trendSlow`, assetCount)
    this.volatility = columns.f64(`${name}.volatility`, assetCount)
    this.lag = columns.f64(`${name}.lag`, assetCount)
    this.sentiment = columns.f64(`${name}.sentiment`, assetCount)
    this.makerFear = columns.f64(`${name}.makerFear`, 1)
    this.wariness = columns.f64(`${name}.wariness`, 1)
    const bins = mapPlace(books, true)
    // Spare: a run in which nothing is published has the state it always had.
    this.liquidationMapQuote = columns.f64(`${name}.liquidationMapQuote`, 0, bins)
  }
}

export class Board {
  readonly venueCount: number
  readonly assetCount: number
  /** Books of one venue. */
  readonly bookCount: number
  private readonly even: BoardPage
  private readonly odd: BoardPage

  constructor(columns: Columns, venueCount: number, assetCount: number, name = 'board') {
    this.venueCount = venueCount
    this.assetCount = assetCount
    this.bookCount = assetCount * 2
    this.even = new BoardPage(columns, `${name}.even`, venueCount, assetCount)
    this.odd = new BoardPage(columns, `${name}.odd`, venueCount, assetCount)
  }

  /** The page written in `step`. Readers in step t ask for page t - 1. */
  page(step: number): BoardPage {
    return (step & 1) === 0 ? this.even : this.odd
  }
}
