// What an observer may ask of a venue between steps: sums that must be zero, the depth of a book, the
// liquidation prices of a book. Ticks, lots, quote units. ODD submodel: Exchange: observation.
import { F64, U8 } from '../base/shifts.ts'
import { LEVEL_COUNT } from '../market/instruments.ts'
import { Side } from '../market/units.ts'
import type { Residuals } from '../market/venueRecord.ts'
import { ROW_ANNOUNCED } from './clearing/accounts.ts'
import type { VenueParts } from './venueParts.ts'

/** Reads every account: for checks, not for every step. */
export function residuals(parts: VenueParts): Residuals {
  return {
    cash: parts.ledger.totalQuote(),
    coins: parts.spot.residualLots(),
    positions: netPositions(parts),
    liquidations: openLiquidations(parts),
  }
}

function netPositions(parts: VenueParts): number {
  const { accounts, assetCount, bookCount } = parts
  const { rowBook, rowLots, rowTotal } = accounts
  const net = new Float64Array(bookCount)
  for (let row = 0; row < rowTotal; row++) net[rowBook[row]!] += rowLots[row << F64]!
  let residual = 0
  for (let book = assetCount; book < bookCount; book++) residual += Math.abs(net[book]!)
  return residual
}

/** Announced lots minus what closed them and what is still to be closed. */
function openLiquidations(parts: VenueParts): number {
  const { accounts, bookCount, tallies } = parts
  const { rowBook, rowFlags, rowLots, rowTotal } = accounts
  const pending = new Float64Array(bookCount)
  for (let row = 0; row < rowTotal; row++) {
    if ((rowFlags[row << U8]! & ROW_ANNOUNCED) !== 0)
      pending[rowBook[row]!] += Math.abs(rowLots[row << F64]!)
  }
  let residual = 0
  for (let book = 0; book < bookCount; book++) {
    const closed = tallies.closedInBookLots[book]! + tallies.takenOverLots[book]! + pending[book]!
    residual += Math.abs(tallies.liquidatedLots[book]! - closed)
  }
  return residual
}

export function walkDepth(
  parts: VenueParts,
  book: number,
  side: Side,
  visit: (priceTicks: number, lots: number) => boolean,
): void {
  const orderBook = parts.books[book]!
  const buys = side === Side.Buy
  let price = buys ? orderBook.bestBidTicks() : orderBook.bestAskTicks()
  while (price !== 0) {
    if (!visit(price, orderBook.levelLots(price))) return
    price = buys ? orderBook.nextBidBelow(price) : orderBook.nextAskAbove(price)
  }
}

export function depthQuote(parts: VenueParts, book: number, side: Side, fraction: number): number {
  const orderBook = parts.books[book]!
  const mid = parts.prices.midTicks[book]!
  const { coin } = parts
  const unit = parts.margin.unitQuote[book]!
  const buys = side === Side.Buy
  const limit = buys ? mid * (1 - fraction) : mid * (1 + fraction)
  let price = buys ? orderBook.bestBidTicks() : orderBook.bestAskTicks()
  let quote = 0
  while (price !== 0 && (buys ? price >= limit : price <= limit)) {
    const lots = orderBook.levelLots(price)
    quote += coin === undefined ? price * lots * unit : lots * coin.faceQuote
    price = buys ? orderBook.nextBidBelow(price) : orderBook.nextAskAbove(price)
  }
  return quote
}

/** Visits the isolated positions that are liquidated between two prices, ascending, both included. */
export function walkLiquidations(
  parts: VenueParts,
  book: number,
  fromTicks: number,
  toTicks: number,
  visit: (priceTicks: number, account: number, row: number) => void,
): void {
  const { accounts, assetCount, positions } = parts
  if (book < assetCount) return
  const index = positions.liquidationIndex
  const last = Math.min(toTicks, LEVEL_COUNT - 1)
  for (let price = Math.max(fromTicks, 1); price <= last; price++) {
    let row = index.firstAt(book - assetCount, price)
    while (row >= 0) {
      visit(price, accounts.rowAccount[row]!, row)
      row = index.behind(row)
    }
  }
}
