// The parts of a share link, one at a time, and what they mean in today's table.
import { DEFAULT_ASSETS } from '../market/instruments.ts'
import { lastStepOf, snap, valueAt } from './grid.ts'
import { HOURS, MOST_CHANGES, MOST_NEWS, NEWS_SIZE, stepCountOf } from './limits.ts'
import { ENGINE_PATTERN, FINGERPRINT_PATTERN, NEWS_CODES } from './linkState.ts'
import { SCENE_NAMES, SIDE_B } from './linkState.ts'
import { decodeText } from './linkText.ts'
import { orderActionOf, orderFromText } from './orderWords.ts'
import { NEWS_TITLE_LENGTH, plainLine, plainNote, quoted, TITLE_LENGTH } from './plainText.ts'
import { ordersIfAny } from './resolve.ts'
import { rowOf } from './rowIndex.ts'
import { settingsOf } from './table.ts'
import { MOST_ORDERS } from './visitorOrder.ts'
import { formatRange } from './words.ts'
import type { Grid } from './grid.ts'
import type { DroppedNews, LinkCamera, LinkSide } from './linkState.ts'
import type { FrozenRow, FrozenTable } from './linkVersions.ts'
import type { DatedChange, NewsKind, Scenario } from './scenario.ts'
import type { ParameterKey } from './table.ts'
import type { VisitorOrder } from './visitorOrder.ts'

const NEWS_KINDS_BY_CODE = new Map<string, NewsKind>(
  (Object.keys(NEWS_CODES) as NewsKind[]).map((kind) => [NEWS_CODES[kind], kind]),
)

interface OpenSide {
  readonly steps: Map<string, number>
  readonly changes: DatedChange[]
  readonly drops: DroppedNews[]
  readonly orders: VisitorOrder[]
}

export function openSide(): OpenSide {
  return { steps: new Map(), changes: [], drops: [], orders: [] }
}

/** What has been read so far. */
export interface Reading {
  readonly table: FrozenTable
  readonly scenario: Scenario
  readonly sideA: OpenSide
  readonly sideB: OpenSide
  readonly words: Map<string, string>
  readonly notices: string[]
  stepCount: number
  hours: number | undefined
  moment: number | undefined
  camera: LinkCamera | undefined
  fingerprintStep: number | undefined
  comparesB: boolean
}

export function readPart(reading: Reading, part: string): void {
  if (part === '') return
  if (part === 'B') {
    reading.comparesB = true
    return
  }
  const equals = part.indexOf('=')
  const name = readName(equals < 0 ? part : part.slice(0, equals))
  const value = equals < 0 ? '' : part.slice(equals + 1)
  const ofB = name.startsWith(SIDE_B)
  const side = ofB ? reading.sideB : reading.sideA
  const [key = '', stepText, ...more] = (ofB ? name.slice(SIDE_B.length) : name).split('@')
  if (ofB) reading.comparesB = true
  const row = reading.table.rows.find((candidate) => candidate.short === key)
  const kind = NEWS_KINDS_BY_CODE.get(key)
  const action = orderActionOf(key)
  if (more.length > 0) unknownPart(reading, part)
  else if (row !== undefined && stepText === undefined) readSetting(reading, side, row, value)
  else if (row !== undefined) readChange(reading, side, row, stepText!, value)
  else if (kind !== undefined) readDrop(reading, side, kind, stepText ?? '', value)
  else if (!ofB && key === 'F' && stepText !== undefined) readResult(reading, stepText, value)
  else if (action !== undefined) readOrder(reading, side, action, stepText ?? '', value)
  else if (ofB || stepText !== undefined) unknownPart(reading, part)
  else readOther(reading, key, value, part)
}

/** Some messengers encode the @. */
function readName(name: string): string {
  return name.length < 64 ? name.replaceAll('%40', '@') : name
}

function readOther(reading: Reading, key: string, value: string, part: string): void {
  if (key === 'H') return
  if (key === 'M') readMoment(reading, value)
  else if (key === 'C') readCamera(reading, value)
  else if (key === 'E') readWord(reading, key, value, ENGINE_PATTERN, 'engine version')
  else if (key === 'F') readFingerprint(reading, value)
  else if (key === 'T') {
    readText(reading, key, value, 'title', (text) => plainLine(text, TITLE_LENGTH))
  } else if (key === 'D') readText(reading, key, value, 'note', plainNote)
  else unknownPart(reading, part)
}

