// The parameter table: rows by submodel, joined. Order here is the order of the advanced panel.
import { COIN_ROWS } from './rows/coinMargined.ts'
import { DESK_ROWS } from './rows/desks.ts'
import { MARKET_ROWS } from './rows/market.ts'
import { RETAIL_ROWS } from './rows/retail.ts'
import { VENUE_ROWS } from './rows/venues.ts'
import { WORLD_ROWS } from './rows/world.ts'
import type { ParameterRow } from './parameter.ts'
import type { Scenario, Settings } from './scenario.ts'

export const PARAMETERS = [
  ...MARKET_ROWS,
  ...RETAIL_ROWS,
  ...DESK_ROWS,
  ...VENUE_ROWS,
  ...COIN_ROWS,
  ...WORLD_ROWS,
] as const satisfies readonly ParameterRow[]

export type ParameterKey = (typeof PARAMETERS)[number]['key']

/** The table's defaults with a scenario's own settings over them. */
export function settingsOf(scenario: Scenario): Settings {
  const settings: Record<string, number> = {}
  for (const row of PARAMETERS) settings[row.key] = row.default
  return Object.assign(settings, scenario.settings) as Settings
}
