// The parts of a share link that ask an experiment:
//   R=the-hour.7.99.k7Qp2&X=ml.2.7.22&Y=ss.120.160&S=5&O=btcFall
// R: what is run (scenario, quarters of an hour, traders per agent, first seed); X and Y: an axis, by the
// parameter's short key and whole steps from its minimum; S: seeds of a cell; O: the outcome shown.
import { nearestStep, valueAt } from './grid.ts'
import { HOURS, MOST_AXIS_VALUES, MOST_SEEDS } from './limits.ts'
import { labelOf, readSteps, readWhole, todaysValue } from './linkParts.ts'
import { decodeText, encodeText } from './linkText.ts'
import { plainLine, quoted, SEED_LENGTH } from './plainText.ts'
import { rowOf } from './rowIndex.ts'
import { findScenario } from './scenarios.ts'
import { axisValues, DEFAULT_MEASURE } from './sweep.ts'
import { settingsOf } from './table.ts'
import type { Reading } from './linkParts.ts'
import type { LinkState } from './linkState.ts'
import type { LinkSweep, SweepAxis } from './sweep.ts'
import type { ParameterKey } from './table.ts'

/** Names of measures are shorter. */
const MEASURE_LENGTH = 80

type What = Pick<LinkSweep, 'scenarioId' | 'hours' | 'tradersPerAgent' | 'seed'>

/** What has been read of an experiment so far. */
export interface SweepReading {
  x?: SweepAxis
  y?: SweepAxis
  seeds?: number
  measure?: string
  what?: What
  /** Some part of it was there. */
  isMeant?: true
}

// --- writing

export function sweepParts(sweep: LinkSweep): string[] {
  const { x, y, seeds, measure, scenarioId, hours, tradersPerAgent, seed } = sweep
  const agents = nearestStep(rowOf('tradersPerAgent'), tradersPerAgent)
  const what = [scenarioId, nearestStep(HOURS, hours), agents, encodeText(seed)]
  const parts = [`R=${what.join('.')}`, `X=${axisPart(x)}`]
  if (y !== null) parts.push(`Y=${axisPart(y)}`)
  if (seeds !== 1) parts.push(`S=${seeds}`)
  if (measure !== DEFAULT_MEASURE) parts.push(`O=${encodeText(measure)}`)
  return parts
}

function axisPart({ key, values }: SweepAxis): string {
  const row = rowOf(key)
  return [row.short, ...values.map((value) => nearestStep(row, value))].join('.')
}

// --- reading

/** False where the part is none of an experiment's. */
export function readSweepPart(reading: Reading, sweep: SweepReading, part: string): boolean {
  const match = /^([RXYSO])=(.*)$/s.exec(part)
  if (match === null) return false
  const [, name, text = ''] = match
  sweep.isMeant = true
  if (name === 'X' || name === 'Y') readAxisPart(reading, sweep, name === 'X' ? 'x' : 'y', text)
  else if (name === 'S') readSeeds(reading, sweep, text)
  else if (name === 'O') readMeasure(reading, sweep, text)
  else readWhat(reading, sweep, text)
  return true
}

function readAxisPart(reading: Reading, sweep: SweepReading, axis: 'x' | 'y', text: string): void {
  const [short = '', ...steps] = text.split('.', MOST_AXIS_VALUES + 2)
  const row = reading.table.rows.find((candidate) => candidate.short === short)
  if (row === undefined) {
    reading.notices.push(`The experiment's parameter ${quoted(short)} is unknown: it was dropped.`)
    return
  }
  const label = `The experiment's ${labelOf(row)}`
  if (steps.length > MOST_AXIS_VALUES) {
    reading.notices.push(`${label} has at most ${MOST_AXIS_VALUES} values: the rest was dropped.`)
    steps.length = MOST_AXIS_VALUES
  }
  const values = steps.flatMap((step) => {
    const whole = readSteps(reading, label, row, step)
    const value = whole === null ? null : todaysValue(reading, row, valueAt(row, whole))
    return value === null ? [] : [value]
  })
  if (values.length === 0) {
    reading.notices.push(`${label} has no value that can be used: it was dropped.`)
    return
  }
  const key = row.key as ParameterKey
  sweep[axis] = { key, values: axisValues(rowOf(key), values) }
}

function readSeeds(reading: Reading, sweep: SweepReading, text: string): void {
  const seeds = readWhole(text)
  if (seeds !== null && seeds >= 1 && seeds <= MOST_SEEDS) sweep.seeds = seeds
  else {
    const range = `1 to ${MOST_SEEDS}`
    reading.notices.push(`An experiment has ${range} seeds: ${quoted(text)} was dropped.`)
  }
}

function readMeasure(reading: Reading, sweep: SweepReading, text: string): void {
  const measure = decodeText(text, (plain) => plainLine(plain, MEASURE_LENGTH))
  if (measure !== null && measure !== '') sweep.measure = measure
  else reading.notices.push("The experiment's outcome cannot be read: it was dropped.")
}

function readWhat(reading: Reading, sweep: SweepReading, text: string): void {
  const [, scenarioId = '', quarters = '', agents = '', encoded = ''] =
    /^([^.]*)\.([^.]*)\.([^.]*)\.(.*)$/s.exec(text) ?? []
  const scenario = findScenario(scenarioId)
  const seed = decodeText(encoded, (plain) => plainLine(plain, SEED_LENGTH))
  if (scenario === undefined || seed === null || seed === '') {
    reading.notices.push(
      `What the experiment runs, ${quoted(text)}, cannot be read: it runs what the link does.`,
    )
    return
  }
  const row = reading.table.rows.find((candidate) => candidate.key === 'tradersPerAgent')
  const quarterSteps = readSteps(reading, "The length of the experiment's runs", HOURS, quarters)
  const crowd = "The experiment's traders per agent"
  const agentSteps = row === undefined ? null : readSteps(reading, crowd, row, agents)
  sweep.what = {
    scenarioId,
    seed,
    hours: quarterSteps === null ? scenario.hours : valueAt(HOURS, quarterSteps),
    tradersPerAgent:
      (row === undefined || agentSteps === null
        ? null
        : todaysValue(reading, row, valueAt(row, agentSteps))) ??
      settingsOf(scenario).tradersPerAgent,
  }
}

/** The experiment that was read; undefined where there is none, or nothing to vary. */
export function closeSweep(
  reading: Reading,
  sweep: SweepReading,
  link: LinkState,
): LinkSweep | undefined {
  if (sweep.isMeant === undefined) return undefined
  const { x, y = null, seeds = 1, measure = DEFAULT_MEASURE } = sweep
  if (x === undefined) {
    reading.notices.push('The experiment names no parameter for x: it was dropped.')
    return undefined
  }
  if (y?.key === x.key) {
    reading.notices.push('Both axes of the experiment are one parameter: y was dropped.')
  }
  const what = sweep.what ?? whatOf(link)
  return { x, y: y?.key === x.key ? null : y, seeds, measure, ...what }
}

/** The link's own run. */
export function whatOf(link: LinkState): What {
  const scenario = findScenario(link.scenarioId)!
  return {
    scenarioId: link.scenarioId,
    seed: link.seed,
    hours: link.hours ?? scenario.hours,
    tradersPerAgent: link.settings.tradersPerAgent ?? settingsOf(scenario).tradersPerAgent,
  }
}
