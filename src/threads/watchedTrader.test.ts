// One trader as it is watched: what happened before counts.
import { describe, expect, test } from 'vitest'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { WatchedTrader } from './watchedTrader.ts'

const HOUR = 3_600

describe('a trader that was liquidated before it was watched', () => {
  const market = new HandMadeMarket({ accounts: [{ venue: 0, walletUsd: 14.2 }] })
  market.runTo(30 * HOUR)

  test('is out, and its diary says since when', () => {
    const trader = new WatchedTrader(market.record, { venue: 0, account: 0 }, 29 * HOUR)
    expect(trader.now()).toMatchObject({ state: 'liquidated', equityUsd: 14.2 })
    expect(trader.now().diary[0]!.text).toBe(
      'watched from here on, Binance, liquidated on day 2, 05:00',
    )
  })

  test('is not out yet before that, and no more a day after', () => {
    const trader = new WatchedTrader(market.record, { venue: 0, account: 0 }, 29 * HOUR)
    trader.moveTo(28 * HOUR)
    expect(trader.now().state).toBe('flat')
    trader.moveTo(29 * HOUR + 1)
    expect(trader.now().state).toBe('liquidated')
    expect(new WatchedTrader(market.record, { venue: 0, account: 0 }, HOUR).now().state).toBe(
      'flat',
    )
  })
})
