// What stands on the timeline: the scenario's news, and what the visitor added, in groups that lie close.
import {
  editChange,
  editDrop,
  nameOfDrop,
  removeChange,
  removeDrop,
  stepWithin,
} from '../app/chipEdits.ts'
import { moveOrder, removeOrder } from '../app/yourTrade.ts'
import { orderInWords } from '../params/orderWords.ts'
import type { DroppedNews, LinkState } from '../params/linkState.ts'
import { rowOf } from '../params/rowIndex.ts'
import type { DatedChange, NewsKind, NewsShock } from '../params/scenario.ts'
import { typeset } from '../view/numbers.ts'
import { formatChange, formatValue } from './format.ts'

export interface Chip {
  readonly step: number
  readonly label: string
  readonly title: string
}

export interface OwnChip extends Chip {
  /** The same for as long as it stands in the link, whatever is changed about it. */
  readonly id: string
  /** What it is made of: news, or the move of a slider. */
  readonly drop?: DroppedNews
  readonly change?: DatedChange
  remove(): void
  moveTo(step: number): void
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
  const drops = link.drops.map((drop, index) => ({
    id: `drop ${index}`,
    step: drop.step,
    label: `${drop.title ?? KIND_WORDS[drop.kind]} ${formatChange(drop.sizePercent)}`,
    title: nameOfDrop(drop),
    drop,
    remove: () => removeDrop(drop),
    moveTo: (step: number) => editDrop(drop, { ...drop, step }),
  }))
  const changes = link.changes.map((change, index) => {
    const row = rowOf(change.key)
    return {
      id: `change ${index}`,
      step: change.step,
      label: `${row.label} ${formatValue(row, change.value)}`,
      title: row.label,
      change,
      remove: () => removeChange(change),
      moveTo: (step: number) => editChange(change, { ...change, step }),
    }
  })
  const orders = (link.orders ?? []).map((order, index) => ({
    id: `order ${index}`,
    step: order.step,
    label: typeset(orderInWords(order)),
    title: typeset(orderInWords(order)),
    remove: () => removeOrder(order),
    moveTo: (step: number) => moveOrder(order, step),
  }))
  return [...drops, ...changes, ...orders].sort((a, b) => a.step - b.step)
}

/** Where a chip that is carried by so many steps comes to lie: on a whole minute, within the run. */
export function carriedTo(step: number, by: number): number {
  return stepWithin(Math.round((step + by) / 60) * 60)
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
