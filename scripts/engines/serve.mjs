// Serves the built files on a free port of this machine: as `npm start` does (isolated, with a strict
// security policy), or as a plain host does, with no headers at all.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * @param {string} folder
 * @param {Record<string, string>} headers sent with every file
 * @param {string} prefix path that the folder is served under, such as /some/path
 * @returns {Promise<{ address: string, close: () => void }>} address such as http://127.0.0.1:40123
 */
export function serveFolder(folder, headers, prefix = '') {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://localhost').pathname
    const isHere = asked.startsWith(`${prefix}/`)
    const path = isHere ? asked.slice(prefix.length) : '/no such file'
    const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path))
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end()
      return
    }
    const type = types[extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { 'Content-Type': type, ...headers })
    createReadStream(file).pipe(response)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address === null || typeof address === 'string' ? 0 : address.port
      resolve({
        address: `http://127.0.0.1:${port}${prefix}`,
        close() {
          server.closeAllConnections()
          server.close()
        },
      })
    })
  })
}
