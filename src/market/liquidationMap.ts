// How a published liquidation map stands on the board: for each book the dollars that liquidate by bins of
// distance below its mark (longs), then above it (shorts). Quote units.
import type { BoardPage } from './board.ts'

/** Bins on each side, and the width of one as a fraction of the mark. */
export const MAP_BINS = 4
export const MAP_BIN_RATE = 0.005

/** Where the bins of a book's longs or shorts begin; `place` is the book's on the page. */
export function mapPlace(place: number, isLong: boolean): number {
  return (place * 2 + (isLong ? 0 : 1)) * MAP_BINS
}

/** What is announced to be liquidated within the nearest bins of one side. */
export function announcedQuote(
  board: BoardPage,
  place: number,
  isLong: boolean,
  bins: number,
): number {
  const first = mapPlace(place, isLong)
  let quote = 0
  for (let bin = 0; bin < bins; bin++) quote += board.liquidationMapQuote[first + bin]!
  return quote
}
