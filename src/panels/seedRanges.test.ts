// Ranges over seeds stand beside a claim only where this engine was measured.
import { expect, test } from 'vitest'
import { CLAIMS } from '../observe/claims.ts'
import theDay from './scores/theDay.json' with { type: 'json' }
import { seedRangeOf } from './seedRanges.ts'

const SCORE = {
  engine: '1.2.3',
  scenario: 'the-day',
  seeds: ['a', 'b'],
  claims: [
    {
      id: 'C01',
      parts: [
        {
          label: 'liquidated in the worst 24 h',
          spread: { median: 3, q10: 1, q90: 5 },
          withinSeeds: 1,
        },
        { label: 'nothing', spread: null, withinSeeds: 0 },
      ],
    },
  ],
}

test('a measured part has its range, with the number of seeds', () => {
  expect(seedRangeOf('C01', 'liquidated in the worst 24 h', '1.2.3', SCORE)).toEqual({
    seedCount: 2,
    low: 1,
    median: 3,
    high: 5,
    withinSeeds: 1,
  })
})

test.each([
  ['C01', 'liquidated in the worst 24 h', '9.9.9'],
  ['C01', 'nothing', '1.2.3'],
  ['C02', 'liquidated in the worst 24 h', '1.2.3'],
])('%s, %s of engine %s has none', (claim, label, engine) => {
  expect(seedRangeOf(claim, label, engine, SCORE)).toBe(null)
})

test('what is kept speaks of claims and parts that the scorecard has', () => {
  const claims: typeof SCORE.claims = theDay.claims
  for (const { id, parts } of claims) {
    const claim = CLAIMS.find((one) => one.id === id)
    for (const { label } of parts) {
      expect(claim?.parts.map((part) => part.label)).toContain(label)
    }
  }
  expect(theDay.scenario).toBe('the-day')
})
