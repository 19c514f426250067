// The difference between two states as the 32-bit words that differ and the bits by which they do
// (exclusive or), so that it leads both ways and two of them add up. An hour of the day changes one word
// in thirty, but touches four pages of memory in ten: hence words, not pages.

export interface WordDelta {
  /** Pairs: number of an array, entries in it. Arrays in rising order. */
  readonly sections: Uint32Array
  /** Words from the entry before, of an array's first entry from its first word. */
  readonly gaps: Uint16Array
  readonly bits: Int32Array
}

/** A farther entry is reached over one that changes nothing. */
const WIDEST_GAP = 0xffff

export function deltaBytes(delta: WordDelta): number {
  return delta.sections.byteLength + delta.gaps.byteLength + delta.bits.byteLength
}

/** Collects a difference in memory that is kept and used again. */
export class DeltaWriter {
  private sections = new Uint32Array(2_048)
  private gaps = new Uint16Array(65_536)
  private bits = new Int32Array(65_536)
  private sectionCount = 0
  private count = 0
  private array = -1
  private lastWord = 0

  startArray(array: number): void {
    this.array = array
    this.lastWord = 0
  }

  /** Words of an array in rising order. */
  add(word: number, bits: number): void {
    while (word - this.lastWord > WIDEST_GAP) this.push(this.lastWord + WIDEST_GAP, 0)
    this.push(word, bits)
  }

  /** What was collected, in memory of its own; the next one starts empty. */
  finish(): WordDelta {
    const delta = {
      sections: this.sections.slice(0, this.sectionCount * 2),
      gaps: this.gaps.slice(0, this.count),
      bits: this.bits.slice(0, this.count),
    }
    this.sectionCount = this.count = 0
    this.array = -1
    return delta
  }

  private push(word: number, bits: number): void {
    if (this.count === this.bits.length) this.grow()
    const last = this.sectionCount - 1
    if (last < 0 || this.sections[last * 2] !== this.array) this.openSection()
    this.sections[this.sectionCount * 2 - 1]++
    this.gaps[this.count] = word - this.lastWord
    this.bits[this.count] = bits
    this.lastWord = word
    this.count++
  }

  private openSection(): void {
    if (this.sectionCount * 2 === this.sections.length) {
      const longer = new Uint32Array(this.sections.length * 2)
      longer.set(this.sections)
      this.sections = longer
    }
    this.sections[this.sectionCount * 2] = this.array
    this.sections[this.sectionCount * 2 + 1] = 0
    this.sectionCount++
  }

  private grow(): void {
    const gaps = new Uint16Array(this.gaps.length * 2)
    const bits = new Int32Array(this.bits.length * 2)
    gaps.set(this.gaps)
    bits.set(this.bits)
    this.gaps = gaps
    this.bits = bits
  }
}

/** Turns one of the two states into the other. */
export function applyDelta(delta: WordDelta, arrays: readonly Int32Array[]): void {
  const { sections, gaps, bits } = delta
  let entry = 0
  for (let section = 0; section < sections.length; section += 2) {
    const words = arrays[sections[section]]
    const end = entry + sections[section + 1]
    let word = 0
    for (; entry < end; entry++) {
      word += gaps[entry]
      words[word] ^= bits[entry]
    }
  }
}

/** The difference from the first state to the third, of those to and from the second. */
export function mergeDeltas(one: WordDelta, other: WordDelta, writer: DeltaWriter): WordDelta {
  const left = new DeltaReader(one)
  const right = new DeltaReader(other)
  let array = -1
  while (!left.isOver || !right.isOver) {
    const order = left.compare(right)
    const from = order <= 0 ? left : right
    if (from.array !== array) {
      array = from.array
      writer.startArray(array)
    }
    const bits = order === 0 ? left.bits ^ right.bits : from.bits
    if (bits !== 0) writer.add(from.word, bits)
    if (order <= 0) left.next()
    if (order >= 0) right.next()
  }
  return writer.finish()
}

class DeltaReader {
  array = -1
  word = 0
  bits = 0
  isOver = false
  private readonly delta: WordDelta
  private section = -2
  private left = 0
  private entry = -1

  constructor(delta: WordDelta) {
    this.delta = delta
    this.next()
  }

  next(): void {
    const { sections, gaps, bits } = this.delta
    while (this.left === 0) {
      this.section += 2
      if (this.section >= sections.length) {
        this.isOver = true
        return
      }
      this.array = sections[this.section]
      this.left = sections[this.section + 1]
      this.word = 0
    }
    this.left--
    this.entry++
    this.word += gaps[this.entry]
    this.bits = bits[this.entry]
  }

  /** Below zero when this entry comes first, zero when both mean the same word. */
  compare(other: DeltaReader): number {
    if (this.isOver) return 1
    if (other.isOver) return -1
    return this.array - other.array || this.word - other.word
  }
}
