// The run held against 65 real days: the same definitions, worked on a path written by hand.
import { describe, expect, test } from 'vitest'
import { Side } from '../market/units.ts'
import { likeness } from './eventStudy.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'
import { REAL_EVENTS } from './reality.ts'
import { REAL_ALT_PATH, REAL_BTC_PATH, REAL_ETH_PATH } from './realPaths.ts'

const HOUR = 3_600

function run() {
  const market = new HandMadeMarket({
    hours: 80,
    eventHour: 24,
    accounts: [{ venue: 0 }, { venue: 0 }],
  })
  const observer = createObserver(market.record)
  // A high of 50,000 at 25 h, 47,000 from 30 h on; dips to 46,000 in the hour 40; 47,500 from 45 h.
  market.at(25 * HOUR, () => market.setPrice(0, 50_000))
  market.at(30 * HOUR, () => market.setPrice(0, 47_000))
  market.at(30 * HOUR, () => market.setPrice(1, 3_500 * 0.93))
  market.at(40 * HOUR + 600, () => market.setPrice(0, 46_000))
  market.at(40 * HOUR + 900, () => market.setPrice(0, 47_000))
  market.at(45 * HOUR, () => market.setPrice(0, 47_500))
  market.at(54 * HOUR, () => market.setPrice(0, 48_000))
  const volume = (hour: number, usd: number) =>
    market.at(hour * HOUR, () =>
      market.trade({ book: 5, side: Side.Buy, taker: 0, maker: 1, priceUsd: 48_000, usd }),
    )
  volume(26, 1_000)
  volume(51, 800)
  volume(75, 600)
  market.runTo(80 * HOUR, observer)
  return observer
}

describe('the event study', () => {
  const measures = run().measures()

  test('the worst 24 hours of BTC are found by the hour', () => {
    // Those that end at 50 h are the first that begin at 50,000 and end at 47,500.
    expect(measures.studyBtc24hLogReturn).toBeCloseTo(Math.log(47_500 / 50_000), 9)
    expect(measures.studyEthRatio).toBeCloseTo(-0.07 / -0.05, 9)
    expect(measures.studyVolume24To48h).toBe(0.8)
    expect(measures.studyVolume48To72h).toBe(undefined)
  })

  test('drawdown and what was regained are taken inside and after them', () => {
    expect(measures.studyDrawdown).toBeCloseTo(46_000 / 50_000 - 1, 9)
    expect(measures.studyRegained6h).toBeCloseTo(1_500 / 4_000, 9)
    expect(measures.studyRegained24h).toBeCloseTo(2_000 / 4_000, 9)
  })

  test('a figure inside the real 10 to 90 percent range looks like a real day', () => {
    const rows = Object.fromEntries(likeness(measures).map((row) => [row.measure, row]))
    expect(rows.studyDrawdown).toMatchObject({ inside: true, low: -0.0893, high: -0.0565 })
    expect(rows.studyRegained6h).toMatchObject({ inside: true })
    expect(likeness({ studyDrawdown: -0.2 })[1].inside).toBe(false)
    expect(likeness({})[1]).toMatchObject({ value: null, inside: null })
  })
})

test('quantiles of real days rise', () => {
  for (const quantiles of Object.values(REAL_EVENTS)) {
    const list = typeof quantiles === 'number' ? [quantiles] : [...quantiles]
    expect(list).toEqual(list.toSorted((a, b) => a - b))
  }
})

test.each([
  ['BTC', REAL_BTC_PATH],
  ['ETH', REAL_ETH_PATH],
  ['altcoins', REAL_ALT_PATH],
])('the fan of %s begins at nothing and its quantiles rise', (_, path) => {
  expect(path.map(({ hour }) => hour)).toEqual(
    path.map(({ hour }) => hour).toSorted((a, b) => a - b),
  )
  expect(path.find(({ hour }) => hour === -24)?.quantiles).toEqual([0, 0, 0, 0, 0])
  for (const { quantiles } of path)
    expect([...quantiles]).toEqual(quantiles.toSorted((a, b) => a - b))
})
