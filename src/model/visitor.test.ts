// A visitor's own trader by example: what it pays, when the venue liquidates it, what it is refused, and
// that nobody notices it before it comes.
import { describe, expect, it } from 'vitest'
import { F64, I32 } from '../base/shifts.ts'
import { EventKind, RejectReason } from '../market/events.ts'
import { VenueId } from '../market/instruments.ts'
import { Cause } from '../market/kinds.ts'
import { createObserver } from '../observe/observer.ts'
import { VisitKind, type VisitEntry } from '../observe/visitor.ts'
import { resolveRun } from '../params/resolve.ts'
import { findScenario } from '../params/scenarios.ts'
import type { OpenOrder, VisitorOrder } from '../params/visitorOrder.ts'
import { createModel, type Model } from './model.ts'

const theHour = findScenario('the-hour')!
const FEW = { traders: 100_000, tradersPerAgent: 100 }

const LONG: OpenOrder = {
  action: 'open',
  step: 60,
  venue: VenueId.Binance,
  asset: 0,
  side: 'long',
  leverage: 20,
  marginUsd: 1000,
  stopTicks: 0,
  takeTicks: 0,
}

/** A fall of 12 % from the second minute on. */
function specOf(orders: readonly VisitorOrder[], sizePercent = -12) {
  const drops = sizePercent === 0 ? [] : [{ kind: 'press', step: 120, sizePercent } as const]
  return resolveRun(theHour, { seed: 'visitor', settings: FEW, drops, orders })
}

function visited(orders: readonly VisitorOrder[], steps: number, sizePercent = -12) {
  const model = createModel(specOf(orders, sizePercent))
  const observer = createObserver(model)
  for (let step = 0; step < steps; step++) {
    model.advance()
    observer.afterStep()
  }
  return { model, visit: observer.visit() }
}

function kindsOf(entries: readonly VisitEntry[]): number[] {
  return entries.map((entry) => entry.kind)
}

function moneyOf(model: Model, venue: number): number {
  const { statements } = model.venues[venue]!
  const account = statements.visitorAccount
  const row = statements.rowOffset[account << I32]!
  return (
    statements.walletQuote[account << F64]! +
    statements.purseQuote[account << F64]! +
    statements.rowMarginQuote[row << F64]!
  )
}

const NOTHING = {
  cashResidual: 0,
  coinResidual: 0,
  positionResidual: 0,
  liquidationResidual: 0,
}

