import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Columns } from './columns.ts'
import { TimingWheel } from './timingWheel.ts'

it('every row comes out at the step it was scheduled for, however far ahead', () => {
  const rows = 40
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: rows, maxLength: rows }),
      fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 10, maxLength: 10 }),
      (firstDelays, laterDelays) => {
        const wheel = new TimingWheel(new Columns(), 'wheel', rows)
        const expected = new Map<number, number>()
        firstDelays.forEach((delay, row) => {
          wheel.schedule(row, delay)
          expected.set(row, delay)
        })
        const out = new Int32Array(rows)
        let woken = 0
        for (let step = 0; step < 12_000; step++) {
          const count = wheel.take(step, out)
          for (let index = 0; index < count; index++) {
            const row = out[index]!
            expect(expected.get(row)).toBe(step)
            const again = step + laterDelays[woken++ % laterDelays.length]!
            wheel.schedule(row, again)
            expected.set(row, again)
          }
        }
        for (const due of expected.values()) expect(due).toBeGreaterThanOrEqual(12_000)
      },
    ),
    { numRuns: 30 },
  )
})

it('rows that do not fit into the output wake one step later, none is lost', () => {
  const wheel = new TimingWheel(new Columns(), 'wheel', 10)
  for (let row = 0; row < 10; row++) wheel.schedule(row, 5)
  const out = new Int32Array(4)
  const seen = new Set<number>()
  for (let step = 0; step < 9; step++) {
    const count = wheel.take(step, out)
    for (let index = 0; index < count; index++) seen.add(out[index]!)
  }
  expect(seen.size).toBe(10)
})
