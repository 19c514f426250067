// Holds docs/follow-one-order.md to the code: its stops in order, the names it shows, and the figures
// of one order that is followed through the engine to its cue.
import { TRADER_I32, TRADER_U8 } from '../agents/retailLeveraged.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { perceivedDiscountPercent } from '../agents/perception.ts'
import { Purpose } from '../agents/residence.ts'
import { RetailState } from '../agents/retailLeveraged.ts'
import { menuLeverage, wantedLeverage } from '../agents/sizing.ts'
import { drawNormal } from '../base/keyedRandom.ts'
import { F64 } from '../base/shifts.ts'
import { AccountState } from '../market/accounts.ts'
import { EventKind } from '../market/events.ts'
import { Cause } from '../market/kinds.ts'
import { RequestKind } from '../market/requests.ts'
import { Side } from '../market/units.ts'
import type { LiquidationRows } from '../observe/shapes.ts'
import { BurstGroups } from '../view/burstGroups.ts'
import { DISC_SCALE, discRadius, mergePrints, poseCue, smallDiscAlpha } from '../view/cues.ts'
import { MarketMemory } from '../view/marketMemory.ts'
import { linksOf, problemOf, readProject, sectionsOf } from './documents.ts'
import { OneOrder, PERPETUAL, PRICE, TRADER, TRADERS, VALUE, WAKES_AT } from './oneOrder.ts'
import type { Statement } from './oneOrder.ts'
import type { StageEvent } from './venueStage.ts'

const STOPS = [
  'Wake',
  'Perceive',
  'Decide',
  'Size',
  'Request',
  'Arrival order',
  'Pre-trade check',
  'Match',
  'Position and ledger',
  'Mark and liquidation',
  'Insurance or deleveraging',
  'Event',
  'Cue',
  'Burst',
] as const
type Stop = (typeof STOPS)[number]

const text = readProject('docs/follow-one-order.md')
const sections = sectionsOf(text).filter(({ level }) => level === 2)

const grouped = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 4 })

/** The figures that the stop's "In the test" must show, as they are written there. */
function expectShown(stop: Stop, ...figures: (number | string)[]): void {
  const section = sections[STOPS.indexOf(stop)]?.text ?? ''
  const shown = section.slice(section.indexOf('In the test:'))
  for (const figure of figures) {
    const written = typeof figure === 'number' ? grouped(figure) : figure
    expect(shown, `stop "${stop}" shows ${written}`).toMatch(
      new RegExp(String.raw`(?<![\d,.])${written.replaceAll('.', String.raw`\.`)}(?![\d]|,\d)`),
    )
  }
}

describe('the tour', () => {
  test('stops in order, none left out', () => {
    expect(sections.map(({ title }) => title)).toEqual(
      STOPS.map((stop, index) => `${index + 1}. ${stop}`),
    )
  })

  test.each(sections)(
    '$title says where, what changes hands, and what it was in the test',
    (stop) => {
      const symbols = linksOf(stop.text, 'docs').filter(({ path }) => path.startsWith('src/'))
      expect(symbols.length, 'functions named').toBeGreaterThan(0)
      expect(symbols.filter(({ isCode }) => !isCode)).toEqual([])
      for (const part of ['Where: ', 'What changes hands: ', 'In the test: ']) {
        expect(stop.text).toContain(`\n${part}`)
      }
    },
  )

  test('every file and every name that it links to exists', () => {
    const problems = linksOf(text, 'docs').map(problemOf)
    expect(problems.filter((problem) => problem !== null)).toEqual([])
  })
})

