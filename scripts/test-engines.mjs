// npm run test:engines: the same links must give the same fingerprints in Node, Chromium, Firefox and
// WebKitGTK, and so must groups of arithmetic that tell where a difference comes from.
//   npm run test:engines -- --only firefox,webkit   these beside Node, which is always there
//   npm run --silent test:engines -- --json         the answers as JSON
import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { ensureInstalled, requireNode } from './prepare.mjs'

const browsers = ['chromium', 'firefox', 'webkit']

requireNode()
const { wanted, asJson } = readOptions()
await ensureInstalled()
const tell = (/** @type {string} */ line) => console.error(line)
process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143))

const { buildForEngines } = await import('./engines/build.mjs')
const { serveFolder } = await import('./engines/serve.mjs')
const { runBrowser, runNode } = await import('./engines/run.mjs')
const { differences, tableOf, vectorTableOf } = await import('./engines/compare.mjs')

tell('building ...')
const { pagesFolder, nodeProgram, headers } = await buildForEngines()
const servers = await Promise.all([
  serveFolder(pagesFolder, headers),
  serveFolder(pagesFolder, {}),
  serveFolder(pagesFolder, {}),
])
const [isolated = '', plain = '', host = ''] = servers.map(({ address }) => address)
const links = JSON.parse(
  execFileSync(process.execPath, [nodeProgram, 'links'], { encoding: 'utf8' }),
)
const job = { links, nodeProgram, addresses: { isolated, plain, host }, tell }
const loadBefore = loadavg()[0] ?? 0

/** @type {import('./engines/run.mjs').Row[]} */
const rows = []
/** @type {string[]} */
const failures = []
// One after another: side by side they would take each other's time and memory.
for (const engine of ['node', ...wanted]) {
  try {
    rows.push(...(engine === 'node' ? await runNode(job) : await runBrowser(engine, job)))
  } catch (error) {
    failures.push(`${engine}: ${error instanceof Error ? error.message : error}`)
    tell(`FAILED  ${failures.at(-1)}`)
  }
}
for (const server of servers) server.close()

const load = [loadBefore, loadavg()[0] ?? 0].map((value) => value.toFixed(1))
const found = [...failures, ...differences(rows)]
if (asJson) console.log(JSON.stringify({ links, rows, load, problems: found }, null, 2))
else report()
process.exit(found.length === 0 ? 0 : 1)

function report() {
  console.log(`\n${tableOf(rows)}\n\n${vectorTableOf(rows)}\n`)
  console.log(`Load of the machine ${load.join(' to ')}: the seconds say little where it is high.`)
  for (const problem of found) console.log(`FAILED  ${problem}`)
  const engines = new Set(rows.map(({ version }) => version))
  const runs = rows.filter(({ kind }) => kind === 'link').length
  if (found.length === 0) {
    console.log(`The same bits: ${links.length} links, ${runs} runs, ${engines.size} engines.`)
  }
}

/** @returns {{ wanted: string[], asJson: boolean }} */
function readOptions() {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(2),
      options: { only: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const names = values.only?.split(',').filter((name) => name !== '' && name !== 'node')
    const unknown = names?.find((name) => !browsers.includes(name))
    if (unknown !== undefined) {
      throw new Error(`There is no engine '${unknown}': there are ${browsers.join(', ')}.`)
    }
    return { wanted: names ?? browsers, asJson: values.json }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.error('Usage: npm run test:engines -- [--only chromium,firefox,webkit] [--json]')
    process.exit(2)
  }
}
