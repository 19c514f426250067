// C06, C11 and C23: genuine and reported volume, and the part of algorithms in the selling.
import { describe, expect, test } from 'vitest'
import { Cause, Population } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'

const HOUR = 3_600
const DAY = 24 * HOUR

function market() {
  const day = new HandMadeMarket({
    hours: 48,
    eventHour: 24,
    accounts: [
      { venue: 0, population: Population.MomentumBot, ownerAgent: 1 },
      { venue: 0, population: Population.MarketMaker, ownerAgent: 2 },
      { venue: 0, population: Population.WashTrader, ownerAgent: 7 },
      { venue: 0, population: Population.WashTrader, ownerAgent: 7 },
    ],
  })
  const sell = (usd: number, cause: Cause) =>
    day.trade({ book: 5, side: Side.Sell, taker: 0, maker: 1, priceUsd: 48_000, usd, cause })
  const wash = (usd: number) =>
    day.trade({
      book: 5,
      side: Side.Buy,
      taker: 2,
      maker: 3,
      priceUsd: 48_000,
      usd,
      cause: Cause.Wash,
    })
  return { day, sell, wash, observer: createObserver(day.record) }
}

describe('volume', () => {
  test('a trade between two accounts of one owner is reported but not genuine', () => {
    const { day, sell, wash, observer } = market()
    day.at(HOUR, () => sell(8_000, Cause.Exit))
    day.at(HOUR, () => wash(2_000))
    day.at(DAY + HOUR, () => sell(10_000, Cause.Exit))
    day.at(DAY + HOUR, () => wash(4_000))
    day.runTo(2 * DAY, observer)
    const measures = observer.measures()
    expect(measures.reportedOverGenuineCalm).toBe(1.25)
    expect(measures.reportedOverGenuineEvent).toBe(1.4)
    expect(measures.reportedVolumeChange).toBeCloseTo(0.4, 12)
    expect(measures['takerSellsEventUsd.momentum bots']).toBe(10_000)
    expect(measures['takerBuysEventUsd.wash traders']).toBe(0)
    const rows = observer.scoreRows()
    expect(rows[22].verdict).toBe('within')
    expect(rows[10].verdict).toBe('within')
    expect(observer.series().volumeReportedUsd[60]).toBe(10_000)
    expect(observer.series().volumeGenuineUsd[60]).toBe(8_000)
  })

  test('without a wash trade nothing was inflated', () => {
    const { day, sell, observer } = market()
    day.at(HOUR, () => sell(8_000, Cause.Exit))
    day.at(DAY + HOUR, () => sell(16_000, Cause.Exit))
    day.runTo(2 * DAY, observer)
    const rows = observer.scoreRows()
    expect(rows[22].verdict).toBe('off')
    expect(rows[10]).toMatchObject({ value: 1, verdict: 'off' })
  })

  test('a market without wash traders is not scored on them', () => {
    const day = new HandMadeMarket({ hours: 25, eventHour: 1 })
    const observer = createObserver(day.record)
    day.runTo(25 * HOUR, observer)
    expect(observer.scoreRows()[22].verdict).toBe('not-modelled')
  })
})

describe('algorithms', () => {
  function withShares(worst: number) {
    const { day, sell, observer } = market()
    day.at(HOUR, () => sell(90_000, Cause.Opinion))
    day.at(HOUR, () => sell(10_000, Cause.Momentum))
    day.at(DAY + HOUR, () => day.liquidate({ account: 0, usd: 5_000 }))
    const algorithmic = worst * 100_000
    day.at(DAY + HOUR, () => sell(100_000 - algorithmic, Cause.Panic))
    day.at(DAY + HOUR, () => sell(algorithmic / 2, Cause.Liquidation))
    day.at(DAY + HOUR, () => sell(algorithmic / 2, Cause.DeRisk))
    // Outside the worst hour: does not count.
    day.at(DAY + 3 * HOUR, () => sell(500_000, Cause.Momentum))
    day.runTo(2 * DAY, observer)
    return observer
  }

  test('their share of taker sells in the worst hour is held against calm', () => {
    const observer = withShares(0.2)
    expect(observer.measures().algorithmicSellShareWorstHourOverCalm).toBeCloseTo(2, 12)
    expect(observer.scoreRows()[5].verdict).toBe('within')
  })

  test('a share as in calm is off', () => {
    expect(withShares(0.12).scoreRows()[5].verdict).toBe('off')
  })

  test('amplification is heard when a twin gives it', () => {
    const observer = withShares(0.2)
    expect(observer.scoreRows()[5].note).toContain('needs same-seed twin runs')
    expect(observer.scoreRows({ cascadeAmplification: 1.01 })[5].verdict).toBe('off')
    expect(observer.scoreRows({ cascadeAmplification: 1.2 })[5].verdict).toBe('within')
  })
})
