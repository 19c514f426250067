// Leverage at which retail takers open perpetual positions, by money, on the day before the event, the
// event day and the day after (C20). Quote units by leverage. ODD submodel: Observation.
import { I32, U8 } from '../base/shifts.ts'
import type { AccountStatements } from '../market/accounts.ts'
import { Population } from '../market/kinds.ts'
import { STEPS_PER_DAY } from '../market/units.ts'
import type { Layout } from './layout.ts'
import { weightedMedianIndex } from './statistics.ts'

export const DayOfEvent = { Before: 0, Event: 1, After: 2 } as const
export type DayOfEvent = (typeof DayOfEvent)[keyof typeof DayOfEvent]

const LEVERAGES = 256

export interface NewLeverage {
  /** By day * 256 + leverage. */
  readonly openedQuote: Float64Array
}

export function createNewLeverage(): NewLeverage {
  return { openedQuote: new Float64Array(3 * LEVERAGES) }
}

/** A taker's trade on a perpetual, made on an opinion. */
export function noteOpening(
  opened: NewLeverage,
  layout: Layout,
  step: number,
  accounts: AccountStatements,
  taker: number,
  population: number,
  amountQuote: number,
): void {
  if (population !== Population.RetailLeveraged && population !== Population.You) return
  const day = Math.floor((step - layout.eventStartStep) / STEPS_PER_DAY) + 1
  if (day < DayOfEvent.Before || day > DayOfEvent.After) return
  // With isolated margin an account has one row.
  const leverage = accounts.rowLeverage[accounts.rowOffset[taker << I32] << U8]
  opened.openedQuote[day * LEVERAGES + leverage] += amountQuote
}

/** Half of the money of that day went into positions of this leverage or less; null without any.
 * Rows that no longer show their leverage are left out. */
export function medianNewLeverage(opened: NewLeverage, day: DayOfEvent): number | null {
  const from = day * LEVERAGES + 1
  const index = weightedMedianIndex(opened.openedQuote, from, (day + 1) * LEVERAGES)
  return index === null ? null : index + 1
}
