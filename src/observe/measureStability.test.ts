// C12 and C21: the market holds, or does not; venues limit leverage and lift the limit again.
import { describe, expect, test } from 'vitest'
import { F64 } from '../base/shifts.ts'
import { EventKind } from '../market/events.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'

const HOUR = 3_600

function run(happen: (day: HandMadeMarket) => void) {
  const day = new HandMadeMarket({
    hours: 25,
    eventHour: 1,
    accounts: [{ venue: 0 }, { venue: 1 }],
  })
  const observer = createObserver(day.record)
  happen(day)
  day.runTo(25 * HOUR, observer)
  return observer
}

describe('no collapse', () => {
  const row = (happen: (day: HandMadeMarket) => void) => run(happen).scoreRows()[11]

  test('a quiet day holds', () => {
    expect(row(() => {})).toMatchObject({ value: 1, verdict: 'within' })
  })

  test('an insurance fund that is empty for a second is a breach', () => {
    const emptied = row((day) => {
      day.at(2 * HOUR, () => day.page().insuranceFundQuote.set([0], 1))
      day.at(2 * HOUR + 1, () => day.page().insuranceFundQuote.set([1e12], 1))
    })
    expect(emptied).toMatchObject({ value: 0.75, verdict: 'off' })
  })

  test('a book side may stand empty for 60 seconds, not for 61', () => {
    const empty = (seconds: number) => (day: HandMadeMarket) => {
      day.at(2 * HOUR, () => day.page().bidTicks.set([0], 7))
      day.at(2 * HOUR + seconds, () => day.page().bidTicks.set([100], 7))
    }
    expect(row(empty(60)).verdict).toBe('within')
    expect(row(empty(61)).verdict).toBe('off')
    expect(run(empty(61)).measures().longestEmptyBookSteps).toBe(61)
  })

  test('a book halted by a breaker is not counted as empty', () => {
    const halted = row((day) => {
      day.at(2 * HOUR, () => day.page().bidTicks.set([0], 7))
      day.at(2 * HOUR, () => day.page().halted.set([1], 7))
    })
    expect(halted.verdict).toBe('within')
  })

  test('a socialised loss is a breach', () => {
    const observer = run((day) => {
      day.at(2 * HOUR, () => day.event(2, EventKind.SocialisedLoss, { amountQuote: 5e10 }))
    })
    expect(observer.scoreRows()[11].verdict).toBe('off')
    expect(observer.measures().socialisedLossUsd).toBe(5e6)
  })

  test('debts that the fund cannot cover make a venue insolvent', () => {
    const owing = (usd: number) => (day: HandMadeMarket) =>
      day.at(90 * 60, () => {
        day.statements[0].walletQuote[0 << F64] = -usd * 10_000
      })
    expect(row(owing(49e6)).verdict).toBe('within')
    expect(row(owing(51e6)).verdict).toBe('off')
    expect(run(owing(51e6)).measures().uncoveredDebtUsd).toBe(1e6)
  })
})

describe('temporary leverage limits', () => {
  const limit = (day: HandMadeMarket, step: number, venue: number, leverage: number) =>
    day.at(step, () => {
      day.event(venue, EventKind.LeverageLimit, { note: leverage })
      day.page().leverageLimit.set([leverage === 0 ? 125 : leverage], venue)
    })

  test('a limit that is triggered and lifted holds the claim', () => {
    const observer = run((day) => {
      limit(day, 2 * HOUR, 1, 20)
      limit(day, 8 * HOUR, 1, 0)
    })
    expect(observer.scoreRows()[20]).toMatchObject({ value: 1, verdict: 'within' })
    const kinds = observer.events().map(({ kind, value }) => `${kind} ${value}`)
    expect(kinds).toEqual(['limit 20', 'limit 0'])
  })

  test('a limit that stays is not lifted', () => {
    const observer = run((day) => limit(day, 2 * HOUR, 1, 20))
    expect(observer.measures().leverageLimitsTriggered).toBe(1)
    expect(observer.scoreRows()[20]).toMatchObject({ value: 0, verdict: 'off' })
  })

  test('a policy that caps leverage without the venue saying so is no limit of its own', () => {
    const observer = run((day) => {
      day.at(2 * HOUR, () => day.page().leverageLimit.fill(10))
      day.at(8 * HOUR, () => day.page().leverageLimit.fill(100))
    })
    expect(observer.scoreRows()[20].verdict).toBe('off')
  })
})
