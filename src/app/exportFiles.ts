// Files of the run up to where it stands, made in the page and handed to the browser's download. The
// tables are those that the shell writes (src/files).
import { csvOf } from '../files/csv.ts'
import { parquetOf } from '../files/parquet.ts'
import { scenarioJson } from '../files/scenarioJson.ts'
import { tablesOf } from '../files/tables.ts'
import { formatMoment } from '../panels/format.ts'
import { encodeLink } from '../params/link.ts'
import { resolveLink } from '../params/resolve.ts'
import { download, fileNameOf } from './download.ts'
import type { ExportKind } from './exportKinds.ts'
import { simulation } from './runControl.ts'
import { resultNow } from './sharing.ts'
import type { SimulationThread } from './simulationThread.ts'
import { labStore } from './store.ts'
import { tellVisitor } from './words.ts'

export async function exportFile(kind: ExportKind): Promise<void> {
  const thread = simulation()
  if (thread === null) {
    tellVisitor('There is no run to export yet.')
    return
  }
  try {
    tellVisitor(await (kind === 'scenario.json' ? saveScenario() : saveTable(thread, kind)))
  } catch (problem) {
    tellVisitor(`The file could not be made: ${String(problem)}`)
  }
}

/** Answers with what to tell the visitor. */
async function saveScenario(): Promise<string> {
  const { link } = labStore.getState()
  const result = await resultNow()
  const { engine = '', fingerprint = null, fingerprintStep } = result
  const text = scenarioJson(resolveLink(link), {
    engine,
    fingerprint,
    step: fingerprintStep,
    link: encodeLink({ ...link, ...result }),
  })
  return download(`${fileNameOf(link)}.json`, new Blob([text], { type: 'application/json' }))
}

async function saveTable(thread: SimulationThread, kind: ExportKind): Promise<string> {
  const { link, facts } = labStore.getState()
  const run = await thread.api.tables()
  const table = tablesOf(run).find(({ name }) => kind.startsWith(name))!
  const name = `${fileNameOf(link)}-${kind}`
  const until = ` ${table.rowCount} rows, up to ${formatMoment(run.step)}.`
  if (kind.endsWith('.csv')) {
    return download(name, new Blob([...csvOf(table)], { type: 'text/csv' })) + until
  }
  const about = {
    engine: facts?.engineVersion ?? '',
    link: encodeLink(link),
    scenario: link.scenarioId,
    seed: link.seed,
  }
  const bytes = await parquetOf(table, about)
  return download(name, new Blob([bytes], { type: 'application/vnd.apache.parquet' })) + until
}
