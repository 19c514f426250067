// How the assets move together, measured from 31,973 hours of BTC, ETH and 25 altcoins (2020-10-23 to
// 2024-06-16): beta to BTC and correlation in all hours, and beta in hours when BTC fell over 2 %.

/** BTC, ETH, SOL, XRP, DOGE. The three altcoins share the altcoin index's figures. */
export const BETA = [1, 1.072, 1.139, 1.139, 1.139] as const
/** Correlation of hourly returns with BTC; single altcoins lie below their index's 0.812. */
export const CORRELATION = [1, 0.846, 0.72, 0.72, 0.72] as const
/** What a piece of bad news for BTC does to the others. */
export const NEWS_BETA = [1, 1.116, 1.271, 1.271, 1.271] as const
