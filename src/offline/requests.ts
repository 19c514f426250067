// Which requests the service worker answers, and how: the page itself, one of its files, or not at all.

export type Treatment = 'page' | 'file' | 'leave'

export interface Asked {
  readonly method: string
  readonly mode: string
  readonly url: string
}

/** Where the build puts what it names by content. */
const NAMED_BY_CONTENT = 'assets/'

/** `scope`: address of the folder that the page is served from. `files`: paths in that folder. */
export function treatmentOf(asked: Asked, scope: string, files: ReadonlySet<string>): Treatment {
  if (asked.method !== 'GET') return 'leave'
  const address = new URL(asked.url)
  const folder = new URL(scope)
  const isOurs = address.origin === folder.origin && address.pathname.startsWith(folder.pathname)
  if (!isOurs) return 'leave'
  const path = address.pathname.slice(folder.pathname.length)
  // Another page in the same folder is somebody else's.
  if (asked.mode === 'navigate') return path === '' || path === 'index.html' ? 'page' : 'leave'
  // A newer page asks for files that this list does not have yet.
  return files.has(path) || path.startsWith(NAMED_BY_CONTENT) ? 'file' : 'leave'
}
