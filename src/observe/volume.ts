// Taker volume: genuine by cause and population, and what the venues report, wash trades included.
// A trade between two accounts of one owner is wash. Quote units. ODD submodel: Observation.
import { CAUSE_COUNT, POPULATION_NAMES } from '../market/kinds.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { type Layout, MINUTES_PER_HOUR } from './layout.ts'

export const POPULATION_COUNT = POPULATION_NAMES.length

export interface Volume {
  /** By minute * CAUSE_COUNT * 2 + cause * 2 + side of the taker. Genuine. */
  readonly byCauseQuote: Float64Array
  /** By hour * POPULATION_COUNT * 2 + population * 2 + side of the taker. Genuine. */
  readonly byPopulationQuote: Float64Array
  /** By minute. */
  readonly genuineQuote: Float64Array
  readonly washQuote: Float64Array
  /** Genuine taker buys minus sells, spot and perpetual. */
  readonly netSpotQuote: Float64Array
  readonly netPerpetualQuote: Float64Array
}

export function createVolume(layout: Layout): Volume {
  const { minuteCount } = layout.calendar
  const hourCount = Math.ceil(minuteCount / MINUTES_PER_HOUR)
  return {
    byCauseQuote: new Float64Array(minuteCount * CAUSE_COUNT * 2),
    byPopulationQuote: new Float64Array(hourCount * POPULATION_COUNT * 2),
    genuineQuote: new Float64Array(minuteCount),
    washQuote: new Float64Array(minuteCount),
    netSpotQuote: new Float64Array(minuteCount),
    netPerpetualQuote: new Float64Array(minuteCount),
  }
}

/** Genuine taker volume of one cause and side over [fromMinute, toMinute), USD. */
export function causeUsd(
  volume: Volume,
  cause: number,
  side: number,
  fromMinute: number,
  toMinute: number,
): number {
  let sum = 0
  for (let minute = fromMinute; minute < toMinute; minute++) {
    sum += volume.byCauseQuote[(minute * CAUSE_COUNT + cause) * 2 + side]
  }
  return sum / QUOTE_UNITS_PER_USD
}

/** Genuine taker volume of one population and side over [fromHour, toHour), USD. */
export function populationUsd(
  volume: Volume,
  population: number,
  side: number,
  fromHour: number,
  toHour: number,
): number {
  let sum = 0
  for (let hour = fromHour; hour < toHour; hour++) {
    sum += volume.byPopulationQuote[(hour * POPULATION_COUNT + population) * 2 + side]
  }
  return sum / QUOTE_UNITS_PER_USD
}
