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

describe.each = eachOf(describe)

/**
 * @param {string} title
 * @param {() => unknown} run
 */
export function test(title, run) {
  shared.collectedTests?.push({ name: [...titles, title].join(' '), run })
}

test.each = eachOf(test)

export const it = test

/** @param {(title: string, body: () => void) => void} collect */
function eachOf(collect) {
  return (/** @type {any[]} */ table) =>
    (/** @type {string} */ title, /** @type {(...row: any[]) => void} */ body) => {
      table.forEach((row, index) => {
        const cells = Array.isArray(row) ? row : [row]
        // The number tells apart what the title does not.
        collect(`${filled(title, cells)} (${index})`, () => body(...cells))
      })
    }
}

/**
 * @param {string} title
 * @param {any[]} cells
 */
function filled(title, cells) {
  let next = 0
  return title
    .replaceAll(/%[sdif]/g, () => String(cells[next++]))
    .replaceAll(/\$(\w+)/g, (_, key) => String(cells[0]?.[key]))
}
