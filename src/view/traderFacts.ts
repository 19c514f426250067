// What one trader's picture needs worked out: the way left to liquidation, the price ladder, where its marks go.
import type { TraderNow } from '../threads/frames.ts'
import { clamp } from './layout.ts'

/** Of the way from entry to liquidation, what the mark has not gone yet: 1 at entry or better, 0 at
 * liquidation. Where the two lie the wrong way round, such as after paid funding, what equity has above
 * maintenance. */
export function wayLeft(trader: TraderNow): number {
  const { state, entryUsd, liquidationUsd, markUsd, marginRatio } = trader
  if (state !== 'open') return 0
  if (liquidationUsd <= 0) return 1
  const way = trader.side === 'long' ? entryUsd - liquidationUsd : liquidationUsd - entryUsd
  const left = trader.side === 'long' ? markUsd - liquidationUsd : liquidationUsd - markUsd
  return clamp(way > 0 ? left / way : 1 - marginRatio, 0, 1)
}

/** Distance of the mark to liquidation, fraction of the mark. */
export function distanceLeft(trader: TraderNow): number {
  if (trader.state !== 'open' || trader.liquidationUsd <= 0) return 1
  return Math.abs(trader.markUsd - trader.liquidationUsd) / trader.markUsd
}

/** Words in lines of so many letters; a longer word stands alone. */
export function inLines(words: string, letters: number): string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters) {
      lines[lines.length - 1] = `${last} ${word}`
    } else lines.push(word)
  }
  return lines
}

export interface LadderMark {
  readonly key: 'bankruptcy' | 'liquidation' | 'entry' | 'mark' | 'buy' | 'sell'
  readonly priceUsd: number
}

/** The prices that matter to an open position, highest first. */
export function ladderMarks(trader: TraderNow): LadderMark[] {
  const marks: LadderMark[] = [{ key: 'mark', priceUsd: trader.markUsd }]
  if (trader.state !== 'flat') {
    marks.push({ key: 'entry', priceUsd: trader.entryUsd })
    if (trader.liquidationUsd > 0) {
      marks.push({ key: 'liquidation', priceUsd: trader.liquidationUsd })
    }
    if (trader.bankruptcyUsd !== undefined && trader.bankruptcyUsd > 0) {
      marks.push({ key: 'bankruptcy', priceUsd: trader.bankruptcyUsd })
    }
  }
  for (const order of trader.orders) {
    marks.push({ key: order.isBuy ? 'buy' : 'sell', priceUsd: order.priceUsd })
  }
  return marks.filter((mark) => mark.priceUsd > 0).sort((a, b) => b.priceUsd - a.priceUsd)
}

/** Places from 0 (lowest) to 1 for prices, with room beyond both ends. */
export function ladderPlace(priceUsd: number, marks: readonly LadderMark[]): number {
  const logs = marks.map((mark) => Math.log(mark.priceUsd))
  const low = Math.min(...logs)
  const high = Math.max(...logs)
  const room = Math.max(0.002, (high - low) * 0.08)
  return (Math.log(priceUsd) - low + room) / (high - low + 2 * room)
}

/** Tops of labels of one height, kept in order and apart, as near their wishes as can be. */
export function spreadDown(
  wishes: readonly number[],
  height: number,
  top: number,
  bottom: number,
): number[] {
  const tops = [...wishes]
  let edge = top
  for (let label = 0; label < tops.length; label++) {
    tops[label] = Math.max(tops[label], edge)
    edge = tops[label] + height
  }
  edge = bottom
  for (let label = tops.length - 1; label >= 0; label--) {
    tops[label] = Math.min(tops[label], edge - height)
    edge = tops[label]
  }
  return tops
}
