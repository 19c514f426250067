// The time axis: steps to pixels and back, round marks with room for their labels, smooth following.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { followMoment, isLeap, markSpacing, stepOfX, timeMarks, xOfStep } from './timeAxis.ts'

const span = fc
  .tuple(fc.integer({ min: 0, max: 400_000 }), fc.integer({ min: 600, max: 400_000 }))
  .map(([start, length]) => ({ start, end: start + length }))

describe('steps and places', () => {
  it('a step drawn at a place is read back from it', () => {
    fc.assert(
      fc.property(span, fc.double({ min: 0, max: 1, noNaN: true }), (seen, share) => {
        const step = seen.start + share * (seen.end - seen.start)
        expect(stepOfX(xOfStep(step, seen, 10, 600), seen, 10, 600)).toBeCloseTo(step, 5)
      }),
    )
  })

  it('the present lies at its place', () => {
    expect(xOfStep(500, { start: 0, end: 500 }, 0, 546)).toBe(546)
  })
})

describe('marks', () => {
  it('leave each label its room and fall on whole spacings', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 200, max: 1_400 }), (seen, width) => {
        const spacing = markSpacing(seen, width, 64)
        expect((spacing / (seen.end - seen.start)) * width).toBeGreaterThanOrEqual(60)
        for (const mark of timeMarks(seen, width)) {
          expect(mark.step % spacing).toBe(0)
          expect(mark.step).toBeGreaterThanOrEqual(seen.start)
          expect(mark.step).toBeLessThanOrEqual(seen.end)
        }
      }),
    )
  })

  it('name midnight after its day', () => {
    const marks = timeMarks({ start: 80_000, end: 95_000 }, 600)
    expect(marks.find((mark) => mark.step === 86_400)?.label).toBe('day 2')
    expect(marks.find((mark) => mark.step === 90_000)?.label).toBe('01:00')
  })
})

describe('following the moment', () => {
  it('comes nearer with each frame, never overshoots, and arrives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        (from, to) => {
          let shown = from
          let isNearer = true
          for (let frame = 0; frame < 300; frame++) {
            const next = followMoment(shown, to, 16, 21_600)
            isNearer &&= Math.abs(to - next) <= Math.abs(to - shown)
            shown = next
          }
          expect([isNearer, shown]).toEqual([true, to])
        },
      ),
    )
  })

  it('is never far behind while time runs fast', () => {
    expect(10_000 - followMoment(8_000, 10_000, 16, 21_600)).toBeLessThan(150)
  })

  it('leaps backwards and far ahead, and plays what lies between', () => {
    expect(isLeap(5_000, 4_000, 21_600)).toBe(true)
    expect(isLeap(5_000, 5_240, 21_600)).toBe(false)
    expect(isLeap(5_000, 9_000, 21_600)).toBe(true)
  })
})
