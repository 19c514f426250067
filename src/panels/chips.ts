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

/** Chips in order of time; one that begins under the last group's label joins the group. */
export function chipGroups<T extends Chip>(
  chips: readonly T[],
  stepsOfLabel: (group: readonly T[]) => number,
): T[][] {
  const groups: T[][] = []
  for (const chip of chips) {
    const last = groups.at(-1)
    if (last !== undefined && chip.step - last[0].step < stepsOfLabel(last)) last.push(chip)
    else groups.push([chip])
  }
  return groups
}

/** One label for all of a group. */
export function groupLabel(group: readonly Chip[]): string {
  return group.map((chip) => chip.label).join(' · ')
}
