// Whatever a visitor orders, sensible or hostile: money, coins and positions stay exact, and the money
// brought is found again in what the visitor has, has paid and has lost.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_ASSETS, VENUE_NAMES } from '../market/instruments.ts'
import { createObserver } from '../observe/observer.ts'
import { resolveRun } from '../params/resolve.ts'
import { findScenario } from '../params/scenarios.ts'
import { ORDER_LEVERAGE, ORDER_MARGIN_USD, ORDER_TICKS } from '../params/visitorOrder.ts'
import type { VisitorOrder } from '../params/visitorOrder.ts'
import { createModel } from './model.ts'

const STEPS = 400

const anyStep = fc.nat({ max: STEPS - 20 })
const venue = fc.nat({ max: VENUE_NAMES.length - 1 })
const marginUsd = fc.oneof(
  fc.integer({ min: ORDER_MARGIN_USD.min, max: 20_000 }),
  fc.integer({ min: ORDER_MARGIN_USD.min, max: ORDER_MARGIN_USD.max }),
)
const trigger = fc.oneof(fc.constant(0), fc.nat({ max: ORDER_TICKS.max }))

const anyOrder: fc.Arbitrary<VisitorOrder> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      action: fc.constant('open' as const),
      step: anyStep,
      venue,
      asset: fc.nat({ max: DEFAULT_ASSETS.length - 1 }),
      side: fc.constantFrom('long' as const, 'short' as const),
      leverage: fc.integer(ORDER_LEVERAGE),
      marginUsd,
      stopTicks: trigger,
      takeTicks: trigger,
    }),
  },
  fc.record({ action: fc.constant('close' as const), step: anyStep, venue }),
  fc.record({ action: fc.constant('addMargin' as const), step: anyStep, venue, marginUsd }),
)

describe('a visitor who orders anything', () => {
  test('creates and destroys no cash, coin, position or liquidated dollar', () => {
    let opened = 0
    fc.assert(
      fc.property(fc.array(anyOrder, { minLength: 4, maxLength: 20 }), (orders) => {
        const spec = resolveRun(findScenario('the-hour')!, {
          seed: 'any',
          settings: { traders: 50_000, tradersPerAgent: 100 },
          drops: [{ kind: 'press', step: 100, sizePercent: -12 }],
          orders,
        })
        const model = createModel(spec)
        const observer = createObserver(model)
        while (model.stepsDone() < STEPS) {
          model.advance()
          observer.afterStep()
        }
        expect(Object.values(model.conservation())).toEqual([0, 0, 0, 0])
        for (const there of observer.visit().there) {
          if (there.openedStep >= 0) opened++
          expect(Number.isSafeInteger(there.moneyQuote)).toBe(true)
          expect(there.broughtQuote).toBeGreaterThanOrEqual(0)
          expect(there.marginQuote).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 12 },
    )
    expect(opened).toBeGreaterThan(5)
  }, 240_000)
})
