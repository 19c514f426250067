// Who steps which venues: of all divisions the one whose busiest thread has least to do. It is seen in
// no bit, only in the balance of the threads. Microseconds of processor time a step.
import { VENUE_NAMES } from '../market/instruments.ts'
import { takeCensus } from '../model/census.ts'
import type { Settings } from '../params/scenario.ts'

export interface Division {
  /** The other venues are the caller's. A hand steps them in this order. */
  readonly venuesByHand: readonly (readonly number[])[]
  /** Venues of hands whose crowd the caller decides, before its own venues; such a venue comes last with
   * its hand. */
  readonly crowdsOfCaller: readonly number[]
}

interface VenueCost {
  readonly crowd: number
  readonly rest: number
}

const MOST_HANDS = VENUE_NAMES.length - 1
export const MOST_THREADS = 1 + MOST_HANDS

/** As measured (docs/performance.md): what a venue costs without leveraged retail traders, and what a
 * million of their agents add. */
const CROWD_COST = 0.4
const CROWD_COST_OF_MILLION = 42
const REST_COST = 10.5
const REST_COST_OF_MILLION = 34
/** Work of a hand costs more than the same in the caller's thread: what one writes and the other reads
 * passes between caches, and a hand has to notice that there is work. */
const HAND_FACTOR = 1.25

const NO_CROWD = -1

export function divideVenues(settings: Settings, hands: number): Division {
  const costs = VENUE_NAMES.map((_, venue) => costOf(takeCensus(settings, venue).retailLeveraged))
  let best = { most: Infinity, code: 0, crowd: NO_CROWD }
  for (let crowd = NO_CROWD; crowd < costs.length; crowd++) {
    for (let code = 0; code < (hands + 1) ** costs.length; code++) {
      const most = busiest(costs, code, hands + 1, crowd)
      if (most < best.most) best = { most, code, crowd }
    }
  }
  const threadOf = threadsOf(best.code, hands + 1)
  const crowdsOfCaller = best.crowd === NO_CROWD ? [] : [best.crowd]
  const venuesByHand = Array.from({ length: hands }, (_, hand) =>
    VENUE_NAMES.map((_name, venue) => venue)
      .filter((venue) => threadOf[venue] === hand + 1)
      .sort((one, other) => Number(one === best.crowd) - Number(other === best.crowd)),
  )
  return { venuesByHand, crowdsOfCaller }
}

/** Time of a step's venues if they are divided so. */
function busiest(
  costs: readonly VenueCost[],
  code: number,
  threads: number,
  crowd: number,
): number {
  const threadOf = threadsOf(code, threads)
  // Its own crowds the caller decides anyway.
  if (crowd !== NO_CROWD && threadOf[crowd] === 0) return Infinity
  const load = Array.from({ length: threads }, () => 0)
  costs.forEach((cost, venue) => {
    load[threadOf[venue]] += cost.rest
    load[venue === crowd ? 0 : threadOf[venue]] += cost.crowd
  })
  return Math.max(...load.map((cost, thread) => (thread === 0 ? cost : cost * HAND_FACTOR)))
}

/** The digits of a division's number: the thread of each venue, 0 the caller's. */
function threadsOf(code: number, threads: number): number[] {
  return VENUE_NAMES.map((_, venue) => Math.floor(code / threads ** venue) % threads)
}

function costOf(agents: number): VenueCost {
  const millions = agents / 1e6
  return {
    crowd: CROWD_COST + CROWD_COST_OF_MILLION * millions,
    rest: REST_COST + REST_COST_OF_MILLION * millions,
  }
}
