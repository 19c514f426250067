// The store of runs against a browser's database in memory: what comes back is what went in, or a word
// about why not.
import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { SavedRun } from './checkpoints/savedRun.ts'
import { Keeper } from './keeper.ts'
import { packRun, RunStore } from './runStore.ts'

function savedAt(step: number): SavedRun {
  return {
    engineVersion: '1',
    startKey: 'start',
    step,
    lengths: Uint32Array.of(3, 1),
    words: Int32Array.of(1, 2, step, 4),
    skeleton: { observed: { price: NaN, far: -Infinity }, recorded: [] },
    depth: Uint8Array.of(9, 8, 7),
  }
}

beforeEach(async () => {
  vi.restoreAllMocks()
  const database = await openDB('unwind')
  if (database.objectStoreNames.contains('runs')) await database.clear('runs')
  database.close()
  if (database.objectStoreNames.length === 0) indexedDB.deleteDatabase('unwind')
})

describe('a stored run', () => {
  test('comes back as it was, the latest of its link', async () => {
    const store = new RunStore()
    expect(await store.keep(await packRun('one', savedAt(60)))).toBeNull()
    expect(await store.keep(await packRun('one', savedAt(120)))).toBeNull()
    expect(await new RunStore().find('one')).toEqual({ saved: savedAt(120), problem: null })
    expect(await store.find('other')).toEqual({ saved: null, problem: null })
  })

  test('comes back as it was where it is large, from the store and from memory', async () => {
    const words = Int32Array.from({ length: 1_000_003 }, (_, row) => Math.imul(row, 0x9e3779b1))
    const large = {
      ...savedAt(60),
      lengths: Uint32Array.of(words.length),
      words: words.slice(),
    }
    const keeper = new Keeper(new RunStore())
    const keeping = keeper.keep('one', large)
    const held = await keeper.find('one')
    expect(await keeping).toBeNull()
    const stored = await new RunStore().find('one')
    for (const { saved, problem } of [held, stored]) {
      expect(problem).toBeNull()
      expect(Buffer.from(saved!.words.buffer).equals(Buffer.from(words.buffer))).toBe(true)
      expect(saved!.lengths).toEqual(large.lengths)
    }
  })

  test('makes room for later ones, the oldest first', async () => {
    const store = new RunStore()
    vi.spyOn(Date, 'now').mockImplementation(() => ++now)
    let now = 0
    for (const key of ['a', 'b', 'c', 'd']) await store.keep(await packRun(key, savedAt(1)))
    expect((await store.find('a')).saved).toBeNull()
    for (const key of ['b', 'c', 'd']) expect((await store.find(key)).saved).not.toBeNull()
  })

  test('that was damaged is said to be damaged, once', async () => {
    const store = new RunStore()
    await store.keep(await packRun('one', savedAt(60)))
    const database = await openDB('unwind')
    const stored = await database.get('runs', 'one')
    await database.put('runs', { ...stored, checksum: stored.checksum ^ 1 })
    database.close()
    expect(await store.find('one')).toEqual({ saved: null, problem: 'damaged' })
    expect(await store.find('one')).toEqual({ saved: null, problem: null })
  })
})

describe('a store that does not help', () => {
  test('because the browser closed it is opened again the next time', async () => {
    const open = vi.spyOn(indexedDB, 'open')
    const store = new RunStore()
    expect(await store.keep(await packRun('one', savedAt(60)))).toBeNull()
    const request = open.mock.results[0]!.value as IDBOpenDBRequest
    request.result.close()
    expect(await store.keep(await packRun('one', savedAt(120)))).toBe('closed')
    expect((await store.find('one')).saved).toEqual(savedAt(60))
    expect(await store.keep(await packRun('one', savedAt(180)))).toBeNull()
    expect((await store.find('one')).saved).toEqual(savedAt(180))
  })

  test('because it is full is told, and the run stays in memory', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    const keeper = new Keeper(new RunStore())
    expect(await keeper.keep('one', savedAt(60))).toBe('full')
    expect(await keeper.find('one')).toEqual({ saved: savedAt(60), problem: null })
    expect(await keeper.find('one')).toEqual({ saved: savedAt(60), problem: null })
    expect(await new Keeper(new RunStore()).find('one')).toEqual({ saved: null, problem: null })
  })

  test('is not asked where there is no memory for a copy, and the run is let go', async () => {
    const keeper = new Keeper(new RunStore())
    expect(await keeper.keep('one', savedAt(60))).toBeNull()
    vi.spyOn(globalThis, 'CompressionStream').mockImplementation(function () {
      throw new RangeError('Array buffer allocation failed')
    })
    expect(await keeper.keep('one', savedAt(120))).toBe('large')
    expect(await keeper.find('one')).toEqual({ saved: savedAt(60), problem: null })
  })

  test('because it cannot be opened is told, and the run stays in memory', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not here', 'SecurityError')
    })
    const keeper = new Keeper(new RunStore())
    expect(await keeper.keep('one', savedAt(60))).toBe('closed')
    expect((await keeper.find('one')).saved).toEqual(savedAt(60))
    expect(await keeper.find('other')).toEqual({ saved: null, problem: 'closed' })
  })
})
