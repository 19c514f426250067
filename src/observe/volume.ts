// Taker volume: genuine by cause and population, and what the venues report, wash trades included.
// A trade between two accounts of one owner is wash. Quote units. ODD submodel: Observation.
import { POPULATION_NAMES } from '../market/kinds.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { FLOW_COUNT, FLOWS_OF_CAUSE } from './flows.ts'
import { type Layout, MINUTES_PER_HOUR } from './layout.ts'

export const POPULATION_COUNT = POPULATION_NAMES.length

export interface Volume {
  /** By minute * FLOW_COUNT * 2 + flow * 2 + side of the taker. Genuine. */
  readonly byFlowQuote: Float64Array
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
    byFlowQuote: new Float64Array(minuteCount * FLOW_COUNT * 2),
    byPopulationQuote: new Float64Array(hourCount * POPULATION_COUNT * 2),
    genuineQuote: new Float64Array(minuteCount),
    washQuote: new Float64Array(minuteCount),
    netSpotQuote: new Float64Array(minuteCount),
    netPerpetualQuote: new Float64Array(minuteCount),
  }
}

/** Genuine taker volume of some flows and one side over [fromMinute, toMinute), USD. */
export function flowsUsd(
  volume: Volume,
  flows: readonly number[],
  side: number,
  fromMinute: number,
  toMinute: number,
): number {
  let sum = 0
  for (const flow of flows) {
    for (let minute = fromMinute; minute < toMinute; minute++) {
      sum += volume.byFlowQuote[(minute * FLOW_COUNT + flow) * 2 + side]
    }
  }
  return sum / QUOTE_UNITS_PER_USD
}

/** The same of one cause, whoever had it. */
export function causeUsd(
  volume: Volume,
  cause: number,
  side: number,
  fromMinute: number,
  toMinute: number,
): number {
  return flowsUsd(volume, FLOWS_OF_CAUSE[cause], side, fromMinute, toMinute)
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
