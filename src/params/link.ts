// The share link is the scenario: a readable difference to a named one, in the address's fragment.
//   #1.the-day.k7Qp2&lc=10&bd@117000=8&Npr@120600=165.A_bank&M=118800&C=crowd.BTC&E=0.1.0&F=0123456789abcdef
//   Yo@118800=Binance.BTC.long.20.1000 is the visitor's own trader.
// link version . scenario . seed, then parts: a parameter's short key = whole steps from its minimum,
// @ the second of a live change; news may have a name behind a dot; capitals for the rest: F@ the second
// of a result on the way, those of an experiment in linkSweep.ts. Reading never throws: what is unknown
// or out of range is dropped and listed, the rest loads.
import { DEFAULT_ASSETS } from '../market/instruments.ts'
import { nearestStep } from './grid.ts'
import { DEFAULT_SEED, HOURS, MOST_CHANGES, MOST_NEWS, NEWS_SIZE, stepCountOf } from './limits.ts'
import { closeSide, openSide, readHours, readPart } from './linkParts.ts'
import { ENGINE_PATTERN, FINGERPRINT_PATTERN, NEWS_CODES, plainLink, SIDE_B } from './linkState.ts'
import { closeSweep, readSweepPart, sweepParts } from './linkSweep.ts'
import { decodeText, encodeText } from './linkText.ts'
import { FROZEN_TABLES, LINK_VERSION, tableOf } from './linkVersions.ts'
import { shortened } from './notices.ts'
import { orderToPart } from './orderWords.ts'
import {
  NEWS_TITLE_LENGTH,
  plainLine,
  plainNote,
  quoted,
  SEED_LENGTH,
  TITLE_LENGTH,
} from './plainText.ts'
import { rowOf } from './rowIndex.ts'
import { DEFAULT_SCENARIO_ID, findScenario, nearestScenarioId } from './scenarios.ts'
import { PARAMETERS } from './table.ts'
import { MOST_ORDERS } from './visitorOrder.ts'
import type { Grid } from './grid.ts'
import type { Reading } from './linkParts.ts'
import type { SweepReading } from './linkSweep.ts'
import type { LinkCamera, LinkSide, LinkState } from './linkState.ts'
import type { FrozenTables } from './linkVersions.ts'
import type { Scenario } from './scenario.ts'

export interface LinkReading {
  readonly state: LinkState
  /** What was dropped or replaced, in words. */
  readonly notices: readonly string[]
  /** False when no scenario could be made out, so that `state` is the default one. */
  readonly recognised: boolean
}

const LONGEST_LINK = 20_000
const MOST_PARTS = 1_000

// --- writing

/** The fragment, # included. Values off their grid go to the nearest step of it. */
export function encodeLink(state: LinkState): string {
  const seed = plainLine(state.seed, SEED_LENGTH)
  const parts = [`${LINK_VERSION}.${state.scenarioId}.${encodeText(seed)}`]
  if (state.hours !== undefined) parts.push(`H=${nearestStep(HOURS, state.hours)}`)
  parts.push(...sideParts(state, ''))
  if (state.sideB !== undefined) parts.push(...sidePartsOrMark(state.sideB))
  if (state.sweep !== undefined) parts.push(...sweepParts(state.sweep))
  if (state.moment !== undefined) parts.push(`M=${state.moment}`)
  if (state.camera !== undefined) parts.push(...cameraParts(state.camera))
  if (state.engine !== undefined && ENGINE_PATTERN.test(state.engine)) {
    parts.push(`E=${state.engine}`)
  }
  if (state.fingerprint !== undefined && FINGERPRINT_PATTERN.test(state.fingerprint)) {
    const at = state.fingerprintStep === undefined ? '' : `@${state.fingerprintStep}`
    parts.push(`F${at}=${state.fingerprint}`)
  }
  const title = plainLine(state.title ?? '', TITLE_LENGTH)
  const note = plainNote(state.note ?? '')
  if (title !== '') parts.push(`T=${encodeText(title)}`)
  if (note !== '') parts.push(`D=${encodeText(note)}`)
  return `#${parts.join('&')}`
}

function cameraParts({ scene, asset }: LinkCamera): string[] {
  const coin = DEFAULT_ASSETS[asset]
  return coin === undefined ? [] : [`C=${scene}.${coin.symbol}`]
}

/** A B side that differs in nothing is still a comparison. */
function sidePartsOrMark(side: LinkSide): string[] {
  const parts = sideParts(side, SIDE_B)
  return parts.length === 0 ? ['B'] : parts
}

function sideParts(side: LinkSide, mark: string): string[] {
  const parts: string[] = []
  for (const row of PARAMETERS) {
    const value = side.settings[row.key]
    if (value !== undefined) parts.push(`${mark}${row.short}=${stepsOf(row, value)}`)
  }
  for (const change of side.changes.slice(0, MOST_CHANGES)) {
    const row = rowOf(change.key)
    parts.push(`${mark}${row.short}@${change.step}=${stepsOf(row, change.value)}`)
  }
  for (const drop of side.drops.slice(0, MOST_NEWS)) {
    const size = stepsOf(NEWS_SIZE, drop.sizePercent)
    const title = plainLine(drop.title ?? '', NEWS_TITLE_LENGTH)
    const name = title === '' ? '' : `.${encodeText(title)}`
    parts.push(`${mark}${NEWS_CODES[drop.kind]}@${drop.step}=${size}${name}`)
  }
  for (const order of (side.orders ?? []).slice(0, MOST_ORDERS)) {
    parts.push(`${mark}${orderToPart(order)}`)
  }
  return parts
}

