// Comma-separated values (RFC 4180, lines end in \n): numbers to twelve digits, text quoted where it must be.
import { closeSync, openSync, writeSync } from 'node:fs'

export type CsvValue = number | string

/** Hides what binary fractions add: 125, not 125.00000000000001. */
const DIGITS = 12
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

export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvValue).join(',')}\n`
}

/** What is no number stays empty. A leading = + - @ of text would be a formula to a spreadsheet. */
function csvValue(value: CsvValue): string {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? String(Number(value.toPrecision(DIGITS))) : ''
  }
  const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
