// A table as comma-separated values, in pieces of some thousand rows: a long run has more lines than memory likes.
import { csvLine } from '../observe/csvText.ts'
import type { Table } from './tables.ts'

const ROWS_AT_ONCE = 4_000

/** The file in pieces of some thousand rows. */
export function* csvOf({ columns, rowCount }: Table): Generator<string> {
  let lines = [csvLine(columns.map((column) => column.name))]
  for (let row = 0; row < rowCount; row++) {
    lines.push(csvLine(columns.map((column) => column.values[row]!)))
    if (lines.length < ROWS_AT_ONCE) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}
