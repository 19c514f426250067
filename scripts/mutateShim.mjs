// Stands in for vitest where mutants are tried (scripts/mutateRunner.mjs): collects the tests of a file
// instead of running them. `expect` is vitest's own.
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend, chai } from '@vitest/expect'

/** @typedef {{ name: string, run: () => unknown }} CollectedTest */

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

export const expect = chai.expect

const shared = /** @type {{ collectedTests?: CollectedTest[] }} */ (
  /** @type {unknown} */ (globalThis)
)
/** Titles of the suites around. */
const titles = /** @type {string[]} */ ([])

/**
 * @param {string} title
 * @param {() => void} suite
 */
export function describe(title, suite) {
  titles.push(title)
  suite()
  titles.pop()
}

describe.each =
  (/** @type {Record<string, unknown>[]} */ table) =>
  (/** @type {string} */ title, /** @type {(row: any) => void} */ suite) => {
    for (const row of table) describe(filled(title, row), () => suite(row))
  }

/**
 * @param {string} title
 * @param {() => unknown} run
 */
export function test(title, run) {
  shared.collectedTests?.push({ name: [...titles, title].join(' '), run })
}

test.each =
  (/** @type {any[]} */ table) =>
  (/** @type {string} */ title, /** @type {(...row: any[]) => unknown} */ run) => {
    table.forEach((row, index) => {
      const cells = Array.isArray(row) ? row : [row]
      test(`${filled(title, row)} (${index})`, () => run(...cells))
    })
  }

export const it = test

/**
 * @param {string} title
 * @param {Record<string, unknown>} row
 */
function filled(title, row) {
  return title.replaceAll(/\$(\w+)/g, (_, key) => String(row[key]))
}
