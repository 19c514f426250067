// Dollars parked in stablecoins, minute by minute, and what flowed between two moments.
import type { MinuteSeries } from '../threads/frames.ts'
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import { STEPS_PER_DAY } from '../market/units.ts'

export class HarbourMemory {
  private usd = new Float64Array(1_536)
  private firstMinute = 0
  private minutes = 0

  clear(): void {
    this.minutes = 0
  }

  pushMinutes(series: MinuteSeries): void {
    for (let row = 0; row < series.step.length; row++) {
      const minute = Math.floor(series.step[row] / MAP_COLUMN_STEPS)
      if (this.minutes === 0) this.firstMinute = minute
      const index = minute - this.firstMinute
      if (index < 0) continue
      this.reserve(index + 1)
      const last = this.minutes > 0 ? this.usd[this.minutes - 1] : series.parkedUsd[row]
      this.usd.fill(last, this.minutes, index)
      this.usd[index] = series.parkedUsd[row]
      this.minutes = Math.max(this.minutes, index + 1)
    }
  }

  forgetAfter(step: number): void {
    const keep = Math.floor(step / MAP_COLUMN_STEPS) - this.firstMinute
    this.minutes = Math.min(this.minutes, Math.max(0, keep))
  }

  /** Parked at a step, on straight lines between the ends of minutes; NaN while nothing is known. */
  parkedAt(step: number): number {
    if (this.minutes === 0) return NaN
    const place = step / MAP_COLUMN_STEPS - this.firstMinute - 1
    const before = Math.min(this.minutes - 1, Math.max(0, Math.floor(place)))
    const after = Math.min(this.minutes - 1, before + 1)
    const way = Math.min(1, Math.max(0, place - before))
    return this.usd[before] + (this.usd[after] - this.usd[before]) * way
  }

  /** Since a day before, or since the run began. */
  changeOverDay(step: number): number {
    const since = Math.max(this.firstMinute * MAP_COLUMN_STEPS, step - STEPS_PER_DAY)
    return this.parkedAt(step) - this.parkedAt(since)
  }

  private reserve(minutes: number): void {
    if (minutes <= this.usd.length) return
    const wider = new Float64Array(Math.max(minutes, this.usd.length * 2))
    wider.set(this.usd)
    this.usd = wider
  }
}
