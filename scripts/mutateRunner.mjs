// How Stryker runs the tests for a mutant here: all of them bundled once, called in one process, examples
// before properties, up to the first that fails. Under vitest each mutant would cost a new worker and
// all imports, a second or two; here most fall within milliseconds. Tests that never end are Stryker's
// to stop: it starts a new process.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** @typedef {{ id: string, name: string, fileName: string, run: () => unknown }} Test */

const alias = {
  vitest: fileURLToPath(new URL('mutateShim.mjs', import.meta.url)),
  'fast-check': fileURLToPath(new URL('mutateFastCheck.mjs', import.meta.url)),
}
/** Of the venue's examples, what is none: minutes of a market. */
const SLOW = / under random flow /
const [PASSED, FAILED] = [0, 1]

export const strykerPlugins = [{ kind: 'TestRunner', name: 'bundle', factory: makeRunner }]
makeRunner.inject = /** @type {const} */ ([])

function makeRunner() {
  /** @type {Test[]} */
  let tests = []
  /** Stryker's switchboard: which mutant is active, and what the instrumented code tells. */
  const board = boardOf()
  return {
    capabilities: () => ({ reloadEnvironment: false }),

    async init() {
      tests = await collectTests(testFiles())
    },

    async dryRun() {
      board.activeMutant = undefined
      board.hitCount = undefined
      const results = []
      for (const test of tests) {
        const { id, name, fileName } = test
        board.currentTestId = id
        const start = performance.now()
        const failureMessage = await failureOf(test)
        const timeSpentMs = performance.now() - start
        const status = failureMessage === undefined ? PASSED : FAILED
        results.push({ id, name, fileName, timeSpentMs, status, failureMessage })
      }
      board.currentTestId = undefined
      return { status: 'complete', tests: results, mutantCoverage: board.mutantCoverage }
    },

    /** @param {{ activeMutant: { id: string }, testFilter?: string[], hitLimit?: number }} options */
    async mutantRun({ activeMutant, testFilter, hitLimit }) {
      board.activeMutant = activeMutant.id
      // Stryker's limit is a hundred times what all tests together took. No test takes thrice that.
      board.hitLimit = hitLimit === undefined ? Infinity : (hitLimit / 100) * 3 + 10_000
      const asked = testFilter === undefined ? undefined : new Set(testFilter)
      let nrOfTests = 0
      for (const test of tests) {
        if (asked !== undefined && !asked.has(test.id)) continue
        nrOfTests++
        board.hitCount = 0
        const failureMessage = await failureOf(test)
        if (board.hitCount > board.hitLimit) {
          return { status: 'timeout', reason: 'it would go on for ever' }
        }
        if (failureMessage !== undefined) {
          return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests }
        }
      }
      return { status: 'survived', nrOfTests }
    },
  }
}

/** @returns {any} */
function boardOf() {
  const shared = /** @type {any} */ (globalThis)
  return (shared.__stryker__ ??= {})
}

/** @param {Test} test */
async function failureOf(test) {
  try {
    await test.run()
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 400) : String(error)
  }
  return undefined
}

/** Of the mutated room, and for clearing also the examples of the venue that joins its parts. */
function testFiles() {
  const room = process.env.UNWIND_MUTATED_ROOM ?? 'clearing'
  const beside = testsIn(`src/exchange/${room}`)
  const venue = room === 'clearing' ? testsIn('src/exchange') : []
  const files = [...beside, ...venue.filter((file) => !isProperty(file))]
  return files.toSorted((a, b) => Number(isProperty(a)) - Number(isProperty(b)) || (a < b ? -1 : 1))
}

/** @param {string} folder */
function testsIn(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${folder}/${file}`)
}

/** @param {string} file */
function isProperty(file) {
  return file.includes('.property.')
}

/**
 * @param {string[]} files
 * @returns {Promise<Test[]>}
 */
async function collectTests(files) {
  const outDir = join(process.cwd(), `bundle-${process.env.STRYKER_MUTATOR_WORKER ?? 0}`)
  const ready = join(outDir, 'ready')
  // A process that takes the place of one that hung finds its bundle.
  if (!existsSync(ready)) await bundle(files, outDir)
  writeFileSync(ready, '')
  const tests = []
  for (const [index, fileName] of files.entries()) {
    const shared = /** @type {any} */ (globalThis)
    shared.collectedTests = []
    await import(pathToFileURL(join(outDir, `test${index}.mjs`)).href)
    for (const { name, run } of shared.collectedTests) {
      if (SLOW.test(name)) continue
      tests.push({ id: `${fileName} ${name}`, name, fileName, run })
    }
  }
  return tests
}

/**
 * @param {string[]} files
 * @param {string} outDir
 */
async function bundle(files, outDir) {
  const { build } = await import('vite')
  const input = Object.fromEntries(files.map((file, index) => [`test${index}`, file]))
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      minify: false,
      rolldownOptions: { input, output: { entryFileNames: '[name].mjs' } },
    },
  })
}
