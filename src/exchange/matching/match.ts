// Matching one taker against the other side of a book: best price first, oldest order first, always
// at the maker's price. Ticks and lots.
import { Side } from '../../market/units.ts'
import { SubmitFlag } from './book.ts'
import type { FillBuffer } from './fillBuffer.ts'
import {
  ORDER_ACCOUNT,
  ORDER_CAUSE,
  ORDER_CLIENT_SLOT,
  ORDER_HANDLE,
  ORDER_LOTS,
  ORDER_NEXT,
  ORDER_PREVIOUS,
  ROW_SHIFT,
} from './orderRows.ts'
import type { OrderRows } from './orderRows.ts'
import { BEST_ASK, BEST_BID, LEVEL_HEAD, LEVEL_LOTS, LEVEL_SHIFT } from './priceLevels.ts'
import type { PriceLevels } from './priceLevels.ts'

/**
 * Trades until the taker is filled or nothing crosses its limit. Returns the lots left, as a number
 * below zero when self-trade prevention stopped the taker.
 */
export function matchTaker(
  levels: PriceLevels,
  rows: OrderRows,
  side: Side,
  limitTicks: number,
  lots: number,
  account: number,
  flags: number,
  fills: FillBuffer,
): number {
  const words = rows.words
  const bestWord = side === Side.Buy ? BEST_ASK : BEST_BID
  let remainingLots = lots
  do {
    const priceTicks = levels.best[bestWord]!
    const level = levels.levelAt[priceTicks]!
    const levelAt = level << LEVEL_SHIFT
    let levelLots = levels.words[levelAt + LEVEL_LOTS]!
    let row = levels.words[levelAt + LEVEL_HEAD]!
    let stopped = false
    do {
      const at = row << ROW_SHIFT
      const makerLots = words[at + ORDER_LOTS]!
      if (words[at + ORDER_ACCOUNT] === account) {
        if ((flags & SubmitFlag.CancelTaker) !== 0) {
          stopped = true
          break
        }
        addCancelled(fills, words, at, priceTicks, makerLots)
      } else {
        const tradedLots = remainingLots < makerLots ? remainingLots : makerLots
        addFill(fills, words, at, makerLots - tradedLots, priceTicks, tradedLots)
        remainingLots -= tradedLots
        if (tradedLots < makerLots) {
          words[at + ORDER_LOTS] = makerLots - tradedLots
          levelLots -= tradedLots
          break
        }
      }
      levelLots -= makerLots
      const next = words[at + ORDER_NEXT]!
      rows.free(row)
      row = next
    } while (row !== 0 && remainingLots !== 0)
    if (row !== 0) {
      words[(row << ROW_SHIFT) + ORDER_PREVIOUS] = 0
      levels.words[levelAt + LEVEL_HEAD] = row
      levels.words[levelAt + LEVEL_LOTS] = levelLots
      return stopped ? -remainingLots : 0
    }
    levels.close(priceTicks, level)
  } while (remainingLots !== 0 && levels.crosses(side, limitTicks))
  return remainingLots
}

/** Whether the taker would fill completely: its own account's orders are cancelled or stop it. */
export function canFillWhole(
  levels: PriceLevels,
  rows: OrderRows,
  side: Side,
  limitTicks: number,
  lots: number,
  account: number,
  flags: number,
): boolean {
  const words = rows.words
  let missingLots = lots
  let priceTicks = levels.best[side === Side.Buy ? BEST_ASK : BEST_BID]!
  while (
    priceTicks !== 0 &&
    (side === Side.Buy ? priceTicks <= limitTicks : priceTicks >= limitTicks)
  ) {
    let row = levels.words[(levels.levelAt[priceTicks]! << LEVEL_SHIFT) + LEVEL_HEAD]!
    do {
      const at = row << ROW_SHIFT
      if (words[at + ORDER_ACCOUNT] !== account) missingLots -= words[at + ORDER_LOTS]!
      else if ((flags & SubmitFlag.CancelTaker) !== 0) return false
      if (missingLots <= 0) return true
      row = words[at + ORDER_NEXT]!
    } while (row !== 0)
    priceTicks = side === Side.Buy ? levels.live.above(priceTicks) : levels.live.below(priceTicks)
  }
  return false
}

function addFill(
  fills: FillBuffer,
  words: Int32Array,
  at: number,
  remainingLots: number,
  priceTicks: number,
  lots: number,
): void {
  fills.addFill(
    words[at + ORDER_HANDLE]!,
    words[at + ORDER_ACCOUNT]!,
    words[at + ORDER_CLIENT_SLOT]!,
    words[at + ORDER_CAUSE]!,
    remainingLots,
    priceTicks,
    lots,
  )
}

function addCancelled(
  fills: FillBuffer,
  words: Int32Array,
  at: number,
  priceTicks: number,
  lots: number,
): void {
  fills.addCancelled(
    words[at + ORDER_HANDLE]!,
    words[at + ORDER_ACCOUNT]!,
    words[at + ORDER_CLIENT_SLOT]!,
    words[at + ORDER_CAUSE]!,
    priceTicks,
    lots,
  )
}
