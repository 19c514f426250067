// Copies cost a bounded share of time and of memory, whatever the size of the run.
import { expect, test } from 'vitest'
import { mostCopyBytes, pauseAfterCopyMs } from './copyBudget.ts'

test.each([
  [100, 1_000],
  [640, 5_000],
  [640, 19_000],
  [4_000, 19_000],
])('a copy of %i ms, stored in %i ms, takes its share of the time at most', (copyMs, storeMs) => {
  const pauseMs = pauseAfterCopyMs(copyMs, storeMs)
  expect(copyMs / pauseMs).toBeLessThanOrEqual(0.04)
  expect(storeMs / pauseMs).toBeLessThanOrEqual(0.1)
  expect(pauseMs).toBeGreaterThanOrEqual(15_000)
})

test('a small run is copied every 15 seconds', () => {
  expect(pauseAfterCopyMs(100, 1_000)).toBe(15_000)
})

test('a state of the day with an agent for each trader is copied where there are 8 GB, or a mouse', () => {
  expect(mostCopyBytes(8, false)).toBeGreaterThan(330e6)
  expect(mostCopyBytes(undefined, true)).toBeGreaterThan(330e6)
  for (const most of [mostCopyBytes(4, true), mostCopyBytes(undefined, false)]) {
    expect(most).toBe(250e6)
  }
})
