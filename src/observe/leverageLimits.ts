// The venues' own temporary leverage limits: when they bite and when they are lifted (C21).
// Leverage, counts. ODD submodel: Observation.
import type { BoardPage } from '../market/board.ts'
import { EventKind, type EventLog } from '../market/events.ts'
import type { Layout } from './layout.ts'

/** A lifted limit is told as 0. */
const NO_LIMIT = 255

export interface LeverageLimits {
  /** By venue: the limit at the end of the last step; 0 before the first. */
  readonly last: Uint8Array
  /** The temporary limit in force, 0 none. */
  readonly temporary: Uint8Array
  readonly triggered: Int32Array
  readonly lifted: Int32Array
}

export function createLeverageLimits(layout: Layout): LeverageLimits {
  const { venueCount } = layout
  return {
    last: new Uint8Array(venueCount),
    temporary: new Uint8Array(venueCount),
    triggered: new Int32Array(venueCount),
    lifted: new Int32Array(venueCount),
  }
}

export function observeLeverageLimits(limits: LeverageLimits, venue: number, log: EventLog): void {
  for (let row = 0; row < log.count; row++) {
    if (log.kind[row] !== EventKind.LeverageLimit) continue
    const limit = log.note[row] === 0 ? NO_LIMIT : log.note[row]
    const temporary = limits.temporary[venue]
    const before = limits.last[venue] === 0 ? NO_LIMIT : limits.last[venue]
    if (temporary === 0 && limit < before) {
      limits.temporary[venue] = limit
      limits.triggered[venue]++
    } else if (temporary !== 0 && limit > temporary) {
      limits.temporary[venue] = 0
      limits.lifted[venue]++
    }
  }
}

/** After the step's events, so that the next one is compared with what was in force before it. */
export function rememberLimits(limits: LeverageLimits, page: BoardPage): void {
  const { last } = limits
  for (let venue = 0; venue < last.length; venue++) last[venue] = page.leverageLimit[venue]
}
