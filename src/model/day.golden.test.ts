// Frozen paths of short runs: a changed fingerprint means another market, and its commit says why.
// The laws of the day that do not depend on calibration stand beside them.
import { describe, expect, it } from 'vitest'
import { EventKind } from '../market/events.ts'
import { Side, STEPS_PER_HOUR } from '../market/units.ts'
import { resolveRun } from '../params/resolve.ts'
import { findScenario } from '../params/scenarios.ts'
import { createModel, type Model } from './model.ts'

const theHour = findScenario('the-hour')!

function run(model: Model, steps: number, afterStep: (model: Model) => void = () => {}): Model {
  for (let step = 0; step < steps; step++) {
    model.advance()
    afterStep(model)
  }
  return model
}

/** Liquidated notional of longs and shorts in each hour of a run, quote units. */
function liquidatedByHour(model: Model, hours: number): { longs: number[]; shorts: number[] } {
  const longs = Array.from({ length: hours }, () => 0)
  const shorts = Array.from({ length: hours }, () => 0)
  run(model, hours * STEPS_PER_HOUR, () => {
    const hour = Math.floor((model.stepsDone() - 1) / STEPS_PER_HOUR)
    for (const { events } of model.venues) {
      for (let row = 0; row < events.count; row++) {
        if (events.kind[row] !== EventKind.Liquidation) continue
        const side = events.side[row] === Side.Sell ? longs : shorts
        side[hour]! += events.amountQuote[row]!
      }
    }
  })
  return { longs, shorts }
}

describe('the first ten minutes of the hour', () => {
  it.each([
    ['1', 'bd34bf47dd14f2c7', '8bf7dfb1cd032673'],
    ['k7Qp2', 'c46a827d450b06e3', 'a35407b21bcb9541'],
  ])('take the frozen path with seed %s', (seed, path, fingerprint) => {
    const model = run(createModel(resolveRun(theHour, { seed })), 600)
    // What the market did; a new column or parameter moves only the hash of the state below it.
    expect(model.pathFingerprint()).toBe(path)
    expect(model.fingerprint()).toBe(fingerprint)
  })
})

describe('bad news for a leveraged crowd', () => {
  it('is followed by liquidations of longs, many times those of the hour before', () => {
    const { longs, shorts } = liquidatedByHour(createModel(resolveRun(theHour, { seed: '1' })), 2)
    expect(longs[1]).toBeGreaterThan(4 * longs[0]!)
    expect(longs[1]).toBeGreaterThan(4 * shorts[1]!)
  }, 120_000)

  it('hurts less where leverage is capped from the start', () => {
    const free = liquidatedByHour(createModel(resolveRun(theHour, { seed: '1' })), 2)
    const settings = { maxLeverage: 5 }
    const capped = liquidatedByHour(createModel(resolveRun(theHour, { seed: '1', settings })), 2)
    expect(capped.longs[1]).toBeLessThan(0.2 * free.longs[1]!)
  }, 120_000)
})
