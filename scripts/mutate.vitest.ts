// The tests that mutants are tried on (scripts/mutate.mjs), and nothing else: those beside the mutated
// room, and for clearing also the examples of the venue that joins its parts.
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'
import { defineConfig } from 'vitest/config'

const ROOM = process.env.UNWIND_MUTATED_ROOM ?? 'clearing'
const BY_THE_VENUE = ['src/exchange/venue*.test.ts']

/** Examples before properties: most mutants fall in milliseconds, and the first failure ends a trial. */
class ExamplesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (moduleId.includes('.property.') ? 1 : 0)
    return files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1))
  }
}

export default defineConfig({
  test: {
    environment: 'node',
    include: [`src/exchange/${ROOM}/*.test.ts`, ...(ROOM === 'clearing' ? BY_THE_VENUE : [])],
    exclude: ['src/exchange/venue*.property.test.ts'],
    setupFiles: ['scripts/mutate.setup.ts'],
    sequence: { sequencer: ExamplesFirst },
    isolate: false,
    testTimeout: 60_000,
  },
})
