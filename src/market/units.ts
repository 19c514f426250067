// Units of the market, as brands for public doors. Hot loops use plain numbers with the unit in the name.

/** A price in whole ticks of its instrument. */
export type PriceTicks = number & { readonly unit?: 'ticks' }
/** A quantity in whole lots of its instrument. Positions are signed: long above zero. */
export type QtyLots = number & { readonly unit?: 'lots' }
/** Money: whole quote units of 10^-4 USD, exact below 2^53 (about $900 billion). */
export type QuoteUnits = number & { readonly unit?: 'quote units' }
/** Simulated seconds since the start of the run. */
export type Step = number & { readonly unit?: 'steps' }

export const QUOTE_UNITS_PER_USD = 10_000
export const STEPS_PER_MINUTE = 60
export const STEPS_PER_HOUR = 3_600
export const STEPS_PER_DAY = 86_400

/** Side of an order or a taker. A long position is opened by Buy. */
export const Side = { Buy: 0, Sell: 1 } as const
export type Side = (typeof Side)[keyof typeof Side]
