// Examples of liquidation, rulebook by rulebook: from the mark that crosses to the last quote unit.
// BTC: one lot at 48,000 is 48,000 quote units. Positions are granted, the mark is the last trade.
import { describe, expect, it } from 'vitest'
import { F64, I32, U8 } from '../base/shifts.ts'
import { AccountState } from '../market/accounts.ts'
import { DeleveragingRanking, MarkPriceChoice } from '../market/controls.ts'
import { EventKind, RejectReason } from '../market/events.ts'
import { Cause, Population } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { VenueStage } from '../testing/venueStage.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { bybitRulebook } from './rulebooks/bybit.ts'
import { ftxRulebook } from './rulebooks/ftx.ts'
import type { Rulebook } from './rulebooks/rulebook.ts'

const PERPETUAL = 1
const ENTRY = 48_000
const NOTHING = { cash: 0, coins: 0, positions: 0, liquidations: 0 }

/** A long of 1,000 lots at 20x, bankrupt at 45,600 and liquidated at 45,783 on Binance. */
function stageWithLong(
  rulebook: Rulebook,
  fundUsd = 1_000_000,
  lots = 1000,
  leverage = 20,
  traders = 1,
) {
  const stage = new VenueStage({ rulebook, insuranceFundUsd: fundUsd })
  stage.venue.controls.markPrice = MarkPriceChoice.Last
  const maker = stage.cross(100_000_000)
  const long = stage.isolated(0, 100, 2, traders)
  stage.printer()
  const margin = (lots * ENTRY) / leverage
  stage.venue.grantPosition(long, PERPETUAL, lots, ENTRY, leverage, margin)
  stage.venue.grantPosition(maker, PERPETUAL, -lots, ENTRY, 1, 0)
  stage.run()
  return { stage, maker, long, fund: stage.parts.accounts.fundAccount }
}

function walletUnits(stage: VenueStage, account: number): number {
  return stage.venue.statements.walletQuote[account << F64]!
}

function checked(stage: VenueStage): void {
  expect(stage.venue.residuals()).toEqual(NOTHING)
  expect(stage.audit()).toEqual([])
}