function stepsOf(grid: Grid, value: number): number {
  return nearestStep(grid, Number.isFinite(value) ? value : grid.min)
}

// --- reading

/** Accepts a whole address, a fragment with # or without. */
export function decodeLink(text: string, frozen: FrozenTables = FROZEN_TABLES): LinkReading {
  const notices: string[] = []
  if (isBlank(text)) return { state: plainLink(DEFAULT_SCENARIO_ID), notices, recognised: false }
  const [head = '', ...parts] = partsOf(text, notices)
  const { version, scenario, seed, recognised } = readHead(head, notices)
  const reading: Reading = {
    table: tableOf(version, frozen),
    scenario,
    sideA: openSide(),
    sideB: openSide(),
    words: new Map(),
    notices,
    stepCount: stepCountOf(scenario.hours),
    hours: undefined,
    moment: undefined,
    camera: undefined,
    fingerprintStep: undefined,
    comparesB: false,
  }
  const hours = parts.find((part) => part.startsWith('H='))
  if (hours !== undefined) readHours(reading, hours.slice(2))
  if (!recognised && head.includes('=')) readPart(reading, head)
  const experiment: SweepReading = {}
  for (const part of parts) {
    if (!readSweepPart(reading, experiment, part)) readPart(reading, part)
  }
  const run = stateOf(reading, seed)
  const state = { ...run, ...present('sweep', closeSweep(reading, experiment, run)) }
  return { state, notices: shortened(notices), recognised }
}

/** No link at all, as when the page is opened by its bare address. */
function isBlank(text: string): boolean {
  return text.length < 64 && /^\s*#?\s*$/.test(text)
}

function stateOf(reading: Reading, seed: string): LinkState {
  const { words } = reading
  return {
    scenarioId: reading.scenario.id,
    seed,
    ...present('hours', reading.hours),
    ...closeSide(reading, reading.sideA),
    ...present('sideB', reading.comparesB ? closeSide(reading, reading.sideB) : undefined),
    ...present('moment', reading.moment),
    ...present('camera', reading.camera),
    ...present('engine', words.get('E')),
    ...present('fingerprint', words.get('F')),
    ...present('fingerprintStep', words.has('F') ? reading.fingerprintStep : undefined),
    ...present('title', words.get('T')),
    ...present('note', words.get('D')),
  }
}

function present<Key extends string, Value>(key: Key, value: Value | undefined) {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value }
}

function partsOf(text: string, notices: string[]): string[] {
  let fragment = text.slice(0, LONGEST_LINK).trim()
  const hash = fragment.indexOf('#')
  if (hash >= 0) fragment = fragment.slice(hash + 1)
  else if (fragment.includes('://')) fragment = ''
  if (text.length > LONGEST_LINK) {
    // The last part may have lost digits.
    fragment = fragment.slice(0, Math.max(0, fragment.lastIndexOf('&')))
    notices.push(`The link is longer than ${LONGEST_LINK} characters: its end was dropped.`)
  }
  const parts = fragment.split('&', MOST_PARTS + 1).map((part) => part.replace(/^amp;/, ''))
  if (parts.length > MOST_PARTS) {
    notices.push(`The link has more than ${MOST_PARTS} parts: the rest was dropped.`)
    parts.length = MOST_PARTS
  }
  return parts
}

interface Head {
  readonly version: number
  readonly scenario: Scenario
  readonly seed: string
  readonly recognised: boolean
}

function readHead(head: string, notices: string[]): Head {
  const fallback = findScenario(DEFAULT_SCENARIO_ID)!
  const match = /^(?:(\d{1,4})\.)?([^.=]+)(?:\.(.*))?$/s.exec(head)
  if (match === null) {
    notices.push(`The link names no scenario: ${fallback.id} is loaded.`)
    return { version: LINK_VERSION, scenario: fallback, seed: DEFAULT_SEED, recognised: false }
  }
  const [, versionText, id = '', seedText] = match
  const version = versionText === undefined ? LINK_VERSION : Number(versionText)
  const scenario = findScenario(id)
  if (version > LINK_VERSION) {
    notices.push(
      `The link was made by a newer Unwind (link version ${version}, ours is ${LINK_VERSION}): ` +
        'what we know of it is loaded.',
    )
  }
  if (scenario === undefined) {
    const nearest = nearestScenarioId(id)
    const hint = nearest === null ? '' : ` (the nearest is ${nearest})`
    notices.push(`There is no scenario ${quoted(id)}${hint}: ${fallback.id} is loaded.`)
  }
  const recognised = scenario !== undefined || versionText !== undefined
  return {
    version,
    scenario: scenario ?? fallback,
    seed: readSeed(seedText, notices),
    recognised,
  }
}

function readSeed(encoded: string | undefined, notices: string[]): string {
  const seed = decodeText(encoded ?? '', (text) => plainLine(text, SEED_LENGTH))
  if (seed !== null && seed !== '') return seed
  notices.push(`The link carries no readable seed: '${DEFAULT_SEED}' is used.`)
  return DEFAULT_SEED
}
