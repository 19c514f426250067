// Examples of a venue's brakes, policies, mark and funding.
import { describe, expect, it } from 'vitest'
import { F64, I32 } from '../base/shifts.ts'
import { MarkPriceChoice } from '../market/controls.ts'
import { EventKind, RejectReason } from '../market/events.ts'
import { Side } from '../market/units.ts'
import { VenueStage } from '../testing/venueStage.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { ftxRulebook } from './rulebooks/ftx.ts'

const PERPETUAL = 1
const LIMIT = 0

function stageWithLastMark(startStep = 0): VenueStage {
  const stage = new VenueStage({ rulebook: binanceRulebook(), startStep })
  stage.venue.controls.markPrice = MarkPriceChoice.Last
  stage.printer()
  return stage
}

describe('the circuit breaker', () => {
  it('halts a perpetual after a move within its window and lifts the halt in time', () => {
    const stage = stageWithLastMark()
    const account = stage.cross(10_000)
    const { controls } = stage.venue
    controls.breakerThreshold = 0.05
    controls.breakerWindowSteps = 300
    controls.breakerHaltSteps = 120
    const ask = () =>
      stage.order(account, PERPETUAL, Side.Buy, 1, { kind: LIMIT, priceTicks: 40_000, slot: 0 })
    stage.print(48_000)
    stage.run(100)
    stage.print(45_700)
    stage.run()
    expect(stage.page().halted[PERPETUAL]).toBe(0)
    stage.print(45_600)
    ask()
    stage.run()
    expect(stage.events(EventKind.CircuitBreaker)).toMatchObject([{ book: PERPETUAL, note: 1 }])
    expect(stage.events(EventKind.OrderRejected)[0]!.note).toBe(RejectReason.Halted)
    expect(stage.page().halted[PERPETUAL]).toBe(1)
    stage.run(119)
    ask()
    stage.run()
    expect(stage.events(EventKind.CircuitBreaker)).toMatchObject([{ note: 0 }])
    expect(stage.events(EventKind.OrderRejected)).toEqual([])
    // The fall that it has answered does not halt the book again.
    stage.run(30)
    expect(stage.page().halted[PERPETUAL]).toBe(0)
  })

  it('counts a rise as well, and forgets what lies before the window', () => {
    for (const [price, wait, halts] of [
      [50_500, 0, 1],
      [50_500, 400, 0],
    ] as const) {
      const stage = stageWithLastMark()
      stage.venue.controls.breakerThreshold = 0.05
      stage.venue.controls.breakerWindowSteps = 60
      stage.venue.controls.breakerHaltSteps = 60
      stage.print(48_000)
      stage.print(49_500)
      stage.run(wait)
      stage.print(price)
      stage.run()
      expect(stage.page().halted[PERPETUAL]).toBe(halts)
    }
  })
})

describe('the temporary leverage limit', () => {
  it('comes with volatile minutes, holds for new positions, and goes with calm', () => {
    const stage = stageWithLastMark()
    const retail = stage.isolated(0, 100_000)
    const { controls } = stage.venue
    controls.volatilityLimitTrigger = 0.002
    controls.volatilityLimitLeverage = 20
    controls.volatilityLimitSteps = 600
    const limits: number[] = []
    for (let minute = 0; minute < 20; minute++) {
      stage.print(minute % 2 === 0 ? 48_000 : 48_300)
      for (let second = 1; second < 60; second++) {
        stage.run()
        limits.push(...stage.events(EventKind.LeverageLimit).map((event) => event.note))
      }
    }
    limits.push(...stage.events(EventKind.LeverageLimit).map((event) => event.note))
    expect(stage.page().leverageLimit[0]).toBe(20)
    stage.order(retail, PERPETUAL, Side.Buy, 1, {
      kind: LIMIT,
      priceTicks: 40_000,
      slot: 0,
      leverage: 21,
    })
    stage.order(retail, PERPETUAL, Side.Buy, 1, {
      kind: LIMIT,
      priceTicks: 40_000,
      slot: 1,
      leverage: 20,
    })
    stage.run()
    expect(stage.events(EventKind.OrderRejected).map((event) => event.note)).toEqual([
      RejectReason.LeverageAboveLimit,
    ])
    for (let second = 0; second < 3000; second++) {
      stage.run()
      limits.push(...stage.events(EventKind.LeverageLimit).map((event) => event.note))
    }
    expect(stage.page().leverageLimit[0]).toBe(125)
    expect(limits.at(-1)).toBe(0)
  })
})