describe('on Binance a position that the mark has passed', () => {
  it('enters liquidation with its whole notional, its traders and its leverage', () => {
    const { stage, long } = stageWithLong(binanceRulebook(), 0, 1000, 20, 7)
    stage.print(45_784)
    expect(stage.events(EventKind.Liquidation)).toEqual([])
    stage.print(45_783)
    expect(stage.events(EventKind.Liquidation)).toMatchObject([
      { account: long, side: Side.Sell, lots: 1000, priceTicks: 45_783, note: 20 },
    ])
    const page = stage.page()
    expect(page.liquidatedLongQuote[0]).toBe(45_783_000)
    expect(page.liquidatedShortQuote[0]).toBe(0)
    expect(page.liquidatedTraders[0]).toBe(7)
    expect(stage.venue.statements.state[long << U8]).toBe(AccountState.InLiquidation)
    checked(stage)
  })

  it('is sold into the book one step later; what is left of its margin goes to the fund', () => {
    const { stage, maker, long, fund } = stageWithLong(binanceRulebook())
    stage.quote(maker, PERPETUAL, 45_700, 0, 5000)
    stage.print(45_780)
    const before = walletUnits(stage, fund)
    stage.run()
    expect(stage.events(EventKind.Trade)).toMatchObject([
      { account: long, cause: Cause.Liquidation, priceTicks: 45_700, lots: 1000 },
    ])
    // 2,400,000 of margin - 2,300,000 lost - 18,280 fee; the clearance fee may take up to 0.5 %.
    expect(walletUnits(stage, fund) - before).toBe(81_720)
    expect(walletUnits(stage, long)).toBe(1_000_000)
    expect(stage.venue.statements.state[long << U8]).toBe(AccountState.Open)
    checked(stage)
  })

  it('gets back what a clearance fee of half a percent leaves of its margin', () => {
    const { stage, maker, long, fund } = stageWithLong(binanceRulebook(), 0, 50_000)
    stage.venue.controls.maintenanceScale = 3
    stage.quote(maker, PERPETUAL, 46_200, 0, 50_000)
    stage.print(46_250)
    stage.run()
    const notional = 50_000 * 46_250
    const left = 120_000_000 - 1_800 * 50_000 - Math.floor(46_200 * 50_000 * 0.0004)
    const fee = Math.floor(notional * 0.005)
    expect(walletUnits(stage, fund)).toBe(fee)
    expect(walletUnits(stage, long)).toBe(1_000_000 + left - fee)
    checked(stage)
  })

  it('is taken over at the bankruptcy price where nobody buys', () => {
    const { stage, long, fund } = stageWithLong(binanceRulebook())
    stage.print(45_780)
    stage.run()
    expect(stage.events(EventKind.Takeover)).toMatchObject([
      {
        account: long,
        otherAccount: fund,
        priceTicks: 45_600,
        lots: 1000,
        amountQuote: 45_600_000,
      },
    ])
    expect(stage.lots(fund)).toBe(1000)
    expect(stage.venue.statements.rowMarginQuote[stage.row(long) << F64]).toBe(0)
    expect(walletUnits(stage, long)).toBe(1_000_000)
    checked(stage)
  })

  it('is filled in part and taken over for the rest, so that nothing is left and nothing is owed', () => {
    const { stage, maker, long, fund } = stageWithLong(binanceRulebook())
    stage.quote(maker, PERPETUAL, 45_700, 0, 400)
    stage.print(45_780)
    stage.run()
    expect(stage.events(EventKind.Takeover)).toMatchObject([{ lots: 600 }])
    expect(stage.lots(fund)).toBe(600)
    expect(stage.venue.statements.rowMarginQuote[stage.row(long) << F64]).toBe(0)
    checked(stage)
  })

  it('never trades below its bankruptcy price', () => {
    const { stage, maker } = stageWithLong(binanceRulebook())
    stage.quote(maker, PERPETUAL, 45_599, 0, 5000)
    stage.print(45_700)
    stage.run()
    expect(
      stage.events(EventKind.Trade).filter((trade) => trade.cause === Cause.Liquidation),
    ).toEqual([])
    expect(stage.events(EventKind.Takeover)).toHaveLength(1)
  })

  it('loses its resting orders, and its requests are rejected', () => {
    const { stage, long } = stageWithLong(binanceRulebook())
    stage.venue.controls.breakerThreshold = 0.02
    stage.venue.controls.breakerWindowSteps = 60
    stage.venue.controls.breakerHaltSteps = 30
    stage.order(long, PERPETUAL, Side.Sell, 500, {
      kind: 0,
      priceTicks: 50_000,
      slot: 0,
      reduceOnly: true,
    })
    stage.run()
    stage.print(45_780)
    expect(stage.venue.statements.slotLots[stage.venue.statements.slotOffset[long << I32]!]).toBe(0)
    // The fall has also halted the book: the liquidation waits, and is still counted as pending.
    stage.order(long, PERPETUAL, Side.Sell, 500)
    stage.run()
    expect(stage.events(EventKind.OrderRejected).map((event) => event.note)).toEqual([
      RejectReason.InLiquidation,
    ])
    expect(stage.lots(long)).toBe(1000)
    checked(stage)
    stage.run(30)
    expect(stage.lots(long)).toBe(0)
    checked(stage)
  })
})

describe('the insurance fund', () => {
  it('works a position off into the book, in slices near the touch', () => {
    const { stage, maker, fund } = stageWithLong(binanceRulebook())
    stage.print(45_780)
    stage.run()
    stage.quote(maker, PERPETUAL, 45_700, 0, 5000)
    stage.run(2)
    const [trade] = stage.events(EventKind.Trade)
    expect(trade).toMatchObject({ account: fund, cause: Cause.Backstop, priceTicks: 45_700 })
    expect(trade!.lots).toBeLessThanOrEqual(20)
    stage.run(200)
    expect(stage.lots(fund)).toBe(0)
    checked(stage)
  })
})

