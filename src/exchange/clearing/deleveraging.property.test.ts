// Who is deleveraged, against a slow twin that sorts everyone. BTC, ticks, lots.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DeleveragingRanking, MarkPriceChoice } from '../../market/controls.ts'
import { VenueStage } from '../../testing/venueStage.ts'
import { binanceRulebook } from '../rulebooks/binance.ts'

const PERPETUAL = 1
const MARK = 48_000

interface Short {
  readonly lots: number
  readonly entryTicks: number
  readonly leverage: number
}

const shorts = fc.array(
  fc.record({
    lots: fc.integer({ min: 1, max: 40 }),
    // Few values, so that scores are often equal.
    entryTicks: fc.constantFrom(47_500, 48_000, 48_500, 49_000),
    leverage: fc.constantFrom(2, 5, 10),
  }),
  { minLength: 1, maxLength: 40 },
)

function stageWith(positions: readonly Short[]) {
  const stage = new VenueStage({ rulebook: binanceRulebook() })
  stage.venue.controls.markPrice = MarkPriceChoice.Last
  const other = stage.cross(1e9)
  const rows = positions.map(({ lots, entryTicks, leverage }) => {
    const account = stage.isolated(0)
    const margin = Math.ceil((lots * entryTicks) / leverage)
    stage.venue.grantPosition(account, PERPETUAL, -lots, entryTicks, leverage, margin)
    stage.venue.grantPosition(other, PERPETUAL, lots, entryTicks, 1, 0)
    return stage.row(account)
  })
  stage.run()
  return { deleveraging: stage.parts.deleveraging, rows }
}

/** Rows in the order of a list sorted whole. */
function sorted(rows: readonly number[], score: (index: number) => number): number[] {
  return rows
    .map((_row, index) => index)
    .toSorted((a, b) => score(b) - score(a) || rows[a]! - rows[b]!)
}

function found(deleveraging: ReturnType<typeof stageWith>['deleveraging']): number[][] {
  return Array.from({ length: deleveraging.count }, (_, index) => [
    deleveraging.row[index]!,
    deleveraging.lots[index]!,
  ])
}

describe('the ranking', () => {
  it('takes the most profitable and most leveraged first, each in full, as a full sort would', () => {
    fc.assert(
      fc.property(shorts, fc.integer({ min: 1, max: 900 }), (positions, wanted) => {
        const { deleveraging, rows } = stageWith(positions)
        const score = (index: number) => {
          const { lots, entryTicks, leverage } = positions[index]!
          const profit = lots * (entryTicks - MARK)
          const equity = Math.ceil((lots * entryTicks) / leverage) + profit
          return (profit / (lots * entryTicks)) * ((lots * MARK) / equity)
        }
        const expected: number[][] = []
        let left = wanted
        for (const index of sorted(rows, score)) {
          if (left === 0 || positions[index]!.entryTicks <= MARK) continue
          const part = Math.min(positions[index]!.lots, left)
          expected.push([rows[index]!, part])
          left -= part
        }
        const sum = deleveraging.rank(
          PERPETUAL,
          wanted,
          MARK,
          DeleveragingRanking.ProfitTimesLeverage,
        )
        expect(found(deleveraging)).toEqual(expected)
        expect(sum).toBe(wanted - left)
      }),
      { numRuns: 60 },
    )
  })

  it('of the largest opposing positions names ten, or as many as hold the lots together', () => {
    fc.assert(
      fc.property(shorts, fc.integer({ min: 1, max: 900 }), (positions, wanted) => {
        const { deleveraging, rows } = stageWith(positions)
        const chosen: number[] = []
        let held = 0
        for (const index of sorted(rows, (one) => positions[one]!.lots)) {
          if (chosen.length >= 10 && held >= wanted) break
          chosen.push(rows[index]!)
          held += positions[index]!.lots
        }
        deleveraging.rankLargest(PERPETUAL, wanted, MARK, 10)
        expect(found(deleveraging).map(([row]) => row)).toEqual(chosen)
        const lots = found(deleveraging).reduce((sum, [, part]) => sum + part!, 0)
        expect(lots).toBe(Math.min(wanted, held))
      }),
      { numRuns: 60 },
    )
  })
})
