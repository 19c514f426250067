// What would be liquidated at which price: summed from the accounts' own liquidation prices, so it is
// exact for isolated margin (cross-margined professionals have no single price and are not in it).
import { F64, I32 } from '../base/shifts.ts'
import { perpetualBook } from '../market/instruments.ts'
import type { CoinMarketRecord, MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { mapBin } from './depthMap.ts'
import { ALL_VENUES, MAP_BINS } from './frames.ts'
import type { LiquidationsAhead } from './frames.ts'

/** Bins of one asset, at one venue or over all. */
export function liquidationsAhead(
  record: MarketRecord,
  asset: number,
  venue: number = ALL_VENUES,
): LiquidationsAhead {
  const { assets, venues } = record
  const { tickSizeUsd, initialPriceUsd, quoteUnitsPerTickLot } = assets[asset]
  const book = perpetualBook(asset, assets.length)
  const usdPerTickLot = quoteUnitsPerTickLot / QUOTE_UNITS_PER_USD
  const longUsd = new Float64Array(MAP_BINS)
  const shortUsd = new Float64Array(MAP_BINS)
  const shown = venue === ALL_VENUES ? venues : [venues[venue]]
  for (const { statements } of shown) {
    const { rowBook, rowLots, rowLiquidationTicks, rowTotal } = statements
    for (let row = 0; row < rowTotal; row++) {
      const ticks = rowLiquidationTicks[row << I32]
      if (ticks === 0 || rowBook[row] !== book) continue
      const bin = mapBin(ticks * tickSizeUsd, initialPriceUsd)
      if (bin < 0 || bin >= MAP_BINS) continue
      const lots = rowLots[row << F64]
      if (lots > 0) longUsd[bin] += lots * ticks * usdPerTickLot
      else shortUsd[bin] -= lots * ticks * usdPerTickLot
    }
  }
  for (const market of record.coinMarkets) {
    if (market.asset === asset && (venue === ALL_VENUES || market.venue === venue))
      addCoinMarket(market, tickSizeUsd, initialPriceUsd, longUsd, shortUsd)
  }
  return { asset, venue, longUsd, shortUsd }
}

/** Coin-margined positions, at their face. */
function addCoinMarket(
  { listing, record }: CoinMarketRecord,
  tickSizeUsd: number,
  initialPriceUsd: number,
  longUsd: Float64Array,
  shortUsd: Float64Array,
): void {
  const { rowLots, rowLiquidationTicks, rowTotal } = record.statements
  for (let row = 0; row < rowTotal; row++) {
    const ticks = rowLiquidationTicks[row << I32]
    if (ticks === 0) continue
    const bin = mapBin(ticks * tickSizeUsd, initialPriceUsd)
    if (bin < 0 || bin >= MAP_BINS) continue
    const usd = (rowLots[row << F64] * listing.faceQuote) / QUOTE_UNITS_PER_USD
    if (usd > 0) longUsd[bin] += usd
    else shortUsd[bin] -= usd
  }
}
