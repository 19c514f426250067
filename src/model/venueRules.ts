// Which rulebook a venue runs under, from the scenario's dates.
import { type Asset, VenueId } from '../market/instruments.ts'
import type { Settings } from '../params/scenario.ts'
import { BINANCE_TABLES, binanceRulebook } from '../exchange/rulebooks/binance.ts'
import { bybitRulebook } from '../exchange/rulebooks/bybit.ts'
import { ftxRulebook } from '../exchange/rulebooks/ftx.ts'
import { hyperliquidRulebook } from '../exchange/rulebooks/hyperliquid.ts'
import { otherRulebook } from '../exchange/rulebooks/other.ts'
import type { Rulebook } from '../exchange/rulebooks/rulebook.ts'

export function rulebookOf(venueId: number, settings: Settings): Rulebook {
  const year = BINANCE_TABLES[settings.tierTable]!
  if (venueId === VenueId.Binance) return binanceRulebook(year)
  if (venueId === VenueId.Bybit) return bybitRulebook()
  if (venueId === VenueId.Ftx) return ftxRulebook(settings.ftxLeverage === 1 ? 101 : 20)
  return settings.otherRulebook === 1 ? hyperliquidRulebook() : otherRulebook(year)
}

/** The highest leverage a rulebook offers on any of its perpetuals. */
export function highestLeverage(rulebook: Rulebook, assets: readonly Asset[]): number {
  return Math.floor(
    assets.reduce(
      (most, asset) => Math.max(most, rulebook.marginSchedule(asset, assets).maxLeverage),
      1,
    ) + 1e-9,
  )
}

/** What a rulebook holds traders to, by asset. */
export interface AssetRules {
  readonly highestLeverage: readonly number[]
  /** Maintenance margin of the smallest position, fraction of notional. */
  readonly leastMaintenance: readonly number[]
}

export function assetRules(rulebook: Rulebook, assets: readonly Asset[]): AssetRules {
  const highest = highestLeverage(rulebook, assets)
  const ruled = (asset: Asset) => (rulebook.leverageByAsset ? asset : assets[0]!)
  return {
    highestLeverage: assets.map((asset) =>
      rulebook.leverageByAsset ? highestLeverage(rulebook, [asset]) : highest,
    ),
    leastMaintenance: assets.map((asset) =>
      rulebook.marginSchedule(ruled(asset), assets).maintenanceRate(1, 1),
    ),
  }
}
