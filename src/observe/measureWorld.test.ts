// C07, C15 and C16: what began the fall, where money fled, what long-term holders did.
import { describe, expect, test } from 'vitest'
import { Population } from '../market/kinds.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'

const HOUR = 3_600
const DAY = 24 * HOUR
const BTC = 5

describe('news begins it', () => {
  interface Course {
    readonly shocks: readonly number[]
    readonly valueFalls: number
    readonly moodFalls: number
    readonly depthFalls: number
  }
  const told: Course = { shocks: [26, 28, 30, 32], valueFalls: 26, moodFalls: 26, depthFalls: 27 }

  function run({ shocks, valueFalls, moodFalls, depthFalls }: Course) {
    const day = new HandMadeMarket({ hours: 48, eventHour: 24 })
    const observer = createObserver(day.record)
    for (const hour of shocks) {
      day.at(hour * HOUR, () => {
        day.news.push({ kind: 'macro', title: `News ${hour}`, startStep: hour * HOUR, size: -0.01 })
      })
    }
    for (let minute = 1; minute <= 30; minute++) {
      day.at(valueFalls * HOUR + minute * 60, () =>
        day.page().fundamentalTicks.set([48_000 - minute * 50]),
      )
    }
    day.at(moodFalls * HOUR, () => day.page().sentiment.set([-0.5]))
    day.at(depthFalls * HOUR, () => {
      for (const venue of day.depthUsd) for (const side of venue[BTC]) side.within1 = 2e5
    })
    day.runTo(2 * DAY, observer)
    return observer
  }

  test('value, mood and depth that turn after four bad news hold the claim', () => {
    const observer = run(told)
    expect(observer.scoreRows()[6]).toMatchObject({ value: 1, verdict: 'within' })
    expect(observer.events().map(({ step }) => step / HOUR)).toEqual([26, 28, 30, 32])
  })

  test.each([
    ['three news only', { ...told, shocks: [26, 28, 30] }],
    ['value that falls before the news', { ...told, valueFalls: 20 }],
    ['value that falls hours after the last news', { ...told, valueFalls: 40 }],
    ['mood that turns before the news', { ...told, moodFalls: 24 }],
    ['depth that is gone before the news', { ...told, depthFalls: 24 }],
    ['depth that never goes', { ...told, depthFalls: 60 }],
  ])('%s is one statement that fails', (_, course) => {
    expect(run(course).scoreRows()[6]).toMatchObject({ value: 0.75, verdict: 'off' })
  })

  test('a day without bad news is not scored on it', () => {
    expect(run({ ...told, shocks: [] }).scoreRows()[6].verdict).toBe('not-modelled')
  })
})

describe('stablecoins and the chain', () => {
  function market() {
    const day = new HandMadeMarket({
      hours: 48,
      eventHour: 24,
      accounts: [{ venue: 0, population: Population.LongTermHolder }],
    })
    return { day, observer: createObserver(day.record) }
  }

  test('the flow into stablecoins is that of the event day alone', () => {
    const { day, observer } = market()
    const flow = day.harbour.netFlowByPopulationUsd
    day.at(HOUR, () => flow.set([900], Population.RetailLeveraged))
    day.at(30 * HOUR, () => flow.set([1_500], Population.RetailLeveraged))
    day.at(30 * HOUR, () => flow.set([-200], Population.Institution))
    day.runTo(2 * DAY, observer)
    const measures = observer.measures()
    expect(measures.stablecoinInflowUsd).toBe(400)
    expect(measures['stablecoinInflowUsd.institutions']).toBe(-200)
    expect(observer.scoreRows()[14].verdict).toBe('within')
  })

  test('money that leaves stablecoins is off', () => {
    const { day, observer } = market()
    day.at(HOUR, () => day.harbour.netFlowByPopulationUsd.set([900], 0))
    day.at(30 * HOUR, () => day.harbour.netFlowByPopulationUsd.set([100], 0))
    day.runTo(2 * DAY, observer)
    expect(observer.scoreRows()[14]).toMatchObject({ value: -800, verdict: 'off' })
  })

  function spending(calmCoins: number, eventCoins: number) {
    const { day, observer } = market()
    day.at(10 * HOUR, () => {
      day.chain.spentCoinsLongTerm = calmCoins
      day.chain.spentCoins = calmCoins
      day.chain.spentValueUsd = 120
      day.chain.spentCostUsd = 100
    })
    day.at(30 * HOUR, () => {
      day.chain.spentCoinsLongTerm = calmCoins + eventCoins
      day.chain.spentCoins = calmCoins + eventCoins
      day.chain.spentValueUsd = 120 + 90
      day.chain.spentCostUsd = 100 + 100
      day.chain.coinDaysDestroyed = eventCoins * 200
    })
    day.runTo(2 * DAY, observer)
    return observer
  }

  test('spending of long-term holders is held against calm, and SOPR is a ratio of sums', () => {
    const observer = spending(1_000, 1_500)
    const measures = observer.measures()
    expect(observer.scoreRows()[15]).toMatchObject({ value: 1.5, verdict: 'within' })
    expect(measures.soprCalm).toBe(1.2)
    expect(measures.soprEvent).toBe(0.9)
    expect(measures.dormancyEventDays).toBe(200)
  })

  test('holders who hardly spend are near at best, those who empty their pockets are off', () => {
    expect(spending(1_000, 400).scoreRows()[15].verdict).toBe('near')
    expect(spending(1_000, 9_000).scoreRows()[15].verdict).toBe('off')
  })
})
