// Scenarios from outside, as JSON: what a file says over the named scenario it is based on. A file
// that says nothing is the day itself. Answers in words; never throws.
import * as v from 'valibot'
import { anObject, describeIssue, finite, listOf, record, words } from './fileShapes.ts'
import { isOnGrid, snap } from './grid.ts'
import { HOURS, MOST_CHANGES, MOST_NEWS, NEWS_SIZE, stepCountOf } from './limits.ts'
import { FINGERPRINT_PATTERN } from './linkState.ts'
import { nearestWord } from './nearest.ts'
import { orderFromPart } from './orderWords.ts'
import { plainLine, quoted, SEED_LENGTH, TITLE_LENGTH } from './plainText.ts'
import { ordersIfAny } from './resolve.ts'
import { rowOf } from './rowIndex.ts'
import { DEFAULT_SCENARIO_ID, findScenario, nearestScenarioId, newsTitle } from './scenarios.ts'
import { checkSetting } from './setting.ts'
import { NEWS_KINDS } from './scenario.ts'
import type { Grid } from './grid.ts'
import { shortened } from './notices.ts'
import type { DatedChange, NewsShock, Scenario } from './scenario.ts'
import type { SettingCheck } from './setting.ts'
import type { ParameterKey } from './table.ts'
import { MOST_ORDERS } from './visitorOrder.ts'
import type { VisitorOrder } from './visitorOrder.ts'

export type ScenarioReading =
  | {
      readonly ok: true
      readonly scenario: Scenario
      /** The seed the file names, if it does. */
      readonly seed: string | undefined
      /** The fingerprint of the run that the file was written by, if it was. */
      readonly fingerprint: string | undefined
      /** The step of that fingerprint, where the run was not at its end. */
      readonly fingerprintStep: number | undefined
      /** What was ignored or replaced, in words. */
      readonly notices: readonly string[]
    }
  | { readonly ok: false; readonly problem: string }

export interface ScenarioReadingOptions {
  /** Refuse what would otherwise be replaced by the nearest valid value and noticed. */
  readonly strict?: boolean
}

const LONGEST_FILE = 1_000_000
const MOST_KEYS = 500
const SUMMARY_LENGTH = 400
const EVENT_HOURS: Grid = { min: 0, max: HOURS.max, step: HOURS.step }
const NEWS_SHARE: Grid = { min: -2, max: 2, step: 0.001 }
const STEPS: Grid = { min: 0, max: stepCountOf(HOURS.max), step: 1 }
const ID_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export function readScenario(text: string, options: ScenarioReadingOptions = {}): ScenarioReading {
  if (text.length > LONGEST_FILE) {
    return { ok: false, problem: `A scenario has at most ${LONGEST_FILE} characters.` }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, problem: 'The scenario is not JSON: a comma or a bracket may be missing.' }
  }
  return readScenarioValue(value, options)
}

/** The same for what JSON has already been made of. */
export function readScenarioValue(
  value: unknown,
  { strict = false }: ScenarioReadingOptions = {},
): ScenarioReading {
  const shape = v.safeParse(SHAPE, value)
  if (!shape.success) return { ok: false, problem: describeIssue('The scenario', shape.issues[0]) }
  const notes: Notes = { faults: [], mentions: [] }
  for (const key of Object.keys(value as object).slice(0, MOST_KEYS)) {
    if (!KNOWN_FIELDS.includes(key)) notes.faults.push(unknownField(key))
  }
  const scenario = build(shape.output, notes)
  if (strict && notes.faults.length > 0) return { ok: false, problem: notes.faults[0]! }
  const seed = plainLine(String(shape.output.seed ?? ''), SEED_LENGTH)
  const fingerprint = String(shape.output.fingerprint ?? '')
  return {
    ok: true,
    scenario,
    seed: seed === '' ? undefined : seed,
    fingerprint: FINGERPRINT_PATTERN.test(fingerprint) ? fingerprint : undefined,
    fingerprintStep: stepIn(shape.output.fingerprintStep, scenario),
    notices: shortened([...notes.faults, ...notes.mentions]),
  }
}

/** What was found on the way, in words. */
interface Notes {
  /** Ignored or replaced; refused when strict. */
  readonly faults: string[]
  /** Moved to the nearest step of a grid. */
  readonly mentions: string[]
}

// --- the shape

