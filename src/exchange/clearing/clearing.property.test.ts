// Clearing and its slow twin on random flows of trades, marks, liquidations, funding, deleveraging and
// socialised losses.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clearingFlows } from '../../testing/clearingFlows.ts'
import { ClearingPair } from '../../testing/clearingPair.ts'
import { ASSETS, ClearingSides, UNIT_QUOTE } from '../../testing/clearingSides.ts'

/** Where mutants are tried, fewer (scripts/mutateFastCheck.mjs). */
const RUNS = fc.readConfigureGlobal().numRuns ?? 300

/** What the flows have to come across, or the agreement says little. */
const CASES = [
  'opened',
  'enlarged',
  'closed in part',
  'closed',
  'turned over',
  'liquidated',
  'forced order filled',
  'taken over',
  'fund pays',
  'fund exhausted',
  'margin below zero',
  'stop',
  'take-profit',
  'trader deleveraged',
  'maker deleveraged',
  'loss socialised',
  'profits do not suffice',
  'cross account below maintenance',
  'free collateral known without a sum',
  'order allowed',
  'order refused',
]

test('clearing and its slow twin agree on every unit of money, every position and every price of liquidation', () => {
  const met = new Map<string, number>()
  fc.assert(
    fc.property(clearingFlows(100), (messages) => {
      const pair = new ClearingPair()
      for (const message of messages) expect(pair.send(message)).toBeUndefined()
      for (const [path, count] of pair.sides.met) met.set(path, (met.get(path) ?? 0) + count)
    }),
    { numRuns: RUNS, seed: 20_211_204 },
  )
  expect(CASES.filter((path) => (met.get(path) ?? 0) < RUNS / 60)).toEqual([])
})

const crossAccounts = fc.record({
  lots: fc.tuple(fc.integer({ min: -9_000, max: 9_000 }), fc.integer({ min: -2_000, max: 2_000 })),
  /** Wallet over maintenance at the start. */
  cushion: fc.double({ min: 0.99, max: 2, noNaN: true }),
  scale: fc.constantFrom(0.5, 1, 2),
  moves: fc.array(
    fc.tuple(
      fc.double({ min: -0.004, max: 0.004, noNaN: true }),
      fc.double({ min: -0.004, max: 0.004, noNaN: true }),
    ),
    { minLength: 20, maxLength: 60 },
  ),
})

test('a cross account is found below maintenance in the very step in which it is, and in no other', () => {
  const met = { covered: 0, uncovered: 0 }
  fc.assert(
    fc.property(crossAccounts, ({ lots, cushion, scale, moves }) => {
      const { accounts, cross, ledger, margin, positions, prices } = new ClearingSides([], [0])
      margin.maintenanceScale = scale
      lots.forEach((held, asset) => {
        const book = ASSETS + asset
        const notional = held * prices.markTicks[book]! * UNIT_QUOTE[book]!
        positions.trade(0, accounts.rowOf(0, book), held, notional)
      })
      ledger.grantWallet(0, Math.floor(cross.maintenanceQuote(0) * cushion))
      for (const move of moves) {
        move.forEach((relative, asset) => (prices.markTicks[ASSETS + asset]! *= 1 + relative))
        cross.addPath(Math.max(...move.map(Math.abs)))
        const covered = cross.equityQuote(0) >= cross.maintenanceQuote(0)
        met[covered ? 'covered' : 'uncovered']++
        expect(cross.isCovered(0)).toBe(covered)
      }
    }),
    { numRuns: RUNS * 2, seed: 20_211_204 },
  )
  expect(Math.min(met.covered, met.uncovered)).toBeGreaterThan(RUNS)
})
