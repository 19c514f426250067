// How many of whom: head counts of each population by venue, from the parameters.
import { coinMarketCount, VenueId } from '../market/instruments.ts'
import { ASSET_SHARES, VENUE_SHARES } from '../market/shares.ts'
import type { Settings } from '../params/scenario.ts'

export interface VenueCensus {
  /** Those who post dollars. */
  readonly retailLeveraged: number
  /** Those who post coins, by asset; empty where there is no coin market. */
  readonly coinMargined: readonly number[]
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
  const leveraged = Math.max(1, Math.round(agents * share))
  const coinMargined = coinMarginedTraders(settings, venue, agents * share)
  const inCoins = coinMargined.reduce((sum, count) => sum + count, 0)
  return {
    retailLeveraged: Math.max(1, leveraged - inCoins),
    coinMargined,
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

function coinMarginedTraders(settings: Settings, venue: number, agents: number): number[] {
  if (settings.coinMarginedShare === 0) return []
  // Hyperliquid settles everything in dollars.
  if (venue === VenueId.Other && settings.otherRulebook === 1) return []
  const share = settings.coinMarginedShare / 100
  return Array.from({ length: coinMarketCount(venue) }, (_, asset) =>
    Math.max(1, Math.round(agents * share * (ASSET_SHARES[asset] ?? 0))),
  )
}

export function isolatedAccounts(census: VenueCensus): number {
  return census.retailLeveraged + census.retailSpot + census.holders
}

export function crossAccounts(census: VenueCensus): number {
  const desks = census.makers + census.executionDesks + census.valueDesks + census.basisDesks
  const hedges = census.coinMargined.length
  return (
    hedges + desks + census.momentumBots + census.arbitrageurs + WASH_ACCOUNTS + BACKSTOP_ACCOUNTS
  )
}