describe('one order', () => {
  const one = new OneOrder()
  const { stage, home, retail } = one
  const { queue } = stage
  let opened: Statement
  let fills: StageEvent[]
  let request = -1
  let touchTicks = 0
  let closing: Statement
  let liquidation: StageEvent
  let forced: StageEvent[]
  let rows: LiquidationRows
  const asked = { lots: 0, limit: 0, bring: 0, leverage: 0 }

  // Steps 0 to 6: the market opens, the trader wakes and buys.
  beforeAll(() => {
    one.openMarket()
    touchTicks = stage.page().askTicks[PERPETUAL]!
    one.decide([one.showMore])
    request = queue.account.subarray(0, queue.count).indexOf(TRADER)
    asked.lots = queue.lots[request]!
    asked.limit = queue.priceTicks[request]!
    asked.bring = queue.amountQuote[request]!
    asked.leverage = queue.leverage[request]!
  })

  test('wakes when the wheel says so and not before', () => {
    expect(stage.step).toBe(WAKES_AT)
    expect(request).toBeGreaterThanOrEqual(0)
    expect(retail.state[TRADER << TRADER_U8]).toBe(RetailState.InMarket)
    expect(retail.holdUntil[TRADER << TRADER_I32]).toBeGreaterThan(WAKES_AT + 30)
    expectShown('Wake', `account ${TRADER}`, `step ${WAKES_AT}`)
  })

  test('perceives value with an error of its own', () => {
    const { keys } = home
    const seen = perceivedDiscountPercent(stage.page(), 0, keys, TRADER, WAKES_AT, 2)
    const error = 2 * drawNormal(keys, TRADER, WAKES_AT, Purpose.Error)
    expect(seen).toBeCloseTo((VALUE / PRICE - 1) * 100 + error, 12)
    expectShown('Perceive', PRICE, VALUE, `${Math.round((VALUE / PRICE - 1) * 100)} %`)
  })

  test('decides to buy what it takes for cheap', () => {
    expect(queue.side[request]).toBe(Side.Buy)
    expect(queue.cause[request]).toBe(Cause.Opinion)
    expect(queue.book[request]).toBe(PERPETUAL)
    expectShown('Decide', 'Buy')
  })

  test('takes its leverage from the menu and its size from its purse', () => {
    const { keys, settings } = home
    expect(asked.leverage).toBe(menuLeverage(wantedLeverage(keys, TRADER, 125, settings), 125))
    const purse = one.statement().purseQuote
    const costPerNotional = 1.02 / asked.leverage + 0.0012
    expect(asked.lots).toBe(Math.floor(purse / costPerNotional / touchTicks))
    expectShown('Size', `${asked.leverage}x`, purse, asked.lots, touchTicks)
  })

  test('asks for it with an order that rests nowhere', () => {
    expect(queue.kind[request]).toBe(RequestKind.ImmediateOrCancel)
    expect(asked.limit).toBe(Math.ceil(touchTicks * 1.005))
    expectShown('Request', asked.lots, asked.limit, `${asked.leverage}x`, asked.bring)
  })

  test('arrives behind the makers of its second', () => {
    expect(queue.account[0]).toBe(one.maker)
    expect(request).toBe(1)
    expect(queue.count).toBe(2)
    expectShown('Arrival order', queue.priceTicks[0]!, 'row 0', `row ${request}`)
  })

  test('is let through: the wallet covers margin and fee', () => {
    const notional = asked.lots * touchTicks
    const needed = Math.ceil(notional / asked.leverage) + Math.floor(notional * 0.0004)
    expect(asked.bring).toBeGreaterThanOrEqual(needed)
    one.work()
    expect(one.events(EventKind.OrderRejected)).toEqual([])
    const deposits = one.events(EventKind.Transfer).map(({ amountQuote }) => amountQuote)
    expect(deposits.every((amount) => amount === asked.bring)).toBe(true)
    opened = one.statement()
    expectShown('Pre-trade check', asked.bring, needed)
  })

  test('meets the oldest ask first and pays each maker its price', () => {
    fills = one.events(EventKind.Trade)
    expect(
      fills.map(({ otherAccount, lots, priceTicks }) => [otherAccount, lots, priceTicks]),
    ).toEqual([
      [one.maker, 4_000, 48_010],
      [one.second, 4_000, 48_010],
      [one.maker, 2_414, 48_020],
    ])
    expectShown('Match', 4_000, 48_010, 2_414, 48_020)
  })

  test('is booked to the last unit', () => {
    const notional = fills.reduce((sum, fill) => sum + fill.lots * fill.priceTicks, 0)
    const margin = Math.ceil(notional / 20)
    const fee = Math.floor(notional * 0.0004)
    expect(opened).toEqual({
      lots: asked.lots,
      entryQuote: notional,
      marginQuote: margin,
      walletQuote: asked.bring - margin - fee,
      purseQuote: 26_100_000 - asked.bring,
      leverage: 20,
      liquidationTicks: 45_794,
      state: AccountState.Open,
    })
    // Ten traders' positions, each in the lowest tier: 0.4 % maintenance.
    expect(opened.liquidationTicks).toBe(Math.floor((notional - margin) / asked.lots / 0.996))
    expect(stage.venue.residuals()).toEqual({ cash: 0, coins: 0, positions: 0, liquidations: 0 })
    const { walletQuote, purseQuote, liquidationTicks } = opened
    expectShown('Position and ledger', notional, margin, fee, walletQuote, purseQuote)
    expectShown('Position and ledger', liquidationTicks, '4.6 %')
  })

  test('is liquidated when the mark has passed its price, and sold before anyone else', () => {
    one.decide([one.sellSpot])
    one.work()
    expect(one.statement().state).toBe(AccountState.Open)
    one.decide([one.sellPerpetual])
    one.work()
    const page = stage.page()
    const mark = page.markTicks[PERPETUAL]!
    expect(page.indexTicks[PERPETUAL]).toBe(45_710)
    expect(page.lastTicks[PERPETUAL]).toBe(mark)
    expect(mark).toBeLessThanOrEqual(opened.liquidationTicks)
    closing = one.statement()
    expect(closing).toEqual({ ...opened, state: AccountState.InLiquidation })
    liquidation = one.events(EventKind.Liquidation)[0]!
    rows = one.rows()

    one.decide([])
    one.work()
    const equity = opened.marginQuote + opened.lots * mark - opened.entryQuote
    const limit = Math.ceil(mark - equity / opened.lots)
    forced = one.events(EventKind.Trade).filter(({ cause }) => cause === Cause.Liquidation)
    expect(forced.map(({ lots, priceTicks }) => [lots, priceTicks])).toEqual([
      [4_000, 45_708],
      [2_000, 45_650],
    ])
    expect(one.events(EventKind.Trade)[0]).toEqual(forced[0])
    expectShown('Mark and liquidation', 45_710, mark, opened.lots, limit)
    expectShown('Mark and liquidation', 4_000, 45_708, 2_000, 45_650, 'step 7', 'step 8')
  })

  test('leaves its rest to the fund, and what the fund cannot bear to a trader in profit', () => {
    const sold = forced.reduce((sum, fill) => sum + fill.lots, 0)
    const proceeds = forced.reduce((sum, fill) => sum + fill.amountQuote, 0)
    const takeover = one.events(EventKind.Takeover)[0]!
    expect(takeover.lots).toBe(opened.lots - sold)
    // The collateral is used up exactly: entry less proceeds, takeover and fee.
    const fee = Math.floor(proceeds * 0.0004)
    expect(takeover.amountQuote).toBe(opened.entryQuote - opened.marginQuote - proceeds + fee)
    const workedOff = one.events(EventKind.Trade).find(({ cause }) => cause === Cause.Backstop)!
    const deleveraged = one.events(EventKind.Deleveraged)[0]!
    expect(deleveraged.account).toBe(one.second)
    expect(stage.lots(one.second)).toBe(-4_000 + deleveraged.lots)
    const kept = takeover.lots - workedOff.lots - deleveraged.lots
    const { accounts, fund } = stage.parts
    expect(accounts.rowLots[fund.row(PERPETUAL) << F64]).toBe(kept)
    // The share of the position by which it is larger than the fund was before.
    const mark = stage.page().markTicks[PERPETUAL]!
    const held = kept + deleveraged.lots
    const handedOn = Math.floor(deleveraged.lots * mark + 0.5) - deleveraged.amountQuote
    const excess = 1 - (fund.equityQuote() + handedOn) / (held * mark)
    expect(deleveraged.lots).toBe(Math.ceil(held * excess))
    expect(one.statement()).toEqual({
      ...opened,
      lots: 0,
      entryQuote: 0,
      marginQuote: 0,
      liquidationTicks: 0,
      state: AccountState.Open,
    })
    expect(stage.venue.residuals()).toEqual({ cash: 0, coins: 0, positions: 0, liquidations: 0 })
    expect(stage.audit()).toEqual([])
    const stop = 'Insurance or deleveraging'
    expectShown(stop, takeover.lots, takeover.amountQuote, workedOff.lots, workedOff.priceTicks)
    expectShown(stop, deleveraged.lots, deleveraged.amountQuote, kept, opened.walletQuote)
  })

  test('stands in the event log', () => {
    const { lots, priceTicks, amountQuote, note } = liquidation
    expect(liquidation).toMatchObject({
      account: TRADER,
      side: Side.Sell,
      cause: Cause.Liquidation,
      lots: opened.lots,
      amountQuote: opened.lots * priceTicks,
      note: opened.leverage,
    })
    expectShown('Event', 'Sell', lots, priceTicks, amountQuote, `${note}x`)
  })

  test('reaches the canvas with its dollars, its traders and its price', () => {
    expect(rows.count).toBe(1)
    expect(rows.notionalUsd[0]).toBe(liquidation.amountQuote / 10_000)
    expect(rows.traders[0]).toBe(TRADERS)
    const memory = new MarketMemory([PRICE])
    memory.pushLiquidations(rows)
    const cue = mergePrints([memory.liquidations[0]!.print(0)])[0]!
    expect(cue).toMatchObject({ side: 1, usd: rows.notionalUsd[0], traders: TRADERS, prints: 1 })
    expect(cue.log).toBe(Math.log(liquidation.priceTicks / PRICE))
    const pose = {
      touchAlpha: 0,
      ringRadius: 0,
      ringAlpha: 0,
      coreAlpha: 0,
      wedgeReach: 0,
      wedgeAlpha: 0,
    }
    poseCue(0, pose)
    expect([pose.touchAlpha, pose.coreAlpha, pose.wedgeAlpha]).toEqual([1, 0, 0])
    poseCue(1_200, pose)
    expect([pose.coreAlpha, pose.wedgeReach]).toEqual([0, 1])
    expectShown('Cue', rows.notionalUsd[0]!, TRADERS, rows.priceUsd[0]!, `step ${rows.step[0]}`)
  })

  test('ends as a disc whose area is its dollars', () => {
    const memory = new MarketMemory([PRICE])
    memory.pushLiquidations(rows)
    const groups = new BurstGroups()
    groups.add(memory.liquidations[0]!.print(0), 0)
    groups.fill(2_000, 16, true)
    const disc = groups.largestFirst()[0]!
    expect(disc.shownUsd).toBe(rows.notionalUsd[0])
    const radius = discRadius(disc.shownUsd, DISC_SCALE.desktop)
    expect((radius / 26) ** 2 * 50e6).toBeCloseTo(disc.shownUsd, 6)
    expectShown('Burst', disc.shownUsd, radius.toFixed(3), smallDiscAlpha(radius).toFixed(3))
  })
})
