// What is fixed about an observed market: how many venues, assets and accounts there are, the units of
// each asset, and the calendar of the day (calm, event day, aftermath). ODD submodel: Observation.
import { U8 } from '../base/shifts.ts'
import { POPULATION_NAMES } from '../market/kinds.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_DAY, STEPS_PER_MINUTE } from '../market/units.ts'

export const MINUTES_PER_HOUR = 60
export const MINUTES_PER_DAY = 1440

/** Minutes of the run, each window from its first minute up to but not including its last. */
export interface Calendar {
  readonly minuteCount: number
  /** The day before the event, or as much of it as the run has. */
  readonly calmFrom: number
  readonly eventFrom: number
  readonly eventTo: number
}

export interface Layout {
  readonly venueCount: number
  readonly assetCount: number
  /** Books of one venue: spot of asset a is a, its perpetual assetCount + a. */
  readonly bookCount: number
  readonly stepCount: number
  readonly eventStartStep: number
  readonly calendar: Calendar
  /** Assets by name; -1 when the market has none of that symbol. */
  readonly btc: number
  readonly eth: number
  /** Assets that are neither BTC nor ETH. */
  readonly altcoins: readonly number[]
  /** By asset. */
  readonly tickSizeUsd: Float64Array
  readonly usdPerTickLot: Float64Array
  readonly supplyCoins: Float64Array
  readonly initialPriceUsd: Float64Array
  /** First row of each venue's accounts when all accounts stand in one column. */
  readonly accountOffset: Int32Array
  /** The same of each coin market's accounts, behind those of all venues. */
  readonly coinAccountOffset: Int32Array
  readonly accountCount: number
  /** By population: accounts of all venues. */
  readonly accountsOf: Float64Array
}

export function layoutOf(record: MarketRecord): Layout {
  const { assets, venues } = record
  const accountOffset = new Int32Array(venues.length)
  const accountsOf = new Float64Array(POPULATION_NAMES.length)
  let accountCount = 0
  for (let venue = 0; venue < venues.length; venue++) {
    accountOffset[venue] = accountCount
    const { statements } = venues[venue]
    accountCount += statements.accountCount
    for (let row = 0; row < statements.accountCount; row++)
      accountsOf[statements.population[row << U8]]++
  }
  const coinAccountOffset = new Int32Array(record.coinMarkets.length)
  record.coinMarkets.forEach(({ record: { statements } }, index) => {
    coinAccountOffset[index] = accountCount
    accountCount += statements.accountCount
    for (let row = 0; row < statements.accountCount; row++)
      accountsOf[statements.population[row << U8]]++
  })
  const bySymbol = (symbol: string) => assets.findIndex((asset) => asset.symbol === symbol)
  const btc = Math.max(0, bySymbol('BTC'))
  const eth = bySymbol('ETH')
  const column = (of: (asset: (typeof assets)[number]) => number) => Float64Array.from(assets, of)
  return {
    venueCount: venues.length,
    assetCount: assets.length,
    bookCount: assets.length * 2,
    stepCount: record.stepCount,
    eventStartStep: record.eventStartStep,
    calendar: calendarOf(record.stepCount, record.eventStartStep),
    btc,
    eth,
    altcoins: assets.map((_, asset) => asset).filter((asset) => asset !== btc && asset !== eth),
    tickSizeUsd: column((asset) => asset.tickSizeUsd),
    usdPerTickLot: column((asset) => asset.quoteUnitsPerTickLot / QUOTE_UNITS_PER_USD),
    supplyCoins: column((asset) => asset.supplyCoins),
    initialPriceUsd: column((asset) => asset.initialPriceUsd),
    accountOffset,
    coinAccountOffset,
    accountCount,
    accountsOf,
  }
}

function calendarOf(stepCount: number, eventStartStep: number): Calendar {
  const eventFrom = Math.floor(eventStartStep / STEPS_PER_MINUTE)
  return {
    minuteCount: Math.ceil(stepCount / STEPS_PER_MINUTE),
    calmFrom: Math.max(0, eventFrom - MINUTES_PER_DAY),
    eventFrom,
    eventTo: Math.floor((eventStartStep + STEPS_PER_DAY) / STEPS_PER_MINUTE),
  }
}
