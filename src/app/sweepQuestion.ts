// What the experiment asks: the part of the link that a visitor edits, and what follows from it.
import { encodeLink } from '../params/link.ts'
import type { LinkState } from '../params/linkState.ts'
import { DEFAULT_SWEEP } from '../params/sweep.ts'
import type { LinkSweep } from '../params/sweep.ts'
import { baseOfSweep, linkOfRun } from '../params/sweepRuns.ts'
import type { SweepRun } from '../params/sweepRuns.ts'
import { ENGINE_VERSION } from '../model/version.ts'
import { labStore, useLab } from './store.ts'

export function sweepOf(link: LinkState): LinkSweep {
  return link.sweep ?? { ...DEFAULT_SWEEP, seed: link.seed }
}

export function useAsked(): LinkSweep {
  return sweepOf(useLab((state) => state.link))
}

/** No part of the day's own undoing: a visitor sees in the form what changed. */
export function changeSweep(change: Partial<LinkSweep>): void {
  const { link } = labStore.getState()
  labStore.setState({
    link: { ...link, sweep: { ...sweepOf(link), ...change } },
  })
}

/** What decides the runs: another outcome of them is no other question. */
export function questionOf(link: LinkState): string {
  const { x, y, seeds, ...sweep } = sweepOf(link)
  return JSON.stringify([encodeLink(baseOfSweep(link, { x, y, seeds, ...sweep })), x, y, seeds])
}

/** By which the browser's store knows a run. */
export function storeKeyOf(link: LinkState, run: SweepRun): string {
  return `${ENGINE_VERSION} ${encodeLink(linkOfRun(link, sweepOf(link), run))}`
}
