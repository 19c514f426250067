import { describe, expect, test } from 'vitest'
import { haltonPoint } from './halton.ts'
import { fitSurrogate } from './surrogate.ts'

const points = Array.from({ length: 40 }, (_, n) =>
  haltonPoint(n + 1, 3).map((part) => 2 * part - 1),
)

describe("Halton's points", () => {
  test('fill every eighth of the box', () => {
    const cells = points.map((point) => point.map((part) => (part < 0 ? 0 : 1)).join(''))
    expect(new Set(cells).size).toBe(8)
  })

  test('are halves, quarters and thirds, mirrored behind the point', () => {
    expect([1, 2, 3, 4].map((n) => haltonPoint(n, 1)[0])).toEqual([0.5, 0.25, 0.75, 0.125])
    expect(haltonPoint(4, 2)[1]).toBeCloseTo(4 / 9, 12)
  })
})

describe('a surrogate', () => {
  test('follows a quadratic, its slopes too', () => {
    const f = ([a = 0, b = 0, c = 0]: readonly number[]) => 2 + 3 * a - b + a * b + 0.5 * c * c
    const surrogate = fitSurrogate(points, points.map(f))
    const at = [0.3, -0.4, 0.2]
    expect(surrogate.predict(at)).toBeCloseTo(f(at), 1)
    const [a = 0, b = 0, c = 0] = surrogate.slopes(at)
    expect([a - 2.6, b + 0.7, c - 0.2].every((miss) => Math.abs(miss) < 0.1)).toBe(true)
  })

  test('is unsure of a slope that noise would explain', () => {
    const noise = points.map((_, n) => (((n * 7_919) % 13) - 6) / 6)
    const steep = fitSurrogate(
      points,
      points.map(([a = 0], n) => 5 * a + noise[n]!),
    )
    const [a = 0, b = 0] = steep.slopes([0, 0, 0])
    expect(Math.abs(a / steep.slopeErrors[0]!)).toBeGreaterThan(6)
    expect(Math.abs(b / steep.slopeErrors[1]!)).toBeLessThan(3)
  })
})
