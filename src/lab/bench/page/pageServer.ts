// The page as visitors get it: built into a folder of the cache and served on this machine, with every
// request written down. Weight is gzip bytes, whatever the server itself compresses.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { RunFailure } from '../../command.ts'

export interface PageServer {
  readonly address: string
  /** Addresses asked for since the last clearing, without what follows a question mark. */
  readonly requested: Set<string>
  /** Gzip bytes of the files asked for. */
  weightBytes(): number
  close(): Promise<void>
}

const OUT_FOLDER = 'node_modules/.cache/unwind/page'

export async function servePage(): Promise<PageServer> {
  const root = process.cwd()
  if (!existsSync(join(root, 'index.html')) || !existsSync(join(root, 'vite.config.ts'))) {
    throw new RunFailure("The page is built from its sources: run this in the project's folder.")
  }
  const { build, preview } = await import('vite')
  const outDir = join(root, OUT_FOLDER)
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  const server = await preview({
    root,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 4473, open: false },
  })
  const place = server.httpServer.address()
  if (place === null || typeof place === 'string') {
    throw new RunFailure('The built page could not be served.')
  }
  const requested = new Set<string>()
  server.httpServer.prependListener('request', (request: { url?: string }) => {
    requested.add((request.url ?? '/').split('?')[0])
  })
  return {
    address: `http://127.0.0.1:${place.port}/`,
    requested,
    weightBytes() {
      let bytes = 0
      for (const path of requested) bytes += gzipBytes(outDir, path)
      return bytes
    },
    close: () => server.close(),
  }
}

function gzipBytes(outDir: string, path: string): number {
  const file = join(outDir, path === '/' ? 'index.html' : decodeURIComponent(path))
  return existsSync(file) ? gzipSync(readFileSync(file)).length : 0
}
