// The checkpoints of the open run: everything that changes while it runs (the model's columns, what was
// observed, what the picture remembers) taken down now and then and put back when time is travelled.
// Taking one costs a look at every word of the state, so that they are spaced by their cost.
import type { Observer } from '../../observe/observer.ts'
import type { RunSpec } from '../../params/resolve.ts'
import type { RunningModel } from '../engine.ts'
import type { Recorder, RecorderState } from '../recorder.ts'
import { CheckpointChain } from './checkpointChain.ts'
import { putTogether, takeApart } from './plainParts.ts'
import { startKeyOf } from './savedRun.ts'
import type { SavedRun } from './savedRun.ts'
import type { StateArray, StateImage } from './stateImage.ts'

/** For the differences between checkpoints; one image of the state comes on top. */
export const HISTORY_BYTES = 160e6

const LEAST_STEPS = 60
/** Share of the thread's time that checkpoints may take. */
const COST_SHARE = 0.04
/** A machine that was busy elsewhere for once does not put the next one off for long. */
const LONGEST_WAIT_MS = 8_000

type Observations = ReturnType<Observer['state']>

export interface HistoryParts {
  readonly engineVersion: string
  readonly spec: RunSpec
  readonly model: RunningModel
  readonly observer: Observer
  readonly recorder: Recorder
}

interface Rest {
  readonly observed: Observations
  readonly recorded: RecorderState
}

export class RunHistory {
  private readonly parts: HistoryParts
  private readonly chain: CheckpointChain
  private readonly nowMs: () => number
  private dueMs = -Infinity
  private isBroken = false

  /** `nowMs`: a clock by which the cost is told. */
  constructor(
    parts: HistoryParts,
    nowMs: () => number = () => performance.now(),
    budgetBytes = HISTORY_BYTES,
  ) {
    this.parts = parts
    this.nowMs = nowMs
    this.chain = new CheckpointChain(budgetBytes)
  }

  /** The browser gave no memory for checkpoints: the run goes on without. */
  get isAbsent(): boolean {
    return this.isBroken
  }

  get count(): number {
    return this.chain.count
  }

  get imageBytes(): number {
    return this.chain.imageBytes
  }

  get bytes(): number {
    return this.chain.bytes
  }

  steps(): number[] {
    return this.chain.steps()
  }

  stepBefore(step: number): number {
    return this.chain.stepBefore(step)
  }

  /** Whether it is time for another one. */
  isDue(): boolean {
    if (this.isBroken || this.nowMs() < this.dueMs) return false
    const step = this.parts.model.stepsDone()
    return step - this.chain.stepBefore(step) >= LEAST_STEPS
  }

  /** Takes the state down as it stands. `frontierStep`: the end of what is known of the run. */
  take(frontierStep: number): void {
    if (this.isBroken) return
    const { model, observer, recorder } = this.parts
    const startMs = this.nowMs()
    const step = model.stepsDone()
    try {
      const arrays: StateArray[] = []
      model.forEachBlock((block) => arrays.push(block))
      const rest: Rest = { observed: observer.state(), recorded: recorder.state() }
      const skeleton = takeApart(rest, arrays)
      this.chain.take(step, arrays, skeleton, [step, frontierStep])
    } catch (problem) {
      if (!(problem instanceof RangeError)) throw problem
      this.isBroken = true
    }
    // The first is a plain copy and says nothing about the next.
    if (this.chain.count === 1) return
    const nowMs = this.nowMs()
    this.dueMs = nowMs + Math.min(LONGEST_WAIT_MS, (nowMs - startMs) / COST_SHARE)
  }

  /** Puts back the last state not after `step`; answers its step. */
  restore(step: number): number {
    const { model, observer, recorder } = this.parts
    return this.chain.read(step, (image, skeleton, at) => {
      let array = 0
      model.forEachBlock((block) => image.copyInto(array++, block))
      model.readAgain()
      const rest = putTogether(skeleton, (place, target) => image.copyInto(place, target)) as Rest
      observer.restore(rest.observed)
      recorder.restore(rest.recorded, at)
      return at
    })
  }

  /** The run takes another course from a step on. */
  forgetAfter(step: number): void {
    if (!this.isBroken) this.chain.forgetAfter(step)
    this.parts.recorder.depth.forgetAfter(step)
  }

  /** The last state not after `step` as a value of its own; null where there are no checkpoints, or no
   * memory for another copy. */
  save(step: number): SavedRun | null {
    if (this.isBroken) return null
    const { engineVersion, spec, recorder } = this.parts
    try {
      return this.chain.read(step, (image, skeleton, at) => ({
        engineVersion,
        startKey: startKeyOf(spec),
        step: at,
        ...joined(image),
        skeleton,
        depth: recorder.depth.save(at),
      }))
    } catch (problem) {
      if (!(problem instanceof RangeError)) throw problem
      return null
    }
  }

  /** Goes on from a saved run. False, with nothing changed, where it is not one of this start. */
  load(saved: SavedRun): boolean {
    const { engineVersion, spec, model, observer, recorder } = this.parts
    if (saved.engineVersion !== engineVersion || saved.startKey !== startKeyOf(spec)) return false
    const offsets: number[] = []
    let length = 0
    for (const words of saved.lengths) {
      offsets.push(length)
      length += words
    }
    let fits = length === saved.words.length
    let blocks = 0
    model.forEachBlock((block) => {
      fits &&= saved.lengths[blocks++] === Math.ceil(block.byteLength / 4)
    })
    if (!fits) return false
    const fill = (array: number, target: StateArray) =>
      fillFrom(saved.words, offsets[array], target)
    let block = 0
    model.forEachBlock((target) => fill(block++, target))
    model.readAgain()
    const rest = putTogether(saved.skeleton, fill) as Rest
    observer.restore(rest.observed)
    recorder.depth.restore(saved.depth)
    recorder.restore(rest.recorded, saved.step)
    return true
  }
}

function joined(image: StateImage): { lengths: Uint32Array; words: Int32Array } {
  const lengths = Uint32Array.from(image.words, (array) => array.length)
  const words = new Int32Array(lengths.reduce((sum, length) => sum + length, 0))
  let offset = 0
  for (const array of image.words) {
    words.set(array, offset)
    offset += array.length
  }
  return { lengths, words }
}

function fillFrom(words: Int32Array, offset: number, target: StateArray): void {
  const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
  bytes.set(new Uint8Array(words.buffer, words.byteOffset + offset * 4, target.byteLength))
}
