// The hands of one model, as the thread that holds the model sees them: who is there, the start and the
// end of each round, and what becomes of it when one of them fails or is gone.
import type { Crew } from '../model/crew.ts'
import type { Division } from './divideVenues.ts'
import { HandState, ShardControl } from './shardControl.ts'
import type { SharedWords } from './shardControl.ts'

const LOOK_MS = 100
/** A second of the market takes milliseconds at worst: who has said nothing for so long is gone. */
const PATIENCE_MS = 20_000

/** A thread went away in the middle of a step: its venues are half done, the state is of no use. */
export class WorkerLost extends Error {
  override name = 'WorkerLost'
}

export class ShardCrew implements Crew {
  private readonly control: ShardControl
  /** By hand: its venues, one bit each. */
  private readonly venueBits: readonly number[]
  private readonly patienceMs: number
  /** Venues whose crowd the caller decides. */
  private readonly crowdBits: number
  private bitsBegun = 0
  /** By hand: takes part. Once it has gone it does not come back. */
  private readonly isPresent: boolean[]
  private readonly isGone: boolean[]
  /** By hand: was waited for in vain. */
  readonly isLost: boolean[]
  /** Rounds by hand. */
  private readonly rounds: number[]
  private problem: Error | null = null

  constructor(
    shared: SharedWords,
    { venuesByHand, crowdsOfCaller }: Division,
    patienceMs = PATIENCE_MS,
  ) {
    this.control = new ShardControl(shared)
    this.venueBits = venuesByHand.map(bitsOf)
    this.crowdBits = bitsOf(crowdsOfCaller)
    this.patienceMs = patienceMs
    this.isPresent = venuesByHand.map(() => false)
    this.isGone = venuesByHand.map(() => false)
    this.isLost = venuesByHand.map(() => false)
    this.rounds = venuesByHand.map(() => 0)
  }

  /** Hands that have stepped their venues so far. */
  get handsUsed(): number {
    return this.rounds.filter((rounds) => rounds > 0).length
  }

  /** Hands that take part from the next step on, if they do not already. */
  get handsReady(): number {
    return this.isGone.filter(
      (isGone, hand) => !isGone && this.control.state(hand) === HandState.Ready,
    ).length
  }

  begin(step: number): number {
    const { control, isPresent } = this
    // A step that broke off has left the state half done, and who was lost may still write to it.
    if (this.problem !== null) throw this.problem
    let bits = 0
    for (let hand = 0; hand < isPresent.length; hand++) {
      if (!isPresent[hand]) {
        if (this.isGone[hand] || control.state(hand) !== HandState.Ready) continue
        isPresent[hand] = true
      }
      bits |= this.venueBits[hand]
    }
    if (bits === 0) return 0
    control.setStep(step)
    for (let hand = 0; hand < isPresent.length; hand++) {
      if (isPresent[hand]) control.allow(hand, ++this.rounds[hand])
    }
    this.bitsBegun = bits
    return bits
  }

  crowdsLeft(): number {
    return this.bitsBegun & this.crowdBits
  }

  crowdsDecided(): void {
    this.control.crowdsDecided()
  }

  finish(): void {
    for (let hand = 0; hand < this.isPresent.length; hand++) {
      if (this.isPresent[hand]) this.waitFor(hand)
    }
  }

  /** Why a hand that was never there is not: what it met while it built its venues. */
  whyAbsent(): string | null {
    for (let hand = 0; hand < this.isPresent.length; hand++) {
      const failed = this.control.state(hand) === HandState.Failed
      if (failed && this.rounds[hand] === 0) return this.control.readFault(hand).message
    }
    return null
  }

  /** Between two steps: the model steps these venues itself from now on. */
  leave(hand: number): void {
    if (this.isGone[hand]) return
    this.isGone[hand] = true
    this.isPresent[hand] = false
    this.control.dismiss(hand)
  }

  dismiss(): void {
    for (let hand = 0; hand < this.isGone.length; hand++) this.leave(hand)
  }

  private waitFor(hand: number): void {
    const { control } = this
    const round = this.rounds[hand]
    // Waits are counted, not timed: a machine that slept has not lost patience.
    let waitsLeft = Math.ceil(this.patienceMs / LOOK_MS)
    while (!control.isDone(hand, round, LOOK_MS)) {
      if (waitsLeft-- > 0) continue
      this.isLost[hand] = true
      throw this.breakOff(
        new WorkerLost(
          'A thread that steps some of the venues is gone: the second under way cannot be finished.',
        ),
      )
    }
    if (control.state(hand) !== HandState.Failed) return
    const { name, message, stack } = control.readFault(hand)
    const fault = new Error(message)
    fault.name = name
    fault.stack = stack
    throw this.breakOff(fault)
  }

  private breakOff(problem: Error): Error {
    this.problem = problem
    this.dismiss()
    return problem
  }
}

function bitsOf(venues: readonly number[]): number {
  return venues.reduce((bits, venue) => bits | (1 << venue), 0)
}
