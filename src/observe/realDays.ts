// Days that happened, in figures, by the scenario that rebuilds them. Fractions, USD. Liquidated dollars
// and traders are what data sites counted from the venues' public feeds, which leave many out, and sources
// differ by a tenth and more: orders of magnitude. Null: not found.
import { type Figures } from './figures.ts'

export interface RealSource {
  readonly title: string
  readonly address: string
}

export interface RealDay {
  readonly scenarioId: string
  /** As the calendar says, UTC. */
  readonly date: string
  readonly liquidatedUsd: number
  readonly tradersLiquidated: number
  readonly longShare: number | null
  readonly btcEthShare: number | null
  /** From high to low. */
  readonly btcFall: number
  readonly ethFall: number | null
  readonly marketCapChange: number | null
  /** Of the fall of BTC, 24 hours after the low; for 2021 and 2025 from daily candles, rounded. */
  readonly regained24h: number | null
  /** Of BTC futures, before and after. */
  readonly openInterestUsd: readonly [before: number, after: number | null]
  readonly note: string
  readonly sources: readonly RealSource[]
}

export const REAL_DAYS: readonly RealDay[] = [
  {
    scenarioId: 'may-2021',
    date: '2021-05-19',
    liquidatedUsd: 8.3e9,
    tradersLiquidated: 650_000,
    longShare: null,
    btcEthShare: null,
    btcFall: -0.3,
    ethFall: -0.4,
    marketCapChange: null,
    regained24h: 0.75,
    openInterestUsd: [16.7e9, 12.3e9],
    note: 'Counts of traders go from 650,000 to 800,000; Binance had thinned its feed shortly before. Largest order: $67M.',
    sources: [
      {
        title: 'BeInCrypto, 19 May 2021, after Bybt',
        address: 'https://beincrypto.com/thousands-of-crypto-traders-liquidated',
      },
      {
        title: 'currencies.ru, 20 May 2021, after Bybt: open interest and what feeds left out',
        address:
          'http://currencies.ru/record-liquidations-on-black-wednesday-overleveraged-21052016362799.htm',
      },
    ],
  },
  {
    scenarioId: 'december-2021',
    date: '2021-12-04',
    liquidatedUsd: 2.5e9,
    tradersLiquidated: 417_000,
    longShare: null,
    btcEthShare: null,
    btcFall: -0.21,
    ethFall: -0.16,
    marketCapChange: null,
    regained24h: 0.6,
    openInterestUsd: [21.6e9, 16.7e9],
    note: 'Open interest fell within an hour.',
    sources: [
      {
        title: 'Lockmeta, December 2021, after Coinglass',
        address:
          'https://www.lockmeta.com/news/bitcoin-plunges-20-digital-currency-crashes-across-the-board/',
      },
      {
        title: 'The Goa Spotlight, 6 December 2021, after The Block: open interest',
        address:
          'https://thegoaspotlight.com/2021/12/06/media-institutions-have-reduced-positions-in-bitcoin-by-at-least-500-million/',
      },
    ],
  },
  {
    scenarioId: 'november-2022',
    date: '2022-11-08',
    liquidatedUsd: 0.86e9,
    tradersLiquidated: 402_000,
    longShare: 0.83,
    btcEthShare: 0.59,
    btcFall: -0.15,
    ethFall: -0.08,
    marketCapChange: -0.1,
    regained24h: 0,
    openInterestUsd: [8.5e9, null],
    note: 'No recovery: the next day fell further. Ether is told over another window.',
    sources: [
      {
        title: 'Investopedia, 9 November 2022, after Coinglass',
        address: 'https://www.investopedia.com/binance-ftx-deal-causes-crypto-bloodbath-6827167',
      },
      {
        title: 'CoinsPaid Media, 9 November 2022, after Coinglass and CoinGecko',
        address: 'https://coinspaidmedia.com/news/bitcoin-btc-falls-amid-ftx-crisis',
      },
      {
        title: 'BitcoinEthereumNews: open interest and coin-margined share of autumn 2022',
        address: 'https://bitcoinethereumnews.com/tag/cryptomargin',
      },
    ],
  },
  {
    scenarioId: 'december-2024',
    date: '2024-12-09',
    liquidatedUsd: 1.72e9,
    tradersLiquidated: 572_000,
    longShare: 0.9,
    btcEthShare: 0.24,
    btcFall: -0.07,
    ethFall: -0.12,
    marketCapChange: -0.066,
    regained24h: 0.41,
    openInterestUsd: [60e9, null],
    note: 'A day of altcoins; volume rose by 113 %. Open interest had been 58 to 65 billion days before.',
    sources: [
      {
        title: 'ForkLog, 10 December 2024, after Coinglass',
        address:
          'https://forklog.com/en/cryptocurrency-market-sees-1-75-billion-in-liquidations/amp',
      },
      {
        title: 'Kalkine Media, December 2024, after Coinglass: capitalisation and volume',
        address:
          'https://kalkinemedia.com/news/cryptocurrency/crypto-market-hit-by-17-billion-liquidation-surge-small-cap-tokens-lead-the-way',
      },
      {
        title: 'CCN, December 2024: open interest around 5 December',
        address: 'https://www.bitgetapp.com/amp/news/detail/12560604403029',
      },
    ],
  },
  {
    scenarioId: 'january-2025',
    date: '2025-01-19',
    liquidatedUsd: 1.18e9,
    tradersLiquidated: 406_000,
    longShare: 0.78,
    btcEthShare: 0.35,
    btcFall: -0.062,
    ethFall: -0.077,
    marketCapChange: -0.0515,
    regained24h: 0.41,
    openInterestUsd: [60e9, 58.8e9],
    note: "The article's numbers. Open interest as of early January, rounded up; it fell by 2 %.",
    sources: [
      {
        title: 'The Hodler News, 20 January 2025, after Coinglass',
        address: 'https://thehodlernews.com/2025/01/20/crypto-liquidations-exceed-1b',
      },
      {
        title: 'crypto.news, 3 January 2025, after Coinglass: open interest',
        address: 'https://cryptonews.net/news/bitcoin/30316393',
      },
    ],
  },
  {
    scenarioId: 'october-2025',
    date: '2025-10-10',
    liquidatedUsd: 19.2e9,
    tradersLiquidated: 1_600_000,
    longShare: 0.86,
    btcEthShare: null,
    btcFall: -0.14,
    ethFall: -0.14,
    marketCapChange: -0.1,
    regained24h: 0.38,
    openInterestUsd: [70e9, 58e9],
    note: '$3.2B in one minute; depth fell by 90 to 98 %; auto-deleveraging was imposed widely.',
    sources: [
      {
        title: 'Amberdata, October 2025: minute by minute',
        address:
          'https://blog.amberdata.io/how-3.21b-vanished-in-60-seconds-october-2025-crypto-crash-explained-through-7-charts',
      },
      {
        title: 'Yellow, October 2025, after Coinglass',
        address:
          'https://yellow.com/research/trump-100-china-tariff-how-one-announcement-liquidated-dollar19-billion-in-crypto',
      },
    ],
  },
]

