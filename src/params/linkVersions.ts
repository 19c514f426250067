// What a link's whole numbers of steps meant when it was made. A link says its version; a version's
// rows and defaults are frozen, so that an old link still opens the same run when defaults have moved.
import { PARAMETERS } from './table.ts'
import { SCENARIOS } from './scenarios.ts'
import type { Grid } from './grid.ts'

/** The version written today. What it means lies in linkVersion1.json, which a test holds against today's
 * table: once an engine is released, a changed row or default needs the next number, and that file goes into
 * FROZEN_TABLES. */
export const LINK_VERSION = 1

export interface FrozenRow extends Grid {
  readonly key: string
  readonly short: string
  readonly default: number
}

export interface FrozenTable {
  readonly rows: readonly FrozenRow[]
  /** Each scenario's own settings by key. */
  readonly scenarios: readonly FrozenScenario[]
}

interface FrozenScenario {
  readonly id: string
  readonly settings: Readonly<Record<string, number>>
}

/** By link version. */
export type FrozenTables = ReadonlyMap<number, FrozenTable>

export const FROZEN_TABLES: FrozenTables = new Map()

/** Today's table in the frozen form. */
export function freezeTable(): FrozenTable {
  return {
    rows: PARAMETERS.map((row) => ({
      key: row.key,
      short: row.short,
      min: row.min,
      max: row.max,
      step: row.step,
      default: row.default,
    })),
    scenarios: SCENARIOS.map((scenario) => ({ id: scenario.id, settings: scenario.settings })),
  }
}

const TODAY = freezeTable()

/** The table a link of `version` was written with; a version we do not know reads as today's. */
export function tableOf(version: number, frozen: FrozenTables): FrozenTable {
  return frozen.get(version) ?? TODAY
}
