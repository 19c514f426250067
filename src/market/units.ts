// Units of the market, which names of values carry: a price in whole ticks of its instrument, a quantity in
// whole lots of it (positions are signed, long above zero), money in whole quote units of 10^-4 USD, exact
// below 2^53 (about $900 billion), time in steps of one simulated second since the start of the run.

export const QUOTE_UNITS_PER_USD = 10_000
export const STEPS_PER_MINUTE = 60
export const STEPS_PER_HOUR = 3_600
export const STEPS_PER_DAY = 86_400

/** Side of an order or a taker. A long position is opened by Buy. */
export const Side = { Buy: 0, Sell: 1 } as const
export type Side = (typeof Side)[keyof typeof Side]
