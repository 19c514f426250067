// Keeps the page's own files so that it opens without a network, and isolates it on hosts that send no
// headers. The page is taken from the network while there is one, so that a new version is never held
// back; files are named by their content and come from the store. Nobody's page is ever reloaded.
import { isolated } from './isolation.ts'
import { treatmentOf } from './requests.ts'

/** What is used of ServiceWorkerGlobalScope: the DOM's types do not know it. */
export interface WorkerScope {
  readonly registration: { readonly scope: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: LastingEvent) => void): void
  addEventListener(kind: 'fetch', listener: (event: RequestEvent) => void): void
}

interface LastingEvent {
  waitUntil(work: Promise<unknown>): void
}

interface RequestEvent extends LastingEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

/** What was built: paths of all files, and a name that changes with any of them. */
export interface BuiltFiles {
  readonly version: string
  readonly paths: readonly string[]
}

const STORE = 'unwind.'
const PAGE = 'index.html'
/** A network that does not answer by then counts as none. */
const PATIENCE_MS = 4_000
/** Pages of the version before go on: their parts that load late are still there. */
const KEPT_VERSIONS = 2
/** Some hosts vary their answers by who asks: the files are the same. */
const ANYBODY = { ignoreVary: true } as const

export function serveOffline(scope: WorkerScope, built: BuiltFiles): void {
  const files = new Set(built.paths)
  const storeName = STORE + built.version
  scope.addEventListener('install', (event) => {
    event.waitUntil(keepFiles(scope, storeName, built).then(() => scope.skipWaiting()))
  })
  scope.addEventListener('activate', (event) => {
    event.waitUntil(dropOldVersions(storeName).then(() => scope.clients.claim()))
  })
  scope.addEventListener('fetch', (event) => {
    const { request } = event
    const treatment = treatmentOf(request, scope.registration.scope, files)
    if (treatment === 'page') event.respondWith(answerPage(scope, storeName, request))
    else if (treatment === 'file') event.respondWith(answerFile(storeName, request))
  })
}

async function keepFiles(scope: WorkerScope, name: string, built: BuiltFiles): Promise<void> {
  const store = await caches.open(name)
  const folder = scope.registration.scope
  const keep = async (path: string) => {
    // What is named by its content cannot be stale in the browser's own store.
    const cache = path.startsWith('assets/') ? 'default' : 'no-cache'
    const answer = await fetch(new URL(path, folder), { cache })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    await store.put(new URL(path, folder).href, isolated(answer))
  }
  await Promise.all(built.paths.map(keep))
}

async function dropOldVersions(name: string): Promise<void> {
  const names = (await caches.keys()).filter((each) => each.startsWith(STORE) && each !== name)
  // In the order in which they were made.
  const old = names.slice(0, Math.max(0, names.length - (KEPT_VERSIONS - 1)))
  await Promise.all(old.map((each) => caches.delete(each)))
}

async function answerPage(scope: WorkerScope, name: string, request: Request): Promise<Response> {
  const fresh = fetch(request.url, { cache: 'no-cache', credentials: 'same-origin' })
  const first = await Promise.race([fresh.catch(() => null), patience()])
  if (first !== null && first.status < 500) return isolated(first)
  const store = await caches.open(name)
  const kept = await store.match(new URL(PAGE, scope.registration.scope).href, ANYBODY)
  return isolated(kept ?? (await fresh))
}

function patience(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), PATIENCE_MS)
  })
}

async function answerFile(name: string, request: Request): Promise<Response> {
  const store = await caches.open(name)
  // A page of the version before finds its own files in that version's store. They were isolated when kept.
  const kept =
    (await store.match(request.url, ANYBODY)) ?? (await caches.match(request.url, ANYBODY))
  return kept ?? isolated(await fetch(request))
}
