// A 64-bit hash of state, equal in every engine: integer arithmetic only, NaN made canonical.
import type { Column, Columns, CountedColumn } from './columns.ts'

const CANONICAL_NAN_LOW = 0x00000000
const CANONICAL_NAN_HIGH = 0x7ff80000
/** Where this machine keeps the high word of a double. */
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0

/** Two 32-bit lanes mixed word by word (multiply-xorshift, constants of MurmurHash3's finaliser). */
export class StateHash {
  private a = 0x9e3779b9 | 0
  private b = 0x85ebca6b | 0
  private readonly one = new Float64Array(1)
  private readonly oneWords = new Int32Array(this.one.buffer)

  /** Goes on from words that `store` wrote. */
  start(a: number, b: number): void {
    this.a = a
    this.b = b
  }

  store(outWords: Int32Array): void {
    outWords[0] = this.a
    outWords[1] = this.b
  }

  word(value: number): void {
    let a = this.a ^ value
    a = Math.imul(a ^ (a >>> 16), 0x85ebca6b)
    a = Math.imul(a ^ (a >>> 13), 0xc2b2ae35)
    this.a = a ^ (a >>> 16)
    let b = (this.b + value) | 0
    b = Math.imul(b ^ (b >>> 15), 0x2c1b3c6d)
    b = Math.imul(b ^ (b >>> 12), 0x297a2d39)
    this.b = ((b ^ (b >>> 15)) + this.a) | 0
  }

  number(value: number): void {
    this.one[0] = value === 0 ? 0 : value
    if (value !== value) {
      this.word(CANONICAL_NAN_LOW)
      this.word(CANONICAL_NAN_HIGH)
      return
    }
    this.word(this.oneWords[1 - HIGH]!)
    this.word(this.oneWords[HIGH]!)
  }

  column(array: Column): void {
    this.word(array.length)
    if (array instanceof Float64Array) {
      for (let index = 0; index < array.length; index++) this.number(array[index]!)
      return
    }
    for (let index = 0; index < array.length; index++) this.word(array[index]!)
  }

  columns(columns: Columns): void {
    columns.forEachCounted((column) => this.counted(column))
  }

  /** As `column`, of what counts and wherever it lies: the hash does not know of records. */
  private counted({ array, length, width, stride }: CountedColumn): void {
    this.word(length)
    const isDouble = array instanceof Float64Array
    for (let from = 0, at = 0; from < length; from += width, at += stride) {
      const to = at + Math.min(width, length - from)
      for (let index = at; index < to; index++) {
        if (isDouble) this.number(array[index]!)
        else this.word(array[index]!)
      }
    }
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    return hex(this.a) + hex(this.b)
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
