// A hand as a worker of the browser, for the simulation's own worker to start: its door, and how many
// there are to be.
import { MOST_THREADS } from './divideVenues.ts'
import { ShardPool } from './shardPool.ts'
import { shardServer } from './shardServer.ts'

/** The page draws and lays out on a core of its own. */
const CORES_FOR_THE_PAGE = 1

/** `startWorker` makes the worker whose door calls {@link serveShards}. */
export function browserPool(startWorker: () => Worker): ShardPool {
  const cores = navigator.hardwareConcurrency || 1
  const isIsolated = globalThis.crossOriginIsolated
  return new ShardPool({
    threads: isIsolated ? Math.min(MOST_THREADS, Math.max(1, cores - CORES_FOR_THE_PAGE)) : 1,
    cores,
    start(onEnd) {
      const worker = startWorker()
      worker.addEventListener('error', (event) => {
        // Otherwise the page would take it for a fault of the simulation, which goes on without it.
        event.preventDefault()
        onEnd()
      })
      return { post: (message) => worker.postMessage(message), stop: () => worker.terminate() }
    },
  })
}

export function serveShards(): void {
  const hear = shardServer()
  addEventListener('message', ({ data }) => hear(data))
}
