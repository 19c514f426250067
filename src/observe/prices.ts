// One price for each asset: the mean of the venues' perpetual mark prices, weighted by the volume that
// traded there so far; its low and high in the minute. USD. ODD submodel: Observation.
import type { BoardPage } from '../market/board.ts'
import type { Layout } from './layout.ts'

export interface Prices {
  /** By asset * venueCount + venue: taker volume of the perpetual so far, quote units. Starts at 1, so
   * that venues weigh the same until something trades. */
  readonly tradedQuote: Float64Array
  /** The weights in use: tradedQuote at the end of the last minute. */
  readonly weight: Float64Array
  /** By asset. */
  readonly nowUsd: Float64Array
  readonly lowUsd: Float64Array
  readonly highUsd: Float64Array
}

export function createPrices(layout: Layout): Prices {
  const { assetCount, venueCount, initialPriceUsd } = layout
  return {
    tradedQuote: new Float64Array(assetCount * venueCount).fill(1),
    weight: new Float64Array(assetCount * venueCount).fill(1),
    nowUsd: initialPriceUsd.slice(),
    lowUsd: new Float64Array(assetCount).fill(Infinity),
    highUsd: new Float64Array(assetCount).fill(-Infinity),
  }
}

export function observePrices(prices: Prices, layout: Layout, page: BoardPage): void {
  const { tradedQuote, nowUsd, lowUsd, highUsd } = prices
  const { assetCount, venueCount, bookCount } = layout
  const { volumeQuote } = page
  for (let asset = 0; asset < assetCount; asset++) {
    const markTicks = weightedByVenue(prices, layout, asset, page.markTicks)
    if (markTicks > 0) nowUsd[asset] = markTicks * layout.tickSizeUsd[asset]
    const price = nowUsd[asset]
    if (price < lowUsd[asset]) lowUsd[asset] = price
    if (price > highUsd[asset]) highUsd[asset] = price
    for (let venue = 0; venue < venueCount; venue++) {
      tradedQuote[asset * venueCount + venue] += volumeQuote[venue * bookCount + assetCount + asset]
    }
  }
}

/** Mean over venues of a perpetual column, by weight, of the entries that are not 0; 0 when all are. */
export function weightedByVenue(
  prices: Prices,
  layout: Layout,
  asset: number,
  column: Float64Array,
): number {
  const { weight } = prices
  const { assetCount, venueCount, bookCount } = layout
  let sum = 0
  let weights = 0
  for (let venue = 0; venue < venueCount; venue++) {
    const value = column[venue * bookCount + assetCount + asset]
    if (value === 0) continue
    const share = weight[asset * venueCount + venue]
    sum += share * value
    weights += share
  }
  return weights === 0 ? 0 : sum / weights
}

/** The next minute begins: its low and high start anew, and the weights follow the volume. */
export function startMinuteOfPrices(prices: Prices): void {
  prices.weight.set(prices.tradedQuote)
  prices.lowUsd.fill(Infinity)
  prices.highUsd.fill(-Infinity)
}
