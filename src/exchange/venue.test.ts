// Examples of a venue's rules, seen from outside: requests in, statements and events out.
import { describe, expect, it } from 'vitest'
import { Columns } from '../base/columns.ts'
import { keysFromSeed } from '../base/keyedRandom.ts'
import { MarginMode } from '../market/accounts.ts'
import { Board } from '../market/board.ts'
import { DEFAULT_ASSETS } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import { RequestKind, RequestQueue } from '../market/requests.ts'
import { QUOTE_UNITS_PER_USD, Side } from '../market/units.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { createVenue } from './venue.ts'

const USD = QUOTE_UNITS_PER_USD

describe('smoke', () => {
  it('trades', () => {
    const columns = new Columns()
    const assets = DEFAULT_ASSETS.slice(0, 1)
    const board = new Board(columns, 1, 1)
    const venue = createVenue(
      {
        venueId: 0,
        venueCount: 1,
        name: 'v',
        rulebook: binanceRulebook(),
        assets,
        keys: keysFromSeed('a'),
        insuranceFundQuote: 0,
      },
      { accountCapacity: 10, rowCapacity: 20, slotCapacity: 100, ordersPerBook: 100 },
      columns,
    )
    const maker = venue.openAccount({
      population: Population.MarketMaker,
      traders: 1,
      ownerAgent: 0,
      marginMode: MarginMode.Cross,
      slots: 10,
    })
    const retail = venue.openAccount({
      population: Population.RetailLeveraged,
      traders: 1,
      ownerAgent: 1,
      marginMode: MarginMode.Isolated,
      slots: 1,
    })
    venue.grantWallet(maker, 1_000_000 * USD)
    venue.grantPurse(retail, 1000 * USD)
    const queue = new RequestQueue()
    queue.order(RequestKind.PostOnly, maker, 1, Side.Sell, 48_010, 1000, Cause.Quote, 0)
    queue.order(RequestKind.PostOnly, maker, 1, Side.Buy, 47_990, 1000, Cause.Quote, 1)
    const row = queue.order(RequestKind.Market, retail, 1, Side.Buy, 0, 1000, Cause.Opinion, -1)
    queue.leverage[row] = 10
    queue.amountQuote[row] = 600 * USD
    venue.step(0, board.page(-1), board.page(0), queue)
    for (let i = 0; i < venue.events.count; i++)
      console.log(
        venue.events.kind[i],
        venue.events.account[i],
        venue.events.note[i],
        venue.events.amountQuote[i],
      )
    console.log(
      venue.statements.rowLots[venue.statements.rowOffset[retail]],
      venue.statements.rowLiquidationTicks[venue.statements.rowOffset[retail]],
    )
    expect(venue.residuals()).toEqual({ cash: 0, coins: 0, positions: 0, liquidations: 0 })
  })
})