describe('auto-deleveraging', () => {
  /** A long of 1,000 and two shorts of 600: at 10x from 48,000 and at 25x from 47,000. */
  const threeSides = (ranking: number, deleveraging = true) => {
    const stage = new VenueStage({ rulebook: binanceRulebook(), insuranceFundUsd: 0 })
    const { controls } = stage.venue
    controls.markPrice = MarkPriceChoice.Last
    controls.deleveragingRanking = ranking
    controls.deleveraging = deleveraging
    const long = stage.isolated(0)
    const low = stage.isolated(0)
    const high = stage.isolated(0)
    const rest = stage.cross(1_000_000)
    stage.printer()
    stage.venue.grantPosition(long, PERPETUAL, 1000, ENTRY, 20, 2_400_000)
    stage.venue.grantPosition(low, PERPETUAL, -600, ENTRY, 10, 2_880_000)
    stage.venue.grantPosition(high, PERPETUAL, -600, 47_000, 25, 1_128_000)
    stage.venue.grantPosition(rest, PERPETUAL, 200, ENTRY, 1, 0)
    stage.run()
    stage.print(45_500)
    stage.run()
    return { stage, low, high, fund: stage.parts.accounts.fundAccount }
  }

  it('closes the highest profit times leverage first, at the bankruptcy price', () => {
    const { stage, low, high, fund } = threeSides(DeleveragingRanking.ProfitTimesLeverage)
    const closed = stage.events(EventKind.Deleveraged)
    expect(closed).toMatchObject([
      { account: high, otherAccount: fund, side: Side.Buy, lots: 600, priceTicks: 45_600 },
      { account: low, otherAccount: fund, side: Side.Buy, lots: 400, priceTicks: 45_600 },
    ])
    expect([stage.lots(high), stage.lots(low), stage.lots(fund)]).toEqual([0, -200, 0])
    // (47,000 - 45,600) x 600 and its margin, all in the wallet.
    expect(walletUnits(stage, high)).toBe(840_000 + 1_128_000)
    checked(stage)
  })

  it('or everyone in profit in proportion to size', () => {
    const { stage, low, high } = threeSides(DeleveragingRanking.ProRata)
    expect([stage.lots(high), stage.lots(low)]).toEqual([-100, -100])
    checked(stage)
  })

  it('does not happen when it is off: the fund carries the position below zero', () => {
    const { stage, fund } = threeSides(DeleveragingRanking.ProfitTimesLeverage, false)
    expect(stage.events(EventKind.Deleveraged)).toEqual([])
    expect(stage.lots(fund)).toBe(1000)
    expect(stage.page().insuranceFundQuote[0]).toBe(-100_000)
    checked(stage)
  })

  it('starts on Binance when positions exceed the fund, by the excess', () => {
    // 2,280 USD of fund for a position of 4,560: half of it stays.
    const { stage, fund } = stageWithLong(binanceRulebook(), 2_280)
    stage.print(45_600)
    stage.run()
    expect(stage.lots(fund)).toBe(500)
    checked(stage)
  })

  it('counts a long and a short that the fund took over in one book as their difference', () => {
    // 4,800 USD of fund. A long of 1,000 and a short of 900, both bankrupt: 100 lots, 480 USD.
    const stage = new VenueStage({ rulebook: binanceRulebook(), insuranceFundUsd: 4_800 })
    stage.venue.controls.markPrice = MarkPriceChoice.Last
    const long = stage.isolated(0)
    const short = stage.isolated(0)
    const rest = stage.cross(1_000_000)
    stage.printer()
    stage.venue.grantPosition(long, PERPETUAL, 1000, ENTRY, 20, 2_400_000)
    stage.venue.grantPosition(short, PERPETUAL, -900, ENTRY, 20, 2_160_000)
    stage.venue.grantPosition(rest, PERPETUAL, -100, ENTRY, 1, 0)
    stage.run()
    stage.print(45_700)
    stage.run()
    const fund = stage.parts.accounts.fundAccount
    expect(stage.lots(fund)).toBe(1000)
    stage.print(50_300)
    stage.run()
    expect(stage.lots(short)).toBe(0)
    // A step's work of the fund apart.
    expect(stage.lots(fund)).toBeGreaterThan(0)
    expect(stage.lots(fund)).toBeLessThanOrEqual(100)
    expect(stage.events(EventKind.Deleveraged)).toEqual([])
    checked(stage)
  })

  it('starts on Bybit when the fund has fallen 30 % from its peak', () => {
    const { stage, fund } = stageWithLong(bybitRulebook(), 300)
    stage.print(45_600)
    stage.run()
    expect(stage.lots(fund)).toBe(1000)
    // 100 ticks below: 10 USD of 300 lost; 1,000 ticks: 100 of 300.
    stage.print(45_500)
    expect(stage.lots(fund)).toBe(1000)
    stage.print(44_600)
    expect(stage.lots(fund)).toBe(0)
    checked(stage)
  })
})

