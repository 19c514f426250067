// Rows a visitor turns first: the market, the shock, behaviour and policy (the twelve sliders).
import type { ParameterRow } from '../parameter.ts'

export const MARKET_ROWS = [
  {
    key: 'tradersPerAgent', short: 'w', label: 'Traders per agent', group: 'market', unit: 'count',
    min: 1, max: 100, step: 1, default: 10, when: 'restarts', primary: false, logarithmic: true,
    submodel: 'Initialisation', source: 'our choice: 10 keeps the default page run fast; 1 is one to one',
    help: 'How many real traders one leveraged retail agent stands for.',
  },
  {
    key: 'traders', short: 'n', label: 'Leveraged retail accounts', group: 'market', unit: 'count',
    min: 10_000, max: 2_000_000, step: 10_000, default: 2_000_000, when: 'restarts', primary: false,
    logarithmic: true, submodel: 'Initialisation',
    source: 'so many that 400,000 can be liquidated while most survive', help: 'Accounts of leveraged retail traders, whatever the agents that stand for them.',
  },
  {
    key: 'maxLeverage', short: 'ml', label: 'Max leverage', group: 'market', unit: 'x',
    min: 3, max: 125, step: 1, default: 125, when: 'restarts', primary: true,
    submodel: 'Retail, leveraged', source: 'highest leverage on the venues\' menus in 2021',
    help: 'The highest leverage any venue offers from the start. Venues below it keep their own limit.',
  },
  {
    key: 'typicalLeverage', short: 'tl', label: 'Typical retail leverage', group: 'market', unit: 'x',
    min: 2, max: 60, step: 1, default: 20, when: 'restarts', primary: true,
    submodel: 'Retail, leveraged', source: 'article: many positions above 20x', help: 'Median leverage at which retail positions are opened.',
  },
  {
    key: 'longShare', short: 'ls', label: 'Retail long share', group: 'market', unit: '%',
    min: 30, max: 90, step: 1, default: 66, when: 'restarts', primary: true,
    submodel: 'Retail, leveraged', source: 'liquidations of comparable days were 78 to 90 % longs',
    help: 'Share of leveraged retail traders who lean long in calm times.',
  },
  {
    key: 'bookDepth', short: 'bd', label: 'Book depth within 1 %', group: 'market', unit: 'M USD',
    min: 4, max: 200, step: 2, default: 66, when: 'live', primary: true, logarithmic: true,
    submodel: 'Market makers', source: '$16.5M within 100 bp per venue in calm (Kaiko-type depth figures), four venues',
    help: 'Resting BTC bids within 1 % of the mid, all venues, in calm.',
  },
  {
    key: 'shockSize', short: 'ss', label: 'Shock size', group: 'shock', unit: '%',
    min: -20, max: 5, step: 0.1, default: -4.2, when: 'live', primary: true,
    submodel: 'News', source: 'calibrated: the fall of value that the four news shocks of the day bring',
    help: 'What all scheduled news together does to the fundamental value of BTC.',
  },
  {
    key: 'shockOnset', short: 'so', label: 'Shock onset', group: 'shock', unit: 'min',
    min: 1, max: 240, step: 1, default: 35, when: 'live', primary: true, logarithmic: true,
    submodel: 'News', source: 'our choice: news is priced in over tens of minutes',
    help: 'How long each news takes to work through to value.',
  },
  {
    key: 'panic', short: 'pc', label: 'Panic contagion', group: 'behaviour', unit: '%',
    min: 0, max: 100, step: 1, default: 40, when: 'live', primary: true,
    submodel: 'Retail, leveraged', source: 'our choice', help: 'How strongly falling prices and the liquidations of others push traders to close.',
  },
  {
    key: 'flight', short: 'ff', label: 'Flight to stablecoins', group: 'behaviour', unit: '%',
    min: 0, max: 100, step: 1, default: 35, when: 'live', primary: true,
    submodel: 'Harbour', source: 'our choice', help: 'Share of those who leave in fear that moves the money into stablecoins and stays there.',
  },
  {
    key: 'leverageCap', short: 'lc', label: 'Leverage cap on new positions', group: 'policy', unit: 'x',
    min: 0, max: 125, step: 1, default: 0, off: 0, when: 'live', primary: true,
    submodel: 'Policy', source: 'the caps regulators and venues have set: 20x, 10x, 5x', help: 'No new position above this leverage, on any venue.',
  },
  {
    key: 'insuranceFunds', short: 'if', label: 'Insurance funds', group: 'policy', unit: 'M USD',
    min: 0, max: 1000, step: 10, default: 250, when: 'restarts', primary: true,
    submodel: 'Policy', source: 'our choice in the order of the venues\' published funds', help: 'Insurance funds of all venues at the start, split by volume.',
  },
  {
    key: 'circuitBreaker', short: 'cb', label: 'Circuit breaker', group: 'policy', unit: '%',
    min: 0, max: 20, step: 0.5, default: 0, off: 0, when: 'live', primary: true,
    submodel: 'Policy', source: 'equity-market breakers; crypto venues have none', help: 'A move of the mark price by this much within five minutes halts the perpetual for five minutes.',
  },
  {
    key: 'backstop', short: 'bs', label: 'Liquidity backstop', group: 'policy', unit: 'M USD',
    min: 0, max: 1000, step: 10, default: 0, off: 0, when: 'live', primary: true,
    submodel: 'Policy', source: 'the article calls for enhanced liquidity protocols', help: 'Bids a backstop provider stands ready to post when the price falls fast.',
  },
  {
    key: 'deleveraging', short: 'ad', label: 'Auto-deleveraging', group: 'policy', unit: 'on/off',
    min: 0, max: 1, step: 1, default: 1, when: 'live', primary: false, choices: ['off', 'on'],
    submodel: 'Policy', source: 'all large venues have it', help: 'When a fund is empty, profitable positions are closed against the bankrupt ones.',
  },
] as const satisfies readonly ParameterRow[]