function unknownPart(reading: Reading, part: string): void {
  reading.notices.push(`The part ${quoted(part)} is unknown to this version: it was dropped.`)
}

function readSetting(reading: Reading, side: OpenSide, row: FrozenRow, text: string): void {
  const steps = readSteps(reading, labelOf(row), row, text)
  if (steps === null) return
  if (side.steps.has(row.key)) {
    reading.notices.push(`${labelOf(row)} is given twice: the first value is used.`)
    return
  }
  side.steps.set(row.key, steps)
}

function readChange(
  reading: Reading,
  side: OpenSide,
  row: FrozenRow,
  stepText: string,
  text: string,
): void {
  const label = labelOf(row)
  const step = readStep(reading, `A change of ${label}`, stepText)
  const steps = step === null ? null : readSteps(reading, label, row, text)
  if (step === null || steps === null) return
  const today = rowOf(row.key)
  if (today === undefined || today.when !== 'live') {
    reading.notices.push(`${label} cannot change while a run goes on: the change was dropped.`)
    return
  }
  const value = todaysValue(reading, row, valueAt(row, steps))
  if (value === null) return
  if (side.changes.length === MOST_CHANGES) {
    reading.notices.push(`A run holds ${MOST_CHANGES} dated changes: one of ${label} was dropped.`)
    return
  }
  side.changes.push({ step, key: row.key as ParameterKey, value })
}

function readDrop(
  reading: Reading,
  side: OpenSide,
  kind: NewsKind,
  stepText: string,
  text: string,
): void {
  const step = readStep(reading, `The ${kind} news`, stepText)
  const dot = text.indexOf('.')
  const sizeText = dot < 0 ? text : text.slice(0, dot)
  const size = step === null ? null : readSteps(reading, `The ${kind} news`, NEWS_SIZE, sizeText)
  if (step === null || size === null) return
  if (side.drops.length === MOST_NEWS) {
    reading.notices.push(`A run holds ${MOST_NEWS} news of a visitor: one more was dropped.`)
    return
  }
  const title = dot < 0 ? '' : readNewsTitle(reading, kind, text.slice(dot + 1))
  const drop = { kind, step, sizePercent: valueAt(NEWS_SIZE, size) }
  side.drops.push(title === '' ? drop : { ...drop, title })
}

function readNewsTitle(reading: Reading, kind: NewsKind, encoded: string): string {
  const title = decodeText(encoded, (text) => plainLine(text, NEWS_TITLE_LENGTH))
  if (title === null) reading.notices.push(`The name of the ${kind} news cannot be read.`)
  return title ?? ''
}

function readOrder(
  reading: Reading,
  side: OpenSide,
  action: VisitorOrder['action'],
  stepText: string,
  text: string,
): void {
  const step = readStep(reading, 'An order of yours', stepText)
  if (step === null) return
  const answer = orderFromText(action, step, text)
  if (!answer.ok) {
    reading.notices.push(`Your order ${quoted(text)} was dropped: ${answer.problem}.`)
  } else if (side.orders.length === MOST_ORDERS) {
    reading.notices.push(`A run holds ${MOST_ORDERS} orders of yours: one more was dropped.`)
  } else side.orders.push(answer.order)
}

export function readHours(reading: Reading, text: string): void {
  const quarters = readSteps(reading, 'The length of the run', HOURS, text)
  if (quarters === null) return
  const hours = valueAt(HOURS, quarters)
  if (hours !== reading.scenario.hours) reading.hours = hours
  reading.stepCount = stepCountOf(hours)
}

function readMoment(reading: Reading, text: string): void {
  const step = readWhole(text)
  if (step !== null && step <= reading.stepCount) {
    reading.moment = step
    return
  }
  reading.notices.push(
    `The moment ${quoted(text)} is not within the run's ${reading.stepCount} seconds: ` +
      'it was dropped.',
  )
}

