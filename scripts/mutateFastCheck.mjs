// Stands in for fast-check where mutants are tried (scripts/mutateRunner.mjs): properties draw the same
// examples every time, so that scores can be compared, and no more than sixty; a counter-example is not
// made smaller, since nobody reads it.
import { createRequire } from 'node:module'

/** Asked for in this way, it is not this file again. @type {typeof import('fast-check')} */
const fastCheck = createRequire(import.meta.url)('fast-check')

const MOST_RUNS = 60
const SEED = 20_211_204

fastCheck.configureGlobal({ endOnFailure: true, numRuns: MOST_RUNS, seed: SEED })

/**
 * @param {any} property
 * @param {{ numRuns?: number }} [parameters]
 */
function assert(property, parameters) {
  const numRuns = Math.min(parameters?.numRuns ?? MOST_RUNS, MOST_RUNS)
  return fastCheck.assert(property, { ...parameters, numRuns })
}

// Tests import it whole, by the name fast-check gives itself.
const capped = { ...fastCheck, assert }
export { capped as default }
