// C10 and C13: spread and depth against calm, gaps, and how soon the bids are back.
import { describe, expect, test } from 'vitest'
import { Side } from '../market/units.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'

const HOUR = 3_600
const BTC = 5

function market() {
  const day = new HandMadeMarket({
    hours: 31,
    eventHour: 1,
    accounts: [{ venue: 0 }, { venue: 0 }],
  })
  const setDepth = (share: number) => {
    for (const venue of day.depthUsd) {
      for (const side of venue[BTC]) {
        side.within1 = 1e6 * share
        side.within2 = 2e6 * share
      }
    }
  }
  return { day, setDepth, observer: createObserver(day.record) }
}

describe('liquidity in the worst hour', () => {
  function withStress(spreadTicks: number, depth: number) {
    const { day, setDepth, observer } = market()
    day.at(4 * HOUR - 60, () => day.liquidate({ account: 1, usd: 1_000 }))
    day.at(3 * HOUR, () => {
      day.liquidate({ account: 0, usd: 1_000 })
      day.setPrice(0, 47_000, spreadTicks)
      setDepth(depth)
    })
    day.at(5 * HOUR, () => {
      day.setPrice(0, 47_000, 2)
      setDepth(1)
    })
    day.runTo(25 * HOUR, observer)
    return observer
  }

  test('spread and depth are held against calm', () => {
    const observer = withStress(8, 0.2)
    const measures = observer.measures()
    expect(measures.spreadCalmBps).toBeCloseTo((2 / 48_000) * 10_000, 9)
    expect(measures.spreadWorstHourOverCalm).toBeCloseTo((4 * 48_000) / 47_000, 6)
    expect(measures.depthWorstMinuteOverCalm).toBeCloseTo(0.2, 12)
    expect(measures.depthCalmUsd).toBe(8e6)
    expect(observer.scoreRows()[9].verdict).toBe('within')
  })

  test('a spread that hardly widens is off', () => {
    expect(withStress(3, 0.2).scoreRows()[9].verdict).toBe('off')
  })

  test('a book that keeps 40 % of its depth is near, one that keeps half is off', () => {
    expect(withStress(8, 0.4).scoreRows()[9].verdict).toBe('near')
    expect(withStress(8, 0.5).scoreRows()[9].verdict).toBe('off')
  })

  test('the largest gap is what one order had to cross between two of its fills', () => {
    const { day, observer } = market()
    const sell = { book: BTC, side: Side.Sell, taker: 0, maker: 1, usd: 1_000 }
    day.at(3 * HOUR, () => {
      for (const priceUsd of [50_000, 49_990, 49_900]) day.trade({ ...sell, priceUsd })
      // Another taker's order begins anew.
      day.trade({ ...sell, taker: 1, maker: 0, priceUsd: 40_000 })
    })
    day.runTo(4 * HOUR, observer)
    expect(observer.measures().largestGapEventBps).toBeCloseTo(18, 9)
    expect(observer.measures().largestSweepEventBps).toBeCloseTo(20, 9)
    expect(observer.measures().largestGapCalmBps).toBe(0)
  })
})

describe('bids after the low', () => {
  function rebuiltAt(hour: number) {
    const { day, setDepth, observer } = market()
    day.at(3 * HOUR, () => {
      day.setPrice(0, 45_000)
      setDepth(0.1)
    })
    day.at(3 * HOUR + 60, () => day.setPrice(0, 45_500))
    day.at(hour * HOUR, () => setDepth(0.6))
    day.runTo(31 * HOUR, observer)
    return observer
  }

  test('hours are counted from the low until half of calm is back', () => {
    const observer = rebuiltAt(7)
    expect(observer.measures().btcLowMinute).toBe(180)
    expect(observer.measures().bidsRebuiltHours).toBeCloseTo(4, 1)
    expect(observer.scoreRows()[12].verdict).toBe('within')
  })

  test('bids that stay away are off', () => {
    expect(rebuiltAt(20).scoreRows()[12]).toMatchObject({ verdict: 'off' })
    const never = rebuiltAt(40)
    expect(never.measures().bidsRebuiltHours).toBe(28)
    expect(never.scoreRows()[12].verdict).toBe('off')
  })

  test('a dip of one minute does not count as rebuilt', () => {
    const { day, setDepth, observer } = market()
    day.at(3 * HOUR, () => {
      day.setPrice(0, 45_000)
      setDepth(0.1)
    })
    day.at(4 * HOUR, () => setDepth(0.6))
    day.at(4 * HOUR + 60, () => setDepth(0.1))
    day.at(6 * HOUR, () => setDepth(0.6))
    day.runTo(31 * HOUR, observer)
    expect(observer.measures().bidsRebuiltHours).toBeCloseTo(3, 1)
  })
})
