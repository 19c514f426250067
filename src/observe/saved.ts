// Copies of plain state: what an observer has seen is numbers, arrays, typed arrays and plain objects
// of them, so that a run can be forked or resumed with its observations. ODD submodel: Observation.
import type { Column } from '../base/columns.ts'

/** A deep copy of plain data. Typed arrays are copied, not shared. */
export function copyPlain<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) return (value as unknown as Column).slice() as unknown as T
  if (Array.isArray(value)) return value.map(copyPlain) as unknown as T
  const copy: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) copy[name] = copyPlain(member)
  return copy as T
}
