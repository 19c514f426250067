// The observer as a whole: series, present figures, saving and restoring, events and tape.
import { describe, expect, expectTypeOf, test } from 'vitest'
import { F64, I32 } from '../base/shifts.ts'
import { EventKind } from '../market/events.ts'
import { type Cause, Population } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import type * as frames from '../threads/frames.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver, type Observer } from './observer.ts'

const HOUR = 3_600
const BTC = 5

/** Trades, liquidations and price moves from a small generator, the same for every market. */
function busyMarket() {
  const market = new HandMadeMarket({
    hours: 30,
    eventHour: 2,
    accounts: Array.from({ length: 20 }, (_, index) => ({
      venue: index % 4,
      population: index < 12 ? Population.RetailLeveraged : Population.MarketMaker,
      professional: index >= 12,
      traders: 1 + index,
      walletUsd: 1_000,
    })),
  })
  let state = 12_345
  const draw = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
  for (let index = 0; index < 600; index++) {
    const step = draw(28 * HOUR)
    const [asset, venue, account, usd] = [draw(5), draw(4), draw(3), 1_000 + draw(50_000)]
    market.at(step, () => {
      market.setPrice(asset, market.record.assets[asset].initialPriceUsd * (0.9 + usd / 500_000))
      market.trade({
        venue,
        book: asset + (usd % 2) * 5,
        side: usd % 3 === 0 ? Side.Buy : Side.Sell,
        taker: account,
        maker: 3,
        priceUsd: 40_000,
        usd,
        cause: (usd % 16) as Cause,
      })
      if (usd % 4 === 0) market.liquidate({ venue, account, usd, asset, leverage: 1 + (usd % 100) })
    })
  }
  return market
}

describe('the minute series', () => {
  test('a row stands for every complete minute and no other', () => {
    const market = new HandMadeMarket({ hours: 1 })
    const observer = createObserver(market.record)
    market.runTo(179, observer)
    expect(Array.from(observer.series().step)).toEqual([0, 60])
    market.runTo(180, observer)
    expect(Array.from(observer.series().step)).toEqual([0, 60, 120])
    expect(observer.seriesBetween(1, 2).price).toHaveLength(5)
    expect(Array.from(observer.seriesBetween(1, 99).step)).toEqual([60, 120])
  })

  test('a price is weighted by what traded at each venue, with its low and high', () => {
    const market = new HandMadeMarket({
      hours: 1,
      accounts: [{ venue: 0 }, { venue: 0 }, { venue: 1 }, { venue: 1 }],
    })
    const observer = createObserver(market.record)
    const trade = { book: BTC, side: Side.Buy, taker: 0, maker: 1, priceUsd: 48_000 }
    market.at(10, () => market.trade({ ...trade, usd: 3e9 }))
    market.at(10, () => market.trade({ ...trade, venue: 1, usd: 1e9 }))
    market.at(70, () => {
      market.page().markTicks[BTC] = 48_400
      market.page().markTicks[10 + BTC] = 48_800
      market.page().markTicks[20 + BTC] = 99_000
    })
    market.at(80, () => market.page().markTicks.fill(48_000))
    market.runTo(120, observer)
    const { price, high, low } = observer.series()
    expect(high[5]).toBeCloseTo(48_500, 3)
    expect(price[5]).toBeCloseTo(48_000, 6)
    expect(low[5]).toBeCloseTo(48_000, 6)
    expect(price[0]).toBe(48_000)
  })

  test('open interest, funds and funding are sums and means over venues', () => {
    const market = new HandMadeMarket({ hours: 9 })
    const observer = createObserver(market.record)
    market.at(0, () => {
      market.page().openInterestLots[BTC] = 10_000
      market.page().openInterestLots[10 + BTC + 1] = 2_000
      for (let venue = 0; venue < 4; venue++) market.page().fundingRate[venue * 10 + BTC] = 0.0001
    })
    // The third venue pays every hour, the others every eight.
    for (let hour = 1; hour <= 8; hour++)
      market.at(hour * HOUR - 1, () => market.event(2, EventKind.Funding))
    for (const venue of [0, 1, 3])
      market.at(8 * HOUR - 1, () => market.event(venue, EventKind.Funding))
    market.runTo(9 * HOUR, observer)
    const { openInterestUsd, fundsUsd, fundingRate } = observer.series()
    expect(openInterestUsd[0]).toBeCloseTo(48_000 + 7_000, 6)
    expect(fundsUsd[0]).toBe(200e6)
    expect(fundingRate[500]).toBeCloseTo((3 * 0.0001 + 8 * 0.0001) / 4, 12)
  })

  test('it has the columns that the page draws', () => {
    expectTypeOf<Observer['series']>().returns.toExtend<frames.MinuteSeries>()
    expectTypeOf<Observer['liquidationsBetween']>().returns.toExtend<frames.LiquidationRows>()
    expectTypeOf<Observer['totals']>().returns.toExtend<frames.TotalsNow>()
    expectTypeOf<Observer['quotes']>().returns.toExtend<frames.QuoteNow>()
    expectTypeOf<Observer['tapeRows']>().returns.toExtend<frames.TapeRow[]>()
    expectTypeOf<Observer['scoreRows']>().returns.toExtend<frames.ScoreRow[]>()
    expect(Object.keys(createObserver(new HandMadeMarket().record).series())).toContain('spreadBps')
  })
})

