// C08 and C14: the fall from high to low, altcoins beside it, who was sold, what was regained.
import { describe, expect, test } from 'vitest'
import { Side } from '../market/units.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'

const HOUR = 3_600
const MINUTE = 60

/** BTC goes 48,000 -> 49,000 (02:00) -> 45,000 (06:00), then on as told; one price a minute. */
function fallingMarket(altcoinFactor: number, after: (hour: number) => number) {
  const day = new HandMadeMarket({
    hours: 49,
    eventHour: 1,
    accounts: [{ venue: 0 }, { venue: 0 }],
  })
  const btcAt = (hour: number) => {
    if (hour <= 1) return 48_000
    if (hour <= 2) return 48_000 + (hour - 1) * 1_000
    if (hour <= 6) return 49_000 - (hour - 2) * 1_000
    return after(hour)
  }
  for (let minute = 0; minute < 49 * 60; minute++) {
    day.at(minute * MINUTE, () => {
      const btc = btcAt(minute / 60)
      // A zigzag that five-minute closes see, in calm and within the fall.
      const wavers = minute < 60 || (minute > 140 && minute < 340)
      const zigzag = wavers ? 1 + (((Math.floor(minute / 5) * 3) % 7) - 3) * 2e-4 : 1
      day.setPrice(0, btc * zigzag)
      // In calm the altcoins go their own way.
      const own = minute < 60 ? 1 + (((Math.floor(minute / 5) * 2) % 5) - 2) * 2e-4 : zigzag
      const change = (btc * own) / 48_000 - 1
      for (const asset of [1, 2, 3, 4]) {
        day.setPrice(asset, day.record.assets[asset].initialPriceUsd * (1 + altcoinFactor * change))
      }
    })
  }
  return { day, observer: createObserver(day.record) }
}

describe('the fall', () => {
  test('it goes from the highest price before the low to the low of the event day', () => {
    const { day, observer } = fallingMarket(1, () => 46_000)
    day.runTo(25 * HOUR, observer)
    const measures = observer.measures()
    expect(measures.btcLowMinute).toBe(6 * 60)
    expect(measures.btcHighMinute).toBe(2 * 60)
    expect(measures.btcFall).toBeCloseTo(45_000 / 49_000 - 1, 4)
  })

  test('altcoins that fall 1.2 times as far, sold on spot and perpetual, hold the claim', () => {
    const { day, observer } = fallingMarket(1.2, () => 46_000)
    const sell = { side: Side.Sell, taker: 0, maker: 1, priceUsd: 47_000, usd: 1_000 }
    day.at(3 * HOUR, () => day.trade({ ...sell, book: 0 }))
    day.at(3 * HOUR, () => day.trade({ ...sell, book: 5 }))
    day.at(3 * HOUR, () => day.trade({ ...sell, book: 6, side: Side.Buy, usd: 400 }))
    day.runTo(25 * HOUR, observer)
    const measures = observer.measures()
    expect(measures.altcoinFallOverBtcFall).toBeCloseTo(1.2, 1)
    expect(measures.altcoinCorrelationInFall).toBeGreaterThan(0.99)
    expect(measures.netTakerSpotInFallUsd).toBe(-1_000)
    expect(measures.netTakerPerpetualInFallUsd).toBe(-600)
    expect(measures.altcoinCorrelationCalm).toBeLessThan(0.7)
    expect(observer.scoreRows()[7].verdict).toBe('within')
  })

  test('altcoins that fall twice as far are off', () => {
    const { day, observer } = fallingMarket(2, () => 46_000)
    day.runTo(25 * HOUR, observer)
    expect(observer.measures().altcoinFallOverBtcFall).toBeCloseTo(2, 1)
    expect(observer.scoreRows()[7].verdict).toBe('off')
  })

  test('altcoins that rise while BTC falls are not correlated with it', () => {
    const { day, observer } = fallingMarket(-1, () => 46_000)
    day.runTo(25 * HOUR, observer)
    expect(observer.measures().altcoinCorrelationInFall).toBeLessThan(-0.9)
    expect(observer.scoreRows()[7].verdict).toBe('off')
  })

  test('buying on spot in the fall is not selling on both', () => {
    const { day, observer } = fallingMarket(1.2, () => 46_000)
    day.at(3 * HOUR, () =>
      day.trade({ book: 0, side: Side.Buy, taker: 0, maker: 1, priceUsd: 47_000, usd: 1_000 }),
    )
    day.runTo(25 * HOUR, observer)
    const part = observer.scoreRows()[7].parts[3]
    expect(part).toMatchObject({ label: 'net spot flow in the fall', value: 1_000, verdict: 'off' })
  })
})

describe('the recovery', () => {
  test('what was regained is a share of the fall, 12 and 24 hours after the low', () => {
    const { day, observer } = fallingMarket(1, (hour) => (hour < 20 ? 46_200 : 47_000))
    day.runTo(49 * HOUR, observer)
    const measures = observer.measures()
    expect(measures.regained12h).toBeCloseTo(0.3, 2)
    expect(measures.regained24h).toBeCloseTo(0.5, 2)
    expect(observer.scoreRows()[13].verdict).toBe('within')
  })

  test('a fall that is not regained is off', () => {
    const { day, observer } = fallingMarket(1, () => 45_050)
    day.runTo(49 * HOUR, observer)
    expect(observer.scoreRows()[13].verdict).toBe('off')
  })

  test('before 24 hours are over the claim is pending', () => {
    const { day, observer } = fallingMarket(1, () => 46_200)
    day.runTo(40 * HOUR, observer)
    const row = observer.scoreRows()[13]
    expect(row.verdict).toBe('pending')
    expect(row.parts[0].verdict).toBe('within')
  })
})