describe('a visitor', () => {
  it('is seen in no bit before its first order, and in some after', () => {
    const alone = createModel(specOf([]))
    const joined = createModel(specOf([LONG]))
    for (let step = 0; step < LONG.step; step++) {
      alone.advance()
      joined.advance()
    }
    expect(joined.fingerprint()).toBe(alone.fingerprint())
    alone.advance()
    joined.advance()
    expect(joined.fingerprint()).not.toBe(alone.fingerprint())
    expect(joined.agentCount).toBe(alone.agentCount)
  })

  it('is brought the money for all that it does in one second', () => {
    const ether: OpenOrder = { ...LONG, asset: 1, marginUsd: 3000 }
    const more = {
      action: 'addMargin',
      step: LONG.step,
      venue: LONG.venue,
      marginUsd: 500,
    } as const
    for (const orders of [
      [LONG, LONG],
      [ether, more],
    ]) {
      const { model, visit } = visited(orders, LONG.step + 2, 0)
      expect(visit.entries.filter((entry) => entry.kind === VisitKind.Refused)).toEqual([])
      const { statements } = model.venues[LONG.venue]!
      const row = statements.rowOffset[statements.visitorAccount << I32]!
      const dollars = statements.rowMarginQuote[row << F64]! / 10_000
      const wanted = orders.reduce((sum, { marginUsd }) => sum + marginUsd, 0)
      expect(dollars / wanted).toBeGreaterThan(0.97)
      expect(dollars / wanted).toBeLessThan(1.03)
      expect(model.conservation()).toEqual(NOTHING)
    }
  })

  it('at 20x is liquidated 4.6 % below its entry, by the formula, in the second the mark gets there', () => {
    const model = createModel(specOf([LONG]))
    const { statements, events } = model.venues[VenueId.Binance]!
    const account = statements.visitorAccount
    const row = statements.rowOffset[account << I32]!
    for (let step = 0; step <= LONG.step; step++) model.advance()
    // LP = (WB + cum - s q EP) / (q (MMR - s)): 0.4 % maintenance, a twentieth of margin.
    const entry = statements.rowEntryQuote[row << F64]! / statements.rowLots[row << F64]!
    const published = (entry * (1 - 1 / 20)) / (1 - 0.004)
    expect(statements.rowLiquidationTicks[row << I32]).toBe(Math.floor(published + 1e-6))
    expect(published / entry - 1).toBeCloseTo(-0.0462, 4)
    const book = model.assets.length
    let reached = -1
    let liquidated = -1
    while (liquidated < 0 && model.stepsDone() < 3600) {
      model.advance()
      const step = model.stepsDone() - 1
      const mark = model.board.page(step).markTicks[book]!
      if (reached < 0 && mark <= Math.floor(published)) reached = step
      for (let event = 0; event < events.count; event++) {
        const isOurs = events.account[event] === account
        if (isOurs && events.kind[event] === EventKind.Liquidation) liquidated = step
      }
    }
    expect(reached).toBeGreaterThan(120)
    expect(liquidated).toBe(reached)
    expect(model.conservation()).toEqual(NOTHING)
  })

  it('has a diary from the opening to what the liquidation left, and its money adds up', () => {
    const { model, visit } = visited([LONG], 1500)
    const kinds = kindsOf(visit.entries)
    expect(kinds[0]).toBe(VisitKind.Opened)
    for (const kind of [VisitKind.Near, VisitKind.Liquidated, VisitKind.Settled]) {
      expect(kinds).toContain(kind)
    }
    const there = visit.there[VenueId.Binance]!
    expect(there.wasLiquidated).toBe(true)
    expect(there.moneyQuote).toBe(moneyOf(model, VenueId.Binance))
    expect(there.feesQuote).toBeGreaterThan(0)
    expect(there.broughtQuote - there.moneyQuote).toBeGreaterThan(9_000_000)
    expect(there.lowMarkTicks).toBeLessThan(there.entryTicks * 0.954)
  })

  it('opens, adds margin and closes again, and pays a fee each way', () => {
    const orders: VisitorOrder[] = [
      LONG,
      { action: 'addMargin', step: 70, venue: VenueId.Binance, marginUsd: 500 },
      { action: 'close', step: 90, venue: VenueId.Binance },
      { ...LONG, step: 100, side: 'short', leverage: 5 },
    ]
    const { model, visit } = visited(orders, 110, 0)
    const { Opened, MarginAdded, Closed } = VisitKind
    expect(kindsOf(visit.entries)).toEqual([Opened, MarginAdded, Closed, Opened])
    const [opened, added, closed] = visit.entries
    expect(added!.moneyQuote).toBe(5_000_000)
    // Binance's taker fee is 0.04 %.
    const traded = opened!.amountQuote + closed!.amountQuote + visit.entries[3]!.amountQuote
    expect(visit.there[0]!.feesQuote).toBeCloseTo(traded * 0.0004, -1)
    // What was left of the first bet pays for the second.
    expect(visit.there[0]!.broughtQuote).toBeLessThan(16_000_000)
    expect(model.conservation()).toEqual(NOTHING)
  })

  it('is stopped out where it said', () => {
    const { visit } = visited([{ ...LONG, stopTicks: 46_800 }], 1200)
    const closed = visit.entries.find((entry) => entry.kind === VisitKind.Closed)!
    expect(closed.note).toBe(Cause.StopLoss)
    expect(visit.there[0]!.lowMarkTicks).toBeLessThanOrEqual(46_800)
    expect(visit.there[0]!.wasLiquidated).toBe(false)
  })

  it('is refused in the venue’s words what is too large, above the cap or not there', () => {
    const capped = { step: 50, key: 'leverageCap', value: 10 } as const
    const orders: VisitorOrder[] = [
      { ...LONG, step: 20, leverage: 125, marginUsd: 1_000_000 },
      { action: 'close', step: 30, venue: VenueId.Binance },
      { action: 'addMargin', step: 40, venue: VenueId.Binance, marginUsd: 10 },
      { ...LONG, step: 60 },
    ]
    const model = createModel({ ...specOf(orders, 0), changes: [capped] })
    const observer = createObserver(model)
    while (model.stepsDone() < 70) {
      model.advance()
      observer.afterStep()
    }
    expect(observer.visit().entries.map(({ kind, note }) => [kind, note])).toEqual([
      [VisitKind.Refused, RejectReason.LeverageAboveLimit],
      [VisitKind.Refused, RejectReason.ReduceOnly],
      [VisitKind.Refused, RejectReason.WrongRow],
      [VisitKind.Refused, RejectReason.LeverageAboveLimit],
    ])
    // Nothing is lost by being refused.
    expect(moneyOf(model, VenueId.Binance)).toBe(observer.visit().there[0]!.broughtQuote)
  })

  it('is the same whether its orders were planned or given while the run went on', () => {
    const planned = visited([LONG], 300).model.fingerprint()
    const model = createModel(specOf([]))
    for (let step = 0; step < LONG.step; step++) model.advance()
    model.schedule(LONG)
    while (model.stepsDone() < 300) model.advance()
    expect(model.fingerprint()).toBe(planned)
    expect(() => model.schedule(LONG)).toThrow('what is done cannot be changed')
  })
})
