// Hyperliquid's flows on a real venue: a slice, a pause, the vault, deleveraging at the previous oracle
// price, prices by an oracle. BTC: one lot at 48,000 is 48,000 quote units.
import { describe, expect, it } from 'vitest'
import { F64, I32, U8 } from '../base/shifts.ts'
import { AccountState } from '../market/accounts.ts'
import { LiquidationEngineChoice, MarkPriceChoice } from '../market/controls.ts'
import { EventKind } from '../market/events.ts'
import { Cause } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { VenueStage } from '../testing/venueStage.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { hyperliquidRulebook } from './rulebooks/hyperliquid.ts'

const PERPETUAL = 1
const ENTRY = 48_000
const NOTHING = { cash: 0, coins: 0, positions: 0, liquidations: 0 }
/** 240,000 USD: a large position. At 20x bankrupt at 45,600, maintenance 1.25 %. */
const LARGE = 50_000

/** A long at 20x; the mark is the last trade, published in every third second (steps 0, 3, 6 ...). */
function stageWithLong(lots: number, fundUsd = 1_000_000) {
  const stage = new VenueStage({ rulebook: hyperliquidRulebook(), insuranceFundUsd: fundUsd })
  stage.venue.controls.markPrice = MarkPriceChoice.Last
  const maker = stage.cross(100_000_000)
  const long = stage.isolated(0, 100)
  stage.printer()
  stage.venue.grantPosition(long, PERPETUAL, lots, ENTRY, 20, (lots * ENTRY) / 20)
  stage.venue.grantPosition(maker, PERPETUAL, -lots, ENTRY, 1, 0)
  stage.run()
  return { stage, maker, long, fund: stage.parts.accounts.fundAccount }
}

/** Trades at a price until the mark is there. */
function moveMark(stage: VenueStage, ticks: number): void {
  stage.print(ticks)
  while (stage.page().markTicks[PERPETUAL] !== ticks) stage.run()
}

function forcedTrades(stage: VenueStage): number[] {
  return stage
    .events(EventKind.Trade)
    .filter((trade) => trade.cause === Cause.Liquidation)
    .map((trade) => trade.lots)
}

function checked(stage: VenueStage): void {
  expect(stage.venue.residuals()).toEqual(NOTHING)
  expect(stage.audit()).toEqual([])
}

