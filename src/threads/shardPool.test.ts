// Venues on threads of Node, with the doors as they are built: the number of threads is seen in no bit,
// and a thread that fails or goes away is an error or is done without, never a standstill.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { F64 } from '../base/shifts.ts'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import { nodePool, startNodeThread } from '../lab/nodePool.ts'
import { createModel } from '../model/model.ts'
import type { Model } from '../model/model.ts'
import { resolveRun } from '../params/resolve.ts'
import { findScenario, newsTitle } from '../params/scenarios.ts'
import { divideVenues } from './divideVenues.ts'
import type { PoolOptions, ShardPool, ShardThread } from './shardPool.ts'

const STEPS = 100
const HALF = 40
const SPEC = resolveRun(findScenario('the-hour')!, {
  seed: 'threads',
  settings: { traders: 100_000, tradersPerAgent: 100, shockOnset: 1 },
})

let door: URL
const pools: ShardPool[] = []
const ORDER = {
  action: 'open',
  asset: 0,
  side: 'long',
  leverage: 20,
  marginUsd: 1000,
  stopTicks: 0,
  takeTicks: 0,
} as const

beforeAll(async () => {
  door = pathToFileURL(join(await bundleForNode(), 'shard.node.js'))
})

afterEach(() => {
  for (const pool of pools.splice(0)) pool.stop()
  vi.unstubAllGlobals()
})

function poolOf(threads: number, others: Partial<PoolOptions> = {}): ShardPool {
  const pool = nodePool(threads, door, others)
  pools.push(pool)
  return pool
}

async function modelOf(pool: ShardPool, threads: number): Promise<Model> {
  const model = pool.createModel(SPEC)
  while (pool.threadsReady < threads) await pause(2)
  return model
}

function run(model: Model, steps: number): Model {
  for (let step = 0; step < steps; step++) model.advance()
  return model
}

/** A slider move and a press report in the middle. */
function disturb(model: Model): void {
  model.schedule({ step: HALF + 10, key: 'panic', value: 150 })
  model.schedule({ step: HALF + 15, kind: 'press', sizePercent: -8, title: newsTitle('press') })
}

function straightFingerprint(): string {
  const model = run(createModel(SPEC), HALF)
  disturb(model)
  return run(model, STEPS - HALF).fingerprint()
}

describe('the number of threads', () => {
  let straight: string
  beforeAll(() => {
    straight = straightFingerprint()
  })

  test.each([0, 1, 2, 3, 4])('is seen in no bit: %i', async (threads) => {
    const pool = poolOf(threads)
    const model = await modelOf(pool, Math.max(1, threads))
    run(model, HALF)
    disturb(model)
    run(model, STEPS - HALF)
    expect(pool.threadsUsed).toBe(Math.max(1, threads))
    expect(model.fingerprint()).toBe(straight)
    expect(Object.values(model.conservation())).toEqual([0, 0, 0, 0])
  })

  test('is seen in no bit of a run with a visitor and published maps', async () => {
    const orders = [
      { ...ORDER, step: 20, venue: 0 },
      { ...ORDER, step: 30, venue: 2, side: 'short' },
      { action: 'close', step: 60, venue: 0 },
    ] as const
    const model = await modelOf(poolOf(3), 3)
    run(model, HALF - 30)
    const changes = [{ step: 50, key: 'transparency', value: 1 } as const]
    for (const dated of [...orders, ...changes]) model.schedule(dated)
    run(model, STEPS - HALF + 30)
    const alone = run(createModel({ ...SPEC, orders, changes }), STEPS)
    expect(model.fingerprint()).toBe(alone.fingerprint())
    expect(model.fingerprint()).not.toBe(straight)
    expect(Object.values(model.conservation())).toEqual([0, 0, 0, 0])
  })

  test('may change at a snapshot, up and down', async () => {
    const two = await modelOf(poolOf(2), 2)
    disturb(two)
    const atHalf = run(two, HALF).snapshot()
    const four = await modelOf(poolOf(4), 4)
    disturb(four)
    four.restore(atHalf)
    const later = run(four, 20).snapshot()
    const one = createModel(SPEC)
    disturb(one)
    one.restore(later)
    expect(run(four, STEPS - HALF - 20).fingerprint()).toBe(straight)
    expect(run(one, STEPS - HALF - 20).fingerprint()).toBe(straight)
    // And back to where it was, in the same threads.
    four.restore(atHalf)
    expect(run(four, STEPS - HALF).fingerprint()).toBe(straight)
  })

  test('may change at any step: threads join when they are ready, and go to the run made last', async () => {
    const pool = poolOf(3)
    const first = pool.createModel(SPEC)
    disturb(first)
    while (first.stepsDone() < STEPS / 2) {
      first.advance()
      await pause(1)
    }
    const second = await modelOf(pool, 3)
    disturb(second)
    run(first, STEPS - first.stepsDone())
    expect(run(second, STEPS).fingerprint()).toBe(straight)
    expect(first.fingerprint()).toBe(straight)
  })

  test('is seen in no bit where threads are woken for nothing', async () => {
    const words: Int32Array[] = []
    const pool = poolOf(3, {
      start(onEnd) {
        const thread = startNodeThread(door, onEnd)
        return {
          ...thread,
          post(message) {
            if (message.kind === 'attach') words.push(message.shared.words)
            thread.post(message)
          },
        }
      },
    })
    const model = await modelOf(pool, 3)
    disturb(model)
    for (let step = 0; step < STEPS; step++) {
      model.advance()
      if (step % 10 !== 0) continue
      // Asleep by now, and called as by a notice that comes late.
      await pause(5)
      for (let word = 0; word < words[0]!.length; word++) Atomics.notify(words[0]!, word)
    }
    expect(model.fingerprint()).toBe(straight)
  })

  test('is one where memory cannot be shared, and that is said in words', () => {
    vi.stubGlobal('SharedArrayBuffer', undefined)
    const pool = poolOf(4)
    run(pool.createModel(SPEC), 2)
    expect(pool.threadsUsed).toBe(1)
    expect(pool.note).toBe('Threads cannot share memory here, so one thread ran all venues, not 4.')
  })

  test('above that of cores is said in words', async () => {
    const pool = poolOf(2, { cores: 1 })
    const model = await modelOf(pool, 2)
    disturb(model)
    expect(run(model, STEPS).fingerprint()).toBe(straight)
    expect(pool.note).toBe('2 threads took turns on one core.')
  })
})

