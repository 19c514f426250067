// Arithmetic on many inputs, a hash for each group: where two engines differ, the group tells in what.
// The inputs are bit patterns and texts made by integer arithmetic, the same everywhere.
import { detExp, detLog, detPow } from '../../base/detMath.ts'
import {
  drawExponential,
  drawNormal,
  drawPareto,
  drawUniform,
  drawWord,
  inverseNormal,
  keysFromSeed,
} from '../../base/keyedRandom.ts'
import { StateHash } from '../../base/stateHash.ts'
import { lastStepOf, nearestStep, valueAt } from '../../params/grid.ts'
import { decodeLink, encodeLink } from '../../params/link.ts'
import { plainLine, plainNote, SEED_LENGTH } from '../../params/plainText.ts'
import { PARAMETERS } from '../../params/table.ts'
import { formatSetting } from '../../params/words.ts'
import { ODD_TEXTS } from './oddTexts.ts'

export interface Vector {
  readonly name: string
  readonly mustAgree: boolean
  readonly digest: () => string
}

const COUNT = 40_000
const KEYS = { a: 0x13579bdf, b: 0x2468ace }

/** Every UTF-16 unit of a text and its length. */
export function hashText(hash: StateHash, text: string): void {
  hash.word(text.length)
  for (let index = 0; index < text.length; index++) hash.word(text.charCodeAt(index))
}

function word(index: number, purpose: number): number {
  return drawWord(KEYS, index, 7, purpose)
}

const pattern = new DataView(new ArrayBuffer(8))

/** Any double: subnormals, infinities and NaNs among them. */
function anyDouble(index: number): number {
  pattern.setInt32(0, word(index, 1))
  pattern.setInt32(4, word(index, 2))
  return pattern.getFloat64(0)
}

/** A double of the sizes that a market has: 1e-12 to 1e15, either sign. */
function marketDouble(index: number, purpose: number): number {
  const size = POWERS[(word(index, purpose) >>> 8) % POWERS.length]!
  return (word(index, purpose + 1) / 2_147_483_648) * size
}

const POWERS = Array.from({ length: 28 }, (_, power) => Number(`1e${power - 12}`))

function numbers(name: string, of: (index: number, put: (value: number) => void) => void): Vector {
  return group(name, (hash) => {
    const put = (value: number) => hash.number(value)
    for (let index = 0; index < COUNT; index++) of(index, put)
  })
}

function group(name: string, fill: (hash: StateHash) => void, mustAgree = true): Vector {
  return {
    name,
    mustAgree,
    digest() {
      const hash = new StateHash()
      fill(hash)
      return hash.digest()
    },
  }
}

