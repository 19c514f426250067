// Clearing and its slow twin on random flows of trades, marks, liquidations, funding, deleveraging and
// socialised losses.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clearingFlows } from '../../testing/clearingFlows.ts'
import { ClearingPair } from '../../testing/clearingPair.ts'

/** Where mutants are tried, fewer (scripts/mutate.setup.ts). */
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
