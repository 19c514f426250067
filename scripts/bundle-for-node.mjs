// Bundles the command line (src/lab/main.ts) and every thread that Node runs (src/threads/*.node.ts)
// into node_modules/.cache/unwind/FINGERPRINT/, named by the sources' contents: what is there is
// complete and current, and two shells at once make the same folder.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { projectFolder } from './prepare.mjs'

const cacheFolder = join(projectFolder, 'node_modules/.cache/unwind')
/** What decides a run's figures: rooms of the engine and how a run is driven. */
const engineSources = 'base market exchange agents world policy model observe threads/figureRun.ts'
  .split(' ')
  .map((name) => join('src', name))
const keptForMs = 24 * 60 * 60 * 1000

/** @returns {Promise<string>} the folder with main.js and, say, shard.node.js in it */
export async function bundleForNode() {
  const folder = join(cacheFolder, fingerprintSources())
  if (existsSync(folder)) return folder
  mkdirSync(cacheFolder, { recursive: true })
  removeOldBundles()
  const unfinished = mkdtempSync(join(cacheFolder, 'unfinished-'))
  try {
    await bundleInto(unfinished)
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    // Another shell was quicker: its bundle is ours too.
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** @param {string} outDir */
async function bundleInto(outDir) {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'warn',
    plugins: [nameThreadsAsBuilt],
    define: { ENGINE_BUILD: JSON.stringify(fingerprintOf(engineSources)) },
    worker: { format: 'es' },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(findEntries().map((path) => [basename(path, '.ts'), path])),
        output: {
          format: 'es',
          // As in vite.config.ts: constants stay constants, which is a tenth faster.
          topLevelVar: false,
          entryFileNames: '[name].js',
          chunkFileNames: 'chunk-[name]-[hash].js',
        },
      },
    },
  })
}

function findEntries() {
  const threads = join(projectFolder, 'src/threads')
  const threadEntries = existsSync(threads)
    ? readdirSync(threads).filter((name) => name.endsWith('.node.ts'))
    : []
  return [join(projectFolder, 'src/lab/main.ts'), ...threadEntries.map((n) => join(threads, n))]
}

/**
 * The sources say new URL('./shard.node.ts', import.meta.url), from any folder; in the bundle all
 * files lie side by side and end in .js.
 */
const nameThreadsAsBuilt = {
  name: 'name-threads-as-built',
  /** @param {string} code */
  transform(code) {
    if (!code.includes('.node.ts')) return undefined
    const threadAddress = /new URL\(\s*(['"`])(?:[^'"`]*\/)?([\w-]+\.node)\.ts\1/g
    return {
      code: code.replace(
        threadAddress,
        (_match, quote, name) => `new URL(${quote}./${name}.js${quote}`,
      ),
      map: null,
    }
  },
}

/** Changes whenever a source does; tests are none. */
export function fingerprintSources() {
  return fingerprintOf(['src', 'workers', 'package-lock.json', 'scripts/bundle-for-node.mjs'])
}

/** @param {readonly string[]} paths folders and files of the project */
function fingerprintOf(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => listSources(join(projectFolder, path)))) {
    hash.update(file.slice(projectFolder.length))
    hash.update('\0')
    hash.update(readFileSync(file))
    hash.update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * @param {string} folder or a file
 * @returns {string[]}
 */
function listSources(folder) {
  if (!existsSync(folder)) return []
  if (statSync(folder).isFile()) return [folder]
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/\.(test|bench)\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort()
}

/** Yesterday's bundles; a younger one may still be running in another shell. */
function removeOldBundles() {
  for (const name of readdirSync(cacheFolder)) {
    const folder = join(cacheFolder, name)
    if (Date.now() - statSync(folder).mtimeMs > keptForMs) {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
