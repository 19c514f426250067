// From the words after "compare" to the question: A, what each B does differently, and the seeds.
// Every refusal comes before anything runs.
import { ruleDifferences } from '../observe/twinsFork.ts'
import { seedsAfter } from '../params/seeds.ts'
import { isOnGrid, snap } from '../params/grid.ts'
import { decodeLink, encodeLink } from '../params/link.ts'
import { MOST_SEEDS, NEWS_SIZE } from '../params/limits.ts'
import { nearestWord } from '../params/nearest.ts'
import { quoted } from '../params/plainText.ts'
import { linkStateOf, resolveLink, sideOf } from '../params/resolve.ts'
import { rowOf } from '../params/rowIndex.ts'
import { NEWS_KINDS } from '../params/scenario.ts'
import { newsTitle } from '../params/scenarios.ts'
import { checkSetting, readNumber } from '../params/setting.ts'
import { STEPS_PER_HOUR } from '../market/units.ts'
import { UsageError } from './command.ts'
import { readCount, readJobs } from './counts.ts'
import { POLICIES, POLICIES_REPORTED_SHARE } from './comparePolicies.ts'
import { planRun, withOptions, A_SIDE_ALONE } from './plan.ts'
import type { CommandCall } from './command.ts'
import type { RunPlan } from './plan.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { DatedChange, NewsKind, NewsShock } from '../params/scenario.ts'
import type { ParameterKey } from '../params/table.ts'
import type { TwinJob, TwinSide } from '../threads/twinRun.ts'

export interface ComparePlan {
  readonly a: RunPlan
  readonly sides: readonly PlannedSide[]
  readonly seeds: readonly string[]
  readonly jobs: number
  readonly job: TwinJob
  readonly notices: readonly string[]
}

export interface PlannedSide extends TwinSide {
  readonly id: string
  /** What B does differently, in words. */
  readonly words: string
  /** Address fragment that opens the comparison; null where no named scenario carries it. */
  readonly link: string | null
}

/** "20x at most" (C05), from the start: by the event day what was opened above it has gone. */
const TWIN_CAP = 20

export function planComparison(call: CommandCall): ComparePlan {
  const a = planRun(call)
  const notices = a.notices.filter((notice) => notice !== A_SIDE_ALONE)
  const sides = sidesOf(call, a, notices)
  const seeds = readSeeds(call, a.spec.seed)
  const hasPolicies = call.has('policies') && !sides.some((side) => side.id === 'b')
  return {
    a,
    sides,
    seeds,
    jobs: readJobs(call, seeds.length),
    job: {
      a: a.spec,
      sides: sides.map(({ spec, role }) => ({ spec, role })),
      ...(hasPolicies ? { given: { policiesReportedShare: POLICIES_REPORTED_SHARE } } : {}),
    },
    notices,
  }
}

// --- the B sides

function sidesOf(call: CommandCall, a: RunPlan, notices: string[]): PlannedSide[] {
  const step = readStep(call, a.spec)
  const own = call.values('b').length + call.values('b-news').length > 0
  if (own && call.has('policies')) {
    throw new UsageError('--b and --policies are two comparisons: ask for one at a time.')
  }
  const sides: PlannedSide[] = []
  if (own) sides.push(plannedSide(a, 'b', ownSide(call, a.spec, step, notices)))
  else if (!call.has('policies')) sides.push(...linkedSide(call, a))
  if (call.has('policies')) sides.push(...policySides(a, step, notices))
  if (call.has('twins')) {
    const { capped, offBook } = twinSpecs(a.spec)
    sides.push({ ...plannedSide(a, 'twin-20x', capped), role: 'cappedAt20x' })
    sides.push({ ...plannedSide(a, 'twin-off-book', offBook), role: 'offBook' })
  }
  if (sides.length > 0) return sides
  throw new UsageError(
    'compare needs to know what B does differently: --b leverageCap=10, --b-news press=-3, ' +
      '--policies, --twins, or a --link that has a B side.',
  )
}

function plannedSide(a: RunPlan, id: string, spec: RunSpec, words?: string): PlannedSide {
  const differences = ruleDifferences(a.spec, spec).map((difference) => difference.words)
  const sideB = linkStateOf(spec)
  return {
    id,
    spec,
    words: words ?? (differences.length === 0 ? 'nothing differs' : differences.join(', ')),
    link:
      a.link === null || sideB === null
        ? null
        : encodeLink({
            ...a.link,
            sideB: sideOf(sideB),
          }),
  }
}

function ownSide(call: CommandCall, a: RunSpec, step: number, notices: string[]): RunSpec {
  const settings: Partial<Record<ParameterKey, number>> = {}
  const changes: DatedChange[] = []
  for (const assignment of call.values('b')) {
    const [name, text] = readAssignment('--b', 'KEY=VALUE', assignment)
    const check = checkSetting(name, text)
    if (!check.ok) throw new UsageError(check.problem)
    if (check.notice !== null) notices.push(check.notice)
    if (!call.has('at')) settings[check.key] = check.value
    else changes.push({ step, key: liveKey(check.key), value: check.value })
  }
  const news = call.values('b-news').map((assignment) => readNews(assignment, step))
  return withDated(withSettings(a, settings), changes, news)
}