export function realDayOf(scenarioId: string): RealDay | undefined {
  return REAL_DAYS.find((day) => day.scenarioId === scenarioId)
}

export interface RealFigure {
  readonly words: string
  readonly unit: string
  readonly real: number | null
  /** The run's own; null where it has none yet. */
  readonly own: number | null
}

/** The real figures, each beside the run's. */
export function besideRealDay(day: RealDay, measures: Readonly<Figures>): RealFigure[] {
  const of = (name: string) => measures[name] ?? null
  const { btcFall, ethFallOverBtcFall } = measures
  const row = (words: string, unit: string, real: number | null, own: number | null) => ({
    words,
    unit,
    real,
    own,
  })
  return [
    row('liquidated, as reported', 'USD', day.liquidatedUsd, of('liquidatedReportedWorst24hUsd')),
    row('liquidated, all of it', 'USD', null, of('liquidatedWorst24hUsd')),
    row('traders liquidated', 'traders', day.tradersLiquidated, of('tradersLiquidatedWorst24h')),
    row('longs among the dollars', 'share', day.longShare, of('longShareOfLiquidated')),
    row('BTC and ETH among the dollars', 'share', day.btcEthShare, of('btcEthShareOfLiquidated')),
    row('BTC, high to low', 'fraction', day.btcFall, of('btcFall')),
    row(
      'ETH meanwhile',
      'fraction',
      day.ethFall,
      btcFall === undefined || ethFallOverBtcFall === undefined
        ? null
        : btcFall * ethFallOverBtcFall,
    ),
    row('market capitalisation', 'fraction', day.marketCapChange, of('marketCapChange')),
    row('regained after 24 h', 'share', day.regained24h, of('regained24h')),
  ]
}
