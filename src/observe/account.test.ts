// The run in words: the sentence, the account of at most 150 words, the milestones.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountOf, sentenceOf } from './account.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'
import {
  countInWords,
  percentInWords,
  priceInWords,
  threeDigits,
  timeInWords,
  usdInWords,
} from './words.ts'

const HOUR = 3_600

const figures = {
  measures: {
    btcFall: -0.063,
    btcHighUsd: 48_200,
    btcLowUsd: 45_163.4,
    btcLowMinute: 1440 + 642,
    marketCapChange: -0.053,
    liquidatedWorst24hUsd: 1.31e9,
    tradersLiquidatedWorst24h: 431_207,
    longShareOfLiquidated: 0.84,
    btcEthShareOfLiquidated: 0.68,
    worstHourMinute: 1440 + 605,
    algorithmicSellShareWorstHour: 0.46,
    spreadWorstHourOverCalm: 5.24,
    depthWorstMinuteOverCalm: 0.09,
    deleveragingCount: 1_204,
    socialisedLossUsd: 0,
    retailShareOfLosses: 0.81,
    institutionsBoughtBelowUsd: 310e6,
    stablecoinInflowUsd: 740e6,
    regained12h: 0.34,
    regained24h: 0.52,
  },
  totals: { fundsUsd: 61e6, fundsStartUsd: 250e6 },
  btcPriceUsd: 46_700,
  stepsDone: 345_600,
  eventStartStep: 86_400,
}

describe('one sentence', () => {
  test('it says the change and what another 1 % would do', () => {
    expect(sentenceOf(-0.061, 91e6)).toBe(
      'Price -6.1 %. $91M of longs liquidate if it falls another 1 %.',
    )
    expect(sentenceOf(0.004, 0)).toBe('Price +0.4 %. No longs liquidate if it falls another 1 %.')
    expect(sentenceOf(-0.0001, 1_234_567)).toBe(
      'Price 0.0 %. $1.23M of longs liquidate if it falls another 1 %.',
    )
  })
})

