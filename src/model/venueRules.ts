// Which rulebook a venue runs under, from the scenario's dates.
import { VenueId } from '../market/instruments.ts'
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
