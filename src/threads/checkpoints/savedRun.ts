// A run as it stood at one step, whole and on its own: it can be sent to another thread, stored, and gone
// on from there, by the same scenario or by one that differs from that step on.
import type { RunSpec } from '../../params/resolve.ts'
import { orderKey } from '../../params/visitorOrder.ts'
import type { Skeleton } from './checkpointChain.ts'

export interface SavedRun {
  readonly engineVersion: string
  /** What must be equal in whoever goes on from it. */
  readonly startKey: string
  readonly step: number
  /** 32-bit words by array, and the words, one array after the other. */
  readonly lengths: Uint32Array
  readonly words: Int32Array
  readonly skeleton: Skeleton
  /** Depth columns of all assets up to the step. */
  readonly depth: Uint8Array
}

/** Everything of a run that is fixed before its first step. */
export function startKeyOf(spec: RunSpec): string {
  const { scenario, seed, settings } = spec
  const { id, hours, eventHour } = scenario
  return JSON.stringify([id, hours, eventHour, seed, Object.entries(settings).sort(byKey)])
}

/** The first step at which two runs of one start may differ; Infinity where they never do. */
export function firstDifference(one: RunSpec, other: RunSpec): number {
  const left = datedKeys(one)
  const right = datedKeys(other)
  let first = Infinity
  for (const [key, step] of left) if (!right.has(key)) first = Math.min(first, step)
  for (const [key, step] of right) if (!left.has(key)) first = Math.min(first, step)
  return first
}

export function buffersOf(saved: SavedRun): ArrayBuffer[] {
  return [saved.lengths, saved.words, saved.depth].map((array) => array.buffer as ArrayBuffer)
}

/** A sum over everything that matters, to tell a damaged copy. */
export function checksumOf({ words, lengths, depth, step }: SavedRun): number {
  let sum = step | 0
  for (const array of [lengths, words, depth]) {
    for (let index = 0; index < array.length; index++) {
      sum = (Math.imul(sum, 0x01000193) ^ array[index]) | 0
    }
  }
  return sum
}

function byKey(one: [string, number], other: [string, number]): number {
  return one[0] < other[0] ? -1 : 1
}

/** Step by a text that is the same for equal news, changes or orders, the second of a kind counted. */
function datedKeys({ news, changes, orders = [] }: RunSpec): Map<string, number> {
  const steps = new Map<string, number>()
  const add = (step: number, ...what: unknown[]) => {
    let count = 0
    while (steps.has(JSON.stringify([step, what, count]))) count++
    steps.set(JSON.stringify([step, what, count]), step)
  }
  for (const { step, kind, shareOfShock, sizePercent } of news) {
    add(step, kind, shareOfShock ?? null, sizePercent ?? null)
  }
  for (const { step, key, value } of changes) add(step, key, value)
  for (const order of orders) add(order.step, orderKey(order))
  return steps
}
