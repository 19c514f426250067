// Whether the machine keeps up with the clock.
import { expect, test } from 'vitest'
import type { ClockNow } from '../threads/frames.ts'
import { isBehind } from './Pace.tsx'

const CLOCK: ClockNow = {
  step: 100,
  stepCount: 1_000,
  frontierStep: 100,
  playing: true,
  finished: false,
  speed: '3600',
  factor: 3_600,
  achievedFactor: 3_500,
  seekStep: -1,
  journey: 0,
}

test('a machine that does much less than the clock asks for is behind', () => {
  expect(isBehind(CLOCK)).toBe(false)
  expect(isBehind({ ...CLOCK, achievedFactor: 900 })).toBe(true)
})

test.each([
  ['that was not measured yet', { achievedFactor: 0 }],
  ['that stands still', { achievedFactor: 900, playing: false }],
  ['that hurries to a moment', { achievedFactor: 900, seekStep: 500 }],
  ['that is asked for all it can', { achievedFactor: 900, speed: 'max' as const }],
])('a machine %s is not behind', (_, part) => {
  expect(isBehind({ ...CLOCK, ...part })).toBe(false)
})
