// The pricing desk of a venue: index, mark and funding after a step's trading, and which rows the
// move of the mark touches. Fractional ticks, quote units. ODD submodel: Exchange: mark price.
import { MarkPriceChoice } from '../market/controls.ts'
import type { BoardPage } from '../market/board.ts'
import { EventKind, NO_ACCOUNT } from '../market/events.ts'
import { LEVEL_COUNT } from '../market/instruments.ts'
import { QUOTE_UNITS_PER_USD, Side } from '../market/units.ts'
import { FUNDING_SAMPLE_STEPS, exchangeFunding, impactPremium } from './clearing/funding.ts'
import { indexMedianMark, medianOfThree, ownBookMark } from './clearing/markPrice.ts'
import type { OrderBook } from './matching/orderBook.ts'
import { IndexRule, PremiumSource } from './rulebooks/rulebook.ts'
import type { VenueLiquidation } from './venueLiquidation.ts'
import type { VenueOracle } from './venueOracle.ts'
import type { VenueParts } from './venueParts.ts'

export class VenuePricing {
  private readonly parts: VenueParts
  private readonly liquidation: VenueLiquidation
  private readonly oracle: VenueOracle
  /** By perpetual: what longs paid at the last funding. */
  private readonly paidQuote: Float64Array

  constructor(parts: VenueParts, liquidation: VenueLiquidation, oracle: VenueOracle) {
    this.parts = parts
    this.liquidation = liquidation
    this.oracle = oracle
    this.paidQuote = new Float64Array(parts.assetCount)
  }

  update(step: number, previous: BoardPage): void {
    const { assetCount, controls, prices, rulebook } = this.parts
    const { markTicks } = prices
    const { fundingIntervalSteps: interval } = rulebook
    const isPriced = step % rulebook.priceIntervalSteps === 0
    const timeLeft = (interval - 1 - (step % interval)) / interval
    const choice =
      controls.markPrice === MarkPriceChoice.Rulebook ? rulebook.markPrice : controls.markPrice
    const isSampled = step % FUNDING_SAMPLE_STEPS === 0
    const isSettled = (step + 1) % interval === 0
    this.updateMids()
    let widest = 0
    for (let asset = 0; asset < assetCount; asset++) {
      const book = assetCount + asset
      const index = isPriced ? this.updateIndex(previous, asset, book) : prices.indexTicks[book]!
      const basis = this.parts.meanBasis.add(asset, prices.midTicks[book]! - index)
      const before = markTicks[book]!
      if (isPriced) {
        const mark = this.mark(choice, asset, book, index, basis, timeLeft, previous)
        markTicks[book] = mark > 1 ? (mark < LEVEL_COUNT - 1 ? mark : LEVEL_COUNT - 1) : 1
      }
      this.sweep(book, before)
      const move = Math.abs(markTicks[book]! - before) / before
      if (move > widest) widest = move
      if (isSampled) this.sampleFunding(asset, book, index)
    }
    this.parts.cross.addPath(widest)
    if (isSettled) this.settleFunding()
  }

  /** Rows crossed by the move of the mark since `before` enter liquidation or fire their triggers. */
  sweep(book: number, beforeTicks: number): void {
    const { assetCount, positions, prices } = this.parts
    const perpetual = book - assetCount
    const mark = prices.markTicks[book]!
    const { liquidationIndex, orderIndex } = positions
    orderIndex.sweep(perpetual, beforeTicks, mark)
    const last = liquidationIndex.lastQueued(perpetual)
    liquidationIndex.sweep(perpetual, beforeTicks, mark)
    const first = last < 0 ? liquidationIndex.firstQueued(perpetual) : liquidationIndex.behind(last)
    if (first >= 0) this.liquidation.enterQueued(book, first)
  }

  /** Of all books before anything else: they lie apart in memory, and reads that do not wait for each
   * other overlap. */
  private updateMids(): void {
    const { bookCount, books, prices } = this.parts
    const { midTicks } = prices
    for (let book = 0; book < bookCount; book++) {
      const orderBook = books[book]!
      const bid = orderBook.bestBidTicks()
      const ask = orderBook.bestAskTicks()
      if (bid !== 0 && ask !== 0) midTicks[book] = (bid + ask) / 2
    }
  }

  private updateIndex(previous: BoardPage, asset: number, book: number): number {
    const { indexAsset, indexPrice, prices, rulebook } = this.parts
    const spot = indexAsset + asset
    const index =
      rulebook.indexRule === IndexRule.MedianElsewhere
        ? this.oracle.medianElsewhere(previous, spot, prices.midTicks[asset]!)
        : indexPrice.update(previous, spot, prices.indexTicks[book]!)
    this.oracle.setIndex(book, index)
    return index
  }