/** A parameter that may change while a run goes on. */
function liveKey(key: ParameterKey): ParameterKey {
  if (rowOf(key).when === 'live') return key
  throw new UsageError(`${key} restarts a run, so it cannot change --at an hour: leave --at out.`)
}

function linkedSide(call: CommandCall, a: RunPlan): PlannedSide[] {
  const text = call.value('link')
  const state = text === undefined ? undefined : decodeLink(text).state
  if (state?.sideB === undefined) return []
  if (call.has('at')) {
    throw new UsageError('--at says when --b or --policies begins: the link says its own moments.')
  }
  return [plannedSide(a, 'b', withOptions(resolveLink(state, state.sideB), call, []))]
}

function policySides(a: RunPlan, step: number, notices: string[]): PlannedSide[] {
  return POLICIES.flatMap(({ id, words, settings: settingsOf }) => {
    const settings = settingsOf(a.spec.settings)
    const keys = Object.keys(settings) as ParameterKey[]
    if (step === 0) return [plannedSide(a, id, withSettings(a.spec, settings), words)]
    if (keys.some((key) => rowOf(key).when !== 'live')) {
      notices.push(`Left out, as it restarts a run and cannot change at an hour: ${words}.`)
      return []
    }
    const changes = keys.map((key) => ({ step, key, value: settings[key]! }))
    return [plannedSide(a, id, withDated(a.spec, changes, []), words)]
  })
}

/** The twins that claims C05 and C06 ask for. */
export function twinSpecs(a: RunSpec): { readonly capped: RunSpec; readonly offBook: RunSpec } {
  const { leverageCap } = a.settings
  const cap = leverageCap === 0 ? TWIN_CAP : Math.min(TWIN_CAP, leverageCap)
  return {
    capped: withSettings(a, { leverageCap: cap }),
    offBook: withSettings(a, { amplificationTwin: 1 }),
  }
}

export function withSettings(
  spec: RunSpec,
  settings: Partial<Record<ParameterKey, number>>,
): RunSpec {
  return { ...spec, settings: { ...spec.settings, ...settings } }
}

function withDated(
  spec: RunSpec,
  changes: readonly DatedChange[],
  news: readonly NewsShock[],
): RunSpec {
  const byStep = (one: { readonly step: number }, other: { readonly step: number }) =>
    one.step - other.step
  return {
    ...spec,
    changes: [...spec.changes, ...changes].toSorted(byStep),
    news: [...spec.news, ...news].toSorted(byStep),
  }
}

// --- words and numbers

function readAssignment(option: string, form: string, text: string): [string, string] {
  const equals = text.indexOf('=')
  if (equals < 0) {
    throw new UsageError(`${option} takes ${form}, so ${quoted(text)} lacks its value.`)
  }
  return [text.slice(0, equals).trim(), text.slice(equals + 1)]
}

function readNews(text: string, step: number): NewsShock {
  const [name, size] = readAssignment('--b-news', 'KIND=PERCENT', text)
  const kind = NEWS_KINDS.find((known) => known === name) as NewsKind | undefined
  if (kind === undefined) {
    const nearest = nearestWord(name, NEWS_KINDS) ?? NEWS_KINDS.join(', ')
    throw new UsageError(`There is no news ${quoted(name)}: the nearest is ${nearest}.`)
  }
  const percent = readNumber(size.trim().replace(/ ?%$/, ''))
  const range = `${NEWS_SIZE.min} % to ${NEWS_SIZE.max} %`
  if (Number.isNaN(percent)) {
    throw new UsageError(`The size of news is ${range}, so ${quoted(size)} is no number of it.`)
  }
  if (!isOnGrid(NEWS_SIZE, percent)) {
    throw new UsageError(
      `The size of news is ${range} in steps of ${NEWS_SIZE.step}, not ${percent}: ` +
        `the nearest is ${snap(NEWS_SIZE, percent)}.`,
    )
  }
  return { kind, title: newsTitle(kind), step, sizePercent: percent }
}

/** The step of the fork; 0 where none is asked for. */
function readStep(call: CommandCall, spec: RunSpec): number {
  const text = call.value('at')
  if (text === undefined) return 0
  const hours = readNumber(text)
  const { hours: length } = spec.scenario
  const step = Math.round(hours * STEPS_PER_HOUR)
  if (Number.isNaN(hours) || hours < 0 || step >= length * STEPS_PER_HOUR) {
    throw new UsageError(`--at is an hour of the run, 0 to below ${length}, not ${quoted(text)}.`)
  }
  return step
}

function readSeeds(call: CommandCall, first: string): string[] {
  return seedsAfter(first, readCount(call, 'seeds', 1, MOST_SEEDS))
}
