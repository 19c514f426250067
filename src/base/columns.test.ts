import { expect, it } from 'vitest'
import { Columns } from './columns.ts'
import { StateHash } from './stateHash.ts'

function build() {
  const columns = new Columns()
  const prices = columns.f64('prices', 4)
  const counts = columns.i32('counts', 3)
  const flags = columns.u8('flags', 5)
  return { columns, prices, counts, flags }
}

function digest(columns: Columns) {
  const hash = new StateHash()
  hash.columns(columns)
  return hash.digest()
}

it('a snapshot put back gives the same state and the same hash', () => {
  const { columns, prices, counts, flags } = build()
  prices.set([1.5, -0, NaN, 1e300])
  counts.set([1, -2, 3])
  flags.set([1, 2, 3, 4, 255])
  const before = digest(columns)
  const bytes = columns.snapshot()
  prices.fill(9)
  counts.fill(9)
  flags.fill(9)
  expect(digest(columns)).not.toBe(before)
  columns.restore(bytes)
  expect(digest(columns)).toBe(before)
  expect([...flags]).toEqual([1, 2, 3, 4, 255])
})

it('one changed number anywhere changes the hash', () => {
  const { columns, prices, flags } = build()
  const before = digest(columns)
  prices[3] = 5e-324
  const after = digest(columns)
  expect(after).not.toBe(before)
  prices[3] = 0
  flags[4] = 1
  expect(digest(columns)).not.toBe(before)
  flags[4] = 0
  expect(digest(columns)).toBe(before)
})

it('all NaN and both zeros hash alike, so that engines agree', () => {
  const { columns, prices } = build()
  prices[0] = 0
  const zero = digest(columns)
  prices[0] = -0
  expect(digest(columns)).toBe(zero)
  const words = new Uint32Array(prices.buffer)
  const nothings = [0x7ff80000, 0xfff80000, 0x7ff00001, 0xffffffff].map((high) => {
    // Both words alike, so that either order of them is a NaN.
    words.fill(high, 0, 2)
    expect(prices[0]).toBeNaN()
    return digest(columns)
  })
  expect(new Set(nothings).size).toBe(1)
  expect(nothings[0]).not.toBe(zero)
})

it('a snapshot of another layout is refused in words', () => {
  const { columns } = build()
  expect(() => columns.restore(new Uint8Array(3))).toThrow('does not fit')
})
