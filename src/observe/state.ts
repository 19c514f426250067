// All that an observer has seen, as one plain value: it can be copied, kept at a checkpoint and put
// back. Each member belongs to one small measure. ODD submodel: Observation.
import { type BookState, createBookState } from './bookState.ts'
import { createFundingClock, type FundingClock } from './funding.ts'
import type { Layout } from './layout.ts'
import { createLiquidations, type Liquidations } from './liquidations.ts'
import { createMarketEvents, type MarketEvents } from './marketEvents.ts'
import { createMinutes, type Minutes } from './minutes.ts'
import { createPrices, type Prices } from './prices.ts'
import { createVolume, type Volume } from './volume.ts'
import { createWorstDay, type WorstDay } from './worstDay.ts'

export interface Observations {
  /** The step that is to be observed next. */
  nextStep: number
  /** Insurance funds of all venues after the first step, quote units. */
  fundsStartQuote: number
  readonly prices: Prices
  readonly books: BookState
  readonly volume: Volume
  readonly funding: FundingClock
  readonly liquidations: Liquidations
  readonly worstDay: WorstDay
  readonly events: MarketEvents
  readonly minutes: Minutes
}

export function createObservations(layout: Layout, nextStep: number): Observations {
  return {
    nextStep,
    fundsStartQuote: -1,
    prices: createPrices(layout),
    books: createBookState(layout),
    volume: createVolume(layout),
    funding: createFundingClock(layout),
    liquidations: createLiquidations(),
    worstDay: createWorstDay(layout),
    events: createMarketEvents(),
    minutes: createMinutes(layout),
  }
}