describe('saving', () => {
  function everything(observer: Observer) {
    return {
      measures: observer.measures(),
      score: observer.scoreRows(),
      series: observer.series(),
      tape: observer.tapeRows(500),
      rows: observer.liquidationsBetween(0, 1e9),
      totals: observer.totals(),
      account: observer.account(),
    }
  }

  test('an observer restored in the middle of a run ends like one that saw it all', () => {
    const whole = busyMarket()
    const unbroken = createObserver(whole.record)
    whole.runTo(30 * HOUR, unbroken)

    const broken = busyMarket()
    const first = createObserver(broken.record)
    broken.runTo(9 * HOUR + 17, first)
    const saved = first.save()
    const second = createObserver(broken.record)
    second.restore(saved)
    // What the first goes on to see does not reach what was saved.
    broken.runTo(30 * HOUR, second)
    expect(everything(second)).toEqual(everything(unbroken))
    expect(first.measures()).not.toEqual(second.measures())
  })

  test('two observers of one run agree, and observing changes nothing', () => {
    const market = busyMarket()
    const before = structuredClone(market.statements)
    const [one, other] = [createObserver(market.record), createObserver(market.record)]
    market.runTo(26 * HOUR, {
      afterStep() {
        one.afterStep()
        other.afterStep()
        if (market.record.stepsDone() % 5_000 === 0) other.scoreRows()
      },
    })
    expect(everything(one)).toEqual(everything(other))
    expect(market.statements).toEqual(before)
  })

  test('a step left out is found', () => {
    const market = new HandMadeMarket({ hours: 1 })
    const observer = createObserver(market.record)
    market.runTo(10, observer)
    market.runTo(11)
    expect(() => market.runTo(12, observer)).toThrow('every step once')
  })

  test('every figure is a number', () => {
    const market = busyMarket()
    const observer = createObserver(market.record)
    for (const step of [0, 1, 61, 2 * HOUR, 3 * HOUR, 30 * HOUR]) {
      market.runTo(step, observer)
      const figures = Object.values(observer.measures())
      expect(figures.filter((figure) => !Number.isFinite(figure))).toEqual([])
      for (const row of observer.scoreRows()) expect(row.value).not.toBeNaN()
    }
  })
})

