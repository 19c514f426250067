// Matching one taker against the other side of a book: best price first, oldest order first, always
// at the maker's price. Ticks and lots.
import { Side } from '../../market/units.ts'
import { SubmitFlag } from './book.ts'
import {
  ACCOUNT,
  CAUSE,
  CLIENT_SLOT,
  HANDLE,
  LEVEL_LOTS,
  LOTS,
  NEXT,
  PREVIOUS,
} from './bookState.ts'
import type { BookState } from './bookState.ts'
import type { FillBuffer } from './fillBuffer.ts'

/**
 * Trades until the taker is filled or nothing crosses its limit. Returns the lots left, as a number
 * below zero when self-trade prevention stopped the taker.
 */
export function matchTaker(
  state: BookState,
  side: Side,
  limitTicks: number,
  lots: number,
  account: number,
  flags: number,
  fills: FillBuffer,
): number {
  const words = state.words
  const otherSide = side ^ 1
  let remainingLots = lots
  do {
    const priceTicks = words[otherSide]!
    const level = state.liveLevelAt(priceTicks)
    let levelLots = words[level | LEVEL_LOTS]!
    let at = words[level | NEXT]!
    let stopped = false
    do {
      const makerLots = words[at | LOTS]!
      if (words[at | ACCOUNT] === account) {
        if ((flags & SubmitFlag.CancelTaker) !== 0) {
          stopped = true
          break
        }
        addCancelled(fills, words, at, priceTicks, makerLots)
      } else {
        const tradedLots = remainingLots < makerLots ? remainingLots : makerLots
        addFill(fills, words, at, makerLots - tradedLots, priceTicks, tradedLots)
        remainingLots -= tradedLots
        if (tradedLots !== makerLots) {
          words[at | LOTS] = makerLots - tradedLots
          levelLots -= tradedLots
          break
        }
      }
      levelLots -= makerLots
      const next = words[at | NEXT]!
      state.freeOrder(at)
      at = next
    } while (at !== level && remainingLots !== 0)
    if (at !== level) {
      words[at | PREVIOUS] = level
      words[level | NEXT] = at
      words[level | LEVEL_LOTS] = levelLots
      return stopped ? -remainingLots : 0
    }
    state.closeLevel(priceTicks, level)
  } while (remainingLots !== 0 && state.crosses(side, limitTicks))
  return remainingLots
}

/** Whether the taker would fill completely: its own account's orders are cancelled or stop it. */
export function canFillWhole(
  state: BookState,
  side: Side,
  limitTicks: number,
  lots: number,
  account: number,
  flags: number,
): boolean {
  const words = state.words
  const isBuy = side === Side.Buy
  let missingLots = lots
  let priceTicks = words[side ^ 1]!
  while (priceTicks !== 0 && (isBuy ? priceTicks <= limitTicks : priceTicks >= limitTicks)) {
    const level = state.liveLevelAt(priceTicks)
    for (let at = words[level | NEXT]!; at !== level; at = words[at | NEXT]!) {
      if (words[at | ACCOUNT] !== account) missingLots -= words[at | LOTS]!
      else if ((flags & SubmitFlag.CancelTaker) !== 0) return false
      if (missingLots <= 0) return true
    }
    priceTicks = isBuy ? state.livePrices.above(priceTicks) : state.livePrices.below(priceTicks)
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
    words[at | HANDLE]!,
    words[at | ACCOUNT]!,
    words[at | CLIENT_SLOT]!,
    words[at | CAUSE]!,
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
    words[at | HANDLE]!,
    words[at | ACCOUNT]!,
    words[at | CLIENT_SLOT]!,
    words[at | CAUSE]!,
    priceTicks,
    lots,
  )
}
