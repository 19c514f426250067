// The liquidation map that a venue publishes while the transparency policy is on: dollars that the mark
// would liquidate by distance from it, in bins, never by account. One perpetual a step in turn, so that a
// figure is as many steps old as there are perpetuals; a step costs the prices of one book near its mark.
// Ticks, quote units. ODD submodel: Policy: published liquidation map.
import { F64 } from '../base/shifts.ts'
import type { BoardPage } from '../market/board.ts'
import { LEVEL_COUNT } from '../market/instruments.ts'
import { MAP_BIN_RATE, MAP_BINS, mapPlace } from '../market/liquidationMap.ts'
import type { VenueParts } from './venueParts.ts'

/** Writes the venue's slice of the page: what changed, and what stands from the last page. */
export function publishMap(
  parts: VenueParts,
  step: number,
  previous: BoardPage,
  page: BoardPage,
): void {
  const { assetCount, boardRow, bookCount } = parts
  const first = mapPlace(boardRow * bookCount, true)
  const end = mapPlace((boardRow + 1) * bookCount, true)
  for (let place = first; place < end; place++) {
    page.liquidationMapQuote[place] = previous.liquidationMapQuote[place]!
  }
  const book = assetCount + (step % assetCount)
  const at = boardRow * bookCount + book
  sumSide(parts, book, page, mapPlace(at, true), -1)
  sumSide(parts, book, page, mapPlace(at, false), 1)
}

/** Longs are liquidated below the mark (`direction` -1), shorts above. */
function sumSide(
  parts: VenueParts,
  book: number,
  page: BoardPage,
  place: number,
  direction: number,
): void {
  const { accounts, assetCount, margin, positions, prices } = parts
  const index = positions.liquidationIndex
  const mark = prices.markTicks[book]!
  const unit = margin.unitQuote[book]!
  const isLong = direction < 0
  for (let bin = 0; bin < MAP_BINS; bin++) {
    const near = mark * (1 + direction * bin * MAP_BIN_RATE)
    const far = mark * (1 + direction * (bin + 1) * MAP_BIN_RATE)
    // Whole ticks from the nearer edge on to before the farther one.
    const low = Math.max(1, isLong ? Math.floor(far) + 1 : Math.ceil(near))
    const high = Math.min(LEVEL_COUNT - 1, isLong ? Math.floor(near) : Math.ceil(far) - 1)
    let quote = 0
    for (let ticks = low; ticks <= high; ticks++) {
      let row = index.firstAt(book - assetCount, ticks)
      while (row >= 0) {
        const lots = accounts.rowLots[row << F64]!
        if (lots > 0 === isLong) quote += (lots < 0 ? -lots : lots) * ticks * unit
        row = index.behind(row)
      }
    }
    page.liquidationMapQuote[place + bin] = quote
  }
}
