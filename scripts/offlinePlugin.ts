// Build step: makes sw.js, the service worker that keeps the built files for a visit without a network,
// and writes into it which files there are. A change of any file changes sw.js, which is how browsers
// notice a new version.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const PLACEHOLDER = '__BUILT_FILES__'
const WORKER = 'sw.js'

export function keepOffline(): Plugin {
  return {
    name: 'keep-offline',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: 'workers/offline.worker.ts', fileName: WORKER })
    },
    // By now the folder holds what is copied as well.
    writeBundle({ dir = 'dist' }) {
      const worker = join(dir, WORKER)
      const text = readFileSync(worker, 'utf8')
      if (!text.includes(PLACEHOLDER)) throw new Error(`${WORKER} has no place for its files.`)
      writeFileSync(
        worker,
        text.replace(PLACEHOLDER, () => JSON.stringify(builtFiles(dir))),
      )
    },
  }
}

function builtFiles(folder: string): { version: string; paths: string[] } {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== WORKER && !path.endsWith('.map'))
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
  const hash = createHash('sha256')
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(join(folder, path)))
  return { version: hash.digest('hex').slice(0, 12), paths }
}
