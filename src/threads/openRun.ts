// One open run: the model with all that watches it, where it stands in its known course, and how it moves
// through time. Steps are simulated seconds.
import type { RunTables } from '../files/tables.ts'
import { STEPS_PER_MINUTE } from '../market/units.ts'
import type { Observer } from '../observe/observer.ts'
import { PublishedTrace } from '../observe/twinsTrace.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { DatedChange, NewsShock } from '../params/scenario.ts'
import type { VisitorOrder } from '../params/visitorOrder.ts'
import { RunHistory } from './checkpoints/runHistory.ts'
import { firstDifference, startKeyOf } from './checkpoints/savedRun.ts'
import type { SavedRun } from './checkpoints/savedRun.ts'
import type { Engine, RunningModel } from './engine.ts'
import { FrameBuilder } from './frameBuilder.ts'
import { Recorder } from './recorder.ts'

/** A look at the past leaves a checkpoint this long before it, so that walking on back is quick. */
const WALKING_ROOM_STEPS = 900

export class OpenRun {
  readonly number: number
  readonly model: RunningModel
  readonly observer: Observer
  readonly recorder: Recorder
  readonly frames: FrameBuilder
  readonly history: RunHistory
  /** What was published so far, for the comparison with a twin. */
  readonly trace = new PublishedTrace()
  /** The furthest step that is computed. */
  frontierStep = 0
  private spec: RunSpec
  /** A step at which to leave a checkpoint on the way, or -1. */
  private markStep = -1

  constructor(engine: Engine, number: number, spec: RunSpec, nowMs?: () => number) {
    this.number = number
    this.spec = spec
    const model = engine.createModel(spec)
    const observer = engine.createObserver(model)
    const recorder = new Recorder(model)
    this.model = model
    this.observer = observer
    this.recorder = recorder
    this.frames = new FrameBuilder(model, recorder, observer, spec.settings.tradersPerAgent)
    const engineVersion = engine.version
    this.history = new RunHistory({ engineVersion, spec, model, observer, recorder }, nowMs)
    this.history.take(0)
  }

  /** Whether a visitor trades in this run, now or later. */
  get hasOrders(): boolean {
    return (this.spec.orders ?? []).length > 0
  }

  /** Goes on from a saved run of the same start; false where it is another's. */
  resume(saved: SavedRun): boolean {
    if (!this.history.load(saved)) return false
    this.frontierStep = saved.step
    this.history.take(saved.step)
    this.frames.moved()
    return true
  }

  /** One simulated second. */
  advance(): void {
    this.model.advance()
    this.observer.afterStep()
    this.recorder.afterStep()
    this.frames.afterStep()
    const step = this.model.stepsDone()
    this.trace.note(step - 1, this.model.board)
    if (step > this.frontierStep) this.frontierStep = step
    if (step === this.markStep) this.history.take(this.frontierStep)
  }

  /**
   * Moves to the last checkpoint not after `step`, where that is nearer than going on from here. What is
   * still missing is run by the caller. False where it lies in the past and there are no checkpoints.
   */
  travel(step: number): boolean {
    const { model, history } = this
    const here = model.stepsDone()
    this.markStep = -1
    if (history.isAbsent) return step >= here
    const nearest = history.stepBefore(step)
    if (step >= here && nearest <= here) return true
    history.take(this.frontierStep)
    if (history.isAbsent) return false
    const from = history.restore(step)
    this.frames.moved()
    if (step - from > 2 * WALKING_ROOM_STEPS) this.markStep = step - WALKING_ROOM_STEPS
    return true
  }

  /** The future from a step on is not that which was computed. */
  forgetAfter(step: number): void {
    if (step >= this.frontierStep) return
    this.frontierStep = step
    this.history.forgetAfter(step)
    this.trace.forgetAfter(step)
    this.frames.forgetAfter(step)
  }

  /**
   * The same start with other news or changes: keeps what both have in common. False where the start
   * is another one, or where there are no checkpoints to go back to.
   */
  revise(spec: RunSpec): boolean {
    if (startKeyOf(spec) !== startKeyOf(this.spec)) return false
    const fork = firstDifference(this.spec, spec)
    if (this.model.stepsDone() > fork && !this.travel(fork)) return false
    if (this.model.stepsDone() > fork) return false
    this.forgetAfter(fork)
    this.model.reschedule(spec)
    this.spec = spec
    return true
  }

  /** All that was observed so far. */
  tables(): RunTables {
    const { model, observer, spec } = this
    const step = model.stepsDone()
    return {
      step,
      series: observer.seriesBetween(0, Math.floor(step / STEPS_PER_MINUTE)),
      liquidations: observer.liquidationsBetween(0, step),
      events: observer.events(),
      changes: spec.changes,
      orders: spec.orders,
      assetSymbols: model.assets.map((asset) => asset.symbol),
      venueNames: [...model.venueNames],
    }
  }

  /** A change, news or order of now: what was computed beyond is void. */
  schedule(dated: DatedChange | NewsShock | VisitorOrder): void {
    this.forgetAfter(this.model.stepsDone())
    this.model.schedule(dated)
    const { spec } = this
    if ('action' in dated) this.spec = { ...spec, orders: [...(spec.orders ?? []), dated] }
    else if ('kind' in dated) this.spec = { ...spec, news: [...spec.news, dated] }
    else this.spec = { ...spec, changes: [...spec.changes, dated] }
  }
}
