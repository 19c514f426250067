// Checkpoints of one run in order of time: one whole image of the state, and between neighbours the words
// that differ. The image stands at one of them and walks along the chain. Steps, bytes.
import { assert } from '../../base/assert.ts'
import { StateImage } from './stateImage.ts'
import type { StateArray } from './stateImage.ts'
import { leastMissed } from './thinning.ts'
import { applyDelta, deltaBytes, DeltaWriter, mergeDeltas } from './wordDelta.ts'
import type { WordDelta } from './wordDelta.ts'

/** What of a state is no typed array: small, kept whole with every checkpoint. */
export type Skeleton = unknown

interface Mark {
  readonly step: number
  readonly skeleton: Skeleton
}

export class CheckpointChain {
  private readonly image = new StateImage()
  private readonly writer = new DeltaWriter()
  private readonly marks: Mark[] = []
  /** Row k: between checkpoint k and the next. */
  private readonly deltas: WordDelta[] = []
  private readonly budgetBytes: number
  private at = -1
  private deltasBytes = 0

  /** `budgetBytes`: for the differences; the image comes on top. */
  constructor(budgetBytes: number) {
    this.budgetBytes = budgetBytes
  }

  get count(): number {
    return this.marks.length
  }

  get imageBytes(): number {
    return this.image.byteLength()
  }

  get bytes(): number {
    return this.imageBytes + this.deltasBytes
  }

  steps(): number[] {
    return this.marks.map((mark) => mark.step)
  }

  /** Step of the last checkpoint not after `step`, or -1. */
  stepBefore(step: number): number {
    const row = this.rowBefore(step)
    return row < 0 ? -1 : this.marks[row].step
  }

  /** Adds the state as it stands, unless it is there; thins out what is too much. */
  take(
    step: number,
    live: readonly StateArray[],
    skeleton: Skeleton,
    moments: readonly number[],
  ): void {
    const row = this.rowBefore(step)
    if (row >= 0 && this.marks[row].step === step) return
    if (row < 0) {
      assert(this.marks.length === 0, 'a checkpoint before the first one')
      this.image.begin(live)
      this.marks.push({ step, skeleton })
      this.at = 0
      return
    }
    this.walkTo(row)
    const delta = this.image.follow(live, this.writer)
    this.marks.splice(row + 1, 0, { step, skeleton })
    this.at = row + 1
    const next = this.deltas[row]
    if (next === undefined) this.setDeltas(row, 0, [delta])
    else this.setDeltas(row, 1, [delta, mergeDeltas(delta, next, this.writer)])
    while (this.deltasBytes > this.budgetBytes && this.thin(moments));
  }

  /** What `read` makes of the last state not after `step`. */
  read<T>(step: number, read: (image: StateImage, skeleton: Skeleton, at: number) => T): T {
    const row = this.rowBefore(step)
    assert(row >= 0, 'no checkpoint so early')
    this.walkTo(row)
    const mark = this.marks[row]
    return read(this.image, mark.skeleton, mark.step)
  }

  /** Later states will never come to be. */
  forgetAfter(step: number): void {
    const row = this.rowBefore(step)
    assert(row >= 0, 'no checkpoint so early')
    if (this.at > row) this.walkTo(row)
    this.marks.length = row + 1
    this.setDeltas(row, this.deltas.length - row, [])
  }

  private rowBefore(step: number): number {
    let row = this.marks.length - 1
    while (row >= 0 && this.marks[row].step > step) row--
    return row
  }

  private walkTo(row: number): void {
    while (this.at > row) applyDelta(this.deltas[--this.at], this.image.words)
    while (this.at < row) applyDelta(this.deltas[this.at++], this.image.words)
  }

  private thin(moments: readonly number[]): boolean {
    const row = leastMissed(this.steps(), moments)
    if (row < 0) return false
    if (this.at === row) this.walkTo(row - 1)
    const merged = mergeDeltas(this.deltas[row - 1], this.deltas[row], this.writer)
    this.marks.splice(row, 1)
    this.setDeltas(row - 1, 2, [merged])
    if (this.at > row) this.at--
    return true
  }

  private setDeltas(from: number, gone: number, come: readonly WordDelta[]): void {
    for (const delta of this.deltas.splice(from, gone, ...come)) {
      this.deltasBytes -= deltaBytes(delta)
    }
    for (const delta of come) this.deltasBytes += deltaBytes(delta)
  }
}
