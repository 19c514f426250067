import { expect, test } from 'vitest'
import { pathFromTrough } from './pricePaths.ts'

/** 100 for 30 hours, down by 2 an hour for five, then up by 1 an hour. */
const CLOSES = Array.from({ length: 60 }, (_, hour) =>
  hour < 30 ? 100 : hour < 35 ? 100 - 2 * (hour - 29) : 90 + (hour - 34),
)

test('a path is told from the end of the worst 24 hours, over the price at their start', () => {
  const { points } = pathFromTrough('s', CLOSES, 24)!
  const at = (hour: number) => points.find((point) => point.hour === hour)!.change
  expect(points[34]!.hour).toBe(0)
  for (const [hour, change] of [
    [-24, 0],
    [-5, 0],
    [0, -0.1],
    [10, 0],
  ] as const) {
    expect(at(hour)).toBeCloseTo(change, 12)
  }
})

test('a fall before the event day is none of it', () => {
  const early = CLOSES.map((_, hour) => (hour < 26 ? 100 - hour : 75 + hour / 10))
  expect(pathFromTrough('s', early, 40)!.points.at(-1)!.hour).toBeLessThan(20)
})

test('a run that ends before its event day has none', () => {
  expect(pathFromTrough('s', CLOSES.slice(0, 24), 24)).toBeNull()
})
