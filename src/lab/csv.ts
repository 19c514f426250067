// Files of comma-separated values, written as they come: a long run has more lines than memory likes.
import { closeSync, openSync, writeSync } from 'node:fs'
import { csvLine } from '../observe/csvText.ts'
import type { CsvValue } from '../observe/csvText.ts'

const ROWS_AT_ONCE = 4_000

export function writeCsv(
  path: string,
  header: readonly string[],
  rows: Iterable<readonly CsvValue[]>,
): void {
  const file = openSync(path, 'w')
  try {
    let lines = [csvLine(header)]
    for (const row of rows) {
      lines.push(csvLine(row))
      if (lines.length < ROWS_AT_ONCE) continue
      writeSync(file, lines.join(''))
      lines = []
    }
    writeSync(file, lines.join(''))
  } finally {
    closeSync(file)
  }
}
