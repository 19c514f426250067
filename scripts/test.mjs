// npm test: type check, lint, build, then every test; stops at the first that fails.
// The last line is the totals, such as "412 passed, 0 failed".
//   npm test -- --unit           without the build and the browser
//   npm test -- --unit src/base  what follows is passed on to vitest
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureInstalled, packageProgram, projectFolder, requireNode, run } from './prepare.mjs'

requireNode()
const unitOnly = process.argv.includes('--unit')
const passedOn = process.argv.slice(2).filter((arg) => arg !== '--unit')
const reportFile = join(projectFolder, 'node_modules/.cache/vitest/report.json')

await ensureInstalled()
if (!unitOnly) {
  const { ensureBrowser } = await import('./install-browser.mjs')
  await ensureBrowser()
}
await stage('type check', 'typescript', ['-b'])
await stage('lint', 'oxlint', ['--deny-warnings'])
if (!unitOnly) await stage('build', 'vite', ['build', '--logLevel', 'warn'])
await runTests()

/**
 * @param {string} title
 * @param {string} packageName
 * @param {string[]} args
 */
async function stage(title, packageName, args) {
  const start = performance.now()
  const exitCode = await run(...packageProgram(packageName, args))
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'}  ${title} (${seconds} s)`)
  if (exitCode !== 0) process.exit(1)
}

async function runTests() {
  rmSync(reportFile, { force: true })
  mkdirSync(dirname(reportFile), { recursive: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const projects = unitOnly ? ['--project=node'] : []
  const exitCode = await run(
    ...packageProgram('vitest', ['run', ...reporters, ...projects, ...passedOn]),
  )
  const { passed, failed, skipped } = readTotals(exitCode)
  if (passed === 0) console.log('No test passed.')
  const totals = `${passed} passed, ${failed} failed`
  console.log(skipped > 0 ? `${totals}, ${skipped} skipped` : totals)
  process.exit(exitCode === 0 && failed === 0 && passed > 0 ? 0 : 1)
}

/**
 * A test file that could not even be loaded counts as one failed test, and so does an error that
 * vitest reports outside of every test.
 * @param {number} exitCode
 */
function readTotals(exitCode) {
  const outside = exitCode === 0 ? 0 : 1
  let report
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'))
  } catch {
    return { passed: 0, failed: outside, skipped: 0 }
  }
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults
  const unloadable = files.filter((f) => f.status === 'failed' && f.assertionResults.length === 0)
  const failed = report.numFailedTests + unloadable.length
  return {
    passed: report.numPassedTests,
    failed: Math.max(failed, outside),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
