// The article's claims about the fall itself, C01 to C12, as rows of data. Bands are the project's
// targets for the day; the claims in our own words. ODD submodel: Observation.
import { type Claim, RATIO, SHARE } from './claim.ts'

export const CLAIMS_OF_THE_FALL: readonly Claim[] = [
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
]
