// C17 (leverage), C18, C19 and C20: who bought, who lost, and how leverage changed, worked by hand.
import { describe, expect, test } from 'vitest'
import { F64, I32, U8 } from '../base/shifts.ts'
import { Cause, Population } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'

const HOUR = 3_600
const BTC = 5
const RETAIL = 0
const MAKER = 1
const FUND = 2
const INSTITUTION = 3

function market(hours: number, eventHour = 1) {
  const day = new HandMadeMarket({
    hours,
    eventHour,
    accounts: [
      { venue: 0, population: Population.RetailLeveraged, walletUsd: 1_000 },
      { venue: 0, population: Population.MarketMaker, professional: true },
      { venue: 0, population: Population.Venue, professional: true },
      { venue: 0, population: Population.Institution, professional: true, walletUsd: 9_000 },
    ],
  })
  const accounts = day.statements[0]
  const rowOf = (account: number) =>
    accounts.rowOffset[account << I32] + (account === RETAIL ? 0 : BTC)
  /** What clearing does to a row: the position and its entry notional, USD. */
  const setPosition = (account: number, coins: number, entryUsd: number, leverage = 0) => {
    accounts.rowLots[rowOf(account) << F64] = Math.round(coins * 10_000)
    accounts.rowEntryQuote[rowOf(account) << F64] = entryUsd * 10_000
    accounts.rowLeverage[rowOf(account) << U8] = leverage
  }
  /** What clearing does to a wallet. */
  const pay = (account: number, usd: number) => {
    accounts.walletQuote[account << F64] += usd * 10_000
  }
  return { day, accounts, setPosition, pay, observer: createObserver(day.record) }
}

describe('losses', () => {
  test('what is realised is netted by account, and each population bears its own', () => {
    const { day, pay, observer } = market(25)
    day.at(2 * HOUR, () => pay(RETAIL, -3_500))
    day.at(3 * HOUR, () => pay(RETAIL, 500))
    day.at(3 * HOUR, () => pay(INSTITUTION, -400))
    day.at(3 * HOUR, () => pay(MAKER, 3_400))
    day.runTo(25 * HOUR, observer)
    const measures = observer.measures()
    expect(measures['realisedLossUsd.retail, leveraged']).toBe(3_000)
    expect(measures['realisedLossUsd.institutions']).toBe(400)
    expect(measures['realisedGainUsd.market makers']).toBe(3_400)
    expect(measures.retailShareOfLosses).toBeCloseTo(3_000 / 3_400, 12)
    expect(observer.scoreRows()[18].verdict).toBe('within')
  })

  test('they are known from the first full hour of the event day on', () => {
    const { day, pay, observer } = market(25)
    day.at(HOUR + 60, () => pay(RETAIL, -3_500))
    day.runTo(2 * HOUR - 60, observer)
    expect(observer.measures().realisedLossUsd).toBeUndefined()
    day.runTo(2 * HOUR, observer)
    expect(observer.measures().realisedLossUsd).toBe(3_500)
  })

  test('money moved between wallet, margin and purse is not lost', () => {
    const { day, accounts, pay, observer } = market(25)
    day.at(2 * HOUR, () => {
      pay(RETAIL, -600)
      accounts.rowMarginQuote[accounts.rowOffset[RETAIL << I32] << F64] += 250 * 10_000
      accounts.purseQuote[RETAIL << F64] += 350 * 10_000
    })
    day.runTo(25 * HOUR, observer)
    expect(observer.measures().realisedLossUsd).toBe(0)
    expect(observer.scoreRows()[18].verdict).toBe('off')
  })

  test('coins bought or sold on spot are neither profit nor loss', () => {
    const { day, pay, observer } = market(25)
    day.at(2 * HOUR, () => {
      const spot = { book: 0, side: Side.Buy, priceUsd: 45_000, usd: 4_500 }
      day.trade({ ...spot, taker: INSTITUTION, maker: MAKER })
      pay(INSTITUTION, -4_500)
      pay(MAKER, 4_500)
    })
    day.runTo(25 * HOUR, observer)
    expect(observer.measures().realisedLossUsd).toBe(0)
    expect(observer.measures()['realisedGainUsd.market makers']).toBe(0)
  })

  test('coins that an owner buys from itself are neither, too', () => {
    const day = new HandMadeMarket({
      hours: 25,
      eventHour: 1,
      accounts: [7, 7].map((ownerAgent) => ({
        venue: 0,
        population: Population.WashTrader,
        professional: true,
        ownerAgent,
      })),
    })
    const observer = createObserver(day.record)
    day.at(2 * HOUR, () => {
      day.trade({ book: 0, side: Side.Buy, taker: 0, maker: 1, priceUsd: 45_000, usd: 4_500 })
      day.statements[0].walletQuote[0 << F64] = -4_500 * 10_000
      day.statements[0].walletQuote[1 << F64] = 4_500 * 10_000
    })
    day.runTo(25 * HOUR, observer)
    expect(observer.measures().realisedLossUsd).toBe(0)
  })

  test("the fund's losses and those before and after the day are nobody's", () => {
    const { day, pay, observer } = market(49)
    day.at(HOUR / 2, () => pay(RETAIL, -100))
    day.at(2 * HOUR, () => pay(FUND, -1_000))
    day.at(2 * HOUR, () => pay(INSTITUTION, -50))
    day.at(25 * HOUR, () => pay(RETAIL, -100))
    day.runTo(49 * HOUR, observer)
    expect(observer.measures().realisedLossUsd).toBe(50)
    expect(observer.scoreRows()[18]).toMatchObject({ value: 0, verdict: 'off' })
  })
})

