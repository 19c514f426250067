// The store of an experiment's runs against a browser's database in memory.
import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { FoundRuns } from './foundRuns.ts'
import type { FoundRun } from '../observe/sweepTable.ts'

function found(btcFall: number): FoundRun {
  return { fingerprint: `f${btcFall}`, conserved: true, measures: { btcFall } }
}

test('what is kept is found again by another page, in the order asked for', async () => {
  const store = new FoundRuns()
  expect(await store.keep('one', found(-1))).toBeNull()
  expect(await store.keep('two', found(-2))).toBeNull()
  expect(await new FoundRuns().find(['two', 'none', 'one'])).toEqual([found(-2), null, found(-1)])
})

test('what is forgotten is gone, the rest stays', async () => {
  const store = new FoundRuns()
  await store.keep('kept', found(1))
  await store.keep('gone', found(2))
  await store.forget(['gone', 'never there'])
  expect(await store.find(['kept', 'gone'])).toEqual([found(1), null])
})

test('the oldest make room', async () => {
  const now = vi.spyOn(Date, 'now')
  const store = new FoundRuns(4)
  await store.forget(['one', 'two', 'kept'])
  for (let nth = 1; nth <= 5; nth++) {
    now.mockReturnValue(nth)
    await store.keep(`run ${nth}`, found(nth))
  }
  now.mockRestore()
  const keys = [1, 2, 3, 4, 5].map((nth) => `run ${nth}`)
  expect((await store.find(keys)).map((one) => one !== null)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ])
})

test('a store that is closed to the page says so and finds nothing', async () => {
  const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('closed', 'SecurityError')
  })
  const store = new FoundRuns()
  expect(await store.keep('one', found(1))).toBe('closed')
  expect(await store.find(['one'])).toEqual([null])
  await store.forget(['one'])
  open.mockRestore()
})
