// The minute series: one row a simulated minute of everything the page draws over time, and of what the
// scorecard measures by the minute. USD unless the name says otherwise. ODD submodel: Observation.
import type { BoardPage } from '../market/board.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_MINUTE } from '../market/units.ts'
import { type BookState, takeMinuteSpreadBps } from './bookState.ts'
import { coinOpenInterestUsd } from './coinMarkets.ts'
import { type FundingClock, fundingPer8h } from './funding.ts'
import type { Layout } from './layout.ts'
import { enteringTraders, firstRowFrom, type Liquidations } from './liquidations.ts'
import { type CapitalisationBase, marketCapUsd } from './marketCap.ts'
import { type Prices, startMinuteOfPrices, weightedByVenue } from './prices.ts'
import type { MinuteSeries } from './shapes.ts'
import type { Volume } from './volume.ts'
import type { WorstDay } from './worstDay.ts'

/** All rows of the run are laid out at its start; `count` of them are complete. */
export interface Minutes extends MinuteSeries {
  count: number
  /** Resting bids of the BTC perpetual over all venues within 1 % and 2 % of the mid. */
  readonly bids1PercentUsd: Float64Array
  readonly bids2PercentUsd: Float64Array
  /** BTC perpetual: mark over index minus 1, volume-weighted, basis points. */
  readonly basisBps: Float64Array
  /** Genuine taker buys minus sells, all assets and venues. */
  readonly netTakerSpotUsd: Float64Array
  readonly netTakerPerpetualUsd: Float64Array
  /** BTC: fundamental value, and public mood (below zero fearful). */
  readonly fundamentalUsd: Float64Array
  readonly sentiment: Float64Array
}

const BY_ASSET = ['price', 'low', 'high'] as const
const BY_MINUTE = [
  'step',
  'openInterestUsd',
  'volumeGenuineUsd',
  'volumeReportedUsd',
  'liquidatedLongUsd',
  'liquidatedShortUsd',
  'liquidatedTraders',
  'liquidatedTradersDay',
  'spreadBps',
  'depthUsd',
  'fundingRate',
  'parkedUsd',
  'fundsUsd',
  'marketCapUsd',
  'bids1PercentUsd',
  'bids2PercentUsd',
  'basisBps',
  'netTakerSpotUsd',
  'netTakerPerpetualUsd',
  'fundamentalUsd',
  'sentiment',
] as const

type MinuteColumn = (typeof BY_ASSET)[number] | (typeof BY_MINUTE)[number]
/** The columns alone, cut to a span of minutes. */
export type MinuteColumns = Readonly<Record<MinuteColumn, Float64Array>>

export function createMinutes(layout: Layout): Minutes {
  const { minuteCount } = layout.calendar
  const columns: Partial<Record<MinuteColumn, Float64Array>> = {}
  for (const name of BY_ASSET) columns[name] = new Float64Array(minuteCount * layout.assetCount)
  for (const name of BY_MINUTE) columns[name] = new Float64Array(minuteCount)
  return {
    count: 0,
    ...(columns as MinuteColumns),
  }
}

/** What the rooms of one step left behind when its minute is over. */
export interface MinuteSources {
  readonly prices: Prices
  readonly books: BookState
  readonly volume: Volume
  readonly liquidations: Liquidations
  readonly worstDay: WorstDay
  readonly funding: FundingClock
}

/** Writes the row of the minute that `page` ends, and opens the next. */
export function closeMinute(
  minutes: Minutes,
  layout: Layout,
  record: MarketRecord,
  page: BoardPage,
  sources: MinuteSources,
  capitalisation: CapitalisationBase,
): void {
  const { prices, books, volume, funding } = sources
  const minute = minutes.count++
  const { btc } = layout
  minutes.step[minute] = minute * STEPS_PER_MINUTE
  writePrices(minutes, layout, prices, minute)
  minutes.openInterestUsd[minute] = openInterestUsd(layout, page) + coinOpenInterestUsd(record)
  minutes.volumeGenuineUsd[minute] = volume.genuineQuote[minute] / QUOTE_UNITS_PER_USD
  minutes.volumeReportedUsd[minute] =
    (volume.genuineQuote[minute] + volume.washQuote[minute]) / QUOTE_UNITS_PER_USD
  minutes.netTakerSpotUsd[minute] = volume.netSpotQuote[minute] / QUOTE_UNITS_PER_USD
  minutes.netTakerPerpetualUsd[minute] = volume.netPerpetualQuote[minute] / QUOTE_UNITS_PER_USD
  writeLiquidated(minutes, sources.liquidations, minute)
  minutes.liquidatedTradersDay[minute] = sources.worstDay.traders
  minutes.spreadBps[minute] = takeMinuteSpreadBps(books)
  writeDepth(minutes, layout, record, minute)
  minutes.fundingRate[minute] = fundingPer8h(funding, layout, prices, page)
  minutes.parkedUsd[minute] = record.world.parkedUsd()
  minutes.fundsUsd[minute] = sum(page.insuranceFundQuote) / QUOTE_UNITS_PER_USD
  minutes.marketCapUsd[minute] = marketCapUsd(capitalisation, layout, prices.nowUsd)
  const index = weightedByVenue(prices, layout, btc, page.indexTicks)
  const mark = weightedByVenue(prices, layout, btc, page.markTicks)
  minutes.basisBps[minute] = index > 0 && mark > 0 ? (mark / index - 1) * 10_000 : 0
  minutes.fundamentalUsd[minute] = page.fundamentalTicks[btc] * layout.tickSizeUsd[btc]
  minutes.sentiment[minute] = page.sentiment[btc]
  startMinuteOfPrices(prices)
}

