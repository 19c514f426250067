// Figures of real markets that a run is compared with: bands and quantiles, fractions unless the name
// says otherwise. Source: measured from hourly BTC, ETH and 25 altcoin USDT candles of one large
// exchange, 2020-10-23 to 2024-06-16 (31,973 hours); the candles themselves are not redistributed.

/** A figure and its 90 % confidence interval. */
export interface Measured {
  readonly value: number
  readonly low: number
  readonly high: number
}

const measured = (value: number, low: number, high: number): Measured => ({ value, low, high })

export interface HourlyReturnFacts {
  readonly sdPercent: Measured
  readonly excessKurtosis: Measured
  readonly skew: Measured
  readonly acf1: Measured
  readonly acfAbs1: Measured
  readonly acfAbs6: Measured
  readonly acfAbs24: Measured
  readonly acfAbs72: Measured
  /** Hill exponent of |r| over its largest 5 %. */
  readonly hill5: Measured
}

/** Hourly log returns. The altcoin index is the equal-weighted mean of hourly log returns. */
export const HOURLY_RETURNS: Readonly<Record<'btc' | 'eth' | 'alt', HourlyReturnFacts>> = {
  btc: {
    sdPercent: measured(0.6958, 0.6537, 0.7393),
    excessKurtosis: measured(15.9954, 11.7563, 20.7598),
    skew: measured(-0.2053, -0.5575, 0.1886),
    acf1: measured(-0.0025, -0.0172, 0.011),
    acfAbs1: measured(0.2758, 0.255, 0.298),
    acfAbs6: measured(0.1962, 0.162, 0.2126),
    acfAbs24: measured(0.1851, 0.1367, 0.1788),
    acfAbs72: measured(0.14, 0.0604, 0.096),
    hill5: measured(2.7149, 2.5951, 2.8402),
  },
  eth: {
    sdPercent: measured(0.8816, 0.8133, 0.9487),
    excessKurtosis: measured(14.5522, 10.2134, 19.3121),
    skew: measured(-0.5705, -0.9402, -0.2413),
    acf1: measured(0.0085, -0.0068, 0.0246),
    acfAbs1: measured(0.2932, 0.2588, 0.3228),
    acfAbs6: measured(0.2302, 0.1852, 0.2501),
    acfAbs24: measured(0.2171, 0.1539, 0.2138),
    acfAbs72: measured(0.1827, 0.0789, 0.1279),
    hill5: measured(2.663, 2.5169, 2.849),
  },
  alt: {
    sdPercent: measured(0.9762, 0.8968, 1.057),
    excessKurtosis: measured(51.7473, 12.8942, 97.7591),
    skew: measured(-2.222, -3.6827, -0.9654),
    acf1: measured(-0.0065, -0.0262, 0.0124),
    acfAbs1: measured(0.3118, 0.2634, 0.3513),
    acfAbs6: measured(0.2292, 0.1911, 0.2471),
    acfAbs24: measured(0.2024, 0.1494, 0.198),
    acfAbs72: measured(0.1495, 0.0665, 0.103),
    hill5: measured(2.6836, 2.5136, 2.865),
  },
}

/** Correlation of hourly returns with BTC's and beta to it; falls over BTC's when BTC loses over 2 %. */
export const CROSS = {
  btcEth: { correlation: 0.846, beta: 1.072, ratioInFalls: 1.116 },
  btcAlt: { correlation: 0.812, beta: 1.139, ratioInFalls: 1.271 },
} as const

/** Coins that the model does not trade. Shares at the initial prices: BTC made up about 42 % and
 * stablecoins about 6 % of all coins' value in September to December 2021, when BTC stood near the
 * model's initial price (public dominance charts, rounded: our choice). Beta as measured above. */
export const REST_OF_MARKET = {
  btcShareOfTotal: 0.42,
  stablecoinShareOfTotal: 0.06,
  betaToBtc: CROSS.btcAlt.beta,
} as const

/** What an hourly BTC series of the model should look like: [low, high]. */
export const HOURLY_BANDS = {
  excessKurtosis: [11.8, 20.8],
  acf1: [-0.03, 0.03],
  hill5: [2.3, 3.3],
  acfAbs1: [0.2, 0.35],
  acfAbs24: [0.1, 0.22],
  correlationBtcEth: [0.75, 0.92],
} as const satisfies Record<string, readonly [number, number]>

/** 10, 25, 50, 75 and 90 percent quantiles. */
export type Quantiles = readonly [number, number, number, number, number]

/**
 * The 65 real days most like the one rebuilt here: local worst (within 48 h) 24-hour BTC log returns
 * between -7 % and -4.5 %, at least 96 h apart. `drawdown`: low over preceding high within the 24 h.
 * `volumeSurge`: 24-h dollar volume over the mean of the same window on the 7 days before, minus 1.
 * `regained...`: fraction of the high-to-low fall regained that long after the low (close).
 * `ethRatio`, `altRatio`: 24-h simple return over BTC's. `volume24To48h`, `volume48To72h`: over the
 * event's. `realisedVolatility...`: standard deviation of hourly returns, ratios of days.
 */
export const REAL_EVENTS = {
  count: 65,
  btc24hLogReturn: [-0.0646, -0.0608, -0.0544, -0.05, -0.0455],
  drawdown: [-0.0893, -0.0781, -0.0681, -0.0608, -0.0565],
  volumeSurge: [-0.1953, -0.0169, 0.1464, 0.4676, 0.717],
  maxHourVolumeRatio: [1.8402, 2.5242, 3.756, 4.975, 7.1877],
  regained6h: [0.0904, 0.1743, 0.2621, 0.3269, 0.4606],
  regained12h: [0.0992, 0.202, 0.2808, 0.4118, 0.488],
  regained24h: [-0.092, 0.2383, 0.4441, 0.6662, 0.849],
  ethRatio: [0.7635, 0.8525, 1.1128, 1.3704, 1.5205],
  altRatio: [0.8555, 1.024, 1.3268, 1.4667, 1.767],
  volume24To48h: [0.601, 0.6792, 0.8231, 0.9524, 1.1601],
  volume48To72h: [0.4113, 0.563, 0.8418, 0.9884, 1.1998],
  realisedVolatilityEventOverBefore: [0.6832, 0.8648, 1.1149, 1.4226, 1.8394],
  realisedVolatilityAfterOverEvent: [0.4452, 0.602, 0.8012, 1.0448, 1.2048],
} as const satisfies Record<string, Quantiles | number>
