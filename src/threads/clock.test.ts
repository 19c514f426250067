// The clock's promises: fixed speeds keep their rate, Auto slows down within bounds, nothing is owed
// after a stall.
import { describe, expect, test } from 'vitest'
import { AUTO_FASTEST, AUTO_SLOWEST, autoFactor, SimulationClock } from './clock.ts'

describe('Auto', () => {
  test('is fastest in calm and slowest in a storm', () => {
    expect(autoFactor(0)).toBe(AUTO_FASTEST)
    expect(autoFactor(1)).toBe(AUTO_SLOWEST)
    expect(autoFactor(NaN)).toBe(AUTO_FASTEST)
  })

  test('never speeds up as liquidations become fiercer', () => {
    let before = Infinity
    for (let activity = 1e-6; activity < 1; activity *= 1.3) {
      const factor = autoFactor(activity)
      expect(factor).toBeLessThanOrEqual(before)
      expect(factor).toBeGreaterThanOrEqual(AUTO_SLOWEST)
      before = factor
    }
  })

  test('brakes within a quarter of a second and releases slowly', () => {
    const clock = new SimulationClock()
    clock.restart(0)
    let nowMs = 0
    for (; nowMs <= 500; nowMs += 10) clock.did(clock.stepsDue(nowMs, 1), nowMs)
    expect(clock.factor).toBeLessThan(AUTO_SLOWEST * 2)
    for (const end = nowMs + 500; nowMs <= end; nowMs += 10) {
      clock.did(clock.stepsDue(nowMs, 0), nowMs)
    }
    expect(clock.factor).toBeLessThan(AUTO_FASTEST / 4)
  })
})

describe('a fixed speed', () => {
  test('does its seconds a second, whatever the slices', () => {
    const clock = new SimulationClock()
    clock.speed = '600'
    clock.restart(0)
    let steps = 0
    for (let nowMs = 0; nowMs <= 10_000; nowMs += 7) {
      const due = clock.stepsDue(nowMs, 0)
      clock.did(due, nowMs)
      steps += due
    }
    expect(steps).toBeGreaterThan(5_950)
    expect(steps).toBeLessThanOrEqual(6_000)
    expect(clock.achievedFactor).toBeCloseTo(600, -1)
  })

  test('forgives what a stalled page owes', () => {
    const clock = new SimulationClock()
    clock.speed = '60'
    clock.restart(0)
    expect(clock.stepsDue(60_000, 0)).toBeLessThanOrEqual(15)
  })
})
