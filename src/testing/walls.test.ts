// Holds every source file to the laws of walls.ts, and the laws themselves to small examples.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { imports, laws, type SourceFile } from './walls.ts'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

function readSources(folder: string): SourceFile[] {
  if (!existsSync(projectFolder + folder)) return []
  return readdirSync(projectFolder + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .map((path) => ({ path, text: readFileSync(projectFolder + path, 'utf8') }))
}

describe('the walls of the house', () => {
  const sources = [...readSources('src'), ...readSources('workers')]

  test('there are sources to look at', () => {
    expect(sources.map((file) => file.path)).toContain('src/testing/walls.test.ts')
  })

  test.each(laws)('$title', ({ breaches }) => {
    expect(sources.flatMap(breaches).join('\n')).toBe('')
  })
})

function breachesIn(path: string, text: string): string[] {
  return laws.flatMap((law) => law.breaches({ path, text }))
}

describe('a breach is found and said in one sentence', () => {
  test.each([
    ['src/base/hash.ts', `import type { Side } from '../market/side.ts'`, 'nothing of ours'],
    ['src/market/side.ts', `import { fee } from '../params/fees.ts'`, 'only base'],
    ['src/agents/fund.ts', `import { venue } from '../exchange/venue.ts'`, 'only base, market'],
    ['src/exchange/venue.ts', `export * from '../agents/fund.ts'`, 'only base, market'],
    ['src/world/news.ts', `const m = await import('../model/step.ts')`, 'only base, market'],
    ['src/policy/cap.ts', `import {\n  a,\n  b,\n} from '../observe/tape.ts'`, 'only base, market'],
    ['src/model/step.ts', `import '../threads/shard.ts'`, 'model may import only'],
    ['src/model/step.ts', `import { twin } from '../testing/twin.ts'`, 'model may import only'],
    ['src/exchange/matching/a.ts', `import { a } from '../clearing/b.ts'`, 'only in the venue'],
    ['src/exchange/clearing/a.ts', `import { a } from '../matching/b.ts'`, 'only in the venue'],
    ['src/view/cues.ts', `import type { M } from '../model/model.ts'`, 'view never imports model'],
    [
      'src/panels/Book.tsx',
      `import { b } from '../exchange/b.ts'`,
      'panels never imports exchange',
    ],
    ['src/threads/a.ts', `import { b } from '../app/store.ts'`, 'threads never imports app'],
    ['src/lab/main.ts', `import { b } from '../view/b.ts'`, 'lab never imports view'],
    ['src/files/csv.ts', `import { b } from '../lab/b.ts'`, 'files never imports lab'],
    ['src/offline/a.ts', `import { b } from '../app/b.ts'`, 'offline never imports app'],
    ['src/agents/a.ts', `import seedrandom from 'seedrandom'`, 'random numbers come from base'],
    ['src/lab/main.ts', `import alea from 'seedrandom/lib/alea'`, 'random numbers come from base'],
    ['src/agents/a.ts', `const x = Math.random()`, 'src/agents/a.ts:1 uses Math.random'],
    ['src/base/a.ts', `// fine\nconst x = Math.exp(1)`, 'src/base/a.ts:2 uses Math.exp'],
    ['src/base/a.ts', `const { log } = Math`, 'uses Math'],
    ['src/base/a.ts', `const x = Math['tanh'](1)`, 'uses Math'],
    ['src/world/a.ts', 'const x = `${2 ** 3}`', 'uses **'],
    ['src/world/a.ts', `x **= 2`, 'uses **'],
    ['src/model/a.ts', `const t = Date.now()`, 'reads a clock'],
    ['src/model/a.ts', `const t = performance.now()`, 'reads a clock'],
    ['src/observe/a.ts', `const t = new Date()`, 'reads a clock'],
    ['src/panels/a.ts', `setTimeout(() => {}, 5)`, 'reads a clock'],
    ['workers/a.worker.ts', `setInterval(tell, 5)`, 'reads a clock'],
    ['src/lab/main.ts', `import { a } from '../../../elsewhere/a.ts'`, 'outside the project'],
    ['src/base/a.test.ts', `import { a } from '/elsewhere/a.ts'`, 'outside the project'],
    ['workers/a.worker.ts', 'work()\n'.repeat(21), 'has 21 lines'],
  ])('%s: %s', (path, text, sentence) => {
    const found = breachesIn(path, text)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(sentence)
  })
})

describe('what keeps the laws is let be', () => {
  test.each([
    ['src/base/keyed.ts', `import seedrandom from 'seedrandom'\nimport { a } from './a.ts'`],
    ['src/market/side.ts', `import { assert } from '../base/assert.ts'`],
    ['src/params/rows.ts', `import type { Kind } from '../market/kinds.ts'`],
    ['src/exchange/venue.ts', `import { match } from './matching/match.ts'`],
    ['src/exchange/venueFill.ts', `import { post } from './clearing/ledger.ts'`],
    ['src/exchange/clearing/a.ts', `import { fee } from '../rulebooks/fees.ts'`],
    [
      'src/model/step.ts',
      `import { a } from '../agents/a.ts'\nimport { v } from '../exchange/v.ts'`,
    ],
    ['src/threads/shard.ts', `import { step } from '../model/step.ts'\nsetTimeout(step, 5)`],
    ['src/lab/main.ts', `import { step } from '../model/step.ts'\nconst t = performance.now()`],
    ['src/view/cues.ts', `import type { Frame } from '../threads/frames.ts'`],
    [
      'src/agents/a.test.ts',
      `import { venue } from '../exchange/venue.ts'\nconst r = Math.random()`,
    ],
    [
      'src/base/a.ts',
      `/** Not Math.random, not x ** 2, not Date.now. */\nconst s = 'Math.exp(1) ** 2'`,
    ],
    [
      'src/base/a.ts',
      'const r = Math.sqrt(Math.max(a * b, Math.PI))\nconst s = `Date.now() ${r} **`',
    ],
    ['src/base/a.ts', `const text = "import { a } from '../model/a.ts'"`],
    ['src/base/a.ts', `const half = a / b / c // import '../model/a.ts'`],
    ['src/base/a.ts', `const pattern = /['"\`]\\/**/.test("import '../model/a.ts'")`],
    ['workers/a.worker.ts', `import { serve } from '../src/threads/shard.ts'\nserve()`],
  ])('%s: %s', (path, text) => {
    expect(breachesIn(path, text)).toEqual([])
  })
})

test('every way to write an import is read', () => {
  const text = [
    `import a, { type B } from './a.ts'`,
    `import type { C } from "./c.ts"`,
    `import * as d from './d.ts';import './e.ts'`,
    `export { f } from './f.ts'`,
    `export type * from './g.ts'`,
    `const h = await import('./h.ts')`,
    `let i: import('./i.ts').I`,
    `export const j = 1`,
    `import {\n  k, // from './not.ts'\n} from './k.ts'`,
  ].join('\n')
  const read = imports({ path: 'src/base/all.ts', text })
  expect(read).toEqual([...'acdefghik'].map((letter) => `./${letter}.ts`))
})
