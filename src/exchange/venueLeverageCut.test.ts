// A leverage cap that comes while positions are open: the grace time, the cut, and who is spared.
// BTC: one lot at 48,000 is 48,000 quote units.
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { F64, I32, U8 } from '../base/shifts.ts'
import { AccountState } from '../market/accounts.ts'
import { MarkPriceChoice } from '../market/controls.ts'
import { EventKind } from '../market/events.ts'
import { Cause } from '../market/kinds.ts'
import { RequestKind } from '../market/requests.ts'
import { Side } from '../market/units.ts'
import { VenueStage } from '../testing/venueStage.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { bybitRulebook } from './rulebooks/bybit.ts'
import { ftxRulebook } from './rulebooks/ftx.ts'
import { hyperliquidRulebook } from './rulebooks/hyperliquid.ts'
import type { Rulebook } from './rulebooks/rulebook.ts'

const PERPETUAL = 1
const ENTRY = 48_000
const NOTHING = { cash: 0, coins: 0, positions: 0, liquidations: 0 }
const GRACE = 20

interface Holding {
  readonly lots: number
  readonly leverage: number
  readonly purseUsd?: number
}

function stageWith(holdings: readonly Holding[], rulebook: Rulebook = binanceRulebook()) {
  const stage = new VenueStage({ rulebook, insuranceFundUsd: 1e6 })
  stage.venue.controls.markPrice = MarkPriceChoice.Last
  const maker = stage.cross(1e9)
  let net = 0
  const holders = holdings.map(({ lots, leverage, purseUsd = 0 }) => {
    const account = stage.isolated(purseUsd)
    const margin = Math.ceil((Math.abs(lots) * ENTRY) / leverage)
    stage.venue.grantPosition(account, PERPETUAL, lots, ENTRY, leverage, margin)
    net += lots
    return account
  })
  if (net !== 0) stage.venue.grantPosition(maker, PERPETUAL, -net, ENTRY, 1, 0)
  stage.quote(maker, PERPETUAL, 47_990, 48_010, 1_000_000)
  stage.run()
  return { stage, maker, holders }
}

/** Caps leverage now, for open positions too. */
function announce(stage: VenueStage, cap: number): void {
  stage.venue.controls.leverageCap = cap
  stage.venue.controls.capsOpenPositions = true
  stage.venue.controls.capGraceSteps = GRACE
}

/** Runs steps; returns the lots that cuts closed in each, and fails on a liquidation. */
function runAndCount(stage: VenueStage, steps: number): number[] {
  const cut: number[] = []
  for (let step = 0; step < steps; step++) {
    stage.run()
    let lots = 0
    for (const trade of stage.events(EventKind.Trade)) {
      if (trade.cause === Cause.LeverageCut) lots += trade.lots
    }
    cut.push(lots)
    expect(stage.events(EventKind.Liquidation)).toEqual([])
  }
  return cut
}

/** Entry notional over margin. */
function leverageOf(stage: VenueStage, account: number): number {
  const { rowEntryQuote, rowMarginQuote } = stage.venue.statements
  const row = stage.row(account)
  return Math.abs(rowEntryQuote[row << F64]!) / rowMarginQuote[row << F64]!
}

function checked(stage: VenueStage): void {
  expect(stage.venue.residuals()).toEqual(NOTHING)
  expect(stage.audit()).toEqual([])
}