  private mark(
    choice: number,
    asset: number,
    book: number,
    index: number,
    basis: number,
    timeLeft: number,
    previous: BoardPage,
  ): number {
    const { books, funding, prices } = this.parts
    const last = prices.lastTicks[book]!
    if (choice === MarkPriceChoice.IndexMedian) {
      return indexMedianMark(index, funding.rate[asset]!, timeLeft, basis, last)
    }
    if (choice !== MarkPriceChoice.OwnBook && choice !== MarkPriceChoice.OracleMedian) return last
    const orderBook = books[book]!
    const mid = prices.midTicks[book]!
    const own = ownBookMark(orderBook.bestBidTicks(), orderBook.bestAskTicks(), mid, last)
    if (choice === MarkPriceChoice.OwnBook) return own
    const perpetual = this.parts.indexAssetCount + this.parts.indexAsset + asset
    return medianOfThree(
      index + basis,
      own,
      this.oracle.medianElsewhere(previous, perpetual, index),
    )
  }

  private sampleFunding(asset: number, book: number, index: number): void {
    const { books, coin, funding, margin, prices, rulebook } = this.parts
    let premium: number
    if (rulebook.premiumSource === PremiumSource.ImpactPrices) {
      const { maxLeverage } = margin.schedules[book]!
      const usd = rulebook.impactNotionalUsd(this.parts.assets[asset]!, maxLeverage)
      const quote = usd * QUOTE_UNITS_PER_USD
      const unit = margin.unitQuote[book]!
      const mid = prices.midTicks[book]!
      const lots = coin === undefined ? 0 : quote / coin.faceQuote
      const orders = books[book]!
      const bid =
        coin === undefined
          ? impactPriceTicks(orders, Side.Sell, quote, unit, mid)
          : impactPriceOfContracts(orders, Side.Sell, lots, mid)
      const ask =
        coin === undefined
          ? impactPriceTicks(orders, Side.Buy, quote, unit, mid)
          : impactPriceOfContracts(orders, Side.Buy, lots, mid)
      premium = impactPremium(bid, ask, index)
    } else {
      premium = (prices.markTicks[book]! - index) / index
    }
    const mean = funding.sample(asset, premium, rulebook.premiumTimeWeighted)
    funding.setRate(asset, rulebook.fundingRate(mean))
  }

  private settleFunding(): void {
    const { assetCount, cross, events, funding, positions } = this.parts
    exchangeFunding(positions, funding.rate, this.paidQuote)
    cross.invalidateAll()
    this.liquidation.forget()
    for (let asset = 0; asset < assetCount; asset++) {
      const [book, paid, rate] = [assetCount + asset, this.paidQuote[asset]!, funding.rate[asset]!]
      events.add(EventKind.Funding, book, 0, 0, NO_ACCOUNT, NO_ACCOUNT, 0, 0, paid, rate)
      funding.startInterval(asset)
    }
  }
}

/** Mean price at which `quote` would trade against the book; `fallback` where nothing rests. */
function impactPriceTicks(
  book: OrderBook,
  side: Side,
  quote: number,
  unitQuote: number,
  fallback: number,
): number {
  let price = side === Side.Buy ? book.bestAskTicks() : book.bestBidTicks()
  if (price === 0) return fallback
  let leftQuote = quote
  let lots = 0
  let last = price
  while (price !== 0 && leftQuote > 0) {
    last = price
    const levelLots = book.levelLots(price)
    const wanted = leftQuote / (price * unitQuote)
    const taken = wanted < levelLots ? wanted : levelLots
    lots += taken
    leftQuote -= taken * price * unitQuote
    price = side === Side.Buy ? book.nextAskAbove(price) : book.nextBidBelow(price)
  }
  // A book too thin for the whole counts its last price for the rest.
  lots += leftQuote > 0 ? leftQuote / (last * unitQuote) : 0
  return quote / (lots * unitQuote)
}

/** The same of contracts of a fixed face: dollars over the coins that they bring. */
function impactPriceOfContracts(
  book: OrderBook,
  side: Side,
  lots: number,
  fallback: number,
): number {
  let price = side === Side.Buy ? book.bestAskTicks() : book.bestBidTicks()
  if (price === 0) return fallback
  let left = lots
  let coins = 0
  let last = price
  while (price !== 0 && left > 0) {
    last = price
    const levelLots = book.levelLots(price)
    const taken = left < levelLots ? left : levelLots
    coins += taken / price
    left -= taken
    price = side === Side.Buy ? book.nextAskAbove(price) : book.nextBidBelow(price)
  }
  return lots / (coins + left / last)
}
