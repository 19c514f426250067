// The files of a run: series, liquidations and events as CSV (and Parquet), and the scenario that repeats it.
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs'
import { statSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { csvOf } from '../files/csv.ts'
import { parquetOf } from '../files/parquet.ts'
import { scenarioJson } from '../files/scenarioJson.ts'
import { tablesOf } from '../files/tables.ts'
import { quoted } from '../params/plainText.ts'
import { UsageError } from './command.ts'
import type { Table } from '../files/tables.ts'
import type { RunSpec } from '../params/resolve.ts'
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

export async function exportFiles(
  folder: string,
  spec: RunSpec,
  model: LabModel,
  observer: LabObserver,
  result: RunResult,
  hasParquet: boolean,
): Promise<void> {
  const step = model.stepsDone()
  const tables = tablesOf({
    step,
    series: observer.series(),
    liquidations: observer.liquidationsBetween(0, step),
    events: observer.events(),
    changes: spec.changes,
    orders: spec.orders,
    assetSymbols: model.assets.map((asset) => asset.symbol),
    venueNames: model.venueNames,
  })
  const { engine, fingerprint, link } = result
  const about = { engine, fingerprint, scenario: spec.scenario.id, seed: spec.seed }
  for (const table of tables) {
    writeCsv(join(folder, `${table.name}.csv`), table)
    if (!hasParquet) continue
    const bytes = await parquetOf(table, about)
    writeFileSync(join(folder, `${table.name}.parquet`), new Uint8Array(bytes))
  }
  writeFileSync(join(folder, 'scenario.json'), scenarioJson(spec, { engine, fingerprint, link }))
}

function writeCsv(path: string, table: Table): void {
  const file = openSync(path, 'w')
  try {
    for (const piece of csvOf(table)) writeSync(file, piece)
  } finally {
    closeSync(file)
  }
}
