// Figures of the validation in words: numbers with their standard errors, tables in Markdown.
import type { Estimate } from './estimate.ts'
import type { LawCheck } from './result.ts'

/** 0.81 ± 0.02 */
export function estimateInWords({ value, error }: Estimate, places: number): string {
  // Nothing to measure; JSON knows no NaN.
  if (value === null || !Number.isFinite(value)) return '-'
  const shown = value.toFixed(places)
  return error === 0 ? shown : `${shown} ± ${error.toFixed(places)}`
}

export function verdictInWords(verdict: LawCheck['verdict']): string {
  return verdict === 'cannot-tell' ? 'cannot tell' : verdict
}

export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

/** What was asked, what was expected, what came out. */
export function checkRow(check: LawCheck): string[] {
  const { name, measured, expected, tolerance, verdict } = check
  if (check.wanted !== undefined) {
    return [name, check.wanted, estimateInWords(measured, 3), verdictInWords(verdict)]
  }
  const places = tolerance < 0.01 ? 4 : 2
  const within = short(tolerance)
  const wanted = expected === 0 ? `at most ${within}` : `${short(expected)} ± ${within}`
  return [name, wanted, estimateInWords(measured, places), verdictInWords(verdict)]
}

/** Without the dust of binary fractions: 0.075, not 0.07499999999999998. */
function short(value: number): number {
  return Number(value.toPrecision(6))
}

export function percent(share: number, places: number): string {
  return `${(100 * share).toFixed(places)} %`
}
