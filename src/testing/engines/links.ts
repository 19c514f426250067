// The links that every engine must turn into the same run: short, and between them they touch the whole
// market: a fall, a calm hour, changes and news dropped in, policies, other rulebooks, an agent a trader.
import { encodeLink } from '../../params/link.ts'
import { plainLink } from '../../params/linkState.ts'
import type { LinkState } from '../../params/linkState.ts'

export interface NamedLink {
  readonly name: string
  readonly link: string
}

const states: Readonly<Record<string, LinkState>> = {
  'the hour, whole': plainLink('the-hour', 'k7Qp2'),
  'a calm hour': { ...plainLink('calm', 'Grüße, 東京 🌊'), hours: 1 },
  'the day, news and changes early': {
    ...plainLink('the-day', '1'),
    hours: 1,
    changes: [
      { step: 700, key: 'bookDepth', value: 20 },
      { step: 1_200, key: 'panic', value: 90 },
      { step: 2_400, key: 'leverageCap', value: 10 },
    ],
    drops: [
      { kind: 'monetary', step: 900, sizePercent: -3.7 },
      { kind: 'press', step: 1_500, sizePercent: -2.2 },
      { kind: 'macro', step: 2_800, sizePercent: 1.9 },
    ],
  },
  'policies on': {
    ...plainLink('the-hour', 'rules'),
    hours: 1.5,
    settings: {
      leverageCap: 20,
      circuitBreaker: 3,
      backstop: 500,
      deleveraging: 0,
      obligation: 60,
      insuranceFunds: 40,
      volatilityLimit: 1,
    },
  },
  'other rulebooks': {
    ...plainLink('the-hour', 'rulebooks'),
    hours: 1.5,
    settings: {
      tierTable: 1,
      ftxLeverage: 1,
      liquidationEngine: 2,
      markPrice: 2,
      deleveragingRanking: 1,
      maintenanceScale: 1.3,
      insuranceFunds: 10,
      shockSize: -9.5,
    },
  },
  'an agent for each trader': {
    ...plainLink('the-day-full', '2'),
    hours: 0.25,
    drops: [{ kind: 'regulatory', step: 300, sizePercent: -6 }],
  },
}

export const LINKS: readonly NamedLink[] = Object.entries(states).map(([name, state]) => ({
  name,
  link: encodeLink(state),
}))
