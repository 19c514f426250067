// Keeps the page for a visit without a network: registers the service worker, and
// notices when a newer version has been fetched. It is offered, never forced: the open page goes on.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { worker } from './workerWatch.ts'

interface OfflineState {
  /** All files are kept: the page opens without a network. */
  readonly isKept: boolean
  /** A newer version is there for the next load of the page. */
  readonly isNewer: boolean
}

const offlineStore = createStore<OfflineState>(() => ({ isKept: false, isNewer: false }))

const LOOK_AGAIN_MS = 3_600_000

/** Where the browser has no service workers, or closes them to this page, all else works. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  register().catch((problem: unknown) => {
    console.warn('This page cannot be kept for a visit without a network:', problem)
  })
}

async function register(): Promise<void> {
  const { serviceWorker } = navigator
  const hadOne = serviceWorker.controller !== null
  const address = new URL('sw.js', document.baseURI)
  const registration = await serviceWorker.register(address, { updateViaCache: 'none' })
  // Some browsers and extensions answer with nothing where they refuse.
  if (!registration) return
  const note = () => {
    if (registration.active !== null) offlineStore.setState({ isKept: true })
  }
  note()
  if (worker.isReplaced) offlineStore.setState({ isNewer: true })
  serviceWorker.addEventListener('controllerchange', () => {
    note()
    if (hadOne) offlineStore.setState({ isNewer: true })
  })
  void serviceWorker.ready.then(note)
  lookAgain(registration)
}

/** A page may stay open for days. */
function lookAgain(registration: ServiceWorkerRegistration): void {
  let lookedMs = performance.now()
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - lookedMs < LOOK_AGAIN_MS) return
    lookedMs = performance.now()
    // Without a network there is nothing newer.
    registration.update().catch(() => {})
  })
}

export function useOffline<T>(select: (state: OfflineState) => T): T {
  return useStore(offlineStore, select)
}

/** The visitor will hear of it again at the next version. */
export function setVersionAside(): void {
  offlineStore.setState({ isNewer: false })
}