function writePrices(minutes: Minutes, layout: Layout, prices: Prices, minute: number): void {
  const row = minute * layout.assetCount
  for (let asset = 0; asset < layout.assetCount; asset++) {
    minutes.price[row + asset] = prices.nowUsd[asset]
    minutes.low[row + asset] = prices.lowUsd[asset]
    minutes.high[row + asset] = prices.highUsd[asset]
  }
}

function writeLiquidated(minutes: Minutes, rows: Liquidations, minute: number): void {
  let longQuote = 0
  let shortQuote = 0
  let traders = 0
  for (let row = firstRowFrom(rows, minute * STEPS_PER_MINUTE); row < rows.count; row++) {
    if (rows.side[row] === 0) shortQuote += rows.notionalQuote[row]
    else longQuote += rows.notionalQuote[row]
    traders += enteringTraders(rows, row)
  }
  minutes.liquidatedLongUsd[minute] = longQuote / QUOTE_UNITS_PER_USD
  minutes.liquidatedShortUsd[minute] = shortQuote / QUOTE_UNITS_PER_USD
  minutes.liquidatedTraders[minute] = traders
}

/** The only depth walks of the observer: once a minute, the BTC perpetual of each venue. */
function writeDepth(minutes: Minutes, layout: Layout, record: MarketRecord, minute: number): void {
  const book = layout.assetCount + layout.btc
  let bids1 = 0
  let asks1 = 0
  let bids2 = 0
  for (const venue of record.venues) {
    bids1 += venue.depthQuote(book, 0, 0.01)
    asks1 += venue.depthQuote(book, 1, 0.01)
    bids2 += venue.depthQuote(book, 0, 0.02)
  }
  minutes.depthUsd[minute] = (bids1 + asks1) / QUOTE_UNITS_PER_USD
  minutes.bids1PercentUsd[minute] = bids1 / QUOTE_UNITS_PER_USD
  minutes.bids2PercentUsd[minute] = bids2 / QUOTE_UNITS_PER_USD
}

/** One side of all open perpetual positions at the mark, all venues. */
export function openInterestUsd(layout: Layout, page: BoardPage): number {
  const { assetCount, bookCount, venueCount, usdPerTickLot } = layout
  let usd = 0
  for (let venue = 0; venue < venueCount; venue++) {
    for (let asset = 0; asset < assetCount; asset++) {
      const book = venue * bookCount + assetCount + asset
      usd += page.openInterestLots[book] * page.markTicks[book] * usdPerTickLot[asset]
    }
  }
  return usd
}

function sum(column: Float64Array): number {
  let total = 0
  for (let row = 0; row < column.length; row++) total += column[row]
  return total
}

/** Complete minutes [from, to): views of the columns, or copies of them that may be sent away. */
export function minutesBetween(
  minutes: Minutes,
  layout: Layout,
  from: number,
  to: number,
  copied: boolean,
): MinuteColumns {
  const end = Math.min(to, minutes.count)
  const start = Math.min(from, end)
  const cut: Partial<Record<MinuteColumn, Float64Array>> = {}
  const span = (column: Float64Array, width: number) =>
    copied ? column.slice(start * width, end * width) : column.subarray(start * width, end * width)
  for (const name of BY_ASSET) cut[name] = span(minutes[name], layout.assetCount)
  for (const name of BY_MINUTE) cut[name] = span(minutes[name], 1)
  return cut as MinuteColumns
}
