// The worker that runs the simulation, wrapped by Comlink; started anew after a fault.
import { releaseProxy, wrap } from 'comlink'
import type { Remote } from 'comlink'
import type { SimulationApi } from '../threads/protocol.ts'
// oxlint-disable-next-line import/default
import workerAddress from '../../workers/simulation.worker.ts?worker&url'

export interface SimulationThread {
  readonly api: Remote<SimulationApi>
  stop(): void
}

/** `onFault` is called once, when the thread dies or cannot start. */
export function startSimulationThread(onFault: (problem: string) => void): SimulationThread {
  const worker = startWorker(workerAddress)
  const api = wrap<SimulationApi>(worker)
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    onFault(event.message || 'The thread could not be started.')
  })
  worker.addEventListener('messageerror', () => onFault('A message of the thread was unreadable.'))
  return {
    api,
    stop() {
      api[releaseProxy]()
      worker.terminate()
    },
  }
}

/** A page in a sandboxed frame has no origin of its own, so that its host's files are another's to it: a
 * thread may import them but not be one. What is said before the import is there is said again. */
function startWorker(address: string): Worker {
  try {
    return new Worker(address, { type: 'module' })
  } catch {
    const door = `const early = []
const hold = (event) => early.push(event.data)
addEventListener('message', hold)
import(${JSON.stringify(new URL(address, document.baseURI).href)}).then(
  () => {
    removeEventListener('message', hold)
    for (const data of early) dispatchEvent(new MessageEvent('message', { data }))
  },
  (problem) => setTimeout(() => { throw problem }),
)`
    const text = new Blob([door], { type: 'text/javascript' })
    return new Worker(URL.createObjectURL(text))
  }
}