const NEWS_ENTRIES = {
  kind: words('kind of news'),
  title: v.optional(words('title of news')),
  step: finite('step of news'),
  shareOfShock: v.optional(finite('shareOfShock')),
  sizePercent: v.optional(finite('sizePercent')),
}
const CHANGE_ENTRIES = {
  step: finite('step of a change'),
  key: words('key of a change'),
  value: v.unknown(),
}
const SCENARIO_ENTRIES = {
  base: v.optional(words('base')),
  id: v.optional(words('id')),
  title: v.optional(words('title')),
  summary: v.optional(words('summary')),
  hours: v.optional(finite('hours')),
  eventHour: v.optional(finite('eventHour')),
  seed: v.optional(v.union([v.string(), v.number()], 'seed is text.')),
  settings: v.optional(anObject('settings')),
  // What a finished run adds.
  engine: v.optional(v.unknown()),
  fingerprint: v.optional(v.unknown()),
  fingerprintStep: v.optional(v.unknown()),
  link: v.optional(v.unknown()),
  news: v.optional(listOf(record(NEWS_ENTRIES, 'a piece of news'), MOST_NEWS, 'news')),
  changes: v.optional(listOf(record(CHANGE_ENTRIES, 'a change'), MOST_CHANGES, 'changes')),
  orders: v.optional(listOf(words('an order'), MOST_ORDERS, 'orders')),
}
const SHAPE = record(SCENARIO_ENTRIES, 'A scenario')
type Shape = v.InferOutput<typeof SHAPE>

const KNOWN_FIELDS = Object.keys(SCENARIO_ENTRIES)

// --- from the shape to the scenario

function build(file: Shape, notes: Notes): Scenario {
  const base = baseOf(file, notes)
  const hours = checkNumber('hours', HOURS, file.hours, notes) ?? base.hours
  const eventHour = checkNumber('eventHour', EVENT_HOURS, file.eventHour, notes) ?? base.eventHour
  return {
    id: idOf(file, base, notes),
    title: plainLine(file.title ?? base.title, TITLE_LENGTH),
    summary: plainLine(file.summary ?? base.summary, SUMMARY_LENGTH),
    hours,
    eventHour,
    settings: { ...base.settings, ...settingsIn(file.settings ?? {}, notes) },
    news: file.news === undefined ? base.news : newsIn(file.news, notes),
    changes: file.changes === undefined ? base.changes : changesIn(file.changes, notes),
    ...ordersIfAny(file.orders === undefined ? base.orders : ordersIn(file.orders, hours, notes)),
  }
}

/** The named scenario that fills in what the file leaves out. */
function baseOf(file: Shape, notes: Notes): Scenario {
  const theDay = findScenario(DEFAULT_SCENARIO_ID)!
  if (file.base === undefined) return findScenario(file.id ?? '') ?? theDay
  const base = findScenario(file.base)
  if (base !== undefined) return base
  const nearest = nearestScenarioId(file.base)
  const hint = nearest === null ? '' : ` (the nearest is ${nearest})`
  notes.faults.push(
    `There is no scenario ${quoted(file.base)}${hint} to base this one on: ` +
      `${theDay.id} is used.`,
  )
  return theDay
}

function idOf(file: Shape, base: Scenario, notes: Notes): string {
  if (file.id === undefined) return base.id
  if (file.id.length <= 64 && ID_PATTERN.test(file.id)) return file.id
  notes.faults.push(
    `The id ${quoted(file.id)} is not small letters and digits joined by hyphens (at most 64): ` +
      `${base.id} is used.`,
  )
  return base.id
}

function stepIn(value: unknown, { hours }: Scenario): number | undefined {
  const isStep = typeof value === 'number' && Number.isInteger(value) && value >= 0
  return isStep && value <= stepCountOf(hours) ? value : undefined
}

function settingsIn(values: Readonly<Record<string, unknown>>, notes: Notes) {
  const settings: Partial<Record<ParameterKey, number>> = {}
  const entries = Object.entries(values)
  if (entries.length > MOST_KEYS) {
    notes.faults.push(`settings has ${entries.length} entries: the first ${MOST_KEYS} are read.`)
  }
  for (const [key, value] of entries.slice(0, MOST_KEYS)) {
    const check = checkSetting(key, value)
    const usable = usableSetting(check, notes)
    if (usable !== null) settings[usable.key] = usable.value
  }
  return settings
}

