// What the observer counts from events is what the venues publish on the board: the real model, a while.
import { expect, test } from 'vitest'
import { createModel } from '../model/model.ts'
import { resolveRun } from '../params/resolve.ts'
import { findScenario } from '../params/scenarios.ts'
import { createObserver } from './observer.ts'

const STEPS = 900

test('volume and liquidated dollars are those that the venues publish', () => {
  const scenario = findScenario('the-hour')!
  // A hard fall at once, so that there is something to liquidate.
  const model = createModel(
    resolveRun(scenario, {
      settings: { traders: 10_000, tradersPerAgent: 10, shockOnset: 1 },
      drops: [{ kind: 'macro', step: 60, sizePercent: -8 }],
    }),
  )
  const observer = createObserver(model)
  const published = { volume: 0, long: 0, short: 0, net: 0 }
  for (let step = 0; step < STEPS; step++) {
    model.advance()
    observer.afterStep()
    const page = model.board.page(step)
    published.volume += sum(page.volumeQuote)
    published.net += sum(page.netTakerQuote)
    published.long += sum(page.liquidatedLongQuote)
    published.short += sum(page.liquidatedShortQuote)
  }
  const series = observer.series()
  expect(published.volume).toBeGreaterThan(0)
  expect(published.long + published.short).toBeGreaterThan(0)
  expect(sum(series.volumeReportedUsd)).toBeCloseTo(published.volume / 10_000, 1)
  expect(sum(series.liquidatedLongUsd)).toBeCloseTo(published.long / 10_000, 1)
  expect(sum(series.liquidatedShortUsd)).toBeCloseTo(published.short / 10_000, 1)
  const washed = sum(series.volumeReportedUsd) - sum(series.volumeGenuineUsd)
  expect(washed).toBeGreaterThan(0)
  const net = sum(series.netTakerSpotUsd) + sum(series.netTakerPerpetualUsd)
  expect(Math.abs(net - published.net / 10_000)).toBeLessThanOrEqual(washed)
})

test("what an insurance fund sells counts as the venue's, not as a trader's", () => {
  const scenario = { ...findScenario('the-hour')!, eventHour: 0 }
  const model = createModel(
    resolveRun(scenario, {
      settings: { traders: 10_000, tradersPerAgent: 10, shockOnset: 1 },
      drops: [{ kind: 'macro', step: 60, sizePercent: -15 }],
    }),
  )
  const observer = createObserver(model)
  for (let step = 0; step < STEPS; step++) {
    model.advance()
    observer.afterStep()
  }
  const measures = observer.measures()
  expect(measures['takerSellsEventUsd.venues']).toBeGreaterThan(0)
  expect(measures['takerSellsEventUsd.venues']).toBe(measures['takerSellsEventUsd.backstop'])
})

test('observing does not change the run', () => {
  const run = (observed: boolean) => {
    const model = createModel(
      resolveRun(findScenario('the-hour')!, { settings: { traders: 10_000, tradersPerAgent: 10 } }),
    )
    const observer = observed ? createObserver(model) : undefined
    for (let step = 0; step < 300; step++) {
      model.advance()
      observer?.afterStep()
      if (step % 100 === 0) observer?.scoreRows()
    }
    observer?.totals()
    observer?.account()
    return model.fingerprint()
  }
  expect(run(true)).toBe(run(false))
})

function sum(column: Float64Array): number {
  return column.reduce((total, value) => total + value, 0)
}
