// More seeds for a comparison: both sides of each, run one after another in a thread of their own.
import { proxy, wrap } from 'comlink'
import { seedsAfter } from '../params/seeds.ts'
import { resolveLink } from '../params/resolve.ts'
import { withSeed } from '../threads/twinRun.ts'
import type { TwinApi } from '../threads/twinServe.ts'
import { compareStore, NO_SEEDS } from './compareStore.ts'
import type { SeedsState } from './compareStore.ts'
import { labStore } from './store.ts'
import { say } from './words.ts'

let worker: Worker | null = null

/** Runs until so many seeds are done, the run's own first; those that are done stay. */
export async function runSeeds(count: number): Promise<void> {
  const { link } = labStore.getState()
  if (link.sideB === undefined || worker !== null) return
  const job = { a: resolveLink(link), sides: [{ spec: resolveLink(link, link.sideB) }] }
  const done = compareStore.getState().seeds.outcomes
  const seeds = seedsAfter(link.seed, Math.max(count, done.length)).slice(done.length)
  const own = startWorker()
  worker = own
  put({ asked: count, isRunning: true, share: 0, secondsLeft: null, problem: null })
  const api = wrap<TwinApi>(own)
  const startMs = performance.now()
  try {
    for (const [index, seed] of seeds.entries()) {
      const tell = (share: number) => {
        if (worker !== own) return
        const all = (index + share) / seeds.length
        const seconds = (performance.now() - startMs) / 1_000
        put({ share, secondsLeft: all > 0 ? (seconds * (1 - all)) / all : null })
      }
      const outcome = await api.run(withSeed(job, seed), proxy(tell))
      if (worker !== own) return
      put({ outcomes: [...compareStore.getState().seeds.outcomes, outcome], share: 0 })
    }
    say(`${count} seeds are compared.`)
  } catch (problem) {
    if (worker === own)
      put({ problem: problem instanceof Error ? problem.message : String(problem) })
  }
  if (worker === own) stopSeeds()
}

/** Drops the seed at work; those that are done stay. */
export function stopSeeds(): void {
  worker?.terminate()
  worker = null
  put({ isRunning: false, share: 0, secondsLeft: null })
}

/** Another question: what was found no longer answers it. */
export function followSeeds(): void {
  compareStore.subscribe((state, before) => {
    if (state.phase === before.phase || (state.phase !== 'building' && state.phase !== 'none'))
      return
    worker?.terminate()
    worker = null
    compareStore.setState({ seeds: NO_SEEDS })
  })
}

function startWorker(): Worker {
  const started = new Worker(new URL('../../workers/twin.worker.ts', import.meta.url), {
    type: 'module',
  })
  started.addEventListener('error', (event) => {
    event.preventDefault()
    if (worker !== started) return
    put({ problem: event.message || 'The thread for more seeds could not be started.' })
    stopSeeds()
  })
  return started
}

function put(change: Partial<SeedsState>): void {
  compareStore.setState({ seeds: { ...compareStore.getState().seeds, ...change } })
}
