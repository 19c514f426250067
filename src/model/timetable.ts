// Dated moves of live parameters, those of the scenario and those made while it runs.
import type { Columns } from '../base/columns.ts'
import type { DatedChange } from '../params/scenario.ts'
import type { LiveSettings } from './liveSettings.ts'

export class Timetable {
  private changes: DatedChange[]
  /** How many changes are done. */
  private readonly done: Int32Array

  constructor(columns: Columns, changes: readonly DatedChange[]) {
    this.changes = changes.toSorted((one, other) => one.step - other.step)
    this.done = columns.i32('timetable.done', 1)
  }

  add(change: DatedChange): void {
    let at = this.changes.length
    while (at > this.done[0]! && this.changes[at - 1]!.step > change.step) at--
    this.changes.splice(at, 0, change)
  }

  /** Other changes from here on: as many of the first as are done must be the ones that were done. */
  replace(changes: readonly DatedChange[]): void {
    this.changes = changes.toSorted((one, other) => one.step - other.step)
  }

  /** Makes the changes due at `step`; true when there were any. */
  apply(step: number, live: LiveSettings): boolean {
    const before = this.done[0]!
    while (this.done[0]! < this.changes.length && this.changes[this.done[0]!]!.step <= step) {
      const change = this.changes[this.done[0]!]!
      live.set(change.key, change.value)
      this.done[0]++
    }
    return this.done[0] !== before
  }
}
