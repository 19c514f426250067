// A copy of a state's arrays as 32-bit words, to compare the live state with and to put it back from.
// An array may be longer than the one it was copied from: the rest of it is zero.
import { assert } from '../../base/assert.ts'
import type { DeltaWriter, WordDelta } from './wordDelta.ts'

export type StateArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Uint16Array
  | Int16Array
  | Uint8Array
  | Int8Array

export class StateImage {
  readonly words: Int32Array[] = []

  byteLength(): number {
    return this.words.reduce((sum, words) => sum + words.byteLength, 0)
  }

  /** The first copy: there is nothing yet to differ from. */
  begin(live: readonly StateArray[]): void {
    this.words.length = 0
    for (const array of live) {
      const whole = array.byteLength >> 2
      const rest = array.byteLength & 3
      const words = new Int32Array(whole + (rest > 0 ? 1 : 0))
      words.set(wholeWords(array))
      if (rest > 0) words[whole] = lastWord(array, whole, rest)
      this.words.push(words)
    }
  }

  /** Makes the image equal to the live arrays; the answer is what differed. */
  follow(live: readonly StateArray[], writer: DeltaWriter): WordDelta {
    while (this.words.length < live.length) this.words.push(new Int32Array(0))
    for (let array = 0; array < this.words.length; array++) {
      writer.startArray(array)
      this.followArray(array, live[array], writer)
    }
    return writer.finish()
  }

  /** Copies an array out of the image into one of the same length that it was taken from. */
  copyInto(array: number, target: StateArray): void {
    const from = this.words[array]
    const whole = target.byteLength >> 2
    wholeWords(target).set(from.subarray(0, whole))
    const rest = target.byteLength & 3
    if (rest === 0) return
    const bytes = new Uint8Array(target.buffer, target.byteOffset + whole * 4, rest)
    for (let byte = 0; byte < rest; byte++) bytes[byte] = from[whole] >>> (8 * byte)
  }

  private followArray(array: number, live: StateArray | undefined, writer: DeltaWriter): void {
    const whole = live === undefined ? 0 : live.byteLength >> 2
    const rest = live === undefined ? 0 : live.byteLength & 3
    const used = whole + (rest > 0 ? 1 : 0)
    if (this.words[array].length < used) this.lengthen(array, used)
    const image = this.words[array]
    if (live !== undefined) followWords(wholeWords(live), image, writer)
    let word = whole
    if (rest > 0) followWord(word++, lastWord(live!, whole, rest), image, writer)
    for (; word < image.length; word++) followWord(word, 0, image, writer)
  }

  private lengthen(array: number, words: number): void {
    const longer = new Int32Array(words)
    longer.set(this.words[array])
    this.words[array] = longer
  }
}

function wholeWords(column: StateArray): Int32Array {
  assert((column.byteOffset & 3) === 0, 'an array of the state begins between two words')
  return new Int32Array(column.buffer, column.byteOffset, column.byteLength >> 2)
}

/** The bytes after the last whole word, as a word. */
function lastWord(column: StateArray, whole: number, rest: number): number {
  const bytes = new Uint8Array(column.buffer, column.byteOffset + whole * 4, rest)
  let word = 0
  for (let byte = 0; byte < rest; byte++) word |= bytes[byte] << (8 * byte)
  return word
}

function followWord(word: number, live: number, image: Int32Array, writer: DeltaWriter): void {
  const bits = live ^ image[word]
  if (bits === 0) return
  writer.add(word, bits)
  image[word] = live
}

/** Eight words a look: nearly all of them are equal. */
function followWords(live: Int32Array, image: Int32Array, writer: DeltaWriter): void {
  const eights = live.length & ~7
  for (let word = 0; word < eights; word += 8) {
    const differs =
      (live[word] ^ image[word]) |
      (live[word + 1] ^ image[word + 1]) |
      (live[word + 2] ^ image[word + 2]) |
      (live[word + 3] ^ image[word + 3]) |
      (live[word + 4] ^ image[word + 4]) |
      (live[word + 5] ^ image[word + 5]) |
      (live[word + 6] ^ image[word + 6]) |
      (live[word + 7] ^ image[word + 7])
    if (differs === 0) continue
    for (let each = word; each < word + 8; each++) followWord(each, live[each], image, writer)
  }
  for (let word = eights; word < live.length; word++) followWord(word, live[word], image, writer)
}
