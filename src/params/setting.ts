// One parameter's value from outside (a file, the shell, a slider's field), checked against its row.
import { isOnGrid, snap } from './grid.ts'
import { nearestWord } from './nearest.ts'
import { quoted } from './plainText.ts'
import { rowOf } from './rowIndex.ts'
import { PARAMETERS } from './table.ts'
import { formatRange, formatSetting } from './words.ts'
import type { ParameterRow } from './parameter.ts'
import type { ParameterKey } from './table.ts'

export type SettingCheck =
  | {
      readonly ok: true
      readonly key: ParameterKey
      readonly value: number
      /** What was used instead of what was written, or null. */
      readonly notice: string | null
    }
  | {
      readonly ok: false
      /** One sentence: the thing, its range, the nearest valid. */
      readonly problem: string
      /** The nearest valid value, where the key is known and the value is a number. */
      readonly nearest: { readonly key: ParameterKey; readonly value: number } | null
    }

/** `value` is a number, or text as typed: 10, 10x, -4.2 %, on, off. */
export function checkSetting(key: string, value: unknown): SettingCheck {
  const row = rowOf(key)
  if (row === undefined) return { ok: false, problem: unknownKey(key), nearest: null }
  const number = typeof value === 'string' ? readText(row, value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    const written = typeof value === 'string' ? quoted(value) : describeKind(value)
    const problem = `${row.key} is a number (${formatRange(row)}), not ${written}.`
    return { ok: false, problem, nearest: null }
  }
  const rowKey = row.key as ParameterKey
  const nearest = snap(row, number)
  if (number < row.min || number > row.max) {
    const problem =
      `${row.key} is ${formatRange(row)}, so ${number} is out of its range: ` +
      `the nearest is ${nearest}.`
    return { ok: false, problem, nearest: { key: rowKey, value: nearest } }
  }
  if (isOnGrid(row, number)) return { ok: true, key: rowKey, value: number + 0, notice: null }
  const steps = row.choices === undefined ? `in steps of ${row.step}` : 'a choice'
  const notice = `${row.key} goes ${steps}: ${formatSetting(row, nearest)} is used, not ${number}.`
  return { ok: true, key: rowKey, value: nearest, notice }
}

function unknownKey(key: string): string {
  const keys = PARAMETERS.map((row) => row.key)
  const byLabel = new Map<string, string>(PARAMETERS.map((row) => [row.label, row.key]))
  const label = nearestWord(key, [...byLabel.keys()])
  const nearest = nearestWord(key, keys) ?? (label === null ? null : byLabel.get(label))
  const hint = nearest ? `the nearest is ${nearest}` : 'the list of parameters names them all'
  return `There is no parameter ${quoted(key)}: ${hint}.`
}

/** The number that text stands for, NaN where it stands for none. */
function readText(row: ParameterRow, text: string): number {
  let word = text.slice(0, 64).trim().toLowerCase()
  const choice = row.choices?.findIndex((name) => name.toLowerCase() === word) ?? -1
  if (choice >= 0) return choice
  if (word === 'off' && row.off !== undefined) return row.off
  const unit = row.unit.toLowerCase()
  if (unit !== '' && word.endsWith(unit)) word = word.slice(0, -unit.length).trim()
  return readNumber(word)
}

/** A decimal number, with or without commas between thousands; NaN for anything else. */
export function readNumber(text: string): number {
  const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i
  const grouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
  if (text.length > 64) return NaN
  if (plain.test(text)) return Number(text)
  return grouped.test(text) ? Number(text.replaceAll(',', '')) : NaN
}

/** What a value that should have been something else is, for a message. */
export function describeKind(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'no finite number'
  if (typeof value === 'string') return quoted(value)
  return typeof value === 'object' ? 'an object' : String(value)
}