describe('the account', () => {
  test('it tells the day', () => {
    expect(accountOf(figures)).toBe(
      'Bitcoin fell 6.3 %, from its high of $48,200 to $45,163 on day 2, 10:42, and stands at $46,700. ' +
        'All coins together lost 5.3 % since the event day began. Within 24 hours $1.31B of positions of 431,207 traders were ' +
        'closed by force, 84 % of it longs, 68 % in Bitcoin and Ether. In the worst hour, from day 2, ' +
        '10:05, algorithms made 46 % of the selling. The median spread of the worst hour was 5.24 times ' +
        'that of calm; depth fell to 9 % of calm in the thinnest minute. Insurance funds hold $61M of $250M; 1,204 winners were deleveraged. Retail bore ' +
        '81 % of realised losses; institutions bought $310M net below the old price. $740M moved into ' +
        'stablecoins. After 12 hours 34 % of the fall was regained, after 24 hours 52 %.',
    )
  })

  test('while the worst hour may still become worse it says so, and no spread that is half of calm', () => {
    const { worstHourMinute } = figures.measures
    const text = (stepsDone: number) => accountOf({ ...figures, stepsDone })
    const early = text((worstHourMinute + 70) * 60)
    expect(early).toContain('In the worst hour so far, from day 2, 10:05,')
    expect(early).toContain('selling. Depth fell to 9 % of calm in the thinnest minute.')
    expect(early).toContain('of realised losses up to the last full hour;')
    expect(early).not.toContain('spread')
    expect(text((worstHourMinute + 120) * 60)).toContain('The median spread of the worst hour was')
  })

  test('a depth that is almost gone is not told as nothing', () => {
    const measures = { ...figures.measures, depthWorstMinuteOverCalm: 0.0034 }
    expect(accountOf({ ...figures, measures })).toContain('depth fell to 0.3 % of calm')
  })

  test('it never has more than 150 words, and never says NaN or undefined', () => {
    const names = Object.keys(figures.measures)
    fc.assert(
      fc.property(
        fc.subarray(names),
        fc.double({ min: -1e15, max: 1e15, noNaN: true }),
        fc.nat(345_600),
        (said, scale, stepsDone) => {
          const measures: Record<string, number> = {}
          for (const name of said) measures[name] = figures.measures[name as 'btcFall'] * scale
          // A liquidation comes with its traders and shares, as a fall comes with its prices.
          if (measures.liquidatedWorst24hUsd !== undefined || measures.btcFall !== undefined) {
            Object.assign(measures, figures.measures)
          }
          const text = accountOf({ ...figures, measures, stepsDone })
          expect(text.split(' ').length).toBeLessThanOrEqual(150)
          expect(text).not.toMatch(/NaN|undefined|Infinity/)
        },
      ),
    )
  })

  test('a calm run is told as calm', () => {
    const market = new HandMadeMarket({ hours: 30, eventHour: 2 })
    const observer = createObserver(market.record)
    market.runTo(HOUR, observer)
    expect(observer.account().text).toBe(
      'The market is calm: Bitcoin trades at $48,000, and $0 of positions were liquidated so far. The event day begins on day 1, 02:00.',
    )
    expect(observer.account().milestones).toEqual([])
  })

  test('a run without liquidations says so', () => {
    const market = new HandMadeMarket({ hours: 30, eventHour: 2 })
    const observer = createObserver(market.record)
    market.runTo(27 * HOUR, observer)
    expect(observer.account().text).toContain('No one was liquidated.')
  })

  test('milestones come in order of time', () => {
    const market = new HandMadeMarket({
      hours: 30,
      eventHour: 2,
      accounts: [{ venue: 0 }, { venue: 0 }],
    })
    const observer = createObserver(market.record)
    market.at(3 * HOUR, () => {
      market.news.push({ kind: 'macro', title: 'Bad figures', startStep: 3 * HOUR, size: -0.013 })
    })
    market.at(4 * HOUR, () => market.liquidate({ account: 0, usd: 2e6 }))
    market.at(5 * HOUR, () => market.liquidate({ account: 1, usd: 7e6 }))
    market.at(5 * HOUR, () => market.setPrice(0, 45_120))
    market.at(6 * HOUR, () => market.setPrice(0, 46_000))
    market.runTo(28 * HOUR, observer)
    const { milestones } = observer.account()
    expect(milestones.map(({ step }) => step)).toEqual(
      milestones.map(({ step }) => step).toSorted((a, b) => a - b),
    )
    expect(milestones.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Bad figures (-1.3 %)',
        '$7M liquidated in one minute, the most of the day',
        "Bitcoin's low of the day, $45,120 (-6.0 % from its high)",
        "half of the day's liquidations are done",
      ]),
    )
  })
})

describe('words', () => {
  test('three significant digits, whatever the size', () => {
    expect(
      [1.19e9, 91e6, 4.149e6, 118_000, 999_600, 999.6e6, 62.04, 0, -12e6].map(usdInWords),
    ).toEqual(['$1.19B', '$91M', '$4.15M', '$118k', '$1M', '$1B', '$62', '$0', '-$12M'])
    expect([5.236, 0.1234, 12.34, 99.96, 1234.5, 100].map(threeDigits)).toEqual([
      '5.24',
      '0.123',
      '12.3',
      '100',
      '1235',
      '100',
    ])
    expect(percentInWords(-0.0004)).toBe('0.0 %')
    expect(percentInWords(0.1249)).toBe('12.5 %')
    expect([406_123, 7, 1_000_000, -1_234].map(countInWords)).toEqual([
      '406,123',
      '7',
      '1,000,000',
      '-1,234',
    ])
    expect([46_119.6, 0.2012, 150].map(priceInWords)).toEqual(['$46,120', '$0.201', '$150'])
    expect(timeInWords(86_400 + 10 * 3_600 + 42 * 60 + 17)).toBe('day 2, 10:42')
  })
})