describe('on Hyperliquid a position below maintenance', () => {
  // Liquidated where (0.95 / 0.9875) x 48,000 = 46,177.2; the vault comes below 2/3 of maintenance,
  // at (0.95 / (1 - 0.0125 x 2/3)) x 48,000 = 45,983.2.
  it('of at most 100,000 dollars is sold whole, and what is left stays with its owner', () => {
    const { stage, maker, long } = stageWithLong(1_000)
    stage.quote(maker, PERPETUAL, 46_150, 0, 5_000)
    moveMark(stage, 46_177)
    expect(stage.venue.statements.state[long << U8]).toBe(AccountState.InLiquidation)
    stage.run()
    expect(forcedTrades(stage)).toEqual([1_000])
    // 2,400,000 of margin, 1,850 ticks lost, 0.045 % of fee; no clearance fee.
    const left = 2_400_000 - 1_850_000 - Math.floor(46_150_000 * 0.000_45)
    expect(stage.venue.statements.walletQuote[long << F64]).toBe(1_000_000 + left)
    checked(stage)
  })

  it('above 100,000 dollars sends a fifth, waits thirty seconds, then sends the whole', () => {
    const { stage, maker, long } = stageWithLong(LARGE)
    stage.quote(maker, PERPETUAL, 46_020, 0, 900_000)
    // 73 % of maintenance: a fifth less is not enough, the vault is not near.
    moveMark(stage, 46_020)
    const sent: [number, number][] = []
    for (let second = 0; second < 40; second++) {
      stage.run()
      for (const lots of forcedTrades(stage)) sent.push([second, lots])
    }
    expect(sent).toEqual([
      [0, LARGE / 5],
      [30, (LARGE * 4) / 5],
    ])
    expect(stage.lots(long)).toBe(0)
    checked(stage)
  })

  it('stays with its owner where the slice has brought it above maintenance', () => {
    const { stage, maker, long } = stageWithLong(LARGE)
    stage.quote(maker, PERPETUAL, 46_177, 0, 900_000)
    moveMark(stage, 46_177)
    stage.run()
    expect(forcedTrades(stage)).toEqual([LARGE / 5])
    stage.run()
    expect(stage.venue.statements.state[long << U8]).toBe(AccountState.Open)
    expect(stage.venue.statements.rowLiquidationTicks[stage.row(long) << I32]).toBeLessThan(46_177)
    checked(stage)
    // Fallen again, it begins with a slice again.
    stage.cancelAll(maker, PERPETUAL)
    stage.quote(maker, PERPETUAL, 46_030, 0, 900_000)
    moveMark(stage, 46_030)
    stage.run()
    expect(forcedTrades(stage)).toEqual([(LARGE * 4) / 25])
    checked(stage)
  })

  it('where the book does not take it, is sent again every second until the vault takes it', () => {
    const { stage, maker, long, fund } = stageWithLong(1_000)
    moveMark(stage, 46_100)
    stage.quote(maker, PERPETUAL, 46_100, 0, 300)
    stage.run(2)
    expect(forcedTrades(stage)).toEqual([300])
    stage.run(3)
    expect(stage.lots(long)).toBe(700)
    moveMark(stage, 45_700)
    stage.run()
    expect(stage.lots(long)).toBe(0)
    expect(stage.lots(fund)).toBe(700)
    checked(stage)
  })

  it('below two thirds of it passes to the vault with its collateral, at the bankruptcy price', () => {
    const { stage, long, fund } = stageWithLong(LARGE)
    moveMark(stage, 45_983)
    stage.run()
    expect(forcedTrades(stage)).toEqual([])
    expect(stage.events(EventKind.Takeover)).toMatchObject([
      { account: long, otherAccount: fund, lots: LARGE, priceTicks: 45_600 },
    ])
    // The vault holds what the owner lost: 383 ticks above what it paid.
    expect(stage.page().insuranceFundQuote[0]).toBe(1e10 + 383 * LARGE)
    expect(stage.venue.statements.walletQuote[long << F64]).toBe(1_000_000)
    checked(stage)
  })

  it('one tick higher is still sent to the book', () => {
    const { stage, maker } = stageWithLong(LARGE)
    stage.quote(maker, PERPETUAL, 45_900, 0, 900_000)
    moveMark(stage, 45_984)
    stage.run()
    expect(forcedTrades(stage)).toEqual([LARGE / 5])
  })
})

describe('on Hyperliquid a position under water', () => {
  /** A long of 1,000 at 20x; shorts of 600 at 10x from 48,000 and at 25x from 47,000. */
  const underWater = (deleveraging: boolean) => {
    const stage = new VenueStage({ rulebook: hyperliquidRulebook(), insuranceFundUsd: 1_000 })
    stage.venue.controls.markPrice = MarkPriceChoice.Last
    stage.venue.controls.deleveraging = deleveraging
    const long = stage.isolated(0)
    const low = stage.isolated(0)
    const high = stage.isolated(0)
    const rest = stage.cross(1_000_000)
    stage.printer()
    stage.venue.grantCoins(rest, 0, 100)
    stage.venue.grantPosition(long, PERPETUAL, 1_000, ENTRY, 20, 2_400_000)
    stage.venue.grantPosition(low, PERPETUAL, -600, ENTRY, 10, 2_880_000)
    stage.venue.grantPosition(high, PERPETUAL, -600, 47_000, 25, 1_128_000)
    stage.venue.grantPosition(rest, PERPETUAL, 200, ENTRY, 1, 0)
    stage.run()
    // The oracle stands at 45,700 before the fall and at 45,000 after it.
    stage.quote(rest, 0, 45_690, 45_710, 10)
    stage.run(3)
    stage.quote(rest, 0, 44_990, 45_010, 10)
    moveMark(stage, 45_000)
    stage.run()
    return { stage, long, low, high, fund: stage.parts.accounts.fundAccount }
  }

  it('is closed against the highest profit times leverage, at the oracle price before', () => {
    const { stage, long, low, high } = underWater(true)
    expect(stage.events(EventKind.Deleveraged)).toMatchObject([
      { account: high, otherAccount: long, side: Side.Buy, lots: 600, priceTicks: 45_700 },
      { account: low, otherAccount: long, side: Side.Buy, lots: 400, priceTicks: 45_700 },
    ])
    // (48,000 - 45,700) x 1,000 lost of 2,400,000: nobody owes anything.
    expect(stage.venue.statements.walletQuote[long << F64]).toBe(100_000)
    expect([stage.lots(long), stage.lots(low), stage.lots(high)]).toEqual([0, -200, 0])
    checked(stage)
  })

  it('passes to the vault where deleveraging is off, at a price above the mark', () => {
    const { stage, long, fund } = underWater(false)
    expect(stage.events(EventKind.Takeover)).toMatchObject([
      { account: long, otherAccount: fund, lots: 1_000, priceTicks: 45_600 },
    ])
    expect(stage.venue.statements.walletQuote[long << F64]).toBe(0)
    checked(stage)
  })
})

