// npm run mutate: breaks matching and clearing in thousands of small ways, one at a time, and asks
// which of the breaks some test notices. Prints the score by file and every break that nobody saw.
//   npm run mutate                          both rooms; minutes on two cores
//   npm run mutate -- matching              one room
//   npm run mutate -- clearing ledger.ts    one file
// What an earlier run already found is kept while neither the file nor its tests change; --fresh
// tries all anew. Reports lie in node_modules/.cache/mutation. What the survivors are: docs/mutation.md.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, projectFolder, requireNode } from './prepare.mjs'

const ROOMS = ['matching', 'clearing']
const reportFolder = join(projectFolder, 'node_modules/.cache/mutation')

/** @typedef {{ file: string, status: string, mutator: string, line: number, was: string, is: string }} Mutant */

requireNode()
await ensureInstalled()
const { Stryker } = await import('@stryker-mutator/core')
// It lasts: whatever else the machine does comes first.
setPriority(15)
process.chdir(projectFolder)
mkdirSync(reportFolder, { recursive: true })

const args = process.argv.slice(2)
const fresh = args.includes('--fresh')
const rooms = ROOMS.filter((room) => args.includes(room))
const files = args.filter((arg) => arg.endsWith('.ts'))
const mutants = []
for (const room of rooms.length > 0 ? rooms : ROOMS) mutants.push(...(await mutate(room)))
const summary = summaryOf(mutants)
writeFileSync(join(reportFolder, 'summary.txt'), summary)
console.log(summary)

/**
 * @param {string} room
 * @returns {Promise<Mutant[]>}
 */
async function mutate(room) {
  const folder = `src/exchange/${room}`
  const incrementalFile = join(reportFolder, `${room}.known.json`)
  const fileName = join(reportFolder, `${room}.json`)
  if (fresh) rmSync(incrementalFile, { force: true })
  process.env.UNWIND_MUTATED_ROOM = room
  await new Stryker({
    mutate:
      files.length > 0
        ? files.map((file) => `${folder}/${file}`)
        : [`${folder}/*.ts`, `!${folder}/*.test.ts`],
    testRunner: 'bundle',
    plugins: [join(projectFolder, 'scripts/mutateRunner.mjs')],
    coverageAnalysis: 'perTest',
    // Names of columns and words for our own bugs are no rules of a market.
    mutator: { excludedMutations: ['StringLiteral'] },
    // A constant at the head of a file is set once, before any test: trying it means a whole new run.
    ignoreStatic: true,
    concurrency: 2,
    timeoutMS: 5000,
    timeoutFactor: 1.25,
    incremental: true,
    incrementalFile,
    force: false,
    tempDirName: '.mutants',
    ignorePatterns: ['/docs', '/public', '/dist'],
    // Names no file: Stryker would rewrite it with an interface that TypeScript 7 no longer has.
    tsconfigFile: 'none.json',
    cleanTempDir: 'always',
    disableTypeChecks: true,
    allowConsoleColors: false,
    reporters: ['json', 'dots'],
    jsonReporter: { fileName },
    thresholds: { high: 95, low: 85, break: null },
  }).runMutationTest()
  return mutantsOf(JSON.parse(readFileSync(fileName, 'utf8')))
}

/**
 * @param {{ files: Record<string, { source: string, mutants: any[] }> }} report
 * @returns {Mutant[]}
 */
function mutantsOf(report) {
  return Object.entries(report.files).flatMap(([file, { source, mutants: tried }]) => {
    const lines = source.split('\n')
    return tried.map(({ status, mutatorName, location: { start, end }, replacement }) => {
      const last = end.line === start.line ? end.column - 1 : undefined
      const was = lines[start.line - 1]?.slice(start.column - 1, last) ?? ''
      const is = (replacement ?? '').replaceAll(/\s+/g, ' ')
      return { file, status, mutator: mutatorName, line: start.line, was, is }
    })
  })
}

/** @param {Mutant[]} mutants */
function summaryOf(mutants) {
  const rows = [...new Set(mutants.map(({ file }) => file))].map((file) =>
    scoreOf(
      file,
      mutants.filter((mutant) => mutant.file === file),
    ),
  )
  const unseen = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  return [
    'score    killed  survived  not met  static  file',
    ...rows,
    scoreOf('together', mutants),
    '',
    ...unseen.map(
      ({ file, line, status, was, is }) =>
        `${file}:${line}${status === 'NoCoverage' ? ' (not met)' : ''}: ${was}  ->  ${is}`,
    ),
    '',
  ].join('\n')
}

/**
 * @param {string} name
 * @param {Mutant[]} mutants
 */
function scoreOf(name, mutants) {
  const count = (/** @type {string[]} */ ...statuses) =>
    mutants.filter(({ status }) => statuses.includes(status)).length
  const killed = count('Killed', 'Timeout')
  const [survived, unmet, ignored] = [count('Survived'), count('NoCoverage'), count('Ignored')]
  const valid = killed + survived + unmet
  const score = valid === 0 ? '     -' : `${((100 * killed) / valid).toFixed(1).padStart(5)}%`
  const cells = [killed, survived, unmet, ignored].map((cell) => String(cell).padStart(8))
  return `${score} ${cells.join(' ')}  ${name}`
}
