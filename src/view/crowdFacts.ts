// What the crowd's cells say in figures: where its parts begin, what two per cent of a fall would close,
// and what one cell holds. Dollars of a cell are those of all its traders.
import type { CrowdCells } from '../threads/frames.ts'

export interface CrowdParts {
  /** First cells of those who are out, of the shorts, of those who hold nothing. */
  readonly outFrom: number
  readonly shortFrom: number
  readonly flatFrom: number
  readonly count: number
}

export function partsOf(crowd: CrowdCells): CrowdParts {
  const outFrom = crowd.longCount
  const shortFrom = outFrom + crowd.liquidatedCount
  const flatFrom = shortFrom + crowd.shortCount
  return { outFrom, shortFrom, flatFrom, count: crowd.state.length }
}

/** Ranks to draw: all who hold something or are out, and few of those who hold nothing. It changes in
 * sixteenths of the crowd and not at once, so that the cells stay where they are. */
export function ranksToDraw(crowd: CrowdCells, drawn: number): number {
  const { flatFrom, count } = partsOf(crowd)
  const step = Math.max(1, Math.ceil(count / 16))
  if (drawn >= flatFrom && drawn <= flatFrom + 2 * step && drawn <= count) return drawn
  return Math.min(count, Math.ceil((flatFrom + step * 0.25) / step) * step)
}

/** The first long within a distance of its liquidation: longs run from the farthest to the nearest. */
export function firstLongWithin(crowd: CrowdCells, distance: number): number {
  let low = 0
  let high = crowd.longCount
  while (low < high) {
    const middle = (low + high) >> 1
    if (crowd.distance[middle] > distance) low = middle + 1
    else high = middle
  }
  return low
}

export function notionalBetween(crowd: CrowdCells, from: number, to: number): number {
  let usd = 0
  for (let cell = from; cell < to; cell++) usd += crowd.notionalUsd[cell]
  return usd
}

/** Cells liquidated just now: they stand first among those who are out. */
export function justLiquidated(crowd: CrowdCells): number {
  const { outFrom, shortFrom } = partsOf(crowd)
  let cell = outFrom
  while (cell < shortFrom && (crowd.state[cell] & 7) === 3) cell++
  return cell - outFrom
}

export const CELL_WORDS = [
  'holds nothing',
  'long',
  'short',
  'just liquidated',
  'liquidated',
  'long again',
  'short again',
] as const

export interface TraderPick {
  readonly kind: 'trader'
  readonly cell: number
  readonly words: (typeof CELL_WORDS)[number]
  readonly side: 'long' | 'short' | null
  readonly leverage: number
  /** Of one trader, where a cell stands for several. */
  readonly notionalUsd: number
  /** To liquidation, fraction of the mark. */
  readonly distance: number
  readonly tradersPerCell: number
  /** Middle and size of the trader's cell on the canvas, CSS pixels. */
  readonly x: number
  readonly y: number
  readonly size: number
}

export function traderAt(
  crowd: CrowdCells,
  cell: number,
  place: { readonly x: number; readonly y: number; readonly size: number },
): TraderPick {
  const state = crowd.state[cell] & 7
  const side = state === 1 || state === 5 ? 'long' : state === 2 || state === 6 ? 'short' : null
  return {
    kind: 'trader',
    cell,
    words: CELL_WORDS[state] ?? CELL_WORDS[0],
    side,
    leverage: crowd.leverage[cell],
    notionalUsd: crowd.notionalUsd[cell] / crowd.tradersPerCell,
    distance: crowd.distance[cell],
    tradersPerCell: crowd.tradersPerCell,
    ...place,
  }
}

/** Notional that nine in ten of the cells with a position stay below, from a sample. */
export function largeNotional(crowd: CrowdCells): number {
  const { outFrom, shortFrom, flatFrom } = partsOf(crowd)
  const sample: number[] = []
  const stride = Math.max(1, Math.floor(crowd.state.length / 2_000))
  for (let cell = 0; cell < flatFrom; cell += stride) {
    if (cell < outFrom || cell >= shortFrom) sample.push(crowd.notionalUsd[cell])
  }
  sample.sort((a, b) => a - b)
  return sample[Math.floor(sample.length * 0.9)] ?? 0
}
