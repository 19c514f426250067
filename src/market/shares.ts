// How trade divides over venues and assets in calm: sizes of populations, depth and weights of indices.
// Rounded from volume league tables of 2021 (venues) and perpetual volume by coin; our choice within them.

/** Share of volume by venue: Binance, Bybit, FTX, other. */
export const VENUE_SHARES = [0.5, 0.2, 0.18, 0.12] as const

/** Share of dollar volume and of retail positions by asset: BTC, ETH, SOL, XRP, DOGE. */
export const ASSET_SHARES = [0.44, 0.26, 0.12, 0.1, 0.08] as const

/** Share of an asset's depth and flow that is on the perpetual book; the rest is spot. */
export const PERPETUAL_SHARE = 0.68

/** Depth near the touch relative to BTC's, and quoted width relative to BTC's. */
export const DEPTH_BY_ASSET = [1, 0.6, 0.22, 0.18, 0.14] as const
export const WIDTH_BY_ASSET = [1, 1.2, 2.2, 2.4, 2.8] as const

/** The asset that a uniform draw on (0, 1) falls on, by share. */
export function assetOf(
  u: number,
  assetCount: number,
  shares: readonly number[] = ASSET_SHARES,
): number {
  let rest = u
  for (let asset = 0; asset < assetCount - 1; asset++) {
    rest -= shares[asset] ?? 0
    if (rest < 0) return asset
  }
  return assetCount - 1
}
