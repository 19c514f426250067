// Liquidations as rows, as a venue's feed shows them, and merged for the page.
import { describe, expect, test } from 'vitest'
import { Side } from '../market/units.ts'
import { type HandMadeAccount, HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'

const crowd = (venue: number, count: number, traders = 1): HandMadeAccount[] =>
  Array.from({ length: count }, () => ({ venue, traders }))

describe('liquidation rows', () => {
  test('liquidations of one second, asset, venue and side are one row', () => {
    const market = new HandMadeMarket({ hours: 1, accounts: crowd(0, 4, 10) })
    const observer = createObserver(market.record)
    market.at(5, () => {
      market.liquidate({ account: 0, usd: 30_000, leverage: 20, priceUsd: 48_000 })
      market.liquidate({ account: 1, usd: 10_000, leverage: 100, priceUsd: 44_000 })
      market.liquidate({ account: 2, usd: 5_000, side: Side.Buy })
      market.liquidate({ account: 3, usd: 7_000, asset: 1 })
    })
    market.runTo(60, observer)
    const rows = observer.liquidationsBetween(0, 60)
    expect(rows.count).toBe(3)
    expect(Array.from(rows.notionalUsd)).toEqual([40_000, 5_000, 7_000])
    expect(rows.traders[0]).toBe(20)
    expect(rows.leverage[0]).toBe(40)
    expect(rows.priceUsd[0]).toBe(47_000)
    expect(Array.from(rows.side)).toEqual([Side.Sell, Side.Buy, Side.Sell])
    expect(Array.from(rows.asset)).toEqual([0, 0, 1])
    expect(observer.liquidationsBetween(6, 60).count).toBe(0)
    expect(observer.liquidationsBetween(5, 6).count).toBe(3)
  })

  test('rows of two seconds or two venues are not merged', () => {
    const market = new HandMadeMarket({ hours: 1, accounts: [...crowd(0, 2), ...crowd(1, 1)] })
    const observer = createObserver(market.record)
    market.at(5, () => market.liquidate({ account: 0, usd: 1_000 }))
    market.at(6, () => market.liquidate({ account: 1, usd: 1_000 }))
    market.at(6, () => market.liquidate({ venue: 1, account: 0, usd: 1_000 }))
    market.runTo(60, observer)
    expect(observer.liquidationsBetween(0, 60).count).toBe(3)
  })

  test("Binance's feed shows the latest order of a symbol and second, and one trader of it", () => {
    const market = new HandMadeMarket({ accounts: [...crowd(0, 3, 10), ...crowd(1, 2, 10)] })
    const observer = createObserver(market.record)
    market.at(5, () => {
      market.liquidate({ account: 0, usd: 30_000 })
      market.liquidate({ account: 1, usd: 20_000 })
      market.liquidate({ account: 2, usd: 7_000, asset: 1 })
      market.liquidate({ venue: 1, account: 0, usd: 1_000 })
      market.liquidate({ venue: 1, account: 1, usd: 2_000 })
    })
    market.runTo(60, observer)
    const measures = observer.measures()
    expect(measures.liquidatedWorst24hUsd).toBe(60_000)
    // 20,000 / 10 of BTC, 7,000 / 10 of ETH; the other venue in full.
    expect(measures.liquidatedReportedWorst24hUsd).toBe(2_000 + 700 + 3_000)
  })

  test('the minute series carries what was liquidated in its minute', () => {
    const market = new HandMadeMarket({ hours: 1, accounts: crowd(0, 3, 10) })
    const observer = createObserver(market.record)
    market.at(59, () => market.liquidate({ account: 0, usd: 30_000 }))
    market.at(60, () => market.liquidate({ account: 1, usd: 20_000, side: Side.Buy }))
    market.at(60, () => market.liquidate({ account: 2, usd: 1_000 }))
    market.runTo(180, observer)
    const { liquidatedLongUsd, liquidatedShortUsd, liquidatedTraders } = observer.series()
    expect(Array.from(liquidatedLongUsd)).toEqual([30_000, 1_000, 0])
    expect(Array.from(liquidatedShortUsd)).toEqual([0, 20_000, 0])
    expect(Array.from(liquidatedTraders)).toEqual([10, 20, 0])
  })

  test('slices of one liquidation count their traders once, and each its dollars', () => {
    const market = new HandMadeMarket({ hours: 1, accounts: crowd(2, 1, 10) })
    const observer = createObserver(market.record)
    for (const step of [5, 9, 500]) {
      market.at(step, () => market.liquidate({ venue: 2, account: 0, usd: 1_000 }))
    }
    market.at(1_200, () => market.liquidate({ venue: 2, account: 0, usd: 1_000 }))
    market.runTo(1_260, observer)
    const { liquidatedTraders, liquidatedLongUsd } = observer.series()
    expect(liquidatedTraders[0]).toBe(10)
    expect(liquidatedLongUsd[0]).toBe(2_000)
    expect(liquidatedTraders[8]).toBe(0)
    expect(liquidatedLongUsd[8]).toBe(1_000)
    expect(liquidatedTraders[20]).toBe(10)
    expect(observer.totals().liquidatedTraders).toBe(10)
  })

  test('the tape lists the newest first', () => {
    const market = new HandMadeMarket({ hours: 1, accounts: crowd(2, 9) })
    const observer = createObserver(market.record)
    for (let account = 0; account < 9; account++) {
      market.at(10 + account, () =>
        market.liquidate({ venue: 2, account, usd: 1_000 * (account + 1), leverage: 50 }),
      )
    }
    market.runTo(60, observer)
    expect(observer.tapeRows(2)).toEqual([
      { step: 18, kind: 'liquidation', text: 'long 50× BTC, FTX', usd: 9_000, side: 1 },
      { step: 17, kind: 'liquidation', text: 'long 50× BTC, FTX', usd: 8_000, side: 1 },
    ])
    expect(observer.tapeRows(50)).toHaveLength(9)
    expect(observer.tapeRows(50, 7_500)).toHaveLength(2)
  })
})
