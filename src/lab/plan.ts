// From the words after "run" to the run itself, checked: every refusal comes before anything runs.
import { readFileSync } from 'node:fs'
import { isOnGrid, snap } from '../params/grid.ts'
import { HOURS } from '../params/limits.ts'
import { decodeLink } from '../params/link.ts'
import { plainLine, quoted, SEED_LENGTH } from '../params/plainText.ts'
import { linkStateOf, resolveLink, resolveRun } from '../params/resolve.ts'
import { DEFAULT_SCENARIO_ID, findScenario, nearestScenarioId } from '../params/scenarios.ts'
import { SCENARIOS } from '../params/scenarios.ts'
import { readScenario } from '../params/scenarioFile.ts'
import { checkSetting, readNumber } from '../params/setting.ts'
import { UsageError } from './command.ts'
import type { CommandCall } from './command.ts'
import type { LinkState } from '../params/linkState.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { Scenario } from '../params/scenario.ts'
import type { ParameterKey } from '../params/table.ts'

/** Told of a link that compares, where only one run is asked for. */
export const A_SIDE_ALONE = 'The link compares two runs: this is its A side.'
/** Told of a link with an experiment, where only one run is asked for. */
export const RUN_ALONE = 'The link holds an experiment: this is the run it stands beside.'

export interface RunPlan {
  readonly spec: RunSpec
  /** For the link of the result; null where no named scenario carries the run. */
  readonly link: LinkState | null
  /** The result that the link or file was shared with. */
  readonly expected: ExpectedResult | undefined
  /** What was dropped, moved or is not what it seems, in words. */
  readonly notices: readonly string[]
}

/** `step` where it is the result of the run so far; else that of its end. */
export interface ExpectedResult {
  readonly fingerprint: string
  readonly step: number | undefined
}

interface Origin {
  readonly spec: RunSpec
  readonly expected?: ExpectedResult | undefined
  readonly texts?: Pick<LinkState, 'title' | 'note'>
}

export function planRun(call: CommandCall): RunPlan {
  const notices: string[] = []
  const origin = originOf(call, notices)
  const spec = withOptions(origin.spec, call, notices)
  const link = linkStateOf(spec)
  const isChanged = spec !== origin.spec
  return {
    spec,
    link: link === null ? null : { ...link, ...origin.texts },
    expected: isChanged ? undefined : origin.expected,
    notices,
  }
}

// --- where the run comes from

function originOf(call: CommandCall, notices: string[]): Origin {
  const [name] = call.positionals
  const link = call.value('link')
  if (link === undefined) {
    const wanted = name ?? DEFAULT_SCENARIO_ID
    if (/\.json$|[/\\]/i.test(wanted)) return fromFile(wanted, notices)
    return { spec: resolveRun(namedScenario(wanted)) }
  }
  const origin = fromLink(link, notices)
  if (name !== undefined && name !== origin.spec.scenario.id) {
    throw new UsageError(
      `The link is a run of ${origin.spec.scenario.id} already, so ${quoted(name)} cannot be named too.`,
    )
  }
  return origin
}

function namedScenario(id: string): Scenario {
  const scenario = findScenario(id)
  if (scenario !== undefined) return scenario
  const nearest = nearestScenarioId(id)
  const ids = SCENARIOS.map((known) => known.id).join(', ')
  const hint =
    nearest === null
      ? `there are ${ids}, or a file that ends in .json`
      : `the nearest is ${nearest}`
  throw new UsageError(`There is no scenario ${quoted(id)}: ${hint}.`)
}

function fromFile(path: string, notices: string[]): Origin {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'is not there' : 'cannot be read'
    throw new UsageError(`The scenario file ${quoted(path)} ${reason}.`)
  }
  const reading = readScenario(text, { strict: true })
  if (!reading.ok) throw new UsageError(`${path}: ${reading.problem}`)
  notices.push(...reading.notices)
  return {
    spec: resolveRun(reading.scenario, { seed: reading.seed }),
    expected: expectedOf(reading),
  }
}

function fromLink(text: string, notices: string[]): Origin {
  const reading = decodeLink(text)
  if (!reading.recognised) {
    const like = "like '#1.the-day.k7Qp2&lc=10'"
    throw new UsageError(`The link ${quoted(text)} names no scenario; a link ends ${like}.`)
  }
  const { state } = reading
  notices.push(...reading.notices)
  if (state.sideB !== undefined) notices.push(A_SIDE_ALONE)
  if (state.sweep !== undefined) notices.push(RUN_ALONE)
  return {
    spec: resolveLink(state),
    expected: expectedOf(state),
    texts: {
      ...(state.title === undefined ? {} : { title: state.title }),
      ...(state.note === undefined ? {} : { note: state.note }),
    },
  }
}

function expectedOf(shared: {
  readonly fingerprint?: string | undefined
  readonly fingerprintStep?: number | undefined
}): ExpectedResult | undefined {
  const { fingerprint, fingerprintStep } = shared
  return fingerprint === undefined ? undefined : { fingerprint, step: fingerprintStep }
}

// --- what the options change

export function withOptions(spec: RunSpec, call: CommandCall, notices: string[]): RunSpec {
  const settings: Partial<Record<ParameterKey, number>> = {}
  for (const assignment of call.values('set')) {
    const equals = assignment.indexOf('=')
    if (equals < 0) {
      throw new UsageError(`--set takes KEY=VALUE, so ${quoted(assignment)} lacks its value.`)
    }
    set(settings, assignment.slice(0, equals).trim(), assignment.slice(equals + 1), notices)
  }
  const traders = call.value('traders-per-agent')
  if (traders !== undefined) set(settings, 'tradersPerAgent', traders, notices)
  const seed = call.value('seed')
  const hours = call.value('hours')
  if (Object.keys(settings).length === 0 && seed === undefined && hours === undefined) return spec
  return {
    ...spec,
    scenario:
      hours === undefined ? spec.scenario : { ...spec.scenario, hours: readHours(hours, notices) },
    settings: { ...spec.settings, ...settings },
    seed: seed === undefined ? spec.seed : readSeed(seed),
  }
}

function set(
  settings: Partial<Record<ParameterKey, number>>,
  key: string,
  value: string,
  notices: string[],
): void {
  const check = checkSetting(key, value)
  if (!check.ok) throw new UsageError(check.problem)
  if (check.notice !== null) notices.push(check.notice)
  settings[check.key] = check.value
}

function readSeed(text: string): string {
  const seed = plainLine(text, SEED_LENGTH)
  if (seed !== '' && seed === text) return seed
  const nearest = seed === '' ? '' : `: the nearest is '${seed}'`
  throw new UsageError(
    `A seed is 1 to ${SEED_LENGTH} plain characters on one line, not ${quoted(text)}${nearest}.`,
  )
}

function readHours(text: string, notices: string[]): number {
  const hours = readNumber(text)
  const range = `--hours is ${HOURS.min} to ${HOURS.max}`
  if (Number.isNaN(hours))
    throw new UsageError(`${range}, so ${quoted(text)} is no number of hours.`)
  const nearest = snap(HOURS, hours)
  if (hours < HOURS.min || hours > HOURS.max) {
    throw new UsageError(`${range}, so ${hours} is out of its range: the nearest is ${nearest}.`)
  }
  if (!isOnGrid(HOURS, hours)) {
    notices.push(`--hours goes in steps of ${HOURS.step}: ${nearest} is used, not ${hours}.`)
  }
  return nearest
}
