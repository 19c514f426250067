// The figures beside the picture: the last 24 simulated hours, what is near, and what is left.
import { perpetualBook } from '../market/instruments.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD, Side, STEPS_PER_DAY } from '../market/units.ts'
import { MAP_COLUMN_STEPS } from './frames.ts'
import type { QuoteNow, TotalsNow } from './frames.ts'
import { longsWithinUsd } from './liquidationsAhead.ts'
import { lastPage } from './marketPrice.ts'
import type { Recorder } from './recorder.ts'

const DAY_ROWS = STEPS_PER_DAY / MAP_COLUMN_STEPS
/** Rows that stand for calm when a run starts on the event day itself. */
const SHORT_CALM_ROWS = 60

export function quotesNow(record: MarketRecord, recorder: Recorder): QuoteNow {
  const priceUsd = Float64Array.from(recorder.priceUsd)
  const from = dayStartRow(record, recorder)
  const changeFraction = priceUsd.map((price, asset) => {
    const start =
      from > 0
        ? recorder.series.price[(from - 1) * priceUsd.length + asset]
        : record.assets[asset].initialPriceUsd
    return price / start - 1
  })
  return { priceUsd, changeFraction }
}

export function totalsNow(record: MarketRecord, recorder: Recorder): TotalsNow {
  const { series, minuteCount } = recorder
  const from = Math.max(0, minuteCount - DAY_ROWS)
  const longUsd = sum(series.liquidatedLongUsd, from, minuteCount)
  const shortUsd = sum(series.liquidatedShortUsd, from, minuteCount)
  const last = Math.max(0, minuteCount - 1)
  const dayStart = Math.max(0, dayStartRow(record, recorder) - 1)
  const page = lastPage(record)
  const fundByVenueUsd = Array.from(page.insuranceFundQuote, (quote) => quote / QUOTE_UNITS_PER_USD)
  const btcBook = perpetualBook(0, record.assets.length)
  let bidsQuote = 0
  for (const venue of record.venues) bidsQuote += venue.depthQuote(btcBook, Side.Buy, 0.01)
  return {
    liquidatedUsd: longUsd + shortUsd,
    liquidatedLongShare: longUsd + shortUsd > 0 ? longUsd / (longUsd + shortUsd) : 0,
    liquidatedTraders: sum(series.liquidatedTraders, from, minuteCount),
    fundsUsd: fundByVenueUsd.reduce((total, usd) => total + usd, 0),
    fundsStartUsd: series.fundsUsd[0],
    fundByVenueUsd,
    parkedUsd: series.parkedUsd[last],
    parkedTodayUsd: series.parkedUsd[last] - series.parkedUsd[dayStart],
    volumePerMinuteUsd: series.volumeReportedUsd[last],
    depthOverCalm: depthOverCalm(record, recorder),
    nextOnePercentUsd: longsWithinUsd(record, 0, 0.01),
    bidsWithinOnePercentUsd: bidsQuote / QUOTE_UNITS_PER_USD,
    leverageLimits: Array.from(page.leverageLimit),
    halted: page.halted.some((halt) => halt === 1),
  }
}

/** First row of the event day once it has begun, before that the run's first. */
function dayStartRow(record: MarketRecord, recorder: Recorder): number {
  const row = Math.floor(record.eventStartStep / MAP_COLUMN_STEPS)
  return recorder.minuteCount > row ? row : 0
}

function depthOverCalm(record: MarketRecord, recorder: Recorder): number {
  const { series, minuteCount } = recorder
  if (minuteCount === 0) return 1
  const calmRows = Math.floor(record.eventStartStep / MAP_COLUMN_STEPS) || SHORT_CALM_ROWS
  const end = Math.min(minuteCount, calmRows)
  const calm = sum(series.depthUsd, 0, end) / end
  return calm > 0 ? series.depthUsd[minuteCount - 1] / calm : 0
}

function sum(column: Float64Array, from: number, end: number): number {
  let total = 0
  for (let row = from; row < end; row++) total += column[row]
  return total
}
