// Laws of a venue that hold whatever is asked of it: money, coins and positions are conserved to the
// last unit through crashes, liquidations, takeovers, deleveraging and socialised loss, and a run put
// back from a snapshot goes on identically.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { U8 } from '../base/shifts.ts'
import { StateHash } from '../base/stateHash.ts'
import { LiquidationEngineChoice } from '../market/controls.ts'
import { EventKind, RejectReason } from '../market/events.ts'
import { Cause, Population } from '../market/kinds.ts'
import { VenueCrowd } from '../testing/venueCrowd.ts'
import { VenueShadow } from '../testing/venueShadow.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { bybitRulebook } from './rulebooks/bybit.ts'
import { ftxRulebook } from './rulebooks/ftx.ts'
import { otherRulebook } from './rulebooks/other.ts'

const RULEBOOKS = [
  binanceRulebook('2021'),
  bybitRulebook(),
  ftxRulebook(20),
  otherRulebook('2024'),
  ftxRulebook(101),
]
const STEPS = 240
const { RateLimited } = LiquidationEngineChoice
const NOTHING = JSON.stringify({ cash: 0, coins: 0, positions: 0, liquidations: 0 })

const wishes = fc.record({
  seed: fc.integer(),
  rulebook: fc.nat(RULEBOOKS.length - 1),
  fundUsd: fc.constantFrom(0, 20_000, 5_000_000),
  engine: fc.constantFrom(0, 0, 0, 1, 2, 3),
  mark: fc.constantFrom(0, 0, 1, 2, 3),
  deleveraging: fc.boolean(),
  ranking: fc.constantFrom(0, 1),
  offBook: fc.constantFrom(false, false, false, true),
  breaker: fc.constantFrom(0, 0, 0, 0.03),
  crash: fc.constantFrom(0.05, 0.15, 0.4),
})
type Wish = typeof wishes extends fc.Arbitrary<infer Value> ? Value : never

function crowdOf(wish: Wish): VenueCrowd {
  const crowd = new VenueCrowd(String(wish.seed), RULEBOOKS[wish.rulebook]!, wish.fundUsd)
  crowd.crash = wish.crash
  const { controls } = crowd.stage.venue
  controls.liquidationEngine = wish.engine
  controls.markPrice = wish.mark
  controls.deleveraging = wish.deleveraging
  controls.deleveragingRanking = wish.ranking
  controls.liquidationsOffBook = wish.offBook
  controls.breakerThreshold = wish.breaker
  controls.breakerWindowSteps = 60
  controls.breakerHaltSteps = 20
  return crowd
}

/** A policy turns its dials in the middle of the run. */
function turnDials(crowd: VenueCrowd, step: number): void {
  const { controls } = crowd.stage.venue
  if (step === 60) controls.leverageCap = 20
  if (step === 120) controls.maintenanceScale = 1.5
  if (step === 200) controls.liquidationEngine = (controls.liquidationEngine + 1) % 4
}

describe('a venue under random flow', () => {
  it('conserves money, coins, positions and liquidated lots at every step, on every path', () => {
    const met = new Map<string, number>()
    fc.assert(
      fc.property(wishes, (wish) => {
        const crowd = crowdOf(wish)
        watchBooks(crowd, met)
        const wrong: string[] = []
        for (let step = 0; step < STEPS && wrong.length === 0; step++) {
          turnDials(crowd, step)
          crowd.run()
          wrong.push(...crowd.stage.audit())
          const residuals = JSON.stringify(crowd.stage.venue.residuals())
          if (residuals !== NOTHING) wrong.push(`step ${step}: ${residuals}`)
          countPaths(crowd, met)
        }
        expect(wrong).toEqual([])
      }),
      { numRuns: 60, seed: 20_211_204 },
    )
    expect(PATHS.filter((path) => (met.get(path) ?? 0) < 10)).toEqual([])
  })

  it('holds at every step the money and positions that the slow twin of clearing works out', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const crowd = crowdOf(wish)
        // Opens the venue's own accounts.
        crowd.run()
        const shadow = new VenueShadow(crowd.stage.parts)
        for (let step = 1; step < STEPS; step++) {
          turnDials(crowd, step)
          crowd.run()
          expect(shadow.differences()).toEqual([])
        }
      }),
      { numRuns: 20, seed: 20_211_204 },
    )
  })

  it('passes over a row in liquidation only while it would wait: to look at each changes nothing', () => {
    fc.assert(
      fc.property(wishes, fc.boolean(), (wish, isLimited) => {
        const passing = crowdOf(isLimited ? { ...wish, engine: RateLimited } : wish)
        const looking = crowdOf(isLimited ? { ...wish, engine: RateLimited } : wish)
        for (let step = 0; step < STEPS; step++) {
          looking.stage.venue.forget()
          for (const crowd of [passing, looking]) {
            turnDials(crowd, step)
            crowd.run()
          }
          expect(eventsOf(passing)).toEqual(eventsOf(looking))
        }
        expect(hashOf(passing)).toBe(hashOf(looking))
      }),
      { numRuns: 40, seed: 20_211_204 },
    )
  })

  it('goes on identically from a snapshot put back in the middle of a crash', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 1, max: STEPS - 20 }), (wish, cut) => {
        const first = crowdOf(wish)
        for (let step = 0; step < cut; step++) {
          turnDials(first, step)
          first.run()
        }
        const second = crowdOf(wish)
        second.stage.columns.restore(first.stage.columns.snapshot())
        second.stage.step = first.stage.step
        for (let step = cut; step < STEPS; step++) {
          for (const crowd of [first, second]) {
            turnDials(crowd, step)
            crowd.run()
          }
          expect(eventsOf(second)).toEqual(eventsOf(first))
        }
        expect(hashOf(second)).toBe(hashOf(first))
      }),
      { numRuns: 15, seed: 42 },
    )
  })
})

