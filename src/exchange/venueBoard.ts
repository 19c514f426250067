// A venue's slice of the board: what everyone may know after a step. ODD submodel: Exchange:
// observation.
import type { BoardPage } from '../market/board.ts'
import type { VenueParts } from './venueParts.ts'

export function publish(parts: VenueParts, page: BoardPage): void {
  const { assetCount, bookCount, books, fund, funding, halted, prices, tallies, boardRow } = parts
  const offset = boardRow * bookCount
  for (let book = 0; book < bookCount; book++) {
    const at = offset + book
    const orderBook = books[book]!
    const bid = orderBook.bestBidTicks()
    const ask = orderBook.bestAskTicks()
    page.bidTicks[at] = bid
    page.askTicks[at] = ask
    page.bidLots[at] = bid === 0 ? 0 : orderBook.levelLots(bid)
    page.askLots[at] = ask === 0 ? 0 : orderBook.levelLots(ask)
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
