// What stands on the timeline: the scenario's news, and what the visitor added, in groups that lie close.
import { removeChange, removeDrop } from '../app/changes.ts'
import type { LinkState } from '../params/linkState.ts'
import { rowOf } from '../params/rowIndex.ts'
import { newsTitle } from '../params/scenarios.ts'
import type { NewsKind, NewsShock } from '../params/scenario.ts'
import { formatPercent } from '../view/numbers.ts'
import { formatValue } from './format.ts'

export interface Chip {
  readonly step: number
  readonly label: string
  readonly title: string
}

export interface OwnChip extends Chip {
  readonly remove: () => void
}

const KIND_WORDS: Readonly<Record<NewsKind, string>> = {
  monetary: 'rates',
  macro: 'macro',
  press: 'press',
  regulatory: 'regulation',
}

export function newsChips(news: readonly NewsShock[]): Chip[] {
  return news.map((item) => ({
    step: item.step,
    label: KIND_WORDS[item.kind],
    title: item.title,
  }))
}

export function ownChips(link: LinkState): OwnChip[] {
  const drops = link.drops.map((drop) => ({
    step: drop.step,
    label: `${KIND_WORDS[drop.kind]} ${formatPercent(drop.sizePercent / 100, true)}`,
    title: newsTitle(drop.kind),
    remove: () => removeDrop(drop),
  }))
  const changes = link.changes.map((change) => {
    const row = rowOf(change.key)
    const label = `${row.label} ${formatValue(row, change.value)}`
    return { step: change.step, label, title: row.label, remove: () => removeChange(change) }
  })
  return [...drops, ...changes].sort((a, b) => a.step - b.step)
}

/** Chips in order of time, a new group wherever the last group began further back than `room`. */
export function chipGroups<T extends Chip>(chips: readonly T[], room: number): T[][] {
  const groups: T[][] = []
  for (const chip of chips) {
    const last = groups.at(-1)
    if (last !== undefined && chip.step - last[0].step < room) last.push(chip)
    else groups.push([chip])
  }
  return groups
}
