// C01 to C05, C09 and C17: dollars, traders, coins, venues and leverage of the liquidated, worked by hand.
// The event day begins after one hour, so that a test runs 26 hours.
import { describe, expect, test } from 'vitest'
import { Side } from '../market/units.ts'
import { type HandMadeAccount, HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'

const HOUR = 3_600
const crowd = (venue: number, count: number, traders: number): HandMadeAccount[] =>
  Array.from({ length: count }, () => ({ venue, traders }))

function market(hours = 26) {
  return new HandMadeMarket({
    hours,
    eventHour: 1,
    accounts: [...crowd(0, 4, 100), ...crowd(1, 4, 10), ...crowd(2, 2, 5), ...crowd(3, 2, 1)],
  })
}

function verdicts(observer: ReturnType<typeof createObserver>) {
  return Object.fromEntries(observer.scoreRows().map((row) => [row.id, row.verdict]))
}

describe('the worst 24 hours', () => {
  test('dollars further apart than 24 hours are not added up', () => {
    const day = market()
    const observer = createObserver(day.record)
    day.at(10, () => day.liquidate({ account: 0, usd: 400e6 }))
    day.at(10 + 24 * HOUR, () => day.liquidate({ account: 1, usd: 700e6 }))
    day.at(12 + 24 * HOUR, () => day.liquidate({ account: 2, usd: 600e6 }))
    day.runTo(26 * HOUR, observer)
    expect(observer.measures().liquidatedWorst24hUsd).toBe(1.3e9)
    expect(verdicts(observer).C01).toBe('within')
  })

  test('a trader liquidated twice is one trader, an agent of weight w is w', () => {
    const day = market()
    const observer = createObserver(day.record)
    day.at(2 * HOUR, () => day.liquidate({ account: 0, usd: 1e6 }))
    day.at(3 * HOUR, () => day.liquidate({ account: 0, usd: 1e6 }))
    day.at(3 * HOUR, () => day.liquidate({ venue: 1, account: 0, usd: 1e6 }))
    day.runTo(25 * HOUR, observer)
    expect(observer.measures().tradersLiquidatedWorst24h).toBe(110)
    expect(verdicts(observer).C02).toBe('off')
    expect(observer.totals().liquidatedTraders).toBe(110)
  })

  test('420,000 traders in seven accounts hold the claim', () => {
    const day = new HandMadeMarket({ hours: 26, eventHour: 1, accounts: crowd(0, 7, 60_000) })
    const observer = createObserver(day.record)
    for (let account = 0; account < 7; account++) {
      day.at((2 + account) * HOUR, () => day.liquidate({ account, usd: 1e6 }))
    }
    day.runTo(25 * HOUR, observer)
    expect(observer.scoreRows()[1]).toMatchObject({ value: 420_000, verdict: 'within' })
  })

  test('a day of altcoins alone is not concentrated in Bitcoin and Ether', () => {
    const day = market()
    const observer = createObserver(day.record)
    day.at(2 * HOUR, () => day.liquidate({ account: 0, usd: 1e6, asset: 2 }))
    day.runTo(25 * HOUR, observer)
    expect(observer.scoreRows()[2]).toMatchObject({ value: 0, verdict: 'off' })
  })

  test('the shares of coins, venues and sides are shares of dollars', () => {
    const day = market()
    const observer = createObserver(day.record)
    day.at(2 * HOUR, () => {
      day.liquidate({ venue: 0, account: 0, usd: 400_000 })
      day.liquidate({ venue: 1, account: 0, usd: 250_000, asset: 1 })
      day.liquidate({ venue: 2, account: 0, usd: 200_000, asset: 2, side: Side.Buy })
      day.liquidate({ venue: 3, account: 0, usd: 150_000, asset: 3 })
    })
    day.runTo(25 * HOUR, observer)
    const measures = observer.measures()
    expect(measures.btcEthShareOfLiquidated).toBe(0.65)
    expect(measures.namedVenuesShareOfLiquidated).toBe(0.85)
    expect(measures.longShareOfLiquidated).toBe(0.8)
    expect(measures['shareOfLiquidated.other']).toBe(0.15)
    expect(verdicts(observer)).toMatchObject({ C03: 'within', C09: 'within' })
  })

  test('most liquidations elsewhere than on the three venues miss the claim', () => {
    const day = market()
    const observer = createObserver(day.record)
    day.at(2 * HOUR, () => {
      day.liquidate({ venue: 0, account: 0, usd: 60 })
      day.liquidate({ venue: 3, account: 0, usd: 40 })
    })
    day.runTo(25 * HOUR, observer)
    expect(verdicts(observer).C09).toBe('off')
  })

  test('leverage above 20x is counted by traders, each by the first liquidation', () => {
    const day = market()
    const observer = createObserver(day.record)
    day.at(2 * HOUR, () => {
      day.liquidate({ account: 0, usd: 10, leverage: 20 })
      day.liquidate({ account: 1, usd: 1_000, leverage: 21 })
      day.liquidate({ venue: 1, account: 0, usd: 10, leverage: 125 })
      day.liquidate({ venue: 1, account: 1, usd: 10, leverage: 5 })
    })
    day.at(3 * HOUR, () => day.liquidate({ account: 0, usd: 10, leverage: 100 }))
    day.runTo(25 * HOUR, observer)
    // 100 and 10 traders of 220.
    expect(observer.measures().shareEnteredAbove20x).toBe(0.5)
    expect(verdicts(observer).C05).toBe('within')
    const rows = observer.scoreRows({ amplificationOver20xTwin: 1.2 })
    expect(rows[4].verdict).toBe('off')
    expect(rows[4].note).toBe('dollars over the 20x twin: x1.2')
  })

  test('no liquidation at all is off, not a division by zero', () => {
    const day = market()
    const observer = createObserver(day.record)
    day.runTo(25 * HOUR, observer)
    const rows = observer.scoreRows()
    expect(rows[0].value).toBe(0)
    expect(rows[2]).toMatchObject({ value: null, verdict: 'off', note: 'nothing to measure' })
  })
})

describe('market capitalisation', () => {
  test('it is taken from the start of the event day to the end of the worst 24 hours', () => {
    const day = market()
    const observer = createObserver(day.record)
    day.at(2 * HOUR, () => day.liquidate({ account: 0, usd: 1e6 }))
    day.at(2 * HOUR, () => {
      day.record.assets.forEach((asset, index) => day.setPrice(index, asset.initialPriceUsd * 0.95))
    })
    day.runTo(25 * HOUR, observer)
    const change = observer.measures().marketCapChange
    // Listed coins lose 5 %; coins with a beta a little more; stablecoins nothing.
    expect(change).toBeGreaterThan(-0.05)
    expect(change).toBeLessThan(-0.046)
    expect(verdicts(observer).C04).toBe('within')
  })

  test('a market that stands still has not lost 5 %', () => {
    const day = market()
    const observer = createObserver(day.record)
    day.at(2 * HOUR, () => day.liquidate({ account: 0, usd: 1e6 }))
    day.runTo(25 * HOUR, observer)
    expect(observer.measures().marketCapChange).toBeCloseTo(0, 12)
    expect(verdicts(observer).C04).toBe('off')
  })
})

describe('the days after', () => {
  function withDays(event: number, first: number, second: number) {
    const day = market(73)
    const observer = createObserver(day.record)
    day.at(2 * HOUR, () => day.liquidate({ account: 0, usd: event }))
    day.at(26 * HOUR, () => day.liquidate({ account: 1, usd: first }))
    day.at(50 * HOUR, () => day.liquidate({ account: 2, usd: second }))
    return { day, observer }
  }

  test('dollars of the two following days are held against the event day', () => {
    const { day, observer } = withDays(1_000_000, 400_000, 200_000)
    day.runTo(73 * HOUR, observer)
    const measures = observer.measures()
    expect(measures.liquidatedDay1OverEvent).toBe(0.4)
    expect(measures.liquidatedDay2OverEvent).toBe(0.2)
  })

  test('a second day as bad as the first is off', () => {
    const { day, observer } = withDays(1_000_000, 400_000, 400_000)
    day.runTo(73 * HOUR, observer)
    const row = observer.scoreRows()[16]
    expect(row.verdict).toBe('off')
    expect(row.note).toContain('second day after over event day: x0.4')
  })

  test('before the second day is over the claim is pending', () => {
    const { day, observer } = withDays(1_000_000, 400_000, 200_000)
    day.runTo(60 * HOUR, observer)
    const part = observer.scoreRows()[16].parts[1]
    expect(part).toMatchObject({ value: null, verdict: 'pending' })
  })
})