/** The setting, or the nearest valid one; null where there is none. Says what it did. */
function usableSetting(check: SettingCheck, notes: Notes) {
  if (check.ok) {
    if (check.notice !== null) notes.mentions.push(check.notice)
    return check
  }
  const used = check.nearest === null ? 'It is left out.' : `${check.nearest.value} is used.`
  notes.faults.push(`${check.problem} ${used}`)
  return check.nearest
}

function newsIn(entries: NonNullable<Shape['news']>, notes: Notes): NewsShock[] {
  const news: NewsShock[] = []
  for (const [index, entry] of entries.entries()) {
    const what = `news, entry ${index + 1}`
    const kind = NEWS_KINDS.find((known) => known === entry.kind)
    if (kind === undefined) {
      const nearest = nearestWord(entry.kind, NEWS_KINDS)
      const hint =
        nearest === null ? `one of ${NEWS_KINDS.join(', ')}` : `the nearest is ${nearest}`
      notes.faults.push(
        `${what}: there is no kind ${quoted(entry.kind)} (${hint}); it is left out.`,
      )
      continue
    }
    const step = checkNumber(`${what}: step`, STEPS, entry.step, notes)!
    const title = plainLine(entry.title ?? '', TITLE_LENGTH) || newsTitle(kind)
    const size = newsSize(what, entry, notes)
    if (size !== null) news.push({ kind, title, step, ...size })
  }
  return news
}

/** A news carries a share of the shock or a size of its own, not both. */
function newsSize(
  what: string,
  entry: NonNullable<Shape['news']>[number],
  notes: Notes,
): Pick<NewsShock, 'shareOfShock' | 'sizePercent'> | null {
  const { shareOfShock, sizePercent } = entry
  if ((shareOfShock === undefined) === (sizePercent === undefined)) {
    notes.faults.push(`${what} needs either shareOfShock or sizePercent; it is left out.`)
    return null
  }
  return sizePercent === undefined
    ? { shareOfShock: checkNumber(`${what}: shareOfShock`, NEWS_SHARE, shareOfShock, notes)! }
    : { sizePercent: checkNumber(`${what}: sizePercent`, NEWS_SIZE, sizePercent, notes)! }
}

function changesIn(entries: NonNullable<Shape['changes']>, notes: Notes): DatedChange[] {
  const changes: DatedChange[] = []
  for (const [index, entry] of entries.entries()) {
    const what = `changes, entry ${index + 1}`
    const usable = usableSetting(checkSetting(entry.key, entry.value), notes)
    if (usable === null) continue
    if (rowOf(usable.key).when !== 'live') {
      notes.faults.push(`${what}: ${usable.key} cannot change while a run goes on; it is left out.`)
      continue
    }
    const step = checkNumber(`${what}: step`, STEPS, entry.step, notes)!
    changes.push({ step, key: usable.key, value: usable.value })
  }
  return changes
}

/** A visitor's orders, written as in links. */
function ordersIn(entries: readonly string[], hours: number, notes: Notes): VisitorOrder[] {
  return entries.flatMap((entry, index) => {
    const reading = orderFromPart(entry, stepCountOf(hours))
    if (reading.ok) return [reading.order]
    notes.faults.push(`orders, entry ${index + 1}: ${reading.problem}; it is left out.`)
    return []
  })
}

/** The number on its grid, or the nearest that is; says so. Nothing for nothing. */
function checkNumber(
  what: string,
  grid: Grid,
  value: number | undefined,
  notes: Notes,
): number | undefined {
  if (value === undefined || isOnGrid(grid, value)) return value
  const nearest = snap(grid, value)
  if (value < grid.min || value > grid.max) {
    const range = `${grid.min} to ${grid.max}`
    notes.faults.push(`${what} is ${range}, so ${value} is out of its range: ${nearest} is used.`)
  } else {
    notes.mentions.push(`${what} goes in steps of ${grid.step}: ${nearest} is used, not ${value}.`)
  }
  return nearest
}

function unknownField(key: string): string {
  const nearest = nearestWord(key, KNOWN_FIELDS)
  const hint = nearest === null ? '' : ` (the nearest is ${nearest})`
  return `A scenario has no field ${quoted(key)}${hint}: it is ignored.`
}
