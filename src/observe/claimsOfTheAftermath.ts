// The article's claims about who bore it and what followed, C13 to C23, as rows of data. Bands are the
// project's targets for the day; the claims in our own words. ODD submodel: Observation.
import { type Claim, RATIO, SHARE } from './claim.ts'

export const CLAIMS_OF_THE_AFTERMATH: readonly Claim[] = [
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
    how: 'money that traders of perpetuals lost over the event day on closed positions, fees and funding, netted by account, losers only: share of retail',
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
