// npm start: installs what is missing, builds the page and serves it until it is stopped.
//   npm start -- --port 5000     another port (the next free one if it is taken)
//   npm start -- --host          also for other machines of the network (--host NAME for one)
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ensureInstalled, projectFolder, requireNode } from './prepare.mjs'

requireNode()
const { port, host } = readOptions()
await ensureInstalled()

process.chdir(projectFolder)
const { build, preview } = await import('vite')
await build({ logLevel: 'warn' })
const server = await preview({ preview: { port, host, open: false } })

const addresses = [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])]
console.log(`\n  Unwind is running at ${addresses.join('  and  ')}\n  Press Ctrl+C to stop.\n`)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stop())
stopWithParents()

async function stop() {
  // Browsers keep connections open; do not wait for them.
  setTimeout(() => process.exit(0), 1000).unref()
  await server.close()
  process.exit(0)
}

/** Under npm our parents are a shell and npm: when one is killed outright, nobody stops us but we. */
function stopWithParents() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const grandparent = parentOf(parent)
  setInterval(() => {
    if (process.ppid !== parent || parentOf(parent) !== grandparent) void stop()
  }, 1000).unref()
}

/**
 * The parent of a process where the system tells (Linux), else undefined.
 * @param {number} processId
 */
function parentOf(processId) {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1]
  } catch {
    return undefined
  }
}

/** @returns {{ port: number, host: string | true }} */
function readOptions() {
  const args = process.argv.slice(2)
  // A bare --host means every network interface.
  const bareHostIndex = args.findIndex(
    (arg, index) => arg === '--host' && (args[index + 1] ?? '--').startsWith('--'),
  )
  if (bareHostIndex >= 0) args.splice(bareHostIndex, 1)
  try {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string', default: '4173' }, host: { type: 'string' } },
    })
    const wantedPort = Number(values.port)
    if (!Number.isInteger(wantedPort) || wantedPort < 1 || wantedPort > 65535) {
      throw new Error(`--port must be a whole number from 1 to 65535, not ${values.port}.`)
    }
    return { port: wantedPort, host: bareHostIndex >= 0 ? true : (values.host ?? '127.0.0.1') }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.error('Usage: npm start -- [--port NUMBER] [--host [NAME]]')
    process.exit(1)
  }
}
