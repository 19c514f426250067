// Comma-separated values (RFC 4180, lines end in \n): numbers to twelve digits, text quoted where it must be.
// ODD submodel: Observation.

export type CsvValue = number | string

/** Hides what binary fractions add: 125, not 125.00000000000001. */
const DIGITS = 12

export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvValue).join(',')}\n`
}

/** What is no number stays empty. A leading = + - @ of text would be a formula to a spreadsheet: an
 * apostrophe stands before it, and before a leading apostrophe, so that taking one away gives the text. */
function csvValue(value: CsvValue): string {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? String(Number(value.toPrecision(DIGITS))) : ''
  }
  const text = /^[=+\-@\t']/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
