// The files of a run: series, liquidations and events as CSV, and the scenario that repeats it.
import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { quoted } from '../params/plainText.ts'
import { rowOf } from '../params/rowIndex.ts'
import { findScenario } from '../params/scenarios.ts'
import { UsageError } from './command.ts'
import { writeCsv } from './csv.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { CsvValue } from '../observe/csvText.ts'
import type { LabModel, LabObserver } from './engine.ts'
import type { RunResult } from './result.ts'

/** Makes the folder, before a long run finds out that it cannot. */
export function prepareFolder(path: string): void {
  try {
    makeFolder(resolve(path))
    accessSync(path, constants.W_OK)
  } catch {
    const isFile = existsSync(path) && !statSync(path).isDirectory()
    const reason = isFile ? 'is a file' : 'cannot be written to'
    throw new UsageError(`--out takes a folder, but ${quoted(path)} ${reason}.`)
  }
}

/** Not mkdirSync's own recursion: below a folder that takes no folders (/proc) it never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw new Error(`${path} is no folder`)
    return
  }
  makeFolder(dirname(path))
  mkdirSync(path)
}

export function exportFiles(
  folder: string,
  spec: RunSpec,
  model: LabModel,
  observer: LabObserver,
  result: RunResult,
): void {
  const symbols = model.assets.map((asset) => asset.symbol)
  const series = seriesTable(observer.series(), symbols)
  writeCsv(join(folder, 'series.csv'), series.header, series.rows)
  writeCsv(join(folder, 'liquidations.csv'), LIQUIDATION_HEADER, liquidationRows(model, observer))
  writeCsv(join(folder, 'events.csv'), EVENT_HEADER, eventRows(spec, model, observer))
  const scenario = scenarioFile(spec, result)
  writeFileSync(join(folder, 'scenario.json'), `${JSON.stringify(scenario, undefined, 2)}\n`)
}

/** `run scenario.json` repeats the run: every setting stands in it, whatever defaults become. */
export function scenarioFile(spec: RunSpec, result: RunResult): Record<string, unknown> {
  const { id, title, summary, hours, eventHour } = spec.scenario
  return {
    engine: result.engine,
    fingerprint: result.fingerprint,
    link: result.link,
    ...(findScenario(id) === undefined ? {} : { base: id }),
    id,
    title,
    summary,
    hours,
    eventHour,
    seed: spec.seed,
    settings: spec.settings,
    news: spec.news,
    changes: spec.changes,
  }
}

// --- series.csv

/** Names whose units do not stand in them. By asset: # is the symbol. */
const SERIES_NAMES: Readonly<Record<string, string>> = {
  step: 'step_s',
  price: 'price_#_usd',
  low: 'low_#_usd',
  high: 'high_#_usd',
  liquidatedTraders: 'liquidated_traders_count',
  fundingRate: 'funding_rate_per_8h',
  sentiment: 'sentiment_index',
}

export function seriesTable(
  columns: Readonly<Record<string, Float64Array>>,
  symbols: readonly string[],
) {
  const rowCount = columns['step']!.length
  const header: string[] = []
  const readers: ((row: number) => number)[] = []
  const { step, ...others } = columns
  for (const [name, column] of Object.entries({ step: step!, ...others })) {
    const title = SERIES_NAMES[name] ?? snakeCase(name)
    if (!title.includes('#')) {
      header.push(title)
      readers.push((row) => column[row]!)
      continue
    }
    for (const [asset, symbol] of symbols.entries()) {
      header.push(title.replace('#', symbol.toLowerCase()))
      readers.push((row) => column[row * symbols.length + asset]!)
    }
  }
  function* rows(): Generator<number[]> {
    for (let row = 0; row < rowCount; row++) yield readers.map((read) => read(row))
  }
  return { header, rows: rows() }
}

/** bids1PercentUsd is bids_1_percent_usd. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`)
}

// --- liquidations.csv

const LIQUIDATION_HEADER = [
  'step_s',
  'asset',
  'venue',
  'side',
  'mark_price_usd',
  'notional_usd',
  'traders_count',
  'entry_leverage_x',
]

function* liquidationRows(model: LabModel, observer: LabObserver): Generator<CsvValue[]> {
  const rows = observer.liquidationsBetween(0, model.stepCount)
  for (let row = 0; row < rows.count; row++) {
    yield [
      rows.step[row]!,
      model.assets[rows.asset[row]!]!.symbol,
      model.venueNames[rows.venue[row]!]!,
      rows.side[row] === 1 ? 'long' : 'short',
      rows.priceUsd[row]!,
      rows.notionalUsd[row]!,
      rows.traders[row]!,
      rows.leverage[row]!,
    ]
  }
}

// --- events.csv

const EVENT_HEADER = [
  'step_s',
  'kind',
  'venue',
  'asset',
  'side',
  'amount_usd',
  'count',
  'value',
  'value_unit',
  'title',
]

/** What the numbers in the value column mean. */
const VALUE_UNITS: Readonly<Record<string, string>> = {
  news: 'fraction of value',
  limit: 'x leverage',
  breaker: '1 on 0 off',
}

function* eventRows(
  spec: RunSpec,
  model: LabModel,
  observer: LabObserver,
): Generator<readonly CsvValue[]> {
  const changes = spec.changes
    .filter((change) => change.step < model.stepCount)
    .map((change) => {
      const row = rowOf(change.key)
      const values = ['change', '', '', '', '', '', change.value, row.unit, row.label] as const
      return [change.step, ...values] as const
    })
  const events = observer.events().map((event) => {
    const venue = model.venueNames[event.venue] ?? ''
    const asset = model.assets[event.asset]?.symbol ?? ''
    const unit = VALUE_UNITS[event.kind]
    return [
      event.step,
      event.kind,
      venue,
      asset,
      asset === '' ? '' : event.side === 1 ? 'sell' : 'buy',
      event.usd,
      event.count,
      unit === undefined ? '' : event.value,
      unit ?? '',
      event.title,
    ] as const
  })
  yield* [...changes, ...events].sort((a, b) => a[0] - b[0])
}
