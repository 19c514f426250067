// Examples of a coin market: one liquidation of a coin-margined long to the last unit of the coin, and
// random flow under which no unit of it is lost. BTC, contracts of 100 USD, money in 10^-8 BTC.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { F64 } from '../base/shifts.ts'
import { MarkPriceChoice } from '../market/controls.ts'
import { EventKind, RejectReason } from '../market/events.ts'
import { listingOf } from '../market/instruments.ts'
import { Cause } from '../market/kinds.ts'
import { RequestKind } from '../market/requests.ts'
import { Side } from '../market/units.ts'
import { VenueCrowd } from '../testing/venueCrowd.ts'
import { VenueStage } from '../testing/venueStage.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { bybitRulebook } from './rulebooks/bybit.ts'
import { coinMargined } from './rulebooks/coinMargined.ts'
import { ftxRulebook } from './rulebooks/ftx.ts'

const BOOK = 1
const ENTRY = 48_000
const NOTHING = { cash: 0, coins: 0, positions: 0, liquidations: 0 }
const RULEBOOK = coinMargined(binanceRulebook())

/** 480 contracts: one BTC at 48,000. At 20x its margin is 0.05 BTC, bankrupt at 45,714.3. */
function stageWithLong() {
  const coin = listingOf(100, 1)
  const stage = new VenueStage({ rulebook: RULEBOOK, coin, insuranceFundUsd: 480_000 })
  stage.venue.controls.markPrice = MarkPriceChoice.Last
  const maker = stage.cross(100_000_000)
  const long = stage.isolated(0, 48, 2, 7)
  stage.printer()
  stage.venue.grantPosition(long, BOOK, 480, ENTRY, 20, 5_000_000)
  stage.venue.grantPosition(maker, BOOK, -480, ENTRY, 1, 0)
  stage.run()
  return { stage, maker, long, fund: stage.parts.accounts.fundAccount }
}

describe('a coin-margined long', () => {
  it('is liquidated at EP (1 + MMR) L / (L + 1), counted at its face in dollars', () => {
    const { stage, long } = stageWithLong()
    // 48,000 x 1.004 x 20 / 21 = 45,897.1: the linear long of 20x would live until 45,783.
    stage.print(45_898)
    expect(stage.events(EventKind.Liquidation)).toEqual([])
    stage.print(45_897)
    expect(stage.events(EventKind.Liquidation)).toMatchObject([
      { account: long, side: Side.Sell, lots: 480, priceTicks: 45_897, amountQuote: 480_000_000 },
    ])
    const page = stage.page()
    expect(page.liquidatedLongQuote[0]).toBe(480_000_000)
    expect(page.liquidatedTraders[0]).toBe(7)
  })

  it('is sold into the book to the last unit of the coin; what is left goes to the fund', () => {
    const { stage, maker, long, fund } = stageWithLong()
    stage.quote(maker, BOOK, 45_800, 0, 400)
    stage.quote(maker, BOOK, 45_750, 0, 400, 2)
    stage.print(45_880)
    const { walletQuote } = stage.venue.statements
    const before = walletQuote[fund << F64]!
    stage.run()
    expect(stage.events(EventKind.Trade)).toMatchObject([
      { account: long, cause: Cause.Liquidation, priceTicks: 45_800, lots: 400 },
      { account: long, cause: Cause.Liquidation, priceTicks: 45_750, lots: 80 },
    ])
    // 400 x 100 / 45,800 + 80 x 100 / 45,750 = 0.87336245 + 0.17486339 BTC bought for the 1 BTC sold:
    // a loss of 0.04822584 and a fee of 0.0004 x 1.04822584 leave 0.00135487 of the margin of 0.05.
    expect(walletQuote[fund << F64]! - before).toBe(135_487)
    expect(walletQuote[long << F64]).toBe(100_000)
    expect(stage.venue.residuals()).toEqual(NOTHING)
    expect(stage.audit()).toEqual([])
  })

  it('passes to the fund at the bankruptcy price when nobody buys, and the fund pays in coins', () => {
    const { stage, long, fund } = stageWithLong()
    stage.print(45_880)
    stage.run()
    expect(stage.events(EventKind.Takeover)).toMatchObject([
      {
        account: long,
        otherAccount: fund,
        lots: 480,
        priceTicks: 45_714,
        amountQuote: 480_000_000,
      },
    ])
    expect(stage.venue.statements.rowEntryQuote[stage.row(fund) << F64]).toBe(-105_000_000)
    expect(stage.lots(long)).toBe(0)
    expect(stage.venue.residuals()).toEqual(NOTHING)
    expect(stage.audit()).toEqual([])
  })

  it('finds no coins for sale in a coin market: they are the money of it', () => {
    const { stage, maker } = stageWithLong()
    stage.order(maker, 0, Side.Buy, 1, { kind: RequestKind.Limit, priceTicks: 1, slot: 0 })
    stage.run()
    expect(stage.events(EventKind.OrderRejected)).toMatchObject([
      { note: RejectReason.UnknownBook },
    ])
  })
})

const wishes = fc.record({
  seed: fc.integer(),
  rulebook: fc.nat(2),
  fundUsd: fc.constantFrom(0, 20_000, 5_000_000),
  engine: fc.constantFrom(0, 0, 1, 2, 3),
  mark: fc.constantFrom(0, 0, 1, 2, 3),
  ranking: fc.constantFrom(0, 1),
  deleveraging: fc.boolean(),
  offBook: fc.constantFrom(false, false, false, true),
  crash: fc.constantFrom(0.05, 0.15, 0.4),
})

describe('a coin market under random flow', () => {
  it('keeps every unit of the coin, nets its contracts to zero and ends what it liquidates', () => {
    const rulebooks = [RULEBOOK, coinMargined(bybitRulebook()), coinMargined(ftxRulebook(101))]
    const met = new Set<number>()
    fc.assert(
      fc.property(wishes, (wish) => {
        const rulebook = rulebooks[wish.rulebook]!
        const crowd = new VenueCrowd(String(wish.seed), rulebook, wish.fundUsd, listingOf(5, 1))
        crowd.crash = wish.crash
        const { controls, events } = crowd.stage.venue
        controls.liquidationEngine = wish.engine
        controls.markPrice = wish.mark
        controls.deleveraging = wish.deleveraging
        controls.deleveragingRanking = wish.ranking
        controls.liquidationsOffBook = wish.offBook
        for (let step = 0; step < 240; step++) {
          if (step === 120) controls.maintenanceScale = 1.5
          crowd.run()
          expect(crowd.stage.venue.residuals()).toEqual(NOTHING)
          expect(crowd.stage.audit()).toEqual([])
          for (let event = 0; event < events.count; event++) met.add(events.kind[event]!)
        }
      }),
      { numRuns: 25, seed: 20_211_204 },
    )
    const { Liquidation, Takeover, Deleveraged, SocialisedLoss, Funding, InsuranceFund } = EventKind
    const wanted = [Liquidation, Takeover, Deleveraged, SocialisedLoss, Funding, InsuranceFund]
    expect(wanted.filter((kind) => !met.has(kind))).toEqual([])
  })
})
