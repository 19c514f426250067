// The article's claims C01 to C23 as rows of data: what each says, which measured figures answer it,
// and the band of each figure. Bands are the project's targets for the day. ODD submodel: Observation.

/** [low, high]; null is no end. */
export type Band = readonly [number | null, number | null]

/** What a market must have for a claim to mean anything in it. */
export type Requirement =
  | 'altcoins'
  | 'namedVenues'
  | 'news'
  | 'holders'
  | 'institutions'
  | 'washTraders'
  | 'volatilityLimits'

export interface ClaimPart {
  /** Name of the figure among the measures. */
  readonly measure: string
  readonly label: string
  readonly unit: string
  readonly band: Band
  /** Ends that the figure itself cannot pass (a share's 0 and 1): they give a half-open band its width. */
  readonly limits?: Band
  /** The ends of the band do not belong to it. */
  readonly strict?: true
  /** Hours after the event day's start at which the figure is final. */
  readonly afterHours: number
  /** Only same-seed twin runs answer it; left out where there are none. */
  readonly twin?: true
}

export interface Claim {
  readonly id: string
  readonly text: string
  /** How it is measured, for a reader. */
  readonly how: string
  readonly requires?: Requirement
  /** The first one's value heads the row. */
  readonly parts: readonly ClaimPart[]
}

const SHARE: Band = [0, 1]
const RATIO: Band = [0, null]