describe('a policy', () => {
  it('that caps leverage holds for new positions only', () => {
    const stage = stageWithLastMark()
    const old = stage.isolated(0)
    const fresh = stage.isolated(0, 1_000)
    const other = stage.cross(1_000_000)
    stage.venue.grantPosition(old, PERPETUAL, 100, 48_000, 50, 96_000)
    stage.venue.grantPosition(other, PERPETUAL, -100, 48_000, 1, 0)
    stage.venue.controls.leverageCap = 10
    stage.order(fresh, PERPETUAL, Side.Buy, 1, {
      kind: LIMIT,
      priceTicks: 40_000,
      slot: 0,
      leverage: 11,
    })
    stage.run()
    expect(stage.events(EventKind.OrderRejected)[0]!.note).toBe(RejectReason.LeverageAboveLimit)
    expect(stage.lots(old)).toBe(100)
    expect(stage.page().leverageLimit[0]).toBe(10)
  })

  it('that raises maintenance moves every liquidation price at once', () => {
    const stage = stageWithLastMark()
    const long = stage.isolated(0)
    const other = stage.cross(1_000_000)
    stage.venue.grantPosition(long, PERPETUAL, 100, 48_000, 20, 240_000)
    stage.venue.grantPosition(other, PERPETUAL, -100, 48_000, 1, 0)
    stage.run()
    const row = stage.row(long)
    expect(stage.venue.statements.rowLiquidationTicks[row << I32]).toBe(45_783)
    stage.venue.controls.maintenanceScale = 3
    stage.run()
    expect(stage.venue.statements.rowLiquidationTicks[row << I32]).toBe(
      Math.floor((0.95 / 0.988) * 48_000),
    )
    expect(stage.audit()).toEqual([])
    stage.venue.controls.maintenanceScale = 15
    stage.run()
    expect(stage.events(EventKind.Liquidation)).toHaveLength(1)
  })
})

describe('the mark of a venue', () => {
  it('is held by the index where the rulebook says so, while the last trade runs away', () => {
    const stage = new VenueStage({ rulebook: binanceRulebook() })
    const maker = stage.cross(1_000_000)
    stage.printer()
    stage.quote(maker, PERPETUAL, 47_000, 49_000, 1000)
    stage.print(48_900)
    expect(stage.page().lastTicks[PERPETUAL]).toBe(48_900)
    expect(stage.page().markTicks[PERPETUAL]).toBeLessThan(48_010)
  })

  it('is its own best bid, best ask and last trade on FTX', () => {
    const stage = new VenueStage({ rulebook: ftxRulebook() })
    const maker = stage.cross(1_000_000)
    stage.printer()
    stage.quote(maker, PERPETUAL, 47_000, 49_000, 1000)
    stage.print(48_900)
    expect(stage.page().markTicks[PERPETUAL]).toBe(48_900)
    stage.setIndex(0, 40_000)
    stage.run()
    expect(stage.page().indexTicks[PERPETUAL]).toBe(40_000)
    expect(stage.page().markTicks[PERPETUAL]).toBe(48_900)
  })
})

describe('funding', () => {
  it.each([
    ['eight-hourly on Binance', binanceRulebook(), 28_800],
    ['hourly on FTX', ftxRulebook(), 3_600],
  ] as const)('is paid by longs to shorts %s', (_title, rulebook, interval) => {
    const stage = new VenueStage({ rulebook, startStep: interval - 12 })
    const long = stage.isolated(0, 100)
    const short = stage.cross(1_000_000)
    const maker = stage.cross(1_000_000)
    stage.venue.grantPosition(long, PERPETUAL, 1000, 48_000, 20, 2_400_000)
    stage.venue.grantPosition(short, PERPETUAL, -1000, 48_000, 1, 0)
    // The perpetual stands 0.3 % above the index.
    stage.quote(maker, PERPETUAL, 48_144, 48_146, 1_000_000)
    stage.run(12)
    const [event] = stage.events(EventKind.Funding)
    const rate = stage.page().fundingRate[PERPETUAL]!
    expect(rate).toBeGreaterThan(0)
    expect(event!.note).toBe(rate)
    const notional = 1000 * stage.page().markTicks[PERPETUAL]!
    expect(event!.amountQuote).toBe(Math.floor(notional * rate + 0.5))
    const { walletQuote } = stage.venue.statements
    expect(walletQuote[long << F64]).toBe(1_000_000 - event!.amountQuote)
    expect(walletQuote[short << F64]! - 1_000_000 * 10_000).toBe(event!.amountQuote)
    expect(stage.venue.residuals().cash).toBe(0)
    stage.run()
    expect(stage.events(EventKind.Funding)).toEqual([])
  })
})
