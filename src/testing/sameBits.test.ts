// Holds every source of the engine to what is the same on every JavaScript engine, and the finder itself
// to an example of each thing that is not.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { findDifferences } from './sameBits.ts'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
const rooms = 'base market params exchange agents world policy model observe'.split(' ')

function engineSources(): string[] {
  return rooms.flatMap((room) =>
    readdirSync(`${projectFolder}src/${room}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(?:test|bench)\.ts$/.test(name))
      .map((name) => `src/${room}/${name.replaceAll('\\', '/')}`),
  )
}

describe('the engine uses only what is the same everywhere', () => {
  test('there are sources to look at, in every room', () => {
    const sources = engineSources()
    expect(sources.length).toBeGreaterThan(100)
    expect(new Set(sources.map((path) => path.split('/')[1]))).toEqual(new Set(rooms))
  })

  test('no source of the engine holds anything else', () => {
    const found = engineSources().flatMap((path) =>
      findDifferences(path, readFileSync(projectFolder + path, 'utf8')).map(
        ({ line, what, reason }) => `${path}:${line} uses ${what}: ${reason}.`,
      ),
    )
    expect(found.join('\n')).toBe('')
  })
})

const inexact =
  'exp expm1 log log1p log2 log10 pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh ' +
  'atanh cbrt hypot f16round sumPrecise random'

describe('each thing that differs is found, with its line', () => {
  test.each(inexact.split(' '))('Math.%s', (name) => {
    expect(whatIn(`\nconst x = Math.${name}(1)`)).toContain(`2 Math.${name}`)
    expect(whatIn(`const x = Math['${name}'](1)`)).toContain(`1 Math.${name}`)
    expect(whatIn(`const { ${name}: f } = Math`)).toContain(`1 Math.${name}`)
  })

  test.each([
    ['const m = Math', 'Math by another name'],
    ['each(Math)', 'Math by another name'],
    ['const { ...m } = Math', 'Math.[…]'],
    ['const x = Math[name](1)', 'Math.[…]'],
    ['const x = 2 ** 3', '**'],
    ['x **= 2', '**='],
    ['const x = `${2 ** 3}`', '**'],
    ['const t = Date.now()', 'Date'],
    ['const t = new Date()', 'Date'],
    ['const t = performance.now()', 'performance'],
    ['const now = { performance }', 'performance'],
    ['setTimeout(work, 5)', 'setTimeout'],
    ['const n = Temporal.Now', 'Temporal'],
    ['crypto.getRandomValues(a)', 'crypto'],
    ['const f = new Intl.NumberFormat()', 'Intl'],
    ['const t = n.toLocaleString()', '.toLocaleString'],
    ['const t = s.toLocaleLowerCase()', '.toLocaleLowerCase'],
    ['const c = a.localeCompare(b)', '.localeCompare'],
    ["const c = a['localeCompare'](b)", '.localeCompare'],
    ['const { localeCompare } = text', '.localeCompare'],
    ["const n = seed.normalize('NFC')", '.normalize'],
    ['const cores = navigator.hardwareConcurrency', 'navigator'],
    ['if (process.platform) f()', 'process'],
    ['const g = globalThis', 'globalThis'],
    ['console.log(1)', 'console'],
    ['rows.sort()', '.sort()'],
    ['const s = rows.toSorted()', '.toSorted()'],
    ['const s = [...rows].sort()', '.sort()'],
    ['for (const key in rows) f(key)', 'for ... in'],
    ['const t = x.toString(2)', '.toString(radix)'],
    ['const t = x.toString(base)', '.toString(radix)'],
    ['async function f() {}', 'async'],
    ['const f = async () => 1', 'async'],
    ['const m = import("./a.ts")', 'import()'],
    ['const u = import.meta.url', 'import.meta'],
    ['Promise.resolve()', 'Promise'],
    ['const w = new WeakRef(a)', 'WeakRef'],
    ['Atomics.wait(a, 0, 0)', 'Atomics'],
    ['const f = new Function("return 1")', 'Function'],
    ['eval("1")', 'eval'],
    ['const s = new SharedArrayBuffer(8)', 'SharedArrayBuffer'],
    ['const v = new DataView(b)', 'DataView'],
    ['const h = new Float16Array(1)', 'Float16Array'],
    ['const n = 5n', 'a big integer'],
    ['const s = error.stack', '.stack'],
    ['const n = a.constructor.name', '.constructor.name'],
    ['const seen = new Map()', 'new Map'],
    ['const seen = new Set([1])', 'new Set'],
    ['const w = new Int32Array(floats.buffer)', 'Int32Array over a buffer'],
  ])('%s', (text, what) => {
    expect(whatIn(`\n\n${text}`)).toEqual([`3 ${what}`])
  })
})

describe('what is the same everywhere is let be', () => {
  test.each([
    ['src/world/a.ts', 'const r = Math.sqrt(Math.max(a * b, Math.PI)) + Math.round(c) % 7'],
    ['src/world/a.ts', 'const { floor, imul } = Math'],
    ['src/world/a.ts', '// Math.exp, Date.now, 2 ** 3\nconst s = "Math.exp(1) ** 2"'],
    ['src/world/a.ts', 'interface A { readonly Date: number; at: Date; p: Promise<Intl.Locale> }'],
    ['src/world/a.ts', 'const x = book.performance + this.document.self'],
    ['src/world/a.ts', 'const x = { process: 1, screen: 2 }'],
    ['src/world/a.ts', 'rows.sort((a, b) => a.step - b.step)'],
    ['src/world/a.ts', 'const s = Float64Array.from(values).sort()'],
    ['src/world/a.ts', 'for (const row of rows) f(row)'],
    ['src/world/a.ts', 'const t = (word >>> 0).toString(16) + x.toFixed(2)'],
    ['src/world/a.ts', 'const a: Map<string, number> = given'],
    ['src/params/a.ts', 'const rows = new Map([[1, 2]])'],
    ['src/exchange/rulebooks/a.ts', 'const tables = new Map([[1, 2]])'],
    ['src/base/a.ts', 'const shared = new SharedArrayBuffer(8)'],
    ['src/base/a.ts', 'const w = new Int32Array(floats.buffer)'],
  ])('%s: %s', (path, text) => {
    expect(findDifferences(path, text)).toEqual([])
  })

  test('a source that cannot be read is said to be so', () => {
    expect(() => findDifferences('src/world/a.ts', 'const = 1')).toThrow('src/world/a.ts')
  })
})

function whatIn(text: string): string[] {
  return findDifferences('src/world/a.ts', text).map(({ line, what }) => `${line} ${what}`)
}