describe('on Bybit a large position', () => {
  it('steps down one risk limit and lives on when that covers maintenance', () => {
    // 5,000,000 USD at 25x: the third limit, 1.5 % maintenance less 30,000.
    const lots = 1_041_600
    const { stage, maker, long } = stageWithLong(bybitRulebook(), 1_000_000, lots, 25)
    stage.quote(maker, PERPETUAL, 46_480, 0, 2_000_000)
    stage.print(46_485)
    expect(stage.venue.statements.state[long << U8]).toBe(AccountState.InLiquidation)
    expect(stage.events(EventKind.Liquidation)).toEqual([])
    stage.run()
    const kept = Math.floor(40_000_000_000 / 46_485)
    expect(stage.events(EventKind.Liquidation)).toMatchObject([{ lots: lots - kept, note: 25 }])
    expect(stage.lots(long)).toBe(kept)
    stage.run()
    expect(stage.venue.statements.state[long << U8]).toBe(AccountState.Open)
    checked(stage)
  })

  it('is taken over whole where not even one step finds a buyer', () => {
    const { stage, fund } = stageWithLong(bybitRulebook(), 10_000_000, 1_041_600, 25)
    stage.print(46_485)
    stage.run()
    expect(stage.events(EventKind.Takeover)).toMatchObject([
      { otherAccount: fund, lots: 1_041_600 },
    ])
    checked(stage)
  })

  it('leaves all that remains of its margin to the fund', () => {
    const { stage, maker, long, fund } = stageWithLong(bybitRulebook(), 0)
    stage.quote(maker, PERPETUAL, 45_820, 0, 5000)
    stage.print(45_825)
    stage.run()
    expect(walletUnits(stage, long)).toBe(1_000_000)
    expect(walletUnits(stage, fund)).toBe(2_400_000 - 2_180_000 - 34_365)
  })
})

