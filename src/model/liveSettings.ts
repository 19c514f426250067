// The parameters in force now. Live ones change while the run goes on, so the values stand in a column
// of the state; agents read the plain object beside it, of which every thread has one.
import type { Settings } from '../params/scenario.ts'
import { PARAMETERS, type ParameterKey } from '../params/table.ts'
import type { ModelMemory } from './memory.ts'

/** Parameters that came after runs had been shared: spare elements, so that a run in which they are off
 * keeps the state it always had. */
const LATE: readonly ParameterKey[] = ['transparency']
const ROWS = [
  ...PARAMETERS.filter(({ key }) => !LATE.includes(key)),
  ...PARAMETERS.filter(({ key }) => LATE.includes(key)),
]

export class LiveSettings {
  readonly now: Settings
  private readonly column: Float64Array
  /** Counts changes, so that threads see when to read again. */
  private readonly changes: Int32Array
  /** 1 once a late parameter has been on. */
  private readonly late: Int32Array
  private seen = 0

  constructor({ state, exchanged }: ModelMemory, settings: Settings) {
    this.column = state.f64('settings', ROWS.length - LATE.length, LATE.length)
    this.late = state.spareWord('settings.late')
    this.changes = exchanged.i32('settings.changes', 1)
    this.now = { ...settings }
    ROWS.forEach((row, index) => {
      this.column[index] = settings[row.key]
    })
    this.noteLate()
  }

  set(key: ParameterKey, value: number): void {
    const values = this.now as Record<ParameterKey, number>
    values[key] = value
    this.column[ROWS.findIndex((row) => row.key === key)] = value
    this.noteLate()
    this.changes[0]++
  }

  /** Reads the column again, after the state was restored. */
  reload(): void {
    const values = this.now as Record<ParameterKey, number>
    ROWS.forEach((row, index) => {
      values[row.key] = this.column[index]!
    })
  }

  private noteLate(): void {
    if (LATE.some((key) => this.now[key] !== 0)) this.late[0] = 1
  }

  /** After the state was restored: here and in all other threads. */
  reloadEverywhere(): void {
    this.reload()
    this.changes[0]++
  }

  /** Reads the column again, and says so, if another thread has changed it or replaced the state. */
  follow(): boolean {
    const changes = this.changes[0]!
    if (changes === this.seen) return false
    this.seen = changes
    this.reload()
    return true
  }
}
