// All that an observer has seen, as one plain value: it can be copied, kept at a checkpoint and put
// back. Each member belongs to one small measure. ODD submodel: Observation.
import { type AccountScan, createAccountScan } from './accountScan.ts'
import { type BookState, createBookState } from './bookState.ts'
import { type ChainFlows, createChainFlows } from './chainFlows.ts'
import { createFundingClock, type FundingClock } from './funding.ts'
import { createFunds, type Funds } from './funds.ts'
import { createInstitutionBuys, type InstitutionBuys } from './institutions.ts'
import type { Layout } from './layout.ts'
import { createLeverageLimits, type LeverageLimits } from './leverageLimits.ts'
import { createLiquidations, type Liquidations } from './liquidations.ts'
import { createMarketEvents, type MarketEvents } from './marketEvents.ts'
import { createMinutes, type Minutes } from './minutes.ts'
import { createNewLeverage, type NewLeverage } from './newLeverage.ts'
import { createPrices, type Prices } from './prices.ts'
import { createRealisedProfit, type RealisedProfit } from './realisedProfit.ts'
import { createSweeps, type Sweeps } from './sweeps.ts'
import { createVolume, type Volume } from './volume.ts'
import { createVisit, type Visit } from './visitor.ts'
import { createWorstDay, type WorstDay } from './worstDay.ts'

export interface Observations {
  /** The step that is to be observed next. */
  nextStep: number
  readonly prices: Prices
  readonly books: BookState
  readonly funds: Funds
  readonly limits: LeverageLimits
  readonly volume: Volume
  readonly sweeps: Sweeps
  readonly funding: FundingClock
  readonly newLeverage: NewLeverage
  readonly institutions: InstitutionBuys
  readonly realised: RealisedProfit
  readonly liquidations: Liquidations
  readonly worstDay: WorstDay
  readonly events: MarketEvents
  readonly minutes: Minutes
  readonly scan: AccountScan
  readonly chain: ChainFlows
  readonly visit: Visit
}

export function createObservations(layout: Layout): Observations {
  return {
    nextStep: 0,
    prices: createPrices(layout),
    books: createBookState(layout),
    funds: createFunds(layout),
    limits: createLeverageLimits(layout),
    volume: createVolume(layout),
    sweeps: createSweeps(),
    funding: createFundingClock(layout),
    newLeverage: createNewLeverage(),
    institutions: createInstitutionBuys(layout),
    realised: createRealisedProfit(layout),
    liquidations: createLiquidations(layout.accountCount),
    worstDay: createWorstDay(),
    events: createMarketEvents(),
    minutes: createMinutes(layout),
    scan: createAccountScan(layout),
    chain: createChainFlows(layout),
    visit: createVisit(layout),
  }
}
