// What contracts cost and pay, for those who trade them: in dollars at a venue, in coins in one of its
// coin markets. Lots, ticks; money in the units of the place. Not rounded: venues round, agents estimate.
// ODD submodel: Exchange: coin-margined contracts.
import { type Asset, type CoinListing } from './instruments.ts'
import { QUOTE_UNITS_PER_USD } from './units.ts'

export interface ContractMoney {
  /** Money that these dollars are worth at a price. */
  unitsOf(usd: number, priceTicks: number): number
  usdOf(units: number, priceTicks: number): number
  /** Notional of lots at a price. */
  notional(asset: number, lots: number, priceTicks: number): number
  /** Value of signed lots: profit is the value now less the value at entry. */
  value(asset: number, lots: number, priceTicks: number): number
  /** Whole lots that dollars buy. */
  lotsFor(asset: number, usd: number, priceTicks: number): number
  /** How far the price may go against a position before its margin is gone, as a fraction. */
  room(leverage: number, isLong: boolean): number
}

export function dollarMoney(assets: readonly Asset[]): ContractMoney {
  const notional = (asset: number, lots: number, priceTicks: number) =>
    lots * priceTicks * assets[asset]!.quoteUnitsPerTickLot
  return {
    unitsOf: (usd) => usd * QUOTE_UNITS_PER_USD,
    usdOf: (units) => units / QUOTE_UNITS_PER_USD,
    notional,
    value: notional,
    lotsFor: (asset, usd, priceTicks) =>
      Math.floor((usd * QUOTE_UNITS_PER_USD) / (priceTicks * assets[asset]!.quoteUnitsPerTickLot)),
    room: (leverage) => 1 / leverage,
  }
}

/** Of a coin market, which has one asset: a contract's coins go with one over the price. */
export function coinMoney(listing: CoinListing, tickSizeUsd: number): ContractMoney {
  const { faceQuote, unitTicks, unitsPerCoin } = listing
  return {
    unitsOf: (usd, priceTicks) => (usd * unitsPerCoin) / (priceTicks * tickSizeUsd),
    usdOf: (units, priceTicks) => (units * priceTicks * tickSizeUsd) / unitsPerCoin,
    notional: (_asset, lots, priceTicks) => (lots * unitTicks) / priceTicks,
    value: (_asset, lots, priceTicks) => (-lots * unitTicks) / priceTicks,
    lotsFor: (_asset, usd) => Math.floor((usd * QUOTE_UNITS_PER_USD) / faceQuote),
    // Bankrupt at entry x L / (L + 1) for a long, entry x L / (L - 1) for a short.
    room: (leverage, isLong) =>
      isLong ? 1 / (leverage + 1) : leverage > 1 ? 1 / (leverage - 1) : Infinity,
  }
}
