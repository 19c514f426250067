// The worker that runs the simulation, wrapped by Comlink; started anew after a fault.
import { releaseProxy, wrap } from 'comlink'
import type { Remote } from 'comlink'
import type { SimulationApi } from '../threads/protocol.ts'

export interface SimulationThread {
  readonly api: Remote<SimulationApi>
  stop(): void
}

/** `onFault` is called once, when the thread dies or cannot start. */
export function startSimulationThread(onFault: (problem: string) => void): SimulationThread {
  const worker = new Worker(new URL('../../workers/simulation.worker.ts', import.meta.url), {
    type: 'module',
  })
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
