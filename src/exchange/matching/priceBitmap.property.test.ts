// The bitmap of live prices against a sorted list.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { PriceBitmap } from './priceBitmap.ts'

const SIZES = [2, 32, 33, 1024, 1025, 32_768, 32_769, 131_072, 1 << 20]

test('the next live price above and below is found however far it lies', () => {
  const sets = fc.constantFrom(...SIZES).chain((size) => {
    const price = fc.oneof(
      fc.integer({ min: 1, max: size - 1 }),
      fc.nat({ max: 40 }).map((near) => Math.max(1, size - 1 - near)),
      fc.nat({ max: 40 }).map((near) => Math.min(size - 1, 1 + near)),
    )
    return fc.record({
      size: fc.constant(size),
      flips: fc.array(price, { maxLength: 40 }),
      asked: fc.array(price, { minLength: 1, maxLength: 40 }),
    })
  })
  fc.assert(
    fc.property(sets, ({ size, flips, asked }) => {
      const bitmap = new PriceBitmap(new Columns(), 'live', size)
      const live = new Set<number>()
      for (const price of flips) {
        if (live.delete(price)) bitmap.remove(price)
        else {
          live.add(price)
          bitmap.add(price)
        }
      }
      const sorted = [...live].sort((a, b) => a - b)
      for (const price of [...asked, ...sorted]) {
        expect(bitmap.above(price)).toBe(sorted.find((other) => other > price) ?? 0)
        expect(bitmap.below(price)).toBe(sorted.findLast((other) => other < price) ?? 0)
      }
    }),
    { numRuns: 500 },
  )
})
