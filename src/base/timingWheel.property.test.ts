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

/** The same wheel as plain lists, one for each step and one for each later turn. */
class ListedWheel {
  private now = 0
  private readonly steps = new Map<number, number[]>()
  private readonly turns = new Map<number, { row: number; at: number }[]>()

  schedule(row: number, step: number): void {
    const at = Math.max(step, this.now + 1)
    if (Math.floor(at / 1024) === Math.floor(this.now / 1024)) listAt(this.steps, at).push(row)
    else listAt(this.turns, Math.floor(at / 1024)).push({ row, at })
  }

  take(step: number, most: number): number[] {
    this.now = step
    if (step % 1024 === 0) {
      const sleepers = listAt(this.turns, step / 1024).toReversed()
      for (const { row, at } of sleepers) listAt(this.steps, at).push(row)
    }
    const rows = listAt(this.steps, step).toReversed()
    for (const row of rows.slice(most)) this.schedule(row, step + 1)
    return rows.slice(0, most)
  }
}

function listAt<Value>(lists: Map<number, Value[]>, key: number): Value[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

it('rows of a step come out the last scheduled first, in crowds too, as plain lists say', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 90 }),
      // Few different delays, so that many rows share a step.
      fc.array(fc.integer({ min: 0, max: 2600 }), { minLength: 1, maxLength: 8 }),
      (rows, most, delays) => {
        const wheel = new TimingWheel(new Columns(), 'wheel', rows)
        const listed = new ListedWheel()
        const out = new Int32Array(most)
        let drawn = 0
        for (let row = 0; row < rows; row++) {
          const at = delays[drawn++ % delays.length]!
          wheel.schedule(row, at)
          listed.schedule(row, at)
        }
        for (let step = 1; step < 6000; step++) {
          const count = wheel.take(step, out)
          expect([...out.subarray(0, count)]).toEqual(listed.take(step, most))
          for (let index = 0; index < count; index++) {
            const at = step + delays[drawn++ % delays.length]!
            wheel.schedule(out[index]!, at)
            listed.schedule(out[index]!, at)
          }
        }
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
