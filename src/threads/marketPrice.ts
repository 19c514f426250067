// One price for an asset's perpetuals: the mean mark over venues, weighted by open interest. USD.
import { perpetualBook } from '../market/instruments.ts'
import type { BoardPage } from '../market/board.ts'
import type { MarketRecord } from '../market/marketRecord.ts'

/** The figures published last. */
export function lastPage(record: MarketRecord): BoardPage {
  return record.board.page(Math.max(0, record.stepsDone() - 1))
}

export function markPriceUsd(record: MarketRecord, page: BoardPage, asset: number): number {
  const { assets, board } = record
  const book = perpetualBook(asset, assets.length)
  let weighted = 0
  let weights = 0
  let plain = 0
  let priced = 0
  for (let venue = 0; venue < board.venueCount; venue++) {
    const row = venue * board.bookCount + book
    const ticks = page.markTicks[row]
    if (!(ticks > 0)) continue
    const weight = page.openInterestLots[row]
    weighted += ticks * weight
    weights += weight
    plain += ticks
    priced++
  }
  const { tickSizeUsd, initialPriceUsd } = assets[asset]
  if (weights > 0) return (weighted / weights) * tickSizeUsd
  return priced > 0 ? (plain / priced) * tickSizeUsd : initialPriceUsd
}