const PATHS = [
  ...Object.keys(EventKind).filter((kind) => kind !== 'LeverageLimit'),
  ...Object.keys(RejectReason),
  'fund gains',
  'fund pays',
  'fund keeps the difference',
  'fund takes over',
  'fund works off',
  'provider takes over',
  'off-book',
  'deleveraged',
  'overflow to opposing positions',
  'market maker deleveraged',
  'fund below zero',
  'maker filled in part',
  'taker filled in part',
  'level emptied',
  'several levels emptied',
  'self-trade prevented',
  'stop',
  'take-profit',
  'liquidation in the book',
  'recovered',
]

/** Counts what the books do with an order, which no event tells. */
function watchBooks(crowd: VenueCrowd, met: Map<string, number>): void {
  const count = (path: string) => met.set(path, (met.get(path) ?? 0) + 1)
  for (const book of crowd.stage.parts.books) {
    const submit = book.submit.bind(book)
    book.submit = (...order) => {
      const answer = submit(...order)
      const fills = order[8]
      const prices = new Set(fills.priceTicks.subarray(0, fills.count))
      const emptied = [...prices].filter((price) => book.levelLots(price) === 0).length
      if (fills.makerRemainingLots.subarray(0, fills.count).some((lots) => lots > 0)) {
        count('maker filled in part')
      }
      if (fills.count > 0 && book.restingLots + book.droppedLots > 0) count('taker filled in part')
      if (emptied > 0) count('level emptied')
      if (emptied > 1) count('several levels emptied')
      if (fills.cancelledCount > 0) count('self-trade prevented')
      return answer
    }
  }
}

function countPaths(crowd: VenueCrowd, met: Map<string, number>): void {
  const count = (path: string) => met.set(path, (met.get(path) ?? 0) + 1)
  const { events } = crowd.stage.venue
  const { accounts } = crowd.stage.parts
  const kinds = Object.keys(EventKind)
  const reasons = Object.keys(RejectReason)
  if (crowd.stage.parts.fund.equityQuote() < 0) count('fund below zero')
  for (let index = 0; index < events.count; index++) {
    const kind = events.kind[index]!
    const note = events.note[index]!
    const other = events.otherAccount[index]!
    count(kinds[kind]!)
    if (kind === EventKind.OrderRejected) count(reasons[note - 1]!)
    if (kind === EventKind.InsuranceFund) {
      count(['fund gains', 'fund pays', 'fund keeps the difference'][note]!)
    }
    if (kind === EventKind.Takeover) {
      if (other === accounts.fundAccount) count('fund takes over')
      else count(other === accounts.silentAccount ? 'off-book' : 'provider takes over')
    }
    if (kind === EventKind.Deleveraged) {
      const ftx = crowd.stage.parts.rulebook.name === 'FTX'
      count(ftx ? 'overflow to opposing positions' : 'deleveraged')
      const account = events.account[index]!
      if (accounts.population[account << U8] === Population.MarketMaker)
        count('market maker deleveraged')
    }
    if (kind === EventKind.Trade) {
      const cause = events.cause[index]!
      if (cause === Cause.Backstop) count('fund works off')
      if (cause === Cause.StopLoss) count('stop')
      if (cause === Cause.TakeProfit) count('take-profit')
      if (cause === Cause.Liquidation) {
        count('liquidation in the book')
        const taker = events.account[index]!
        const held = crowd.stage.lots(taker, events.book[index]!)
        if (held !== 0 && accounts.state[taker << U8] === 0) count('recovered')
      }
    }
  }
}

function eventsOf(crowd: VenueCrowd): string {
  const { events } = crowd.stage.venue
  const rows: string[] = []
  for (let index = 0; index < events.count; index++) {
    rows.push(
      [
        events.kind[index],
        events.book[index],
        events.account[index],
        events.otherAccount[index],
        events.lots[index],
        events.amountQuote[index],
        events.note[index],
      ].join(' '),
    )
  }
  return rows.join('\n')
}

function hashOf(crowd: VenueCrowd): string {
  const hash = new StateHash()
  hash.columns(crowd.stage.columns)
  return hash.digest()
}
