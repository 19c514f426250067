// The simulation's side of the page: owns the running model, its observer and its recorder, works in
// short slices so that messages are heard, and answers requests for frames. No DOM.
import type { NewsKind, NewsShock } from '../params/scenario.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { ParameterKey } from '../params/table.ts'
import { SimulationClock } from './clock.ts'
import type { Observer } from '../observe/observer.ts'
import type { Engine, RunningModel } from './engine.ts'
import type { ClockNow, Frame, SceneName, Speed } from './frames.ts'
import { FrameBuilder } from './frameBuilder.ts'
import type { OpenOptions, ReturnedCrowd, RunFacts, SimulationApi } from './protocol.ts'
import { Recorder } from './recorder.ts'

/** Wall milliseconds of uninterrupted work, and between two frames. */
const SLICE_MS = 10
const FRAME_MS = 1000 / 62
const IDLE_MS = 4
/** Steps between two looks at the clock. */
const STEPS_BETWEEN_LOOKS = 4

interface OpenRun {
  readonly number: number
  readonly model: RunningModel
  readonly observer: Observer
  readonly recorder: Recorder
  readonly frames: FrameBuilder
}

interface FrameRequest {
  resolve(frame: Frame): void
  reject(problem: unknown): void
}

export class Simulation implements SimulationApi {
  private readonly engine: Engine
  private readonly send: (frame: Frame) => Frame
  private readonly clock = new SimulationClock()
  private readonly channel = new MessageChannel()
  private readonly requests: FrameRequest[] = []
  private run: OpenRun | null = null
  private playing = false
  private seekStep = -1
  private changed = true
  private awake = false
  private lastFrameMs = -Infinity
  private problem: unknown = null

  /** `send` marks what of a frame is to be transferred rather than copied. */
  constructor(engine: Engine, send: (frame: Frame) => Frame = (frame) => frame) {
    this.engine = engine
    this.send = send
    this.channel.port1.onmessage = () => this.slice()
  }

  open(spec: RunSpec, options: OpenOptions): RunFacts {
    this.run = null
    this.problem = null
    const model = this.engine.createModel(spec)
    const observer = this.engine.createObserver(model)
    const recorder = new Recorder(model)
    const frames = new FrameBuilder(model, recorder, observer, spec.settings.tradersPerAgent)
    this.run = { number: options.run, model, observer, recorder, frames }
    this.clock.speed = options.speed
    this.playing = options.play
    this.seekStep = options.seekStep > 0 ? Math.min(options.seekStep, model.stepCount) : -1
    this.clock.restart(performance.now())
    this.wake()
    return factsOf(this.engine.version, options.run, model)
  }

  play(): void {
    this.playing = true
    this.clock.restart(performance.now())
    this.wake()
  }

  pause(): void {
    this.playing = false
    this.seekStep = -1
    this.wake()
  }

  seek(step: number): void {
    const { model } = this.opened()
    this.playing = false
    this.seekStep = step > model.stepsDone() ? Math.min(step, model.stepCount) : -1
    this.wake()
  }

  setSpeed(speed: Speed): void {
    this.clock.speed = speed
    this.wake()
  }

  applyChange(key: ParameterKey, value: number): number {
    const { model } = this.opened()
    const step = model.stepsDone()
    if (step >= model.stepCount) return -1
    model.schedule({ step, key, value })
    this.wake()
    return step
  }

  dropNews(kind: NewsKind, title: string, sizePercent: number): NewsShock | null {
    const { model } = this.opened()
    if (model.stepsDone() >= model.stepCount) return null
    const shock: NewsShock = { kind, title, step: model.stepsDone(), sizePercent }
    model.schedule(shock)
    this.wake()
    return shock
  }

  watchAsset(asset: number): void {
    this.opened().frames.watchAsset(asset)
    this.wake()
  }

  showScene(scene: SceneName): void {
    this.opened().frames.showScene(scene)
    this.wake()
  }

