// Which thread steps which venues. Bits do not depend on it, only balance does.
import { VENUE_NAMES } from '../market/instruments.ts'

/** What a venue's step costs relative to the others', as measured (docs/performance.md). */
const VENUE_COST: readonly number[] = [1053, 548, 535, 352]

/** Venues by thread; the first is the caller's. Dearest first, each to whom has least so far. */
export function assignVenues(threads: number): number[][] {
  const venues: number[][] = Array.from({ length: threads }, () => [])
  const load = venues.map(() => 0)
  const dearestFirst = VENUE_NAMES.map((_, venue) => venue).sort((a, b) => costOf(b) - costOf(a))
  for (const venue of dearestFirst) {
    const thread = load.indexOf(Math.min(...load))
    venues[thread].push(venue)
    load[thread] += costOf(venue)
  }
  return venues
}

function costOf(venue: number): number {
  return VENUE_COST[venue] ?? 0
}
