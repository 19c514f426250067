// From the words after "sweep" to the question: the run around which it is asked, the axes, the seeds, the
// figure. Every refusal comes before anything runs.
import { CLAIMS } from '../observe/claims.ts'
import { NAMED_MEASURES } from '../observe/twinsMeasures.ts'
import { MOST_SEEDS } from '../params/limits.ts'
import { decodeLink, encodeLink } from '../params/link.ts'
import { nearestWord } from '../params/nearest.ts'
import { quoted } from '../params/plainText.ts'
import { DEFAULT_MEASURE, isSwept, readAxis } from '../params/sweep.ts'
import { baseOfSweep, specOfRun, sweepRuns } from '../params/sweepRuns.ts'
import { UsageError } from './command.ts'
import { readCount, readJobs } from './counts.ts'
import { planRun } from './plan.ts'
import type { CommandCall } from './command.ts'
import type { RunPlan } from './plan.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { Sweep, SweepAxis } from '../params/sweep.ts'
import type { SweepRun } from '../params/sweepRuns.ts'

export interface SweepPlan {
  readonly base: RunPlan
  readonly sweep: Sweep
  /** In the order in which they are done. */
  readonly runs: readonly SweepRun[]
  /** What each of them is made of. */
  readonly specs: readonly RunSpec[]
  readonly jobs: number
  readonly notices: readonly string[]
}

/** Figures that are known before any run is done; a run has more, by name. */
const KNOWN_MEASURES: readonly string[] = [
  ...new Set([
    ...NAMED_MEASURES,
    ...CLAIMS.flatMap(({ parts }) => parts.flatMap((part) => (part.twin ? [] : [part.measure]))),
  ]),
]

export function planSweep(call: CommandCall): SweepPlan {
  const linked = linkedSweep(call)
  const base = planRun(linked?.call ?? call)
  const notices = [...(linked?.notices ?? []), ...base.notices]
  const x = readAxisOption(call, 'x', notices) ?? linked?.sweep.x
  if (x === undefined) {
    throw new UsageError(
      'sweep needs a parameter to vary: --x maxLeverage=10:125:6, --x leverageCap=off,5,10,20, ' +
        'or a --link that holds an experiment.',
    )
  }
  // Another x is another experiment than the link's: its y goes too.
  const ofLink = call.value('x') === undefined ? (linked?.sweep.y ?? null) : null
  const y = readAxisOption(call, 'y', notices) ?? ofLink
  if (y?.key === x.key) {
    throw new UsageError(`--x and --y are both ${x.key}: the second must be another parameter.`)
  }
  const sweep: Sweep = {
    x,
    y,
    seeds: readCount(call, 'seeds', linked?.sweep.seeds ?? 1, MOST_SEEDS),
    measure: call.value('measure') ?? linked?.sweep.measure ?? DEFAULT_MEASURE,
  }
  refuseSettingsOfAxes(call, sweep)
  if (base.spec.changes.some((change) => isSwept(sweep, change.key))) {
    notices.push('Changes of a swept parameter at an hour are left out: the sweep sets it.')
  }
  const runs = sweepRuns(sweep, base.spec.seed)
  const specs = runs.map((run) => specOfRun(base.spec, sweep, run))
  return { base, sweep, runs, specs, jobs: readJobs(call, runs.length), notices }
}

/** The experiment of --link, and the call as if its link were that of the experiment's base. */
function linkedSweep(call: CommandCall) {
  const text = call.value('link')
  if (text === undefined) return null
  const { state, notices } = decodeLink(text)
  if (state.sweep === undefined) return null
  const base = encodeLink(baseOfSweep(state, state.sweep))
  return {
    sweep: state.sweep,
    notices,
    call: {
      ...call,
      value: (option: string) => (option === 'link' ? base : call.value(option)),
    },
  }
}

function readAxisOption(
  call: CommandCall,
  option: 'x' | 'y',
  notices: string[],
): SweepAxis | undefined {
  const text = call.value(option)
  if (text === undefined) return undefined
  const reading = readAxis(text)
  if (!reading.ok) throw new UsageError(reading.problem)
  notices.push(...reading.notices)
  return reading.axis
}

function refuseSettingsOfAxes(call: CommandCall, sweep: Sweep): void {
  const given = call.values('set').map((assignment) => assignment.split('=')[0]!.trim())
  if (call.value('traders-per-agent') !== undefined) given.push('tradersPerAgent')
  const both = given.find((key) => isSwept(sweep, key))
  if (both === undefined) return
  throw new UsageError(`The sweep varies ${both}, so it cannot be set too.`)
}

/** `sample`: what one run has; null while none is done. Null where the figure may yet come. */
export function problemOfMeasure(
  measure: string,
  sample: Readonly<Record<string, number>> | null,
): string | null {
  if (KNOWN_MEASURES.includes(measure)) return null
  if (sample === null || Object.hasOwn(sample, measure)) return null
  const names = [...new Set([...KNOWN_MEASURES, ...Object.keys(sample)])]
  const nearest = nearestWord(measure, names)
  const hint =
    nearest === null ? "a run's JSON lists them, as measures" : `the nearest is ${nearest}`
  return `There is no measure ${quoted(measure)}: ${hint}.`
}
