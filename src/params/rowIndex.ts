// Rows by key and by the short key of links. Maps, so that "constructor" is just an unknown word.
import { PARAMETERS } from './table.ts'
import type { ParameterRow } from './parameter.ts'
import type { ParameterKey } from './table.ts'

const byKey = new Map<string, ParameterRow>(PARAMETERS.map((row) => [row.key, row]))

/** The row of a key, or undefined for a word that is no key. */
export function rowOf(key: ParameterKey): ParameterRow
export function rowOf(key: string): ParameterRow | undefined
export function rowOf(key: string): ParameterRow | undefined {
  return byKey.get(key)
}