describe('a thread', () => {
  test.each([0, 1, 2, 3])(
    'that breaks a law of the model ends the run with that law, here at venue %i',
    async (venue) => {
      const model = await modelOf(poolOf(4), 4)
      const { statements } = model.venues[venue]!
      const at = statements.rowLots.findIndex((lots, index) => index % (1 << F64) === 0 && lots > 0)
      ;(statements.rowLots as Float64Array)[at]!++
      expect(() => model.advance()).toThrow('net to zero')
    },
  )

  test('that failed is not asked again: the state is half done', async () => {
    const pool = poolOf(2)
    const model = await modelOf(pool, 2)
    const elsewhere = divideVenues(SPEC.settings, 1).venuesByHand[0]![0]!
    const { statements } = model.venues[elsewhere]!
    const at = statements.rowLots.findIndex((lots, index) => index % (1 << F64) === 0 && lots > 0)
    ;(statements.rowLots as Float64Array)[at]!++
    expect(() => model.advance()).toThrow('net to zero')
    expect(() => model.advance()).toThrow('net to zero')
    const next = run(await modelOf(pool, 2), 20)
    expect(next.fingerprint()).toBe(run(createModel(SPEC), 20).fingerprint())
  })

  test('that goes away in the middle of a second is missed within bounds, and the next run has another', async () => {
    const threads: ShardThread[] = []
    const deaf = poolOf(2)
    const pool = poolOf(2, { ...listening(threads), patienceMs: 300 })
    const model = await modelOf(pool, 2)
    run(model, 5)
    threads[0]!.stop()
    // Nobody tells the pool.
    await pause(300)
    expect(() => run(model, 5)).toThrow('is gone')
    expect(() => model.advance()).toThrow('is gone')
    const next = await modelOf(pool, 2)
    const same = await modelOf(deaf, 2)
    expect(run(next, 20).fingerprint()).toBe(run(same, 20).fingerprint())
  })

  test('that ends between two seconds is done without', async () => {
    const ended: (() => void)[] = []
    const threads: ShardThread[] = []
    const pool = poolOf(2, listening(threads, ended))
    const model = await modelOf(pool, 2)
    disturb(model)
    run(model, 20)
    threads[0]!.stop()
    ended[0]!()
    run(model, STEPS - 20)
    expect(model.fingerprint()).toBe(straightFingerprint())
  })

  test('that never starts is done without, and that is said in words', async () => {
    const start: PoolOptions['start'] = (onEnd) => {
      setImmediate(onEnd)
      return { post: () => {}, stop: () => {} }
    }
    const pool = poolOf(2, { start })
    const model = pool.createModel(SPEC)
    await pause(10)
    run(model, 3)
    expect(pool.note).toContain('1 of 2 threads')
  })

  /** Real threads whose ends only the test hears of. */
  function listening(threads: ShardThread[], ended: (() => void)[] = []): Partial<PoolOptions> {
    return {
      start(onEnd) {
        const thread = startNodeThread(door, () => {})
        ended.push(onEnd)
        threads.push(thread)
        return thread
      },
    }
  }
})
