import { describe, expect, test } from 'vitest'
import { keysFromSeed } from '../../base/keyedRandom.ts'
import { distanceOf, meanOf } from './estimate.ts'
import { randomNumbers, spreadInPlainArrays } from './plainFlow.ts'
import { spreadInOurBook } from './randomFlow.ts'
import type { FlowShape } from './randomFlow.ts'

const REPLICAS = 6
const shape = (changes: Partial<FlowShape> = {}): FlowShape => ({
  granularity: 0.2,
  window: 20,
  warmUp: 40,
  length: 400,
  ...changes,
})
const each = (measure: (replica: number) => number) =>
  meanOf(Array.from({ length: REPLICAS }, (_, replica) => measure(replica)))
const ours = (flow: FlowShape) => {
  const keys = keysFromSeed('flow')
  return each((replica) => spreadInOurBook(flow, keys, replica))
}
const plain = (flow: FlowShape) => each((replica) => spreadInPlainArrays(flow, replica))

describe('zero-intelligence flow', () => {
  test('leaves the same spread in our book as in two plain arrays', () => {
    for (const granularity of [0.1, 1]) {
      const flow = shape({ granularity })
      expect(distanceOf(ours(flow), plain(flow))).toBeLessThan(3.5)
    }
  })

  test('leaves a wider spread the faster orders are cancelled', () => {
    const slow = ours(shape({ granularity: 0.1 }))
    const fast = ours(shape({ granularity: 1 }))
    expect(fast.value - slow.value).toBeGreaterThan(5 * Math.hypot(slow.error, fast.error))
  })

  test('does not feel where far orders stop: half and double the window, the same spread', () => {
    const narrow = plain(shape({ window: 10 }))
    const wide = plain(shape({ window: 40 }))
    expect(distanceOf(narrow, wide)).toBeLessThan(3.5)
  })

  test('repeats itself to the bit', () => {
    const flow = shape({ length: 50 })
    expect(spreadInOurBook(flow, keysFromSeed('x'), 1)).toBe(
      spreadInOurBook(flow, keysFromSeed('x'), 1),
    )
    expect(spreadInPlainArrays(flow, 1)).toBe(spreadInPlainArrays(flow, 1))
  })
})

test('the plain random numbers are uniform: mean, variance and neighbours', () => {
  const random = randomNumbers(1)
  const draws = Array.from({ length: 100_000 }, random)
  const mean = meanOf(draws)
  expect(Math.abs(mean.value - 0.5)).toBeLessThan(4 * mean.error)
  expect(meanOf(draws.map((u) => (u - 0.5) ** 2)).value).toBeCloseTo(1 / 12, 2)
  const neighbours = meanOf(draws.slice(1).map((u, n) => (u - 0.5) * (draws[n]! - 0.5)))
  expect(Math.abs(neighbours.value)).toBeLessThan(4 * neighbours.error)
})
