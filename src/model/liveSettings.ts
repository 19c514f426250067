// The parameters in force now. Live ones change while the run goes on, so the values stand in a column
// of the state; agents read the plain object beside it.
import type { Columns } from '../base/columns.ts'
import type { Settings } from '../params/scenario.ts'
import { PARAMETERS, type ParameterKey } from '../params/table.ts'

export class LiveSettings {
  readonly now: Settings
  private readonly column: Float64Array

  constructor(columns: Columns, settings: Settings) {
    this.column = columns.f64('settings', PARAMETERS.length)
    this.now = { ...settings }
    PARAMETERS.forEach((row, index) => {
      this.column[index] = settings[row.key]
    })
  }

  set(key: ParameterKey, value: number): void {
    const values = this.now as Record<ParameterKey, number>
    values[key] = value
    this.column[PARAMETERS.findIndex((row) => row.key === key)] = value
  }

  /** Reads the column again, after the state was restored. */
  reload(): void {
    const values = this.now as Record<ParameterKey, number>
    PARAMETERS.forEach((row, index) => {
      values[row.key] = this.column[index]!
    })
  }
}
