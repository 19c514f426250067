// What liquidations leave on the price axis: dollars by price and side, for the whole run so far.
import { MAP_BINS, MAP_LOW, MAP_STEP } from '../threads/frames.ts'
import { clamp } from './layout.ts'

const SCARS_A_BIN = 4
export const SCAR_SLOTS = MAP_BINS * SCARS_A_BIN
const SCAR_STEP = MAP_STEP / SCARS_A_BIN

export class Scars {
  /** By slot: dollars of longs sold, then of shorts bought back. */
  readonly longUsd = new Float64Array(SCAR_SLOTS)
  readonly shortUsd = new Float64Array(SCAR_SLOTS)

  clear(): void {
    this.longUsd.fill(0)
    this.shortUsd.fill(0)
  }

  add(log: number, side: number, usd: number): void {
    const slot = slotOfLog(log)
    if (side === 1) this.longUsd[slot] += usd
    else this.shortUsd[slot] += usd
  }
}

export function slotOfLog(log: number): number {
  return clamp(Math.floor((log - MAP_LOW) / SCAR_STEP), 0, SCAR_SLOTS - 1)
}

export function logOfSlot(slot: number): number {
  return MAP_LOW + (slot + 0.5) * SCAR_STEP
}

/** How deep a scar looks: 0 for little, 1 from $10M in one slot. */
export function scarDepth(usd: number): number {
  return usd < 100_000 ? 0 : Math.min(1, Math.sqrt(usd / 10e6))
}
