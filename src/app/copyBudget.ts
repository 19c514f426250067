// How often and how large a run may be copied out of its thread. Milliseconds, bytes.

const LEAST_PAUSE_MS = 15_000
/** Of its time, what copies may take: the simulation's thread stands still meanwhile, and the keeper's
 * compresses and writes. Large states are kept less often. */
const COPY_SHARE = 0.04
const STORE_SHARE = 0.1

/** A state is copied beside itself before it is compressed: at most a sixteenth of the machine's memory,
 * or what any machine has room for that runs the page. */
const BYTES_PER_GB = 1e9 / 16
const BYTES_ANYWHERE = 250e6
/** Where the browser does not tell: a machine with a mouse has more than one held in a hand. */
const GB_WITH_MOUSE = 8
const GB_IN_HAND = 4

/** From the beginning of one copy to the next, unless the run stands still or the tab is hidden. */
export function pauseAfterCopyMs(copyMs: number, storeMs: number): number {
  return Math.max(LEAST_PAUSE_MS, copyMs / COPY_SHARE, storeMs / STORE_SHARE)
}

/** `toldGB`: as far as the browser tells, in gigabytes. */
export function mostCopyBytes(toldGB: number | undefined, hasMouse: boolean): number {
  const memoryGB = toldGB ?? (hasMouse ? GB_WITH_MOUSE : GB_IN_HAND)
  return Math.max(BYTES_ANYWHERE, memoryGB * BYTES_PER_GB)
}
