// Builds what the engine test runs: the page and the test's own pages, minified as for visitors, and the
// same sources for Node, not minified, so that the minifier's arithmetic is under test as well.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../prepare.mjs'

const folder = join(projectFolder, 'node_modules/.cache/engines')
const pages = ['index.html', 'src/testing/engines/page.html', 'src/testing/engines/embed.html']

/** @returns {Promise<{ pagesFolder: string, nodeProgram: string, headers: Record<string, string> }>} */
export async function buildForEngines() {
  const { build, resolveConfig } = await import('vite')
  rmSync(folder, { recursive: true, force: true })
  const pagesFolder = join(folder, 'pages')
  await build({
    root: projectFolder,
    logLevel: 'error',
    build: {
      outDir: pagesFolder,
      emptyOutDir: true,
      sourcemap: false,
      rolldownOptions: { input: pages.map((page) => join(projectFolder, page)) },
    },
  })
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(folder, 'node'),
      copyPublicDir: false,
      minify: false,
      rolldownOptions: {
        input: join(projectFolder, 'src/testing/engines/node.ts'),
        output: { format: 'es', topLevelVar: false, entryFileNames: 'node.mjs' },
      },
    },
  })
  const config = await resolveConfig({ root: projectFolder, logLevel: 'warn' }, 'build')
  const headers = /** @type {Record<string, string>} */ (config.preview.headers ?? {})
  return { pagesFolder, nodeProgram: join(folder, 'node/node.mjs'), headers }
}
