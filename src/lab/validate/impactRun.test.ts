import { beforeAll, describe, expect, test } from 'vitest'
import { resolveRun } from '../../params/resolve.ts'
import { findScenario } from '../../params/scenarios.ts'
import { ImpactRun } from './impactRun.ts'

const WINDOW = 150
const ORDER = 60
let run: ImpactRun
beforeAll(() => {
  const settings = { tradersPerAgent: 100 }
  run = new ImpactRun(resolveRun(findScenario('calm')!, { seed: 'a twin', settings }))
  run.advance(120)
  run.openWindow(WINDOW)
}, 60_000)

describe('a meta-order against its twin', () => {
  test('that is too small for a single child moves no price at all: the twin is the run itself', () => {
    const { filledUsd, impacts } = run.tryOrder(1, ORDER, [ORDER, WINDOW])
    expect(filledUsd).toBe(0)
    expect(impacts).toEqual([0, 0])
  })

  test('is filled as asked and moves the price its own way, the more the larger it is', () => {
    const small = run.tryOrder(2e6, ORDER, [ORDER])
    const large = run.tryOrder(50e6, ORDER, [ORDER])
    const sold = run.tryOrder(-50e6, ORDER, [ORDER])
    expect(large.filledUsd / 50e6).toBeGreaterThan(0.9)
    expect(large.filledUsd / 50e6).toBeLessThan(1.02)
    expect(large.impacts[0]).toBeGreaterThan(0.0005)
    expect(sold.impacts[0]).toBeGreaterThan(0.0005)
    expect(large.impacts[0]).toBeGreaterThan(small.impacts[0]!)
  })

  test('tried again from the same start does the same to the bit', () => {
    const once = run.tryOrder(10e6, ORDER, [ORDER, WINDOW])
    expect(run.tryOrder(10e6, ORDER, [ORDER, WINDOW])).toEqual(once)
  })

  test('leaves the run without it as it was', () => {
    run.tryOrder(50e6, ORDER, [WINDOW])
    run.closeWindow()
    run.advance(60)
    const settings = { tradersPerAgent: 100 }
    const alone = new ImpactRun(resolveRun(findScenario('calm')!, { seed: 'a twin', settings }))
    alone.advance(120 + WINDOW + 60)
    expect(run.path).toEqual(alone.path)
    expect(run.dailyVolumeUsd()).toBe(alone.dailyVolumeUsd())
  }, 60_000)
})
