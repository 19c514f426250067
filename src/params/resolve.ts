// Everything that decides a run, in one value: what the model is created from.
import type { DatedChange, NewsShock, Scenario, Settings } from './scenario.ts'

export interface RunSpec {
  readonly scenario: Scenario
  /** The table's defaults, the scenario's settings and the visitor's over them: a value for every row. */
  readonly settings: Settings
  readonly seed: string
  /** The scenario's news and what was dropped into the run, by step. */
  readonly news: readonly NewsShock[]
  /** Dated moves of live parameters, by step. */
  readonly changes: readonly DatedChange[]
}
