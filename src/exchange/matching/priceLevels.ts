// The price levels of one book. Of the 131,072 prices only dozens are live, so a price holds two
// bytes, the number of its level, and the level rows (16 bytes) stay together in the cache.
// Every live price below the best ask is a bid. Zeroed memory has no levels.
import { assert } from '../../base/assert.ts'
import type { Columns } from '../../base/columns.ts'
import { Side } from '../../market/units.ts'
import { PriceBitmap } from './priceBitmap.ts'

/** Words of a level row: use as words[(level << LEVEL_SHIFT) + LEVEL_...]. */
export const LEVEL_SHIFT = 2
/** The oldest order row at this price, the one that fills first. Of a free level, the next free. */
export const LEVEL_HEAD = 0
/** The youngest order row. */
export const LEVEL_TAIL = 1
export const LEVEL_LOTS = 2

/** Words of `best`: the best prices, 0 for an empty side. */
export const BEST_BID = 0
export const BEST_ASK = 1

const FREE_LEVEL = 0
const HIGHEST_LEVEL = 1
const LIVE_COUNT = 2

export const MOST_LIVE_LEVELS = 0xffff

export class PriceLevels {
  readonly best: Int32Array
  readonly words: Int32Array
  /** Level number by price, 0 where nothing rests. */
  readonly levelAt: Uint16Array
  readonly live: PriceBitmap
  private readonly scalars: Int32Array
  private readonly capacity: number

  constructor(columns: Columns, name: string, levelCount: number, capacity: number) {
    assert(capacity >= 1 && capacity <= MOST_LIVE_LEVELS, 'a book has 1 to 65,535 live prices')
    this.capacity = capacity
    this.best = columns.i32(`${name}.bestTicks`, 2)
    this.scalars = columns.i32(`${name}.levelScalars`, 3)
    this.live = new PriceBitmap(columns, `${name}.livePrices`, levelCount)
    this.levelAt = columns.u16(`${name}.levelAt`, levelCount)
    this.words = columns.i32(`${name}.levels`, (capacity + 1) << LEVEL_SHIFT)
  }

  isFull(): boolean {
    return this.scalars[LIVE_COUNT] === this.capacity
  }

  /** Whether an order of `side` at this price meets the other side. */
  crosses(side: Side, priceTicks: number): boolean {
    if (side === Side.Sell) return priceTicks <= this.best[BEST_BID]!
    const bestAsk = this.best[BEST_ASK]!
    return bestAsk !== 0 && priceTicks >= bestAsk
  }

  lotsAt(priceTicks: number): number {
    const level = this.levelAt[priceTicks] ?? 0
    return level === 0 ? 0 : this.words[(level << LEVEL_SHIFT) + LEVEL_LOTS]!
  }

  /** Opens a level of one order at a price that has none. Never called when full. */
  open(side: Side, priceTicks: number, row: number, lots: number): void {
    const scalars = this.scalars
    const words = this.words
    scalars[LIVE_COUNT]++
    let level = scalars[FREE_LEVEL]!
    if (level === 0) {
      level = scalars[HIGHEST_LEVEL]! + 1
      scalars[HIGHEST_LEVEL] = level
    } else {
      scalars[FREE_LEVEL] = words[(level << LEVEL_SHIFT) + LEVEL_HEAD]!
    }
    const at = level << LEVEL_SHIFT
    words[at + LEVEL_HEAD] = row
    words[at + LEVEL_TAIL] = row
    words[at + LEVEL_LOTS] = lots
    this.levelAt[priceTicks] = level
    this.live.add(priceTicks)
    const best = this.best
    if (side === Side.Buy) {
      if (priceTicks > best[BEST_BID]!) best[BEST_BID] = priceTicks
    } else if (best[BEST_ASK] === 0 || priceTicks < best[BEST_ASK]!) {
      best[BEST_ASK] = priceTicks
    }
  }

  /** Closes a level that has become empty. */
  close(priceTicks: number, level: number): void {
    const scalars = this.scalars
    scalars[LIVE_COUNT]--
    this.levelAt[priceTicks] = 0
    this.live.remove(priceTicks)
    this.words[(level << LEVEL_SHIFT) + LEVEL_HEAD] = scalars[FREE_LEVEL]!
    scalars[FREE_LEVEL] = level
    const best = this.best
    if (priceTicks === best[BEST_BID]) best[BEST_BID] = this.live.below(priceTicks)
    else if (priceTicks === best[BEST_ASK]) best[BEST_ASK] = this.live.above(priceTicks)
  }
}
