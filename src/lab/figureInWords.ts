// Figures as the laboratory prints them: the observer's words, with thousands in groups.
import type { Band } from '../observe/claim.ts'
import { inUnit } from '../observe/scorecard.ts'
import { countInWords } from '../observe/words.ts'

export function figure(value: number, unit: string): string {
  return unit === 'traders' ? countInWords(value) : inUnit(value, unit)
}

/** "$1.2B to $1.6B", "at least 80.0 %". */
export function bandInWords({
  band: [low, high],
  unit,
}: {
  readonly band: Band
  readonly unit: string
}): string {
  if (low === null) return high === null ? 'any' : `at most ${figure(high, unit)}`
  if (high === null) return `at least ${figure(low, unit)}`
  return low === high ? figure(low, unit) : `${figure(low, unit)} to ${figure(high, unit)}`
}
