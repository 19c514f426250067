// Total market capitalisation, USD: listed coins at their price, stablecoins at par, and the coins that
// the model does not trade, which move with BTC by their beta. ODD submodel: Observation.
import { detPow } from '../base/detMath.ts'
import type { Layout } from './layout.ts'
import { REST_OF_MARKET } from './reality.ts'

export interface CapitalisationBase {
  readonly restUsd: number
  readonly stablecoinsUsd: number
}

/** Sizes at the initial prices: the whole market is BTC's capitalisation over its share of the total. */
export function capitalisationBase(layout: Layout): CapitalisationBase {
  const { btc, supplyCoins, initialPriceUsd } = layout
  const totalUsd = (supplyCoins[btc] * initialPriceUsd[btc]) / REST_OF_MARKET.btcShareOfTotal
  const stablecoinsUsd = totalUsd * REST_OF_MARKET.stablecoinShareOfTotal
  const restUsd = totalUsd - stablecoinsUsd - listedUsd(layout, initialPriceUsd, 0)
  return { restUsd: Math.max(0, restUsd), stablecoinsUsd }
}

/** Prices stand from `offset` on, one for each asset. */
export function marketCapUsd(
  base: CapitalisationBase,
  layout: Layout,
  priceUsd: Float64Array,
  offset = 0,
): number {
  const { btc, initialPriceUsd } = layout
  const ratio = priceUsd[offset + btc] / initialPriceUsd[btc]
  const rest = base.restUsd * detPow(ratio, REST_OF_MARKET.betaToBtc)
  return listedUsd(layout, priceUsd, offset) + base.stablecoinsUsd + rest
}

function listedUsd(layout: Layout, priceUsd: Float64Array, offset: number): number {
  let sum = 0
  for (let asset = 0; asset < layout.assetCount; asset++) {
    sum += layout.supplyCoins[asset] * priceUsd[offset + asset]
  }
  return sum
}