describe('a leverage cap for open positions', () => {
  it('leaves them alone while the grace time runs, then brings them down in small parts', () => {
    const { stage, holders } = stageWith([{ lots: 1_000, leverage: 20 }])
    announce(stage, 10)
    expect(runAndCount(stage, GRACE)).toEqual(Array.from({ length: GRACE }, () => 0))
    const cut = runAndCount(stage, 80)
    // At most ten lots a second where nothing else trades: 50 times ten and what fees and the ten
    // dollars below the entry ask for.
    expect(Math.max(...cut)).toBe(10)
    const closed = cut.reduce((sum, lots) => sum + lots, 0)
    expect(closed).toBeGreaterThan(500)
    expect(closed).toBeLessThan(512)
    expect(stage.lots(holders[0]!)).toBe(1_000 - closed)
    expect(leverageOf(stage, holders[0]!)).toBeLessThanOrEqual(10)
    expect(leverageOf(stage, holders[0]!)).toBeGreaterThan(9.9)
    expect(stage.venue.statements.state[holders[0]! << U8]).toBe(AccountState.Open)
    checked(stage)
  })

  it('spares who adds margin in time, and who was within it', () => {
    const { stage, holders } = stageWith([
      { lots: 1_000, leverage: 20, purseUsd: 240 },
      { lots: -1_000, leverage: 10 },
    ])
    const [high, low] = holders
    announce(stage, 10)
    runAndCount(stage, 5)
    // Another 2,400,000 quote units make it 10x.
    stage.request(RequestKind.Deposit, high!, PERPETUAL, 240)
    stage.request(RequestKind.AddMargin, high!, PERPETUAL, 240)
    expect(runAndCount(stage, 60).every((lots) => lots === 0)).toBe(true)
    expect([stage.lots(high!), stage.lots(low!)]).toEqual([1_000, -1_000])
    // What keeps it within the cap may not be taken out again.
    stage.request(RequestKind.AddMargin, high!, PERPETUAL, -240)
    stage.run()
    expect(leverageOf(stage, high!)).toBeLessThanOrEqual(10)
    checked(stage)
  })

  it('does nothing to open positions while it is for new ones', () => {
    const { stage, holders } = stageWith([{ lots: 1_000, leverage: 20 }])
    announce(stage, 10)
    stage.venue.controls.capsOpenPositions = false
    runAndCount(stage, 60)
    expect(stage.lots(holders[0]!)).toBe(1_000)
  })

  it('starts its grace time anew when it is lowered, and stops short when it is raised', () => {
    const { stage, holders } = stageWith([{ lots: 1_000, leverage: 40 }])
    announce(stage, 20)
    runAndCount(stage, 10)
    announce(stage, 10)
    expect(runAndCount(stage, GRACE).every((lots) => lots === 0)).toBe(true)
    runAndCount(stage, 20)
    announce(stage, 30)
    runAndCount(stage, 60)
    const now = leverageOf(stage, holders[0]!)
    expect(now).toBeLessThanOrEqual(30)
    expect(now).toBeGreaterThan(20)
    checked(stage)
  })

  it('is over once all are within it: later positions answer to the check of new orders', () => {
    const { stage, maker, holders } = stageWith([{ lots: 100, leverage: 20 }])
    announce(stage, 10)
    runAndCount(stage, 60)
    const kept = stage.lots(holders[0]!)
    // A fall raises leverage at the mark, not that of the entry: no cut.
    stage.quote(maker, PERPETUAL, 46_500, 46_520, 1_000)
    expect(runAndCount(stage, 60).every((lots) => lots === 0)).toBe(true)
    expect(stage.lots(holders[0]!)).toBe(kept)
  })

  it('waits where nobody is on the other side', () => {
    const { stage, maker, holders } = stageWith([{ lots: 100, leverage: 20 }])
    stage.quote(maker, PERPETUAL, 0, 48_010, 1_000)
    stage.cancelAll(maker, PERPETUAL)
    announce(stage, 10)
    runAndCount(stage, GRACE + 20)
    expect(stage.lots(holders[0]!)).toBe(100)
    stage.quote(maker, PERPETUAL, 47_990, 48_010, 1_000)
    runAndCount(stage, 60)
    expect(leverageOf(stage, holders[0]!)).toBeLessThanOrEqual(10)
    checked(stage)
  })

  /** A cross account long in one coin and short in another, beside a maker who quotes both. */
  function stageWithLongAndShort(equityUsd: number, lots: number) {
    const stage = new VenueStage({ rulebook: binanceRulebook(), assetCount: 2 })
    stage.venue.controls.markPrice = MarkPriceChoice.Last
    const maker = stage.cross(1e9)
    const account = stage.cross(equityUsd)
    stage.venue.grantPosition(account, 2, lots, ENTRY, 1, 0)
    stage.venue.grantPosition(maker, 2, -lots, ENTRY, 1, 0)
    stage.venue.grantPosition(account, 3, -lots, 35_000, 1, 0)
    stage.venue.grantPosition(maker, 3, lots, 35_000, 1, 0)
    stage.quote(maker, 2, 47_999, 48_001, 1_000_000)
    stage.quote(maker, 3, 34_999, 35_001, 1_000_000, 2)
    stage.run()
    return { stage, account }
  }

  it('takes of a cross-margin account the same share of every position', () => {
    const { stage, account } = stageWithLongAndShort(10, 10)
    announce(stage, 4)
    runAndCount(stage, GRACE + 10)
    // 83 dollars on 10: a little more than half of each goes, in one second.
    expect([stage.lots(account, 2), stage.lots(account, 3)]).toEqual([4, -4])
    checked(stage)
  })

  it('brings a cross-margin account down to the cap, however long the books take', () => {
    const { stage, account } = stageWithLongAndShort(10_000, 20_000)
    announce(stage, 10)
    // 166,000 dollars on 10,000; ten lots of each book a second.
    runAndCount(stage, 2_000)
    const grossUsd = (stage.lots(account, 2) * 4.8 + -stage.lots(account, 3) * 3.5) as number
    const equityUsd = stage.venue.accountEquityQuote(account) / 10_000
    expect(grossUsd).toBeLessThanOrEqual(10 * equityUsd + 10)
    expect(grossUsd).toBeGreaterThan(9.9 * equityUsd)
    checked(stage)
  })

  it.each([
    ['Binance', binanceRulebook()],
    ['Bybit', bybitRulebook()],
    ['FTX', ftxRulebook()],
    ['Hyperliquid', hyperliquidRulebook()],
  ])('ends within the cap, to the last unit, whatever is open on %s', (_name, rulebook) => {
    const holding = fc.record({
      lots: fc.integer({ min: 1, max: 60 }).chain((lots) => fc.constantFrom(lots, -lots)),
      leverage: fc.integer({ min: 1, max: 25 }),
    })
    fc.assert(
      fc.property(
        fc.array(holding, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 20 }),
        (holdings, cap) => {
          const { stage, holders } = stageWith(holdings, rulebook)
          announce(stage, cap)
          stage.run(GRACE + 120)
          for (const account of holders) {
            const row = stage.row(account)
            const entry = Math.abs(stage.venue.statements.rowEntryQuote[row << F64]!)
            expect(stage.venue.statements.rowMarginQuote[row << F64]! * cap).toBeGreaterThanOrEqual(
              entry,
            )
          }
          checked(stage)
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('margin rules that change while positions are open', () => {
  const stageWithLong = (rulebook: Rulebook, lots: number, leverage: number) => {
    const stage = new VenueStage({ rulebook, insuranceFundUsd: 1e7 })
    stage.venue.controls.markPrice = MarkPriceChoice.Last
    const maker = stage.cross(1e9)
    const long = stage.isolated(0, 100)
    stage.printer()
    const margin = Math.ceil((lots * ENTRY) / leverage)
    stage.venue.grantPosition(long, PERPETUAL, lots, ENTRY, leverage, margin)
    stage.venue.grantPosition(maker, PERPETUAL, -lots, ENTRY, 1, 0)
    stage.run()
    const liquidatedAt = () => stage.venue.statements.rowLiquidationTicks[stage.row(long) << I32]!
    return { stage, maker, long, liquidatedAt }
  }

  it('a gentler tier table moves liquidation prices away at once', () => {
    // 15 million at 10x: 5 % less 266,300 in 2021, 2 % less 131,450 in 2024.
    const { stage, liquidatedAt } = stageWithLong(binanceRulebook('2021'), 3_125_000, 10)
    expect(liquidatedAt()).toBe(Math.floor((ENTRY * (0.9 - 266_300 / 15e6)) / 0.95))
    stage.venue.controls.tierTable = 1
    stage.run()
    expect(liquidatedAt()).toBe(Math.floor((ENTRY * (0.9 - 131_450 / 15e6)) / 0.98))
    checked(stage)
    stage.venue.controls.tierTable = 0
    stage.run()
    expect(liquidatedAt()).toBe(Math.floor((ENTRY * (0.9 - 266_300 / 15e6)) / 0.95))
    checked(stage)
  })

  it('a table without the tiers above 20x liquidates what stood in them, and lowers the limit', () => {
    const { stage, long } = stageWithLong(binanceRulebook('2021'), 1_000, 50)
    expect(stage.page().leverageLimit[0]).toBe(125)
    stage.venue.controls.tierTable = 2
    stage.run()
    // 2 % of margin, 2.5 % of maintenance.
    expect(stage.page().leverageLimit[0]).toBe(20)
    expect(stage.events(EventKind.Liquidation)).toMatchObject([{ account: long, note: 50 }])
    checked(stage)
    stage.run()
    checked(stage)
    const short = stageWithLong(binanceRulebook('from 20x'), 1_000, 20)
    expect(short.liquidatedAt()).toBe(Math.floor((ENTRY * 0.95) / 0.975))
  })

  it('means nothing to a venue that has one table', () => {
    const { stage, liquidatedAt } = stageWithLong(bybitRulebook(), 1_000, 20)
    const before = liquidatedAt()
    stage.venue.controls.tierTable = 2
    stage.run(3)
    expect(liquidatedAt()).toBe(before)
    expect(stage.page().leverageLimit[0]).toBe(100)
  })

  it('a scale of maintenance holds for cross accounts in the same second', () => {
    const stage = new VenueStage({ rulebook: binanceRulebook(), insuranceFundUsd: 1e6 })
    stage.venue.controls.markPrice = MarkPriceChoice.Last
    const maker = stage.cross(1e9)
    const account = stage.cross(5_000)
    // 240,000 dollars: 0.5 % less 50 of maintenance, 1,150 dollars.
    stage.venue.grantPosition(account, PERPETUAL, 50_000, ENTRY, 1, 0)
    stage.venue.grantPosition(maker, PERPETUAL, -50_000, ENTRY, 1, 0)
    stage.run()
    stage.venue.controls.maintenanceScale = 4.3
    stage.run()
    expect(stage.venue.statements.state[account << U8]).toBe(AccountState.Open)
    stage.venue.controls.maintenanceScale = 4.4
    stage.run()
    expect(stage.venue.statements.state[account << U8]).toBe(AccountState.InLiquidation)
    expect(stage.events(EventKind.Liquidation)).toMatchObject([{ account, lots: 50_000 }])
    checked(stage)
    stage.quote(maker, PERPETUAL, 47_990, 0, 90_000)
    stage.run(2)
    expect(stage.lots(account)).toBe(0)
    checked(stage)
  })

  it('a lower scale ends a liquidation that closes part by part, not one that is under way whole', () => {
    // 5 million at 25x on Bybit: liquidated at 46,485.
    const { stage, long } = stageWithLong(bybitRulebook(), 1_041_600, 25)
    stage.print(46_485)
    const binance = stageWithLong(binanceRulebook(), 1_000, 20)
    binance.stage.print(45_783)
    for (const each of [stage, binance.stage]) {
      expect(each.venue.statements.state[long << U8]).toBe(AccountState.InLiquidation)
      each.venue.controls.maintenanceScale = 0.5
      each.run()
    }
    expect(stage.venue.statements.state[long << U8]).toBe(AccountState.Open)
    expect(stage.lots(long)).toBe(1_041_600)
    checked(stage)
    expect(binance.stage.lots(binance.long)).toBe(0)
    checked(binance.stage)
  })

  it('a step back keeps the path: a snapshot restores table, cap and grace time', () => {
    const { stage, holders } = stageWith([{ lots: 1_000, leverage: 20 }])
    announce(stage, 10)
    stage.venue.controls.tierTable = 2
    stage.run(GRACE + 10)
    const snapshot = stage.columns.snapshot()
    const step = stage.step
    stage.run(30)
    const lots = stage.lots(holders[0]!)
    stage.columns.restore(snapshot)
    stage.step = step
    stage.run(30)
    expect(stage.lots(holders[0]!)).toBe(lots)
    expect(lots).toBeLessThan(900)
    expect(stage.page().leverageLimit[0]).toBe(10)
  })
})

describe('a cut', () => {
  it('is a market order of its owner that only reduces, with a cause of its own', () => {
    const { stage, maker, holders } = stageWith([{ lots: 10, leverage: 20 }])
    announce(stage, 10)
    stage.run(GRACE)
    stage.run()
    expect(stage.events(EventKind.Trade)).toMatchObject([
      {
        account: holders[0],
        otherAccount: maker,
        side: Side.Sell,
        cause: Cause.LeverageCut,
        priceTicks: 47_990,
      },
    ])
  })
})
