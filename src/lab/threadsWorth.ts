// How many threads a run is given when nobody says: a second one has to warm up, which takes it most of a
// second, and waits for the first in every step. docs/performance.md, Threads.
import type { RunSpec } from '../params/resolve.ts'

/** Below, a step is over before two threads have met. */
const LEAST_AGENTS = 100_000
/** Below, what is won does not pay for the warming up. */
const LEAST_HOURS = 24

/** 2 where the run is large and long and the machine has two cores, else 1. The bits are the same. */
export function threadsWorth({ scenario, settings }: RunSpec, cores: number): number {
  const { traders, tradersPerAgent, spotAgents, holderAgents } = settings
  const agents = traders / tradersPerAgent + spotAgents + holderAgents
  return cores > 1 && agents >= LEAST_AGENTS && scenario.hours >= LEAST_HOURS ? 2 : 1
}
