// Fees of a venue: a part of a trade's notional for maker and taker, less for those who trade most.
// Whole quote units. ODD submodel: Exchange: trading.
import { Population, POPULATION_NAMES } from '../market/kinds.ts'

export const BPS = 10_000
/** Volumes of theirs are those of the venues' lowest fee tier. */
const VIP: readonly number[] = [
  Population.Institution,
  Population.MarketMaker,
  Population.Arbitrageur,
  Population.MomentumBot,
]

/** Rates by population: those who trade most have the venue's lowest tier. */
export function feeRates(bps: number, vipBps: number): Float64Array {
  const lowest = Math.min(bps, vipBps)
  return Float64Array.from(
    POPULATION_NAMES,
    (_name, population) => (VIP.includes(population) ? lowest : bps) / BPS,
  )
}

/** Fee of a notional, rounded down; a rebate (rate below zero) is rounded towards zero too. */
export function feeOf(notionalQuote: number, rate: number): number {
  return rate >= 0 ? Math.floor(notionalQuote * rate) : -Math.floor(-notionalQuote * rate)
}
