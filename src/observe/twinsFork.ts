// Where two runs of one seed part by their rules, and what is then different, in words. Steps.
// ODD submodel: Observation.
import type { DatedChange, NewsShock } from '../params/scenario.ts'
import type { RunSpec } from '../params/resolve.ts'
import { PARAMETERS } from '../params/table.ts'
import { orderInWords } from '../params/orderWords.ts'
import { rowOf } from '../params/rowIndex.ts'
import { isSameOrder } from '../params/visitorOrder.ts'
import { formatSetting } from '../params/words.ts'

/** One thing that B has and A has not, or the other way round. */
export interface RuleDifference {
  /** First step at which it can matter; 0 for a setting. */
  readonly step: number
  /** "Leverage cap on new positions 10x (A: off)" */
  readonly words: string
}

/** The first step that the rules of the two runs may treat differently; null where nothing differs. */
export function forkStepOf(a: RunSpec, b: RunSpec): number | null {
  const steps = ruleDifferences(a, b).map((difference) => difference.step)
  return steps.length === 0 ? null : Math.min(...steps)
}

/** What B does differently, by step. */
export function ruleDifferences(a: RunSpec, b: RunSpec): RuleDifference[] {
  const settings = PARAMETERS.filter(({ key }) => a.settings[key] !== b.settings[key]).map(
    (row): RuleDifference => ({
      step: 0,
      words: `${row.label} ${formatSetting(row, b.settings[row.key])} (A: ${formatSetting(row, a.settings[row.key])})`,
    }),
  )
  return [
    ...settings,
    ...datedDifferences(a.changes, b.changes, sameChange, changeInWords),
    ...datedDifferences(a.news, b.news, sameNews, newsInWords),
    ...datedDifferences(a.orders ?? [], b.orders ?? [], isSameOrder, orderInWords),
  ].toSorted((one, other) => one.step - other.step)
}

function datedDifferences<T extends { readonly step: number }>(
  ofA: readonly T[],
  ofB: readonly T[],
  isSame: (one: T, other: T) => boolean,
  words: (item: T) => string,
): RuleDifference[] {
  const missing = (from: readonly T[], among: readonly T[]) => {
    const rest = [...among]
    return from.filter((item) => {
      const at = rest.findIndex((other) => isSame(item, other))
      if (at >= 0) rest.splice(at, 1)
      return at < 0
    })
  }
  return [
    ...missing(ofB, ofA).map((item) => ({ step: item.step, words: words(item) })),
    ...missing(ofA, ofB).map((item) => ({ step: item.step, words: `${words(item)}: only in A` })),
  ]
}

function sameChange(one: DatedChange, other: DatedChange): boolean {
  return one.step === other.step && one.key === other.key && one.value === other.value
}

function sameNews(one: NewsShock, other: NewsShock): boolean {
  return (
    one.step === other.step &&
    one.kind === other.kind &&
    one.sizePercent === other.sizePercent &&
    one.shareOfShock === other.shareOfShock
  )
}

function changeInWords({ key, value }: DatedChange): string {
  const row = rowOf(key)
  return `${row.label} ${formatSetting(row, value)}`
}

function newsInWords({ title, sizePercent }: NewsShock): string {
  return sizePercent === undefined ? title : `${title}, ${sizePercent} %`
}
