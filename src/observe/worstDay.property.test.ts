// Laws of the 24-hour window of liquidations: it equals its definition, counted the slow way.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { STEPS_PER_DAY } from '../market/units.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { layoutOf } from './layout.ts'
import { createLiquidations, type Liquidations, observeLiquidations } from './liquidations.ts'
import { breakdown, createWorstDay, observeWorstDay } from './worstDay.ts'

const ACCOUNTS = 12
const market = new HandMadeMarket({
  accounts: Array.from({ length: ACCOUNTS }, (_, account) => ({ venue: 0, traders: 1 + account })),
})
const layout = layoutOf(market.record)

interface Hit {
  readonly step: number
  readonly account: number
  readonly usd: number
}

const hits = fc
  .array(
    fc.record({
      step: fc.integer({ min: 0, max: 3 * STEPS_PER_DAY }),
      account: fc.integer({ min: 0, max: ACCOUNTS - 1 }),
      usd: fc.integer({ min: 1, max: 1_000_000 }),
    }),
    { maxLength: 60 },
  )
  .map((list) => list.sort((a, b) => a.step - b.step))

function rowsOf(list: readonly Hit[], visit: (rows: Liquidations, step: number) => void) {
  const rows = createLiquidations(ACCOUNTS, 4)
  for (let index = 0; index < list.length;) {
    const { step } = list[index]
    const log = market.logs[0]
    log.clear()
    for (; index < list.length && list[index].step === step; index++) market.liquidate(list[index])
    observeLiquidations(rows, layout, step, 0, false, log, market.record.venues[0].statements)
    visit(rows, step)
  }
  return rows
}

function inWindow(list: readonly Hit[], endStep: number): Hit[] {
  return list.filter(({ step }) => step > endStep - STEPS_PER_DAY && step <= endStep)
}

const dollars = (list: readonly Hit[]) => list.reduce((sum, { usd }) => sum + usd, 0)
const traders = (list: readonly Hit[]) =>
  [...new Set(list.map(({ account }) => account))].reduce((sum, account) => sum + 1 + account, 0)

test('the last 24 hours hold exactly the dollars and distinct traders that a set counts', () => {
  fc.assert(
    fc.property(hits, (list) => {
      const day = createWorstDay()
      rowsOf(list, (rows, step) => {
        observeWorstDay(day, rows, step)
        const held = inWindow(list, step)
        expect((day.longQuote + day.shortQuote) / 10_000).toBe(dollars(held))
        expect(day.traders).toBe(traders(held))
      })
    }),
  )
})

test('the worst 24 hours are the worst of all windows', () => {
  fc.assert(
    fc.property(hits, (list) => {
      const day = createWorstDay()
      const rows = rowsOf(list, (so, step) => observeWorstDay(day, so, step))
      const worst = Math.max(0, ...list.map(({ step }) => dollars(inWindow(list, step))))
      expect(day.worstQuote / 10_000).toBe(worst)
      if (list.length === 0) return
      const toStep = day.worstEndStep + 1
      const counted = breakdown(rows, layout, toStep - STEPS_PER_DAY, toStep, 20)
      expect(counted.notionalQuote).toBe(day.worstQuote)
      expect(counted.traders).toBe(day.worstTraders)
    }),
  )
})

test('steps without liquidations only let the window run out', () => {
  const day = createWorstDay()
  const rows = rowsOf([{ step: 10, account: 3, usd: 500 }], (so, step) =>
    observeWorstDay(day, so, step),
  )
  observeWorstDay(day, rows, 10 + STEPS_PER_DAY - 1)
  expect(day.traders).toBe(4)
  observeWorstDay(day, rows, 10 + STEPS_PER_DAY)
  expect(day.traders).toBe(0)
  expect(day.longQuote).toBe(0)
  expect(day.worstTraders).toBe(4)
})
