// Once an hour, the running totals of the on-chain ledger and the stablecoin harbour, so that any span
// of hours is a difference (C15, C16). Coins, coin-days, USD. ODD submodel: Observation.
import type { ChainRecord, WorldRecord } from '../market/marketRecord.ts'
import { type Layout, MINUTES_PER_HOUR } from './layout.ts'
import { POPULATION_COUNT } from './volume.ts'

export const CHAIN_TOTALS = [
  'spentCoins',
  'spentCoinsLongTerm',
  'spentValueUsd',
  'spentCostUsd',
  'spentValueLongTermUsd',
  'spentCostLongTermUsd',
  'coinDaysDestroyed',
  'coinDaysCreated',
] as const satisfies readonly (keyof ChainRecord)[]
export type ChainTotal = (typeof CHAIN_TOTALS)[number]

/** Row h holds the totals when h hours are done; row 0 those at the first look. */
export interface ChainFlows {
  hours: number
  /** By row * totals + total. */
  readonly totals: Float64Array
  /** By row * POPULATION_COUNT + population: net flow into stablecoins. */
  readonly intoStablecoinsUsd: Float64Array
}

export function createChainFlows(layout: Layout): ChainFlows {
  const rows = Math.ceil(layout.calendar.minuteCount / MINUTES_PER_HOUR) + 1
  return {
    hours: 0,
    totals: new Float64Array(rows * CHAIN_TOTALS.length),
    intoStablecoinsUsd: new Float64Array(rows * POPULATION_COUNT),
  }
}

export function observeChain(flows: ChainFlows, hours: number, world: WorldRecord): void {
  const chain = world.chain()
  flows.hours = hours
  CHAIN_TOTALS.forEach((name, index) => {
    flows.totals[hours * CHAIN_TOTALS.length + index] = chain[name]
  })
  const byPopulation = world.harbour().netFlowByPopulationUsd
  for (let population = 0; population < POPULATION_COUNT; population++) {
    flows.intoStablecoinsUsd[hours * POPULATION_COUNT + population] = byPopulation[population] ?? 0
  }
}

/** Growth of a chain total between two hours done. */
export function chainGrowth(
  flows: ChainFlows,
  name: ChainTotal,
  fromHour: number,
  toHour: number,
): number {
  const index = CHAIN_TOTALS.indexOf(name)
  const at = (hour: number) => flows.totals[hour * CHAIN_TOTALS.length + index]
  return at(toHour) - at(fromHour)
}

/** Net flow of one population into stablecoins between two hours done, USD. */
export function stablecoinFlowUsd(
  flows: ChainFlows,
  population: number,
  fromHour: number,
  toHour: number,
): number {
  const at = (hour: number) => flows.intoStablecoinsUsd[hour * POPULATION_COUNT + population]
  return at(toHour) - at(fromHour)
}