describe('the present', () => {
  test('totals are those of the last 24 hours and of this moment', () => {
    const market = busyMarket()
    const observer = createObserver(market.record)
    market.harbour.parkedUsd = 1e9
    market.at(25 * HOUR, () => (market.harbour.parkedUsd = 1.7e9))
    market.at(25 * HOUR, () => market.page().halted.set([1], BTC))
    market.at(26 * HOUR, () => {
      const row = market.statements[0].rowOffset[0 << I32]
      market.statements[0].rowLots[row << F64] = 10_000
      market.statements[0].rowLiquidationTicks[row << I32] = 47_600
      market.setPrice(0, 48_000)
    })
    market.runTo(26 * HOUR + 60, observer)
    const totals = observer.totals()
    const rows = observer.liquidationsBetween(2 * HOUR + 60, 26 * HOUR + 60)
    expect(totals.liquidatedUsd).toBeCloseTo(
      rows.notionalUsd.reduce((sum, usd) => sum + usd, 0),
      3,
    )
    expect(totals.parkedTodayUsd).toBeCloseTo(0.7e9, 3)
    expect(totals.halted).toBe(true)
    expect(totals.fundsStartUsd).toBe(200e6)
    expect(totals.nextOnePercentUsd).toBe(48_000)
    expect(totals.bidsWithinOnePercentUsd).toBe(4e6)
    expect(totals.depthOverCalm).toBeCloseTo(1, 9)
    expect(observer.sentence()).toMatch(/\$48k of longs liquidate if it falls another 1 %\.$/)
  })

  test('a long liquidated by 0.9 % is within the next 1 %, one at 1.1 % is not', () => {
    const market = new HandMadeMarket({
      hours: 1,
      accounts: [{ venue: 0 }, { venue: 0 }, { venue: 0 }],
    })
    const accounts = market.statements[0]
    const lots = [10_000, 10_000, -10_000]
    const ticks = [47_568, 47_472, 47_990]
    for (let row = 0; row < 3; row++) {
      accounts.rowLots[row << F64] = lots[row]
      accounts.rowLiquidationTicks[row << I32] = ticks[row]
    }
    const observer = createObserver(market.record)
    market.runTo(1, observer)
    expect(observer.totals().nextOnePercentUsd).toBe(48_000)
  })

  test('prices change since the event day began, before that since the start', () => {
    const market = new HandMadeMarket({ hours: 30, eventHour: 2 })
    const observer = createObserver(market.record)
    market.at(HOUR, () => market.setPrice(0, 50_000))
    market.runTo(90 * 60, observer)
    expect(observer.quotes().changeFraction[0]).toBeCloseTo(2 / 48, 9)
    market.at(3 * HOUR, () => market.setPrice(0, 47_500))
    market.runTo(4 * HOUR, observer)
    expect(observer.quotes().changeFraction[0]).toBeCloseTo(-0.05, 9)
    expect(observer.quotes().priceUsd[0]).toBe(47_500)
  })
})

describe('events', () => {
  test('alike ones of one second are one, with their dollars and count', () => {
    const market = new HandMadeMarket({ hours: 1, accounts: [{ venue: 0 }, { venue: 0 }] })
    const observer = createObserver(market.record)
    const takeover = { account: 0, otherAccount: 1, side: Side.Sell, lots: 10, amountQuote: 5e7 }
    market.at(5, () => {
      market.event(0, EventKind.Takeover, takeover)
      market.event(0, EventKind.Takeover, takeover)
      market.event(0, EventKind.Deleveraged, { ...takeover, side: Side.Buy })
      market.event(1, EventKind.CircuitBreaker, { note: 1 })
    })
    market.at(6, () => market.event(0, EventKind.Takeover, takeover))
    market.runTo(60, observer)
    expect(observer.events().map(({ kind, usd, count }) => [kind, usd, count])).toEqual([
      ['takeover', 10_000, 2],
      ['deleveraging', 5_000, 1],
      ['breaker', 0, 1],
      ['takeover', 5_000, 1],
    ])
    expect(observer.tapeRows(9).map((row) => row.text)).toEqual([
      "BTC longs to Binance's fund",
      'Bybit halts BTC',
      'BTC winners deleveraged, Binance',
      "BTC longs to Binance's fund",
    ])
  })

  test('news stands at the second it began, in order', () => {
    const market = new HandMadeMarket({ hours: 1 })
    const observer = createObserver(market.record)
    market.at(20, () => {
      market.news.push({ kind: 'press', title: 'A story', startStep: 20, size: -0.02 })
    })
    market.at(30, () => market.event(0, EventKind.LeverageLimit, { note: 20 }))
    market.runTo(60, observer)
    expect(observer.events().map(({ kind, step }) => `${kind} ${step}`)).toEqual([
      'news 20',
      'limit 30',
    ])
    expect(observer.tapeRows(1)[0].text).toBe('Binance limits new positions to 20×')
  })
})
