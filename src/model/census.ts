// How many of whom: head counts of each population by venue, from the parameters.
import { VENUE_SHARES } from '../market/shares.ts'
import type { Settings } from '../params/scenario.ts'

export interface VenueCensus {
  readonly retailLeveraged: number
  readonly retailSpot: number
  readonly holders: number
  readonly makers: number
  readonly executionDesks: number
  readonly valueDesks: number
  readonly basisDesks: number
  readonly momentumBots: number
  readonly arbitrageurs: number
}

const EXECUTION_DESKS = 15
const VALUE_DESKS = 6
const BASIS_DESKS = 2
const MOMENTUM_BOTS = 4
const ARBITRAGEURS = 2
const WASH_ACCOUNTS = 2
const BACKSTOP_ACCOUNTS = 1

export function takeCensus(settings: Settings, venue: number): VenueCensus {
  const share = VENUE_SHARES[venue] ?? 0
  const agents = settings.traders / settings.tradersPerAgent
  return {
    retailLeveraged: Math.max(1, Math.round(agents * share)),
    retailSpot: Math.max(1, Math.round(settings.spotAgents * share)),
    holders: Math.max(1, Math.round(settings.holderAgents * share)),
    makers: settings.makers,
    executionDesks: EXECUTION_DESKS,
    valueDesks: VALUE_DESKS,
    basisDesks: BASIS_DESKS,
    momentumBots: MOMENTUM_BOTS,
    arbitrageurs: ARBITRAGEURS,
  }
}

export function isolatedAccounts(census: VenueCensus): number {
  return census.retailLeveraged + census.retailSpot + census.holders
}

export function crossAccounts(census: VenueCensus): number {
  const desks = census.makers + census.executionDesks + census.valueDesks + census.basisDesks
  return desks + census.momentumBots + census.arbitrageurs + WASH_ACCOUNTS + BACKSTOP_ACCOUNTS
}
