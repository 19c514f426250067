// Values and ranges of parameters in words, for messages, the shell and the page.
import type { ParameterRow } from './parameter.ts'

/** 10x, -4.2 %, 2,000,000, 66 M USD, off. */
export function formatSetting(row: ParameterRow, value: number): string {
  if (row.choices !== undefined) return row.choices[value] ?? String(value)
  return value === row.off ? 'off' : withUnit(row, value)
}

/** "3x to 125x", "0x (off) to 125x", "off or on". */
export function formatRange(row: ParameterRow): string {
  if (row.choices !== undefined) return row.choices.join(' or ')
  const off = row.off === row.min ? ' (off)' : ''
  return `${withUnit(row, row.min)}${off} to ${withUnit(row, row.max)}`
}

/** Thousands in groups, the same in every language. */
export function groupDigits(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

function withUnit(row: ParameterRow, value: number): string {
  const number = groupDigits(value)
  if (row.unit === 'count' || row.unit === '') return number
  return row.unit === 'x' ? `${number}x` : `${number} ${row.unit}`
}