export const CLAIMS: readonly Claim[] = [
  {
    id: 'C01',
    text: 'over $1.2 billion liquidated within 24 hours',
    how: 'notional of all positions closed by force, in the 24 hours in which it is largest',
    parts: [
      {
        measure: 'liquidatedWorst24hUsd',
        label: 'liquidated in the worst 24 h',
        unit: 'USD',
        band: [1.2e9, 1.6e9],
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C02',
    text: 'more than 400,000 traders closed by force',
    how: 'distinct traders liquidated in those same 24 hours, each counted once',
    parts: [
      {
        measure: 'tradersLiquidatedWorst24h',
        label: 'traders liquidated',
        unit: 'traders',
        band: [400_000, 520_000],
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C03',
    text: 'concentrated in Bitcoin and Ether perpetuals',
    how: 'share of BTC and ETH in the liquidated dollars of those 24 hours',
    parts: [
      {
        measure: 'btcEthShareOfLiquidated',
        label: 'share of BTC and ETH',
        unit: 'share',
        band: [0.55, 0.8],
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C04',
    text: 'market capitalisation fell by about 5 %',
    how: "capitalisation at the end of those 24 hours over the event day's start, minus 1; listed coins at their price, other coins by their beta to BTC, stablecoins at par",
    parts: [
      {
        measure: 'marketCapChange',
        label: 'change of market capitalisation',
        unit: 'fraction',
        band: [-0.06, -0.04],
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C05',
    text: 'many positions above 20x, which amplified the losses',
    how: 'share of the traders liquidated in those 24 hours who had entered above 20x; dollars liquidated over those of a twin day with 20x at most',
    parts: [
      {
        measure: 'shareEnteredAbove20x',
        label: 'entered above 20x',
        unit: 'share',
        band: [0.5, null],
        limits: SHARE,
        afterHours: 24,
      },
      {
        measure: 'amplificationOver20xTwin',
        label: 'dollars over the 20x twin',
        unit: 'ratio',
        band: [1.5, null],
        strict: true,
        afterHours: 24,
        twin: true,
      },
    ],
  },
  {
    id: 'C06',
    text: 'algorithms passed the closures on in cascades',
    how: 'share of genuine taker sells by momentum bots, liquidation engines and de-risking market makers in the hour with most liquidations, over their share in calm; fall over that of a twin whose liquidations touch no book',
    parts: [
      {
        measure: 'algorithmicSellShareWorstHourOverCalm',
        label: 'algorithmic sells over calm',
        unit: 'ratio',
        band: [1.5, null],
        afterHours: 24,
      },
      {
        measure: 'cascadeAmplification',
        label: 'fall over the off-book twin',
        unit: 'ratio',
        band: [1.05, null],
        strict: true,
        afterHours: 24,
        twin: true,
      },
    ],
  },
  {
    id: 'C07',
    text: 'tightening, bad data, bad press and regulation began it',
    how: "share of four statements that hold: at least four bad news began; the steepest hour of BTC's fundamental value meets the two hours after one of them; mood, and depth, are half-way down only after the first of them",
    requires: 'news',
    parts: [
      {
        measure: 'newsLedShare',
        label: 'statements that hold',
        unit: 'share',
        band: [1, 1],
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C08',
    text: 'altcoins fell with Bitcoin, on spot and derivatives',
    how: 'correlation of 5-minute returns of the altcoin index and BTC from high to low (three hours at least); the same less the calm one; altcoin fall over BTC fall; genuine taker flow in the fall, spot and perpetual',
    requires: 'altcoins',
    parts: [
      {
        measure: 'altcoinCorrelationInFall',
        label: 'correlation in the fall',
        unit: 'correlation',
        band: [0.8, null],
        limits: [null, 1],
        afterHours: 24,
      },
      {
        measure: 'altcoinCorrelationInFallLessCalm',
        label: 'correlation above calm',
        unit: 'difference',
        band: [0, null],
        strict: true,
        afterHours: 24,
      },
      {
        measure: 'altcoinFallOverBtcFall',
        label: 'altcoin fall over BTC fall',
        unit: 'ratio',
        band: [1, 1.5],
        afterHours: 24,
      },
      {
        measure: 'netTakerSpotInFallUsd',
        label: 'net spot flow in the fall',
        unit: 'USD',
        band: [null, 0],
        strict: true,
        afterHours: 24,
      },
      {
        measure: 'netTakerPerpetualInFallUsd',
        label: 'net perpetual flow in the fall',
        unit: 'USD',
        band: [null, 0],
        strict: true,
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C09',
    text: 'Binance, FTX and Bybit took most liquidations',
    how: 'share of the three venues in the liquidated dollars of the worst 24 hours',
    requires: 'namedVenues',
    parts: [
      {
        measure: 'namedVenuesShareOfLiquidated',
        label: 'share of the three',
        unit: 'share',
        band: [0.8, null],
        limits: SHARE,
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C10',
    text: 'spreads widened and books emptied',
    how: "BTC perpetual: median quoted spread in the hour with most liquidations over the calm median; depth within 1 % in the event day's thinnest minute over the calm mean",
    parts: [
      {
        measure: 'spreadWorstHourOverCalm',
        label: 'spread over calm',
        unit: 'ratio',
        band: [3, null],
        afterHours: 24,
      },
      {
        measure: 'depthWorstMinuteOverCalm',
        label: 'depth over calm',
        unit: 'ratio',
        band: [null, 0.3],
        limits: RATIO,
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C11',
    text: 'volume rose 30 to 50 %',
    how: 'reported volume of the event day over the day before, minus 1, wash trades included',
    parts: [
      {
        measure: 'reportedVolumeChange',
        label: 'change of reported volume',
        unit: 'fraction',
        band: [0.3, 0.5],
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C12',
    text: 'no collapse: the market absorbed the shock',
    how: 'share of four statements that hold to the end: every venue solvent; every insurance fund above zero; no side of a book empty for over 60 s; no loss socialised',
    parts: [
      {
        measure: 'noCollapseShare',
        label: 'statements that hold',
        unit: 'share',
        band: [1, 1],
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C13',
    text: 'buy orders came and absorbed the supply',
    how: "hours from BTC's low until its perpetual's bids within 2 % stand at half of calm again (five-minute mean)",
    parts: [
      {
        measure: 'bidsRebuiltHours',
        label: 'hours to rebuild the bids',
        unit: 'h',
        band: [null, 6],
        limits: RATIO,
        afterHours: 30,
      },
    ],
  },
  {
    id: 'C14',
    text: 'Bitcoin partly recovered in 12 to 24 hours',
    how: 'share of the fall from high to low regained 12 and 24 hours after the low; bands are the quartiles of 65 real days',
    parts: [
      {
        measure: 'regained12h',
        label: 'regained after 12 h',
        unit: 'share',
        band: [0.2, 0.49],
        afterHours: 36,
      },
      {
        measure: 'regained24h',
        label: 'regained after 24 h',
        unit: 'share',
        band: [0.24, 0.67],
        afterHours: 48,
      },
    ],
  },
  {
    id: 'C15',
    text: 'stablecoins took in those who sought safety',
    how: 'net flow into stablecoins over the event day, all populations',
    parts: [
      {
        measure: 'stablecoinInflowUsd',
        label: 'net flow into stablecoins',
        unit: 'USD',
        band: [0, null],
        strict: true,
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C16',
    text: 'long-term holders stayed active on chain',
    how: 'coins spent by long-term holders on the event day over a calm day',
    requires: 'holders',
    parts: [
      {
        measure: 'holderSpendingOverCalm',
        label: 'spending over calm',
        unit: 'ratio',
        band: [0.5, 3],
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C17',
    text: 'liquidations and leverage declined after',
    how: 'dollars liquidated on the two following days over the event day; open interest over equity of those who trade perpetuals, the day after over the day before',
    parts: [
      {
        measure: 'liquidatedDay1OverEvent',
        label: 'first day after over event day',
        unit: 'ratio',
        band: [null, 0.5],
        limits: RATIO,
        strict: true,
        afterHours: 48,
      },
      {
        measure: 'liquidatedDay2OverEvent',
        label: 'second day after over event day',
        unit: 'ratio',
        band: [null, 0.25],
        limits: RATIO,
        strict: true,
        afterHours: 72,
      },
      {
        measure: 'leverageAfterOverBefore',
        label: 'leverage after over before',
        unit: 'ratio',
        band: [null, 1],
        strict: true,
        afterHours: 48,
      },
    ],
  },
  {
    id: 'C18',
    text: 'institutions bought at a discount',
    how: "institutions' buys less sells below each coin's price before the shock, spot and perpetual, on the event day; what each hour's purchases gained in the 48 hours after it",
    requires: 'institutions',
    parts: [
      {
        measure: 'institutionsBoughtBelowUsd',
        label: 'net bought below',
        unit: 'USD',
        band: [0, null],
        strict: true,
        afterHours: 24,
      },
      {
        measure: 'institutionsProfit48hUsd',
        label: 'profit 48 h later',
        unit: 'USD',
        band: [0, null],
        strict: true,
        afterHours: 72,
      },
    ],
  },
  {
    id: 'C19',
    text: 'retail bore the brunt of the losses',
    how: 'realised loss on perpetual positions over the event day, netted by account, losers only: share of retail',
    parts: [
      {
        measure: 'retailShareOfLosses',
        label: "retail's share of losses",
        unit: 'share',
        band: [0.7, null],
        limits: SHARE,
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C20',
    text: 'retail traders took less leverage afterwards',
    how: 'money-weighted median leverage of the retail positions opened by takers on the day after, over the day before',
    parts: [
      {
        measure: 'newLeverageAfterOverBefore',
        label: 'new leverage after over before',
        unit: 'ratio',
        band: [0.6, 0.9],
        afterHours: 48,
      },
    ],
  },
  {
    id: 'C21',
    text: 'some venues limited leverage for a while',
    how: 'venues whose own temporary leverage limit was triggered and later lifted',
    requires: 'volatilityLimits',
    parts: [
      {
        measure: 'venuesLimitedAndLifted',
        label: 'venues that limited and lifted',
        unit: 'venues',
        band: [1, null],
        afterHours: 24,
      },
    ],
  },
  {
    id: 'C22',
    text: 'would caps and backstops have helped?',
    how: 'each policy against same-seed twins without it: dollars and traders liquidated, fall, losses; share of policies reported with their sign test',
    parts: [
      {
        measure: 'policiesReportedShare',
        label: 'policies reported',
        unit: 'share',
        band: [1, 1],
        afterHours: 24,
        twin: true,
      },
    ],
  },
  {
    id: 'C23',
    text: 'bots inflated volume and blurred the signals',
    how: 'reported over genuine volume, in calm and on the event day; a trade between two accounts of one owner is not genuine',
    requires: 'washTraders',
    parts: [
      {
        measure: 'reportedOverGenuineEvent',
        label: 'reported over genuine, event day',
        unit: 'ratio',
        band: [1, null],
        strict: true,
        afterHours: 24,
      },
      {
        measure: 'reportedOverGenuineCalm',
        label: 'reported over genuine, calm',
        unit: 'ratio',
        band: [1, null],
        strict: true,
        afterHours: 0,
      },
    ],
  },
]

/** The band stretched by half its width on each side, within the figure's own limits. A band with one
 * end takes its width from the limit on its open side; without a limit it is not stretched. */
export function widerBand(part: Pick<ClaimPart, 'band' | 'limits'>): Band {
  const [low, high] = part.band
  const [least, most] = part.limits ?? [null, null]
  const from = low ?? least
  const to = high ?? most
  if (from === null || to === null) return part.band
  const half = (to - from) / 2
  return [
    low === null ? null : least === null ? low - half : Math.max(least, low - half),
    high === null ? null : most === null ? high + half : Math.min(most, high + half),
  ]
}