/** The result of the run so far, at a step. */
function readResult(reading: Reading, stepText: string, text: string): void {
  const step = readWhole(stepText)
  if (step === null || step > reading.stepCount) {
    const range = `within the run's ${reading.stepCount} seconds`
    reading.notices.push(
      `The second ${quoted(stepText)} of the result is not ${range}: it was dropped.`,
    )
    return
  }
  readFingerprint(reading, text, step)
}

/** `step`: none for the result of the run's end. */
function readFingerprint(reading: Reading, text: string, step?: number): void {
  readWord(reading, 'F', text, FINGERPRINT_PATTERN, 'fingerprint')
  reading.fingerprintStep = reading.words.get('F') === text ? step : undefined
}

function readCamera(reading: Reading, text: string): void {
  const [scene, symbol, ...more] = text.split('.', 3)
  const name = SCENE_NAMES.find((known) => known === scene)
  const asset = DEFAULT_ASSETS.findIndex((coin) => coin.symbol === symbol)
  if (name === undefined || asset < 0 || more.length > 0) {
    reading.notices.push(`The view ${quoted(text)} cannot be read: it was dropped.`)
    return
  }
  reading.camera = { scene: name, asset }
}

function readWord(
  reading: Reading,
  key: string,
  text: string,
  pattern: RegExp,
  what: string,
): void {
  if (pattern.test(text)) reading.words.set(key, text)
  else reading.notices.push(`The ${what} ${quoted(text)} cannot be read: it was dropped.`)
}

function readText(
  reading: Reading,
  key: string,
  encoded: string,
  what: string,
  clean: (text: string) => string,
): void {
  const text = decodeText(encoded, clean)
  if (text === null) reading.notices.push(`The ${what} cannot be read: it was dropped.`)
  else if (text !== '') reading.words.set(key, text)
}

// --- values

/** A whole number of steps on a grid; null, with a notice, for anything else. */
export function readSteps(reading: Reading, what: string, grid: Grid, text: string): number | null {
  const steps = readWhole(text)
  if (steps !== null && steps <= lastStepOf(grid)) return steps
  const range = `${grid.min} to ${grid.max}, so 0 to ${lastStepOf(grid)} steps`
  reading.notices.push(`${what} is ${range}: ${quoted(text)} was dropped.`)
  return null
}

function readStep(reading: Reading, what: string, text: string): number | null {
  const step = readWhole(text)
  if (step !== null && step < reading.stepCount) return step
  const range = `within the run's ${reading.stepCount} seconds`
  reading.notices.push(`${what} must lie ${range}: ${quoted(text)} was dropped.`)
  return null
}

export function readWhole(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** What differs from today's scenario: what the link says, and defaults that have moved since. */
export function closeSide(reading: Reading, side: OpenSide): LinkSide {
  const today = settingsOf(reading.scenario)
  const then = reading.table.scenarios.find((scenario) => scenario.id === reading.scenario.id)
  const settings: Partial<Record<ParameterKey, number>> = {}
  for (const row of reading.table.rows) {
    const key = row.key as ParameterKey
    const steps = side.steps.get(key)
    const defaultThen = then !== undefined && Object.hasOwn(then.settings, key)
    const written = steps === undefined ? null : valueAt(row, steps)
    const value = written ?? (defaultThen ? then.settings[key]! : row.default)
    if (value === today[key]) continue
    if (rowOf(row.key as string) === undefined && written === null) continue
    const usable = todaysValue(reading, row, value)
    if (usable !== null && usable !== today[key]) settings[key] = usable
  }
  const byStep = (a: { readonly step: number }, b: { readonly step: number }) => a.step - b.step
  return {
    settings,
    changes: side.changes.sort(byStep),
    drops: side.drops.sort(byStep),
    ...ordersIfAny(side.orders.sort(byStep)),
  }
}

/** The value on today's grid; null, with a notice, where today's table has no place for it. */
export function todaysValue(reading: Reading, row: FrozenRow, value: number): number | null {
  const today = rowOf(row.key as string)
  if (today === undefined) {
    reading.notices.push(`The parameter ${row.key} no longer exists: ${value} was dropped.`)
    return null
  }
  if (value < today.min || value > today.max) {
    reading.notices.push(`${today.label} is now ${formatRange(today)}: ${value} was dropped.`)
    return null
  }
  return snap(today, value)
}

export function labelOf(row: FrozenRow): string {
  return rowOf(row.key as string)?.label ?? row.key
}
