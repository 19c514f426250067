// A venue's slice of the board: what everyone may know after a step. ODD submodel: Exchange:
// observation.
import type { BoardPage } from '../market/board.ts'
import { Side } from '../market/units.ts'
import type { VenueParts } from './venueParts.ts'

export function publish(parts: VenueParts, page: BoardPage): void {
  const { assetCount, bookCount, books, fund, funding, halted, prices, tallies, boardRow } = parts
  const offset = boardRow * bookCount
  // The books by themselves: they lie apart in memory, and reads that do not wait for each other overlap.
  for (let book = 0; book < bookCount; book++) {
    const at = offset + book
    const orderBook = books[book]!
    page.bidTicks[at] = orderBook.bestBidTicks()
    page.askTicks[at] = orderBook.bestAskTicks()
    page.bidLots[at] = orderBook.bestLots(Side.Buy)
    page.askLots[at] = orderBook.bestLots(Side.Sell)
  }
  for (let book = 0; book < bookCount; book++) {
    const at = offset + book
    page.lastTicks[at] = prices.lastTicks[book]!
    page.midTicks[at] = prices.midTicks[book]!
    page.volumeQuote[at] = tallies.volumeQuote[book]!
    page.netTakerQuote[at] = tallies.netTakerQuote[book]!
    page.halted[at] = halted[book]!
    if (book < assetCount) continue
    page.markTicks[at] = prices.markTicks[book]!
    page.indexTicks[at] = prices.indexTicks[book]!
    page.fundingRate[at] = funding.rate[book - assetCount]!
    page.openInterestLots[at] = parts.positions.openInterestLots[book]!
  }
  page.liquidatedLongQuote[boardRow] = tallies.liquidatedQuote[0]!
  page.liquidatedShortQuote[boardRow] = tallies.liquidatedQuote[1]!
  page.liquidatedTraders[boardRow] = tallies.liquidatedQuote[2]!
  page.insuranceFundQuote[boardRow] = fund.equityQuote()
  page.leverageLimit[boardRow] = Math.floor(parts.margin.leverageLimit)
}
