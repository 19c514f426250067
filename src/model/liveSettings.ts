// The parameters in force now. Live ones change while the run goes on, so the values stand in a column
// of the state; agents read the plain object beside it, of which every thread has one.
import type { Settings } from '../params/scenario.ts'
import { PARAMETERS, type ParameterKey } from '../params/table.ts'
import type { ModelMemory } from './memory.ts'

export class LiveSettings {
  readonly now: Settings
  private readonly column: Float64Array
  /** Counts changes, so that threads see when to read again. */
  private readonly changes: Int32Array
  private seen = 0

  constructor({ state, exchanged }: ModelMemory, settings: Settings) {
    this.column = state.f64('settings', PARAMETERS.length)
    this.changes = exchanged.i32('settings.changes', 1)
    this.now = { ...settings }
    PARAMETERS.forEach((row, index) => {
      this.column[index] = settings[row.key]
    })
  }

  set(key: ParameterKey, value: number): void {
    const values = this.now as Record<ParameterKey, number>
    values[key] = value
    this.column[PARAMETERS.findIndex((row) => row.key === key)] = value
    this.changes[0]++
  }

  /** Reads the column again, after the state was restored. */
  reload(): void {
    const values = this.now as Record<ParameterKey, number>
    PARAMETERS.forEach((row, index) => {
      values[row.key] = this.column[index]!
    })
  }

  /** After the state was restored: here and in all other threads. */
  reloadEverywhere(): void {
    this.reload()
    this.changes[0]++
  }

  /** Reads the column again if another thread has changed it. */
  follow(): void {
    const changes = this.changes[0]!
    if (changes === this.seen) return
    this.seen = changes
    this.reload()
  }
}
