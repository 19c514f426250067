// From the words after "score" to the runs: every seed, and for some of them the twins that claims C05,
// C06 and C22 ask for. Every refusal comes before anything runs.
import { MOST_SEEDS } from '../../params/limits.ts'
import { seedsAfter } from '../../params/seeds.ts'
import { UsageError } from '../command.ts'
import { twinSpecs, withSettings } from '../comparePlan.ts'
import { POLICIES } from '../comparePolicies.ts'
import { readCount, readJobs } from '../counts.ts'
import { A_SIDE_ALONE, planRun } from '../plan.ts'
import type { CommandCall } from '../command.ts'
import type { RunPlan } from '../plan.ts'
import type { RunSpec } from '../../params/resolve.ts'

export interface SeedPlan {
  readonly run: RunSpec
  readonly twins: { readonly capped: RunSpec; readonly offBook: RunSpec } | null
  /** By the order of POLICIES; empty where they are not asked for. */
  readonly policies: readonly RunSpec[]
}

export interface ScorePlan {
  readonly a: RunPlan
  readonly seeds: readonly SeedPlan[]
  readonly threads: number
}

const SEEDS = 20
const TWIN_SEEDS = 5

export function planScore(call: CommandCall): ScorePlan {
  const a = planRun(call)
  const names = seedsAfter(a.spec.seed, readCount(call, 'seeds', SEEDS, MOST_SEEDS))
  const hasTwins = call.has('twins')
  const hasPolicies = call.has('policies')
  if (call.has('twin-seeds') && !hasTwins && !hasPolicies) {
    throw new UsageError(
      '--twin-seeds says how many seeds get twins: ask for --twins or --policies.',
    )
  }
  const twinCount = Math.min(names.length, readCount(call, 'twin-seeds', TWIN_SEEDS, MOST_SEEDS))
  const seeds = names.map((seed, index): SeedPlan => {
    const run = { ...a.spec, seed }
    const isTwinned = index < twinCount
    return {
      run,
      twins: hasTwins && isTwinned ? twinSpecs(run) : null,
      policies:
        hasPolicies && isTwinned ? POLICIES.map(({ settings }) => withSettings(run, settings)) : [],
    }
  })
  const notices = a.notices.filter((notice) => notice !== A_SIDE_ALONE)
  const runs = seeds.reduce((sum, seed) => sum + specsOf(seed).length, 0)
  return { a: { ...a, notices }, seeds, threads: readJobs(call, runs) }
}

/** The runs of a seed, its own first. */
export function specsOf({ run, twins, policies }: SeedPlan): RunSpec[] {
  return [run, ...(twins === null ? [] : [twins.capped, twins.offBook]), ...policies]
}
