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
  readonly policies: PolicyPlan | null
}

/** Runs until the day is over: what comes after it decides nothing that C22 reports. */
export interface PolicyPlan {
  readonly without: RunSpec
  /** By the order of POLICIES. */
  readonly each: readonly RunSpec[]
}

export interface ScorePlan {
  readonly a: RunPlan
  readonly seeds: readonly SeedPlan[]
  readonly threads: number
}

const SEEDS = 20
const TWIN_SEEDS = 5
/** A day after noon of the event day, by when the last of the day's news is out. */
const POLICY_HOURS_AFTER_EVENT = 36

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
      policies: hasPolicies && isTwinned ? policyPlan(run) : null,
    }
  })
  const notices = a.notices.filter((notice) => notice !== A_SIDE_ALONE)
  const runs = seeds.reduce((sum, seed) => sum + specsOf(seed).length, 0)
  return { a: { ...a, notices }, seeds, threads: readJobs(call, runs) }
}

/** The runs of a seed, its own first. */
export function specsOf({ run, twins, policies }: SeedPlan): RunSpec[] {
  const others = [
    ...(twins === null ? [] : [twins.capped, twins.offBook]),
    ...(policies === null ? [] : [policies.without, ...policies.each]),
  ]
  return [...new Set([run, ...others])]
}

function policyPlan(run: RunSpec): PolicyPlan {
  const { scenario } = run
  const hours = Math.min(scenario.hours, scenario.eventHour + POLICY_HOURS_AFTER_EVENT)
  const without = hours === scenario.hours ? run : { ...run, scenario: { ...scenario, hours } }
  return {
    without,
    each: POLICIES.map(({ settings }) => withSettings(without, settings(run.settings))),
  }
}
