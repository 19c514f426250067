import { expect, it } from 'vitest'
import { resolveRun } from '../params/resolve.ts'
import { findScenario } from '../params/scenarios.ts'
import { threadsWorth } from './threadsWorth.ts'

const specOf = (id: string, settings = {}) => resolveRun(findScenario(id)!, { seed: '1', settings })

it('a large and long run has a second thread where there is a core for it', () => {
  expect(threadsWorth(specOf('the-day'), 2)).toBe(2)
  expect(threadsWorth(specOf('the-day-full'), 16)).toBe(2)
  expect(threadsWorth(specOf('the-day'), 1)).toBe(1)
})

it('a short run or a small crowd has one, for a second would not pay for its warming up', () => {
  expect(threadsWorth(specOf('the-hour'), 16)).toBe(1)
  expect(threadsWorth(specOf('the-day', { tradersPerAgent: 100 }), 16)).toBe(1)
})
