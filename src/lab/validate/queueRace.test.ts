import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keysFromSeed } from '../../base/keyedRandom.ts'
import { QueueFlow } from './queueFlow.ts'
import { exactProbabilities, PAPER_RATES, PAPER_TABLE } from './queueLaw.ts'
import { probabilityOfRise } from './queueRace.ts'
import { randomNumbers } from './plainFlow.ts'
import type { QueueRates } from './queueRace.ts'

const RATES = { limit: 1.85, market: 0.94, cancel: 0.71 }

/** The race played with dice. */
function shareOfRises(rates: QueueRates, bid: number, ask: number, trials: number): number {
  const random = randomNumbers(11)
  let rises = 0
  for (let trial = 0; trial < trials; trial++) {
    let bids = bid
    let asks = ask
    while (bids > 0 && asks > 0) {
      const bidLeaves = rates.market + rates.cancel * bids
      const askLeaves = rates.market + rates.cancel * asks
      const dice = random() * (2 * rates.limit + bidLeaves + askLeaves)
      if (dice < rates.limit) bids++
      else if (dice < 2 * rates.limit) asks++
      else if (dice < 2 * rates.limit + bidLeaves) bids--
      else asks--
    }
    if (asks === 0) rises++
  }
  return rises / trials
}

describe('the race of two queues', () => {
  test('without limit orders and cancellations is the coin tossing that it should be', () => {
    // Which of two Poisson processes counts to its length first: sums of binomials.
    const chance = probabilityOfRise({ limit: 1e-12, market: 1, cancel: 0 }, 3)
    expect(chance[0]![0]).toBeCloseTo(1 / 2, 9)
    expect(chance[1]![0]).toBeCloseTo(3 / 4, 9)
    expect(chance[2]![0]).toBeCloseTo(7 / 8, 9)
    expect(chance[2]![1]).toBeCloseTo(11 / 16, 9)
  })

  test('agrees with the same race played with dice', () => {
    const exact = probabilityOfRise(RATES, 4)
    const trials = 40_000
    for (const [bid, ask] of [
      [1, 1],
      [1, 4],
      [3, 2],
      [4, 1],
    ] as const) {
      const share = shareOfRises(RATES, bid, ask, trials)
      expect(Math.abs(share - exact[bid - 1]![ask - 1]!)).toBeLessThan(
        (3.5 * 0.5) / Math.sqrt(trials),
      )
    }
  })

  test('is even between equal queues, and what one side loses the other gains', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        (limit, market, cancel) => {
          const chance = probabilityOfRise({ limit, market, cancel }, 4)
          for (let bid = 0; bid < 4; bid++) {
            for (let ask = 0; ask <= bid; ask++) {
              expect(chance[bid]![ask]! + chance[ask]![bid]!).toBeCloseTo(1, 8)
              expect(chance[bid]![ask]!).toBeGreaterThanOrEqual(0.5 - 1e-9)
            }
          }
        },
      ),
      { numRuns: 15, seed: 3 },
    )
  })

  test("gives the paper's own table to its third decimal", () => {
    exactProbabilities().forEach((row, bid) =>
      row.forEach((chance, ask) => {
        expect(Math.abs(chance - PAPER_TABLE[bid]![ask]!)).toBeLessThan(0.001)
      }),
    )
  })
})

describe('our book', () => {
  test('sends the mid up as often as the queues say', () => {
    const flow = new QueueFlow(PAPER_RATES, keysFromSeed('a few'))
    const exact = exactProbabilities()
    const trials = 1_500
    for (const [bid, ask] of [
      [1, 3],
      [4, 2],
    ] as const) {
      let rises = 0
      for (let trial = 0; trial < trials; trial++) rises += flow.rises(bid, ask) ? 1 : 0
      const chance = exact[bid - 1]![ask - 1]!
      const error = Math.sqrt((chance * (1 - chance)) / trials)
      expect(Math.abs(rises / trials - chance)).toBeLessThan(3.5 * error)
    }
  })
})
