import { describe, expect, test } from 'vitest'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'
import { differenceInWords, figureInWords, measureInWords, unitOfMeasure } from './twinsMeasures.ts'
import { seedsAfter } from '../params/seeds.ts'
import {
  changeInWords,
  countsInWords,
  twinFigures,
  twinRows,
  twinScoreRows,
  twinSentence,
} from './twinsTable.ts'
import type { TwinPair } from './twinsTable.ts'

function pair(a: Record<string, number>, b: Record<string, number>): TwinPair {
  return { a: { measures: a, score: [] }, b: { measures: b, score: [] } }
}

describe('the table of B less A', () => {
  const pairs = [
    pair({ liquidatedWorst24hUsd: 1.19e9, btcFall: -0.06 }, { liquidatedWorst24hUsd: 3.4e8 }),
    pair(
      { liquidatedWorst24hUsd: 1.21e9, btcFall: -0.07 },
      { liquidatedWorst24hUsd: 3.6e8, btcFall: -0.05 },
    ),
  ]

  test('counts for each measure the seeds in which both sides have it', () => {
    const rows = twinRows(pairs)
    expect(rows.map((row) => [row.measure, row.seeds])).toEqual([
      ['liquidatedWorst24hUsd', 2],
      ['btcFall', 1],
    ])
  })

  test('says a difference with its seed count', () => {
    const [liquidated, fall] = twinRows(pairs)
    expect(twinSentence(liquidated!)).toBe(
      'liquidated in the worst 24 h: $1.2B to $350M (median of pairs -71 %); lower in 2 of 2 seeds',
    )
    expect(twinSentence(fall!)).toContain('-7.0 % to -5.0 % (+2.00 points); higher in 1 of 1 seed')
  })

  test('names ties', () => {
    const [row] = twinRows([pair({ x: 1 }, { x: 1 }), pair({ x: 1 }, { x: 0 })])
    expect(countsInWords(row!)).toBe('lower in 1 of 2 seeds, the same in 1')
    const [same] = twinRows([pair({ x: 1 }, { x: 1 })])
    expect(countsInWords(same!)).toBe('the same in 1 of 1 seed')
  })

  test('counts on each side the seeds in which a claim holds', () => {
    const score = (value: number | null, verdict: 'within' | 'off' | 'pending') => ({
      measures: {},
      score: [{ id: 'C01', value, unit: 'USD', verdict }],
    })
    const rows = twinScoreRows([
      { a: score(1.3e9, 'within'), b: score(4e8, 'off') },
      { a: score(1.4e9, 'within'), b: score(null, 'pending') },
    ])
    expect(rows).toMatchObject([
      { id: 'C01', withinA: 2, withinB: 0, seeds: 2, difference: { seeds: 1, median: -9e8 } },
    ])
  })
})

describe('words of measures', () => {
  test('every measure of a run has words', () => {
    const market = new HandMadeMarket({ hours: 96, accounts: [{ venue: 0 }] })
    const observer = createObserver(market.record)
    market.at(30 * 3_600, () => market.setPrice(0, 45_000))
    market.runTo(96 * 3_600, observer)
    const names = Object.keys(observer.measures())
    expect(names.length).toBeGreaterThan(150)
    expect(names.filter((name) => measureInWords(name) === name)).toEqual([])
  })

  test('a measure by source ends in its source', () => {
    expect(measureInWords('takerSellsEventUsd.momentum bots')).toBe(
      'sold by takers on the event day: momentum bots',
    )
    expect(unitOfMeasure('takerSellsEventUsd.momentum bots')).toBe('USD')
    expect(unitOfMeasure('algorithmicSellShareWorstHourOverCalm')).toBe('ratio')
  })

  test('a time is told as a time, and two differ by minutes', () => {
    expect(figureInWords(1440 + 62, unitOfMeasure('btcLowMinute'))).toBe('day 2, 01:02')
    expect(differenceInWords(-45, unitOfMeasure('btcLowMinute'))).toBe('-45 min')
  })

  test('per cent of the other sign, and such as round to nothing, are told as they are', () => {
    const told = (a: number, b: number, measure: string) =>
      changeInWords(twinRows([pair({ [measure]: a }, { [measure]: b })]).at(0)!)
    expect(told(4e6, -12e6, 'netTakerSpotInFallUsd')).toBe('-$16M')
    expect(told(44_790, 44_600, 'btcLowUsd')).toBe('-0.4 %')
    expect(told(29_251_183, 29_250_000, 'lowestFundUsd')).toBe('-$1.18k')
    expect(told(1.2e9, 0, 'takeoverUsd')).toBe('-100 %')
  })

  test('a difference carries its sign, and shares differ by points', () => {
    expect(differenceInWords(3.1e6, 'USD')).toBe('+$3.1M')
    expect(differenceInWords(-0.021, 'share')).toBe('-2.10 points')
    expect(differenceInWords(0, 'bps')).toBe('0')
  })
})

describe('claims that only twins answer', () => {
  test('amplification is the figure of the run over that of its twin', () => {
    const a = { liquidatedWorst24hUsd: 1.2e9, btcFall: -0.06 }
    expect(
      twinFigures(a, { cappedAt20x: { liquidatedWorst24hUsd: 6e8 }, offBook: { btcFall: -0.05 } }),
    ).toEqual({ amplificationOver20xTwin: 2, cascadeAmplification: 0.06 / 0.05 })
    expect(twinFigures(a, { offBook: { btcFall: 0 } })).toEqual({})
  })
})

test('further seeds are named after the first, and stay within the length of a seed', () => {
  expect(seedsAfter('k7Qp2', 3)).toEqual(['k7Qp2', 'k7Qp2-2', 'k7Qp2-3'])
  const long = seedsAfter('x'.repeat(64), 12)
  expect(new Set(long).size).toBe(12)
  expect(Math.max(...long.map((seed) => seed.length))).toBe(64)
})
