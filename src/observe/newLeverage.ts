// Leverage at which retail takers open perpetual positions, by money, on the day before the event, the
// event day and the day after (C20). Quote units by leverage. ODD submodel: Observation.
import type { AccountStatements } from '../market/accounts.ts'
import { EventKind, type EventLog } from '../market/events.ts'
import { Cause, Population } from '../market/kinds.ts'
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

export function observeNewLeverage(
  opened: NewLeverage,
  layout: Layout,
  step: number,
  log: EventLog,
  accounts: AccountStatements,
): void {
  const day = Math.floor((step - layout.eventStartStep) / STEPS_PER_DAY) + 1
  if (day < DayOfEvent.Before || day > DayOfEvent.After) return
  const { kind, book, cause, account, amountQuote } = log
  const { population, rowOffset, rowCount, rowLeverage } = accounts
  for (let row = 0; row < log.count; row++) {
    if (cause[row] !== Cause.Opinion || kind[row] !== EventKind.Trade) continue
    const taker = account[row]
    if (taker < 0 || book[row] < layout.assetCount) continue
    if (population[taker] !== Population.RetailLeveraged && population[taker] !== Population.You)
      continue
    const position = rowOffset[taker] + (rowCount[taker] === 1 ? 0 : book[row])
    opened.openedQuote[day * LEVERAGES + rowLeverage[position]] += amountQuote[row]
  }
}

/** Half of the money of that day went into positions of this leverage or less; null without any.
 * Rows that no longer show their leverage are left out. */
export function medianNewLeverage(opened: NewLeverage, day: DayOfEvent): number | null {
  const from = day * LEVERAGES + 1
  const index = weightedMedianIndex(opened.openedQuote, from, (day + 1) * LEVERAGES)
  return index === null ? null : index + 1
}