describe('on FTX', () => {
  const quiet = (providersUsd: number, fundUsd = 1_000_000) => {
    const stage = new VenueStage({ rulebook: ftxRulebook(20), insuranceFundUsd: fundUsd })
    const maker = stage.cross(100_000_000)
    const other = stage.cross(100_000_000)
    const long = stage.isolated(0)
    const short = stage.isolated(0)
    const provider = providersUsd > 0 ? stage.cross(providersUsd, 0, Population.Backstop) : -1
    stage.venue.grantPosition(long, PERPETUAL, 10_000, ENTRY, 20, 24_000_000)
    stage.venue.grantPosition(short, PERPETUAL, -10_000, ENTRY, 5, 96_000_000)
    // A million lots traded: 144 million a day, so that 14,400 lots may be liquidated a second.
    stage.quote(maker, PERPETUAL, 0, ENTRY, 1_000_000)
    stage.order(other, PERPETUAL, Side.Buy, 1_000_000)
    stage.run()
    return { stage, maker, long, short, provider, fund: stage.parts.accounts.fundAccount }
  }

  it('a position below maintenance is sold in slices, about every sixth second, until it is covered', () => {
    const { stage, maker, long } = quiet(0)
    // 20x is liquidated at 47,010; the mark is the ask, between bid and last.
    stage.quote(maker, PERPETUAL, 47_000, 47_002, 9_000_000)
    const slices: number[] = []
    for (let second = 0; second < 60; second++) {
      stage.run()
      for (const trade of stage.events(EventKind.Trade)) slices.push(trade.lots)
    }
    expect(slices.length).toBeGreaterThan(0)
    for (const lots of slices) {
      expect(lots).toBeGreaterThanOrEqual(400)
      expect(lots).toBeLessThanOrEqual(1_500)
    }
    expect(stage.lots(long)).toBeLessThan(10_000)
    expect(stage.lots(long)).toBeGreaterThan(8_000)
    expect(stage.venue.statements.state[long << U8]).toBe(AccountState.Open)
    checked(stage)
  })

  it('slices go out in about one second of six', () => {
    const { stage, maker, long } = quiet(0)
    stage.venue.controls.maintenanceScale = 1.5
    stage.quote(maker, PERPETUAL, 46_900, 46_902, 90_000_000)
    let seconds = 0
    let active = 0
    for (; seconds < 3000 && stage.lots(long) > 0; seconds++) {
      stage.run()
      if (stage.events(EventKind.Trade).length > 0) active++
      if (stage.venue.statements.state[long << U8] === AccountState.Open && seconds > 2) break
    }
    expect(active).toBeGreaterThan(2)
    expect(active / seconds).toBeGreaterThan(0.08)
    expect(active / seconds).toBeLessThan(0.3)
  })

  it('near zero, providers take over at two thirds zero price and one third mark', () => {
    const { stage, maker, long, provider, fund } = quiet(1_000_000)
    // Zero price 45,600; at 46,200 the margin fraction is 1.30 %, under the 1.5 % of auto-close.
    stage.quote(maker, PERPETUAL, 46_198, 46_200, 9_000_000)
    stage.run()
    const before = walletUnits(stage, fund)
    stage.run()
    const lots = Math.ceil(10_000 * (1 - 600 / 46_200 / 0.015))
    expect(stage.events(EventKind.Takeover)).toMatchObject([
      { account: long, otherAccount: provider, lots, priceTicks: 45_800 },
    ])
    expect(stage.lots(provider)).toBe(lots)
    expect(walletUnits(stage, fund) - before).toBe(lots * 200)
    expect(stage.events(EventKind.InsuranceFund)).toMatchObject([
      { note: 2, amountQuote: lots * 200 },
    ])
    expect(stage.events(EventKind.Liquidation)).toMatchObject([{ account: long, lots }])
    checked(stage)
  })

  it('without providers the largest opposing positions take over, in proportion', () => {
    const { stage, maker, short } = quiet(0)
    stage.quote(maker, PERPETUAL, 46_198, 46_200, 9_000_000)
    stage.run(2)
    const closed = stage.events(EventKind.Deleveraged)
    // The maker is short a million lots, the trader ten thousand.
    expect(closed.map((event) => event.account).sort()).toEqual([maker, short].sort())
    const lotsOf = (account: number) => closed.find((event) => event.account === account)!.lots
    expect(lotsOf(maker) / lotsOf(short)).toBeGreaterThan(90)
    checked(stage)
  })

  it('what the fund cannot pay is taken from open profits', () => {
    const { stage, maker, long, short } = quiet(0, 0)
    // A gap to 45,000: 600 ticks below zero on 10,000 lots.
    stage.quote(maker, PERPETUAL, 44_998, 45_000, 9_000_000)
    stage.run(2)
    expect(stage.lots(long)).toBe(0)
    const [loss] = stage.events(EventKind.SocialisedLoss)
    expect(loss!.amountQuote).toBe(6_000_000)
    expect(stage.page().insuranceFundQuote[0]).toBe(0)
    expect(stage.venue.statements.state[short << U8]).toBe(AccountState.Open)
    checked(stage)
  })
})