  watchTrader(crowdVersion: number, cell: number): boolean {
    const known = this.opened().frames.watchTrader(crowdVersion, cell)
    this.wake()
    return known
  }

  nextFrame(returned: ReturnedCrowd | null): Promise<Frame> {
    if (returned !== null) this.run?.frames.takeBack(returned)
    if (this.problem !== null) return Promise.reject(this.problem)
    return new Promise((resolve, reject) => {
      this.requests.push({ resolve, reject })
      if (!this.awake) this.plan()
    })
  }

  fingerprint(): string {
    return this.opened().model.fingerprint()
  }

  private opened(): OpenRun {
    if (this.run === null) throw new Error('No run is open.')
    return this.run
  }

  /** Something changed: a frame is due even if no time passes. */
  private wake(): void {
    this.changed = true
    if (!this.awake) this.again()
  }

  private again(): void {
    this.awake = true
    this.channel.port2.postMessage(null)
  }

  private slice(): void {
    this.awake = false
    try {
      const startMs = performance.now()
      const busy = this.work(startMs)
      this.answer(performance.now())
      if (busy) this.again()
      else this.plan()
    } catch (problem) {
      this.fail(problem)
    }
  }

  /** Works for one slice at most. True when there is more to do at once. */
  private work(startMs: number): boolean {
    const { run } = this
    if (run === null) return false
    const { model } = run
    const seeking = this.seekStep >= 0
    if (!seeking && !this.playing) return false
    const due = seeking
      ? this.seekStep - model.stepsDone()
      : this.clock.stepsDue(startMs, run.recorder.activity)
    const most = Math.min(due, model.stepCount - model.stepsDone())
    let done = 0
    while (done < most) {
      model.advance()
      run.observer.afterStep()
      run.recorder.afterStep()
      run.frames.afterStep()
      done++
      if (done % STEPS_BETWEEN_LOOKS === 0 && performance.now() - startMs > SLICE_MS) break
    }
    this.clock.did(done, performance.now())
    if (done > 0) this.changed = true
    if (seeking && model.stepsDone() >= this.seekStep) this.seekStep = -1
    if (model.stepsDone() >= model.stepCount) this.playing = false
    return done < most
  }

  private answer(nowMs: number): void {
    const { run } = this
    if (run === null || !this.changed || this.requests.length === 0) return
    if (nowMs - this.lastFrameMs < FRAME_MS) return
    const { frame, complete } = run.frames.build(run.number, this.clockNow(run.model), nowMs)
    this.requests.shift()!.resolve(this.send(frame))
    this.lastFrameMs = nowMs
    this.changed = !complete
  }

  private clockNow(model: RunningModel): ClockNow {
    return {
      step: model.stepsDone(),
      stepCount: model.stepCount,
      playing: this.playing,
      finished: model.stepsDone() >= model.stepCount,
      speed: this.clock.speed,
      factor: this.clock.factor,
      achievedFactor: this.clock.achievedFactor,
      seekStep: this.seekStep,
    }
  }

  /** Wakes up again for the clock or for a frame that is owed; otherwise sleeps until a message. */
  private plan(): void {
    const owesFrame = this.requests.length > 0 && this.changed && this.run !== null
    if (!this.playing && !owesFrame) return
    this.awake = true
    setTimeout(() => this.slice(), IDLE_MS)
  }

  private fail(problem: unknown): void {
    this.problem = problem
    this.playing = false
    this.seekStep = -1
    for (const request of this.requests.splice(0)) request.reject(problem)
  }
}

function factsOf(engineVersion: string, run: number, model: RunningModel): RunFacts {
  return {
    run,
    engineVersion,
    stepCount: model.stepCount,
    eventStartStep: model.eventStartStep,
    agentCount: model.agentCount,
    traderCount: model.traderCount,
    assetSymbols: model.assets.map((asset) => asset.symbol),
    assetNames: model.assets.map((asset) => asset.name),
    initialPriceUsd: model.assets.map((asset) => asset.initialPriceUsd),
    venueNames: [...model.venueNames],
  }
}