describe('institutions', () => {
  function buying(priceUsd: number, side: Side, laterUsd: number) {
    const { day, observer } = market(73)
    day.at(2 * HOUR, () =>
      day.trade({ book: 0, side, taker: INSTITUTION, maker: MAKER, priceUsd, usd: priceUsd }),
    )
    day.at(50 * HOUR, () => day.setPrice(0, laterUsd))
    day.runTo(73 * HOUR, observer)
    return observer
  }

  test('one coin bought at 45,000 and worth 46,000 two days later', () => {
    const observer = buying(45_000, Side.Buy, 46_000)
    expect(observer.measures().institutionsBoughtBelowUsd).toBe(45_000)
    expect(observer.measures().institutionsProfit48hUsd).toBeCloseTo(1_000, 6)
    expect(observer.scoreRows()[17].verdict).toBe('within')
  })

  test('a purchase above the price before the shock is no bargain', () => {
    const observer = buying(48_100, Side.Buy, 50_000)
    expect(observer.measures().institutionsBoughtBelowUsd).toBe(0)
    expect(observer.scoreRows()[17].verdict).toBe('off')
  })

  test('a bargain that falls further, or a sale, is off', () => {
    expect(buying(45_000, Side.Buy, 44_000).scoreRows()[17].verdict).toBe('off')
    const selling = buying(45_000, Side.Sell, 44_000)
    expect(selling.measures().institutionsBoughtBelowUsd).toBe(-45_000)
    expect(selling.scoreRows()[17].verdict).toBe('off')
  })

  test('institutions buy as makers too, and not from one another', () => {
    const { day, observer } = market(25)
    const trade = { book: BTC, side: Side.Sell, priceUsd: 45_000, usd: 45_000 }
    day.at(2 * HOUR, () => day.trade({ ...trade, taker: RETAIL, maker: INSTITUTION }))
    day.at(2 * HOUR, () => day.trade({ ...trade, taker: INSTITUTION, maker: INSTITUTION }))
    day.runTo(25 * HOUR, observer)
    expect(observer.measures().institutionsBoughtBelowUsd).toBe(45_000)
  })
})

describe('leverage', () => {
  test('the median of newly opened positions is by money, retail takers only', () => {
    const { day, setPosition, observer } = market(72, 24)
    const open = (step: number, leverage: number, usd: number, more = {}) =>
      day.at(step, () => {
        setPosition(RETAIL, 1, 48_000, leverage)
        const trade = {
          book: BTC,
          side: Side.Buy,
          taker: RETAIL,
          maker: MAKER,
          priceUsd: 48_000,
          usd,
        }
        day.trade({ ...trade, cause: Cause.Opinion, ...more })
      })
    open(1 * HOUR, 50, 100)
    open(2 * HOUR, 20, 150)
    open(3 * HOUR, 100, 40)
    open(4 * HOUR, 3, 10_000, { cause: Cause.Exit })
    open(5 * HOUR, 3, 10_000, { taker: MAKER, maker: RETAIL })
    open(50 * HOUR, 15, 300)
    open(51 * HOUR, 50, 200)
    day.runTo(72 * HOUR, observer)
    const measures = observer.measures()
    expect(measures.newLeverageBefore).toBe(20)
    expect(measures.newLeverageAfter).toBe(15)
    expect(observer.scoreRows()[19]).toMatchObject({ value: 0.75, verdict: 'within' })
  })

  test('unchanged leverage is near or off, never within', () => {
    const { day, setPosition, observer } = market(72, 24)
    setPosition(RETAIL, 1, 48_000, 20)
    for (const step of [HOUR, 50 * HOUR]) {
      day.at(step, () =>
        day.trade({
          book: BTC,
          side: Side.Buy,
          taker: RETAIL,
          maker: MAKER,
          priceUsd: 48_000,
          usd: 10,
        }),
      )
    }
    day.runTo(72 * HOUR, observer)
    expect(observer.scoreRows()[19]).toMatchObject({ value: 1, verdict: 'near' })
  })

  test('open interest over equity is a mean over hours, before and after the event day', () => {
    const { day, observer } = market(49)
    const setOpenInterest = (coins: number) =>
      day.page().openInterestLots.set([coins * 10_000], BTC)
    day.at(0, () => setOpenInterest(1))
    day.at(24 * HOUR, () => setOpenInterest(0.5))
    day.runTo(49 * HOUR, observer)
    const measures = observer.measures()
    // 48,000 of positions over 10,000 of equity.
    expect(measures.leverageBefore).toBeCloseTo(4.8, 9)
    expect(measures.leverageAfterOverBefore).toBeCloseTo(0.5, 9)
    expect(measures['equityUsd.institutions']).toBe(9_000)
  })

  test('a scan counts wallet, margin, open profit and coins', () => {
    const { day, accounts, setPosition, observer } = market(25)
    setPosition(RETAIL, -0.5, -25_000)
    accounts.rowMarginQuote[accounts.rowOffset[RETAIL << I32] << F64] = 500 * 10_000
    accounts.rowLots[accounts.rowOffset[INSTITUTION << I32] << F64] = 2 * 10_000
    day.runTo(2 * HOUR, observer)
    const measures = observer.measures()
    expect(measures['equityUsd.retail, leveraged']).toBe(1_000 + 500 + 25_000 - 24_000)
    expect(measures['equityUsd.institutions']).toBe(9_000 + 96_000)
    expect(measures['positionsUsd.retail, leveraged']).toBe(24_000)
  })
})
