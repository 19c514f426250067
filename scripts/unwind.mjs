// npm run --silent unwind -- ARGUMENTS: the command line of the laboratory (src/lab/main.ts),
// bundled when a source has changed and then run in this process. Nothing else writes to stdout.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, requireNode } from './prepare.mjs'

requireNode()
await ensureInstalled()
const { bundleForNode } = await import('./bundle-for-node.mjs')
const folder = await bundleForNode()
process.setSourceMapsEnabled(true)
await import(pathToFileURL(join(folder, 'main.js')).href)
