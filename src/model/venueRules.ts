// Which rulebook a venue runs under, from the scenario's dates.
import { type Asset, VenueId } from '../market/instruments.ts'
import type { Settings } from '../params/scenario.ts'
import { binanceRulebook } from '../exchange/rulebooks/binance.ts'
import { bybitRulebook } from '../exchange/rulebooks/bybit.ts'
import { ftxRulebook } from '../exchange/rulebooks/ftx.ts'
import { otherRulebook } from '../exchange/rulebooks/other.ts'
import type { Rulebook } from '../exchange/rulebooks/rulebook.ts'

export function rulebookOf(venueId: number, settings: Settings): Rulebook {
  const year = settings.tierTable === 1 ? '2024' : '2021'
  if (venueId === VenueId.Binance) return binanceRulebook(year)
  if (venueId === VenueId.Bybit) return bybitRulebook()
  if (venueId === VenueId.Ftx) return ftxRulebook(settings.ftxLeverage === 1 ? 101 : 20)
  return otherRulebook(year)
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

/** Maintenance margin of the smallest position in the first perpetual, fraction of notional. */
export function leastMaintenance(rulebook: Rulebook, assets: readonly Asset[]): number {
  return rulebook.marginSchedule(assets[0]!, assets).maintenanceRate(1, 1)
}
