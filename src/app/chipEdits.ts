// Editing what a visitor added to the run: dropped news and slider moves, moved in time, changed or taken
// back. Each is a change of the run with its own place in the undo list; the day runs again from there.
import { snap } from '../params/grid.ts'
import { NEWS_SIZE } from '../params/limits.ts'
import type { DroppedNews } from '../params/linkState.ts'
import { rowOf } from '../params/rowIndex.ts'
import type { DatedChange } from '../params/scenario.ts'
import { newsTitle } from '../params/scenarios.ts'
import { goingTo, namedAs, reopen } from './changes.ts'
import { runRecord } from './runRecord.ts'
import { isSame } from './sameParts.ts'
import { labStore } from './store.ts'
import { tellVisitor } from './words.ts'

const AGAIN = 'The day runs again from there; Undo brings it back.'

/** News as the visitor wants it: out of its bounds it goes to the nearest that may be. */
export function editDrop(drop: DroppedNews, wanted: DroppedNews): void {
  const { kind } = wanted
  const next: DroppedNews = {
    kind,
    step: stepWithin(wanted.step),
    sizePercent: snap(NEWS_SIZE, wanted.sizePercent),
    ...namedAs(kind, wanted.title ?? ''),
  }
  if (isSame(drop, next)) return
  const { link } = labStore.getState()
  const drops = link.drops.map((other) => (other === drop ? next : other))
  reopen({ ...link, drops }, goingTo())
  tellVisitor(`${nameOfDrop(next)} is changed. ${AGAIN}`)
}

/** A slider move at another time or to another value. One of the same slider and second gives way. */
export function editChange(change: DatedChange, wanted: Omit<DatedChange, 'key'>): void {
  const { key } = change
  const row = rowOf(key)
  const next = { key, step: stepWithin(wanted.step), value: snap(row, wanted.value) }
  if (isSame(change, next)) return
  const { link } = labStore.getState()
  const changes = link.changes
    .filter((other) => other === change || other.key !== key || other.step !== next.step)
    .map((other) => (other === change ? next : other))
  reopen({ ...link, changes }, goingTo())
  tellVisitor(`The change of ${row.label} is changed. ${AGAIN}`)
}

export function removeDrop(drop: DroppedNews): void {
  const { link } = labStore.getState()
  reopen({ ...link, drops: link.drops.filter((other) => other !== drop) }, goingTo())
  tellVisitor(`${nameOfDrop(drop)} is taken back, the day runs again from there.`)
}

export function removeChange(change: DatedChange): void {
  const { link } = labStore.getState()
  const changes = link.changes.filter((other) => other !== change)
  reopen({ ...link, changes }, goingTo())
  tellVisitor(
    `${rowOf(change.key).label}: the change is taken back, the day runs again from there.`,
  )
}

export function nameOfDrop({ kind, title }: DroppedNews): string {
  return title ?? newsTitle(kind)
}

/** The nearest second at which something may happen in the run. */
export function stepWithin(step: number): number {
  return Math.max(0, Math.min(runRecord.stepCount - 1, Math.round(step)))
}
