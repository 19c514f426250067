// The experiment as files, as the shell writes them.
import { cellsCsv, runsCsv } from '../observe/sweepCsv.ts'
import { sweepCells } from '../observe/sweepTable.ts'
import { download } from './download.ts'
import { labStore } from './store.ts'
import { sweepOf } from './sweepQuestion.ts'
import { finder, sweepStore } from './sweepStore.ts'
import { tellVisitor } from './words.ts'

export function saveSweepCsv(what: 'cells' | 'runs'): void {
  const sweep = sweepOf(labStore.getState().link)
  const find = finder(sweepStore.getState().found)
  const text =
    what === 'cells'
      ? cellsCsv(sweep, sweepCells(sweep, sweep.seed, find))
      : runsCsv(sweep, sweep.seed, find)
  const file = new Blob([text], { type: 'text/csv' })
  tellVisitor(download(`unwind-experiment-${sweep.scenarioId}-${what}.csv`, file))
}
