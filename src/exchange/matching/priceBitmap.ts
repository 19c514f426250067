// Which prices are live: a tree of 32-bit words in one column. A leaf bit is a price, a bit above is
// a word that is not zero, so that the next live price is found in at most four words up and down.
// Zeroed memory is the empty set.
import { assert } from '../../base/assert.ts'
import type { Columns } from '../../base/columns.ts'

const MOST_PRICES = 1 << 20

export class PriceBitmap {
  private readonly words: Int32Array
  /** Where the three inner storeys begin; leaves begin at 0. */
  private readonly second: number
  private readonly third: number
  private readonly top: number

  constructor(columns: Columns, name: string, priceCount: number) {
    assert(priceCount <= MOST_PRICES, 'a price bitmap holds at most 1,048,576 prices')
    this.second = (priceCount + 31) >>> 5
    this.third = this.second + ((priceCount + 0x3ff) >>> 10)
    this.top = this.third + ((priceCount + 0x7fff) >>> 15)
    this.words = columns.i32(name, this.top + 1)
  }

  add(price: number): void {
    const words = this.words
    const leaf = price >>> 5
    const before = words[leaf]!
    words[leaf] = before | (1 << price)
    if (before !== 0) return
    words[this.second + (price >>> 10)] |= 1 << leaf
    words[this.third + (price >>> 15)] |= 1 << (price >>> 10)
    words[this.top] |= 1 << (price >>> 15)
  }

  remove(price: number): void {
    const words = this.words
    const leaf = price >>> 5
    if ((words[leaf] &= ~(1 << price)) !== 0) return
    if ((words[this.second + (price >>> 10)] &= ~(1 << leaf)) !== 0) return
    if ((words[this.third + (price >>> 15)] &= ~(1 << (price >>> 10))) !== 0) return
    words[this.top] &= ~(1 << (price >>> 15))
  }

  /** Highest live price below `price`, 0 when there is none. Price 0 is never live. */
  below(price: number): number {
    const words = this.words
    let word = words[price >>> 5]! & ~(-1 << price)
    if (word !== 0) return (price & ~31) | highest(word)
    let index = price >>> 5
    word = words[this.second + (index >>> 5)]! & ~(-1 << index)
    if (word === 0) {
      index >>>= 5
      word = words[this.third + (index >>> 5)]! & ~(-1 << index)
      if (word === 0) {
        index >>>= 5
        word = words[this.top]! & ~(-1 << index)
        if (word === 0) return 0
        index = highest(word)
        word = words[this.third + index]!
      } else index >>>= 5
      index = (index << 5) | highest(word)
      word = words[this.second + index]!
    } else index >>>= 5
    index = (index << 5) | highest(word)
    return (index << 5) | highest(words[index]!)
  }

  /** Lowest live price above `price`, 0 when there is none. */
  above(price: number): number {
    const words = this.words
    let word = words[price >>> 5]! & (-2 << price)
    if (word !== 0) return (price & ~31) | lowest(word)
    let index = price >>> 5
    word = words[this.second + (index >>> 5)]! & (-2 << index)
    if (word === 0) {
      index >>>= 5
      word = words[this.third + (index >>> 5)]! & (-2 << index)
      if (word === 0) {
        index >>>= 5
        word = words[this.top]! & (-2 << index)
        if (word === 0) return 0
        index = lowest(word)
        word = words[this.third + index]!
      } else index >>>= 5
      index = (index << 5) | lowest(word)
      word = words[this.second + index]!
    } else index >>>= 5
    index = (index << 5) | lowest(word)
    return (index << 5) | lowest(words[index]!)
  }
}

function highest(word: number): number {
  return 31 - Math.clz32(word)
}

function lowest(word: number): number {
  return 31 - Math.clz32(word & -word)
}