describe('a cross-margin account on Hyperliquid', () => {
  it('sends a fifth of its large position and the whole of its small one', () => {
    const stage = new VenueStage({
      rulebook: hyperliquidRulebook(),
      assetCount: 2,
      insuranceFundUsd: 1e6,
    })
    stage.venue.controls.markPrice = MarkPriceChoice.Last
    const maker = stage.cross(100_000_000)
    const account = stage.cross(20_000)
    stage.printer()
    stage.venue.grantPosition(account, 2, 50_000, ENTRY, 1, 0)
    stage.venue.grantPosition(maker, 2, -50_000, ENTRY, 1, 0)
    stage.venue.grantPosition(account, 3, 10_000, 35_000, 1, 0)
    stage.venue.grantPosition(maker, 3, -10_000, 35_000, 1, 0)
    stage.run()
    // 240,000 and 35,000 USD; at 44,620 equity is 3,100 and maintenance 2,789 + 700.
    stage.print(44_620, 2)
    while (stage.page().markTicks[2] !== 44_620) stage.run()
    expect(stage.venue.statements.state[account << U8]).toBe(AccountState.InLiquidation)
    stage.quote(maker, 2, 44_620, 0, 90_000)
    stage.quote(maker, 3, 34_990, 0, 90_000, 2)
    const sent: number[][] = []
    for (let second = 0; second < 33; second++) {
      stage.run()
      for (const trade of stage.events(EventKind.Trade)) {
        if (trade.cause === Cause.Liquidation) sent.push([trade.book, trade.lots])
      }
    }
    // The smaller position goes whole; then the account is covered again.
    expect(sent).toEqual([
      [2, 10_000],
      [3, 10_000],
    ])
    expect(stage.venue.statements.state[account << U8]).toBe(AccountState.Open)
    expect(stage.lots(account, 2)).toBe(40_000)
    checked(stage)
  })
})

describe("Hyperliquid's prices", () => {
  it('are published every three seconds', () => {
    const { stage } = stageWithLong(1_000)
    const marks: number[] = []
    for (const ticks of [47_900, 47_800, 47_700, 47_600, 47_500, 47_400]) {
      stage.print(ticks)
      marks.push(stage.page().markTicks[PERPETUAL]!)
    }
    expect(marks).toEqual([48_000, 48_000, 47_700, 47_700, 47_700, 47_400])
  })
})

describe('the procedure of Hyperliquid', () => {
  it('may be put in force on any venue', () => {
    const stage = new VenueStage({ rulebook: binanceRulebook(), insuranceFundUsd: 1e6 })
    stage.venue.controls.markPrice = MarkPriceChoice.Last
    stage.venue.controls.liquidationEngine = LiquidationEngineChoice.SliceThenWhole
    const maker = stage.cross(100_000_000)
    const long = stage.isolated(0)
    stage.printer()
    stage.venue.grantPosition(long, PERPETUAL, LARGE, ENTRY, 20, (LARGE * ENTRY) / 20)
    stage.venue.grantPosition(maker, PERPETUAL, -LARGE, ENTRY, 1, 0)
    stage.run()
    stage.quote(maker, PERPETUAL, 45_815, 0, 900_000)
    stage.print(45_815)
    stage.run()
    expect(forcedTrades(stage)).toEqual([LARGE / 5])
    checked(stage)
  })
})