export const VECTORS: readonly Vector[] = [
  numbers('plus, minus, times, divided, remainder', (index, put) => {
    const [a, b] = [marketDouble(index, 3), marketDouble(index, 5)]
    const [wild, other] = [anyDouble(index), anyDouble(index + COUNT)]
    for (const value of [a + b, a - b, a * b, a / b, a % b]) put(value)
    for (const value of [wild + other, wild * other, wild / other, wild % other]) put(value)
    put(a * b + wild)
  }),
  numbers('square roots', (index, put) => {
    put(Math.sqrt(Math.abs(anyDouble(index))))
    put(Math.sqrt(marketDouble(index, 7)))
  }),
  numbers('rounding and least and most', (index, put) => {
    const a = marketDouble(index, 9)
    const wild = anyDouble(index)
    for (const value of [a, wild, word(index, 11) / 2]) {
      put(Math.floor(value))
      put(Math.ceil(value))
      put(Math.trunc(value))
      put(Math.round(value))
      put(Math.fround(value))
      put(Math.abs(value))
      put(Math.sign(value))
    }
    put(Math.min(a, wild))
    put(Math.max(a, wild))
  }),
  numbers('whole-number arithmetic', (index, put) => {
    const [a, b] = [word(index, 13), word(index, 14)]
    for (const value of [Math.imul(a, b), Math.clz32(a), a ^ b, a & b, a | b, ~a]) put(value)
    for (const value of [a << (b & 31), a >> (b & 31), a >>> (b & 31), (a + b) | 0]) put(value)
  }),
  group('doubles stored in columns of whole numbers', (hash) => {
    const columns = [
      new Int32Array(COUNT),
      new Uint32Array(COUNT),
      new Uint16Array(COUNT),
      new Uint8Array(COUNT),
    ]
    for (let index = 0; index < COUNT; index++) {
      const value = index % 2 === 0 ? anyDouble(index) : marketDouble(index, 15)
      for (const column of columns) column[index] = value
      hash.word(value | 0)
    }
    for (const column of columns) hash.column(column)
  }),
  numbers('our exponential', (index, put) => {
    put(detExp(marketDouble(index, 17)))
    put(detExp(word(index, 19) / 3_000_000))
    put(detExp(anyDouble(index)))
  }),
  numbers('our logarithm', (index, put) => {
    put(detLog(Math.abs(marketDouble(index, 21))))
    put(detLog(Math.abs(anyDouble(index))))
    put(detLog(1 + word(index, 23) / 4_294_967_296))
  }),
  numbers('our power', (index, put) => {
    put(detPow(Math.abs(marketDouble(index, 25)), word(index, 27) / 500_000_000))
  }),
  numbers('keyed draws', (index, put) => {
    const keys = { a: word(index, 29), b: word(index, 30) }
    put(drawWord(keys, index, index * 3, 5))
    put(drawUniform(keys, index, index * 3, 6))
    put(drawNormal(keys, index, index * 3, 7))
    put(drawExponential(keys, index, index * 3, 8))
    put(drawPareto(keys, index, index * 3, 9, 1.3, 1e6))
    put(inverseNormal(drawUniform(keys, index, index * 3, 10)))
  }),
  group('keys from seed texts', (hash) => {
    const seeds = [...ODD_TEXTS, ...Array.from({ length: 500 }, (_, index) => `seed ${index}`)]
    for (const seed of seeds) {
      const keys = keysFromSeed(seed)
      hash.word(keys.a)
      hash.word(keys.b)
    }
  }),
  group('sorting: equal ones keep their order', (hash) => {
    const rows = Array.from({ length: COUNT }, (_, index) => ({
      index,
      rank: word(index, 31) >>> 26,
    }))
    for (const row of rows.sort((a, b) => a.rank - b.rank)) hash.word(row.index)
    const places = Int32Array.from({ length: COUNT }, (_, index) => index)
    places.sort((a, b) => (word(a, 31) >>> 26) - (word(b, 31) >>> 26))
    hash.column(places)
    hash.column(Float64Array.from({ length: COUNT }, (_, index) => anyDouble(index)).sort())
  }),
  group('numbers as text', (hash) => {
    for (let index = 0; index < COUNT / 4; index++) {
      const a = marketDouble(index, 33)
      hashText(hash, String(anyDouble(index)))
      hashText(hash, `${a} ${a.toFixed(index % 9)} ${(word(index, 35) >>> 0).toString(16)}`)
      hashText(hash, JSON.stringify([a, -0, word(index, 36) / 8]))
    }
  }),
  group('text as numbers', (hash) => {
    for (let index = 0; index < COUNT / 4; index++) {
      hash.number(Number(String(anyDouble(index))))
      // Longer than the digits for which the language demands the nearest double.
      const digits = `${word(index, 37) >>> 0}${word(index, 38) >>> 0}${word(index, 39) >>> 0}`
      hash.number(Number(`0.${digits}`))
      hash.number(Number(`${digits}e-${index % 300}`))
    }
  }),
  group('seeds, titles and notes made plain', (hash) => {
    for (const text of ODD_TEXTS) {
      hashText(hash, plainLine(text, SEED_LENGTH))
      hashText(hash, plainNote(`${text}\n${text}`))
    }
  }),
  group('links read and written', (hash) => {
    for (const text of ODD_TEXTS) {
      const link = encodeLink({
        ...decodeLink('#1.the-day.x&lc=10&bd@117000=8&Npr@120600=165').state,
        seed: text,
        title: text,
      })
      hashText(hash, link)
      const { state, notices } = decodeLink(link)
      hashText(hash, state.seed)
      hashText(hash, JSON.stringify(state) + notices.join())
      hashText(hash, JSON.stringify(decodeLink(`#${text}&lc=${text}`)))
    }
  }),
  group('every value of every parameter', (hash) => {
    for (const row of PARAMETERS) {
      for (let k = 0; k <= lastStepOf(row); k++) {
        const value = valueAt(row, k)
        hash.number(value)
        hash.word(nearestStep(row, value))
        if (k % 16 === 0) hashText(hash, formatSetting(row, value))
      }
    }
  }),
  group('nothing is one thing: NaN of any origin, zero of either sign', (hash) => {
    // From a value that no compiler knows: a NaN made at build time may carry another sign.
    const one = word(0, 40) === 0 ? 2 : 1
    const zero = one - 1
    const infinity = one / zero
    const nothings = [zero / zero, infinity - infinity, infinity * zero, Math.sqrt(-one), -NaN]
    for (const value of nothings) hash.number(value)
    hash.column(Float64Array.from(nothings))
    for (let high = 0; high < 64; high++) {
      pattern.setInt32(0, (high & 1 ? 0xfff80000 : 0x7ff80000) | (high << 4))
      pattern.setInt32(4, high * 77)
      hash.number(pattern.getFloat64(0))
    }
    hash.column(Float64Array.from([zero, -zero, -0]))
  }),
  // Not used by the engine, and the reason why: these are what differs.
  nativeGroup('built-in exp, log', [Math.exp, Math.log, Math.log1p, Math.expm1]),
  nativeGroup('built-in power', [(x) => x ** 3, (x) => Math.pow(Math.abs(x), 0.37)]),
  nativeGroup('built-in sin, cos, tan, tanh', [Math.sin, Math.cos, Math.tan, Math.tanh]),
  nativeGroup('built-in cbrt, hypot', [Math.cbrt, (x) => Math.hypot(x, 1.7, 0.3)]),
]

function nativeGroup(name: string, functions: readonly ((x: number) => number)[]): Vector {
  return group(
    name,
    (hash) => {
      for (let index = 0; index < COUNT; index++) {
        const x = word(index, 41) / 100_000_000
        for (const of of functions) hash.number(of(x))
      }
    },
    false,
  )
}
