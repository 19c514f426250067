// A hand: a thread that builds some venues of a run in its own memory, attaches them to the model's
// shared columns, and steps them whenever the model does, until it is told to leave.
import type { ColumnDirectory } from '../base/sharedColumns.ts'
import { VenueGroup } from '../model/venueGroup.ts'
import type { RunSpec } from '../params/resolve.ts'
import { HandState, ShardControl } from './shardControl.ts'
import type { Fault, SharedWords } from './shardControl.ts'

/** The first message of a run; the second can only follow when the caller has built the model. */
export interface BuildMessage {
  readonly kind: 'build'
  readonly spec: RunSpec
  readonly venues: readonly number[]
  /** Those of them whose crowd the caller decides. */
  readonly crowdsElsewhere: readonly number[]
}

export interface AttachMessage {
  readonly kind: 'attach'
  readonly hand: number
  readonly shared: SharedWords
  readonly directory: ColumnDirectory
}

export type ShardMessage = BuildMessage | AttachMessage

/** What the thread's door calls with each message. */
export function shardServer(): (message: ShardMessage) => void {
  let built: VenueGroup | Fault | null = null
  return (message) => {
    if (message.kind === 'build') {
      built = buildGroup(message)
      return
    }
    const group = built
    built = null
    if (group !== null) serve(group, message)
  }
}

function buildGroup({ spec, venues, crowdsElsewhere }: BuildMessage): VenueGroup | Fault {
  try {
    return new VenueGroup(spec, venues, crowdsElsewhere)
  } catch (problem) {
    return faultOf(problem)
  }
}

/** Returns when the model needs the hand no more, or when a step failed. */
function serve(group: VenueGroup | Fault, { hand, shared, directory }: AttachMessage): void {
  const control = new ShardControl(shared)
  if (!(group instanceof VenueGroup)) {
    control.writeFault(hand, group)
    return
  }
  const awaitCrowds = () => control.awaitCrowds()
  let round: number | null = 0
  try {
    const left = group.attach(directory) as ArrayBuffer[]
    // Taken away, so that what still pointed there would fail at once and not compute on old figures.
    structuredClone(null, { transfer: left })
    control.report(hand, HandState.Ready)
    for (;;) {
      round = control.nextRound(hand, round)
      if (round === null) break
      group.step(control.step(), awaitCrowds)
      control.finish(hand, round)
    }
    control.report(hand, HandState.Left)
  } catch (problem) {
    control.writeFault(hand, faultOf(problem))
    if (round !== null) control.finish(hand, round)
  }
}

function faultOf(problem: unknown): Fault {
  if (!(problem instanceof Error)) return { name: 'Error', message: String(problem), stack: '' }
  return { name: problem.name, message: problem.message, stack: problem.stack ?? '' }
}