describe('off the book', () => {
  it('a liquidation closes at the mark against a silent account and touches no price', () => {
    const { stage, maker, long, fund } = stageWithLong(binanceRulebook())
    stage.venue.controls.liquidationsOffBook = true
    stage.quote(maker, PERPETUAL, 45_700, 0, 5000)
    stage.print(45_780)
    const before = walletUnits(stage, fund)
    stage.run()
    expect(stage.events(EventKind.Trade)).toEqual([])
    expect(stage.events(EventKind.Takeover)).toMatchObject([
      { account: long, otherAccount: stage.parts.accounts.silentAccount, priceTicks: 45_780 },
    ])
    expect(stage.lots(long)).toBe(0)
    expect(walletUnits(stage, fund) - before).toBe(180_000)
    checked(stage)
  })
})

describe('a cross-margin account below maintenance', () => {
  it('closes all its positions and keeps nothing but owes nothing', () => {
    const stage = new VenueStage({
      rulebook: binanceRulebook(),
      assetCount: 2,
      insuranceFundUsd: 1e6,
    })
    stage.venue.controls.markPrice = MarkPriceChoice.Last
    const maker = stage.cross(100_000_000)
    const account = stage.cross(20_000)
    stage.printer()
    stage.venue.grantPosition(account, 2, 50_000, ENTRY, 1, 0)
    stage.venue.grantPosition(maker, 2, -50_000, ENTRY, 1, 0)
    stage.venue.grantPosition(account, 3, -10_000, 35_000, 1, 0)
    stage.venue.grantPosition(maker, 3, 10_000, 35_000, 1, 0)
    stage.run()
    stage.print(44_200, 2)
    expect(stage.events(EventKind.Liquidation).map((event) => [event.book, event.lots])).toEqual([
      [2, 50_000],
      [3, 10_000],
    ])
    stage.run()
    expect(stage.events(EventKind.Takeover)).toHaveLength(2)
    expect([stage.lots(account, 2), stage.lots(account, 3)]).toEqual([0, 0])
    expect(walletUnits(stage, account)).toBe(0)
    expect(stage.venue.statements.state[account << U8]).toBe(AccountState.Open)
    checked(stage)
  })

  it('pays a debt with its coins before the fund does', () => {
    const stage = new VenueStage({ rulebook: binanceRulebook(), insuranceFundUsd: 1e6 })
    const maker = stage.cross(100_000_000)
    const account = stage.cross(1_000)
    stage.venue.grantCoins(account, 0, 5_000)
    stage.venue.grantPosition(account, PERPETUAL, 5_000, ENTRY, 1, 0)
    stage.venue.grantPosition(maker, PERPETUAL, -5_000, ENTRY, 1, 0)
    stage.quote(maker, PERPETUAL, 45_000, 0, 50_000)
    stage.quote(maker, 0, 45_000, 0, 50_000, 2)
    stage.order(account, PERPETUAL, Side.Sell, 5_000, { kind: 2, priceTicks: 45_000 })
    stage.run()
    expect(walletUnits(stage, account)).toBeLessThan(0)
    stage.run()
    expect(walletUnits(stage, account)).toBeGreaterThanOrEqual(0)
    expect(stage.lots(account, 0)).toBeLessThan(5_000)
    expect(stage.events(EventKind.InsuranceFund)).toEqual([])
    checked(stage)
  })
})
