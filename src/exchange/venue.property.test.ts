// Laws of a venue that hold whatever is asked of it: money, coins and positions are conserved to the
// last unit through crashes, liquidations, takeovers, deleveraging and socialised loss, and a run put
// back from a snapshot goes on identically.
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { LiquidationEngineChoice, MarkPriceChoice } from '../market/controls.ts'
import { EventKind, RejectReason } from '../market/events.ts'
import { VenueCrowd } from '../testing/venueCrowd.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { bybitRulebook } from './rulebooks/bybit.ts'
import { ftxRulebook } from './rulebooks/ftx.ts'
import { otherRulebook } from './rulebooks/other.ts'

const RULEBOOKS = [
  binanceRulebook('2021'),
  bybitRulebook(),
  ftxRulebook(20),
  otherRulebook('2024'),
  ftxRulebook(101),
]
const met = {
  kinds: new Map<number, number>(),
  reasons: new Map<number, number>(),
  takeoverByFund: 0,
  backstop: 0,
}

describe('a venue under random flow', () => {
  it('conserves money, coins, positions and liquidated lots at every step', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer(),
          rulebook: fc.integer({ min: 0, max: RULEBOOKS.length - 1 }),
          fundUsd: fc.constantFrom(0, 20_000, 5_000_000),
          engine: fc.constantFrom(0, 0, 0, 1, 2, 3),
          mark: fc.constantFrom(0, 0, 1, 2, 3),
          deleveraging: fc.boolean(),
          ranking: fc.constantFrom(0, 1),
          offBook: fc.constantFrom(false, false, false, true),
          breaker: fc.constantFrom(0, 0, 0.03),
          crash: fc.constantFrom(0.05, 0.15, 0.4),
        }),
        (wish) => {
          const crowd = new VenueCrowd(String(wish.seed), RULEBOOKS[wish.rulebook]!, wish.fundUsd)
          const { controls } = crowd.stage.venue
          controls.liquidationEngine = wish.engine as typeof LiquidationEngineChoice.Rulebook
          controls.markPrice = wish.mark as typeof MarkPriceChoice.Rulebook
          controls.deleveraging = wish.deleveraging
          controls.deleveragingRanking = wish.ranking
          controls.liquidationsOffBook = wish.offBook
          controls.breakerThreshold = wish.breaker
          controls.breakerWindowSteps = 60
          controls.breakerHaltSteps = 20
          controls.volatilityLimitTrigger = 0.001
          controls.volatilityLimitLeverage = 10
          controls.volatilityLimitSteps = 60
          crowd.crash = wish.crash
          for (let step = 0; step < 240; step++) {
            crowd.run()
            expect(crowd.stage.venue.residuals()).toEqual({
              cash: 0,
              coins: 0,
              positions: 0,
              liquidations: 0,
            })
            expect(crowd.stage.audit()).toEqual([])
            count(crowd)
          }
        },
      ),
      { numRuns: 120, seed: 7 },
    )
  })

  afterAll(() => {
    console.log(met)
  })
})

function count(crowd: VenueCrowd): void {
  const { events } = crowd.stage.venue
  for (let index = 0; index < events.count; index++) {
    const kind = events.kind[index]!
    met.kinds.set(kind, (met.kinds.get(kind) ?? 0) + 1)
    if (kind === EventKind.OrderRejected) {
      const reason = events.note[index]!
      met.reasons.set(reason, (met.reasons.get(reason) ?? 0) + 1)
    }
    if (kind === EventKind.InsuranceFund && events.note[index] === 2) met.backstop++
  }
}
void RejectReason
