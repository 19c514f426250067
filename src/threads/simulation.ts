// The simulation's side of the page: owns the running model, its observer and its recorder, works in
// short slices so that messages are heard, and answers requests for frames. No DOM.
import type { RunTables } from '../files/tables.ts'
import type { NewsKind, NewsShock } from '../params/scenario.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { ParameterKey } from '../params/table.ts'
import { SimulationClock } from './clock.ts'
import type { Figures } from '../observe/figures.ts'
import type { RunAccount } from '../observe/observer.ts'
import type { SavedRun } from './checkpoints/savedRun.ts'
import type { Engine, RunningModel } from './engine.ts'
import type { ClockNow, Frame, SceneName, Speed } from './frames.ts'
import { LookOnTheWay } from './lookOnTheWay.ts'
import { quoteTrade } from '../model/tradeQuote.ts'
import type { TradeQuote } from '../model/tradeQuote.ts'
import type { OpenTerms } from '../params/visitorOrder.ts'
import { lastPage } from './lastPage.ts'
import { OpenRun } from './openRun.ts'
import type {
  FingerprintAt,
  Going,
  OpenOptions,
  OrderNow,
  PublishedRows,
  ReturnedCrowd,
  RunFacts,
  SimulationApi,
} from './protocol.ts'

/** Wall milliseconds of uninterrupted work, and between two frames. */
const SLICE_MS = 10
const FRAME_MS = 1000 / 62
const IDLE_MS = 4
/** Steps between two looks at the clock. */
const STEPS_BETWEEN_LOOKS = 4

interface FrameRequest {
  resolve(frame: Frame): void
  reject(problem: unknown): void
}

export class Simulation implements SimulationApi {
  private readonly engine: Engine
  private readonly send: (frame: Frame) => Frame
  private readonly sendSaved: (saved: SavedRun) => SavedRun
  private readonly clock = new SimulationClock()
  private readonly channel = new MessageChannel()
  private readonly requests: FrameRequest[] = []
  private run: OpenRun | null = null
  private playing = false
  private seekStep = -1
  private journey = 0
  private holdStep = Infinity
  private look: LookOnTheWay | null = null
  private changed = true
  private awake = false
  private lastFrameMs = -Infinity
  private problem: unknown = null

  /** `send` and `sendSaved` mark what is to be transferred rather than copied. */
  constructor(
    engine: Engine,
    send: (frame: Frame) => Frame = (frame) => frame,
    sendSaved: (saved: SavedRun) => SavedRun = (saved) => saved,
  ) {
    this.engine = engine
    this.send = send
    this.sendSaved = sendSaved
    this.channel.port1.onmessage = () => this.slice()
  }

  open(spec: RunSpec, options: OpenOptions, saved: SavedRun | null = null): RunFacts {
    this.run = null
    this.holdStep = Infinity
    this.look?.end(null)
    this.problem = null
    const run = new OpenRun(this.engine, options.run, spec)
    const isResumed = saved !== null && run.resume(saved)
    this.run = run
    this.look = new LookOnTheWay(options.lookStep ?? -1)
    this.look.at(run.model)
    this.go(run, options)
    const resumedStep = isResumed ? saved.step : null
    return { ...factsOf(this.engine.version, options.run, run.model), resumedStep }
  }

  revise(spec: RunSpec, going: Going): boolean {
    const run = this.opened()
    if (!run.revise(spec)) return false
    this.go(run, going)
    return true
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

  seek(step: number, journey: number): boolean {
    this.journey = journey
    return this.goTo(this.opened(), step)
  }

  save(mostBytes: number, notAfter = Infinity): SavedRun | null {
    const run = this.opened()
    if (run.history.imageBytes > mostBytes) return null
    run.history.take(run.frontierStep)
    const saved = run.history.save(Math.min(notAfter, run.model.stepsDone()))
    return saved === null ? null : this.sendSaved(saved)
  }

  ping(): void {}

  setSpeed(speed: Speed): void {
    this.clock.speed = speed
    this.wake()
  }

  applyChange(key: ParameterKey, value: number): number {
    const run = this.opened()
    const step = run.model.stepsDone()
    if (step >= run.model.stepCount) return -1
    run.schedule({ step, key, value })
    this.wake()
    return step
  }

  dropNews(kind: NewsKind, title: string, sizePercent: number): NewsShock | null {
    const run = this.opened()
    const step = run.model.stepsDone()
    if (step >= run.model.stepCount) return null
    const shock: NewsShock = { kind, title, step, sizePercent }
    run.schedule(shock)
    this.wake()
    return shock
  }

  giveOrder(order: OrderNow): number {
    const run = this.opened()
    const step = run.model.stepsDone()
    if (step >= run.model.stepCount) return -1
    run.schedule({ ...order, step })
    this.wake()
    return step
  }

  quoteTrade(trade: OpenTerms): TradeQuote {
    const { model } = this.opened()
    return quoteTrade(model.settings, lastPage(model), trade)
  }

  watchVisitor(): void {
    this.opened().frames.watchVisitor()
    this.wake()
  }

  watchMarket(asset: number, venue: number): void {
    this.opened().frames.watchMarket(asset, venue)
    this.wake()
  }

  showScene(scene: SceneName): void {
    const run = this.opened()
    run.frames.showScene(scene, run.hasOrders)
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

  fingerprint(): FingerprintAt {
    const { model } = this.opened()
    return { step: model.stepsDone(), fingerprint: model.fingerprint() }
  }

  async fingerprintOnTheWay(): Promise<string | null> {
    return this.look === null ? null : this.look.fingerprint
  }

  tables(): RunTables {
    return this.opened().tables()
  }

  account(): RunAccount {
    return this.opened().observer.account()
  }

  figures(): Figures {
    return this.opened().observer.measures()
  }

  published(fromStep: number, toStep: number): PublishedRows {
    const { trace } = this.opened()
    const firstStep = Math.max(fromStep, trace.firstStep)
    return { firstStep, rows: trace.rowsBetween(firstStep, toStep) }
  }

  holdAt(step: number): void {
    this.holdStep = step
    this.wake()
  }

  /** Sets the run going as its opener wants it. */
  private go(run: OpenRun, going: Going): void {
    this.clock.speed = going.speed
    this.clock.restart(performance.now())
    if (going.seekStep >= 0) this.goTo(run, going.seekStep)
    else this.seekStep = -1
    this.playing = going.play
    this.wake()
  }

  private goTo(run: OpenRun, wanted: number): boolean {
    const { model } = run
    const step = Math.max(0, Math.min(wanted, model.stepCount))
    this.playing = false
    this.seekStep = -1
    const isPossible = run.travel(step)
    if (isPossible && step > model.stepsDone()) this.seekStep = step
    this.wake()
    return isPossible
  }

  private opened(): OpenRun {
    if (this.run === null) throw new Error('No run is open.')
    return this.run
  }

  /** Something changed: a frame is due even if no time passes. */
  private wake(): void {
    this.change()
    if (!this.awake) this.again()
  }

  private change(): void {
    this.changed = true
    this.run?.frames.changed()
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
    const lookStep = this.look?.stepAfter(model.stepsDone()) ?? Infinity
    const lastStep = Math.min(model.stepCount, this.holdStep, lookStep)
    const most = Math.min(due, lastStep - model.stepsDone())
    let done = 0
    while (done < most) {
      run.advance()
      done++
      if (done % STEPS_BETWEEN_LOOKS === 0 && performance.now() - startMs > SLICE_MS) break
    }
    const nowMs = performance.now()
    if (done > 0 && run.history.isDue()) run.history.take(run.frontierStep)
    this.clock.did(done, nowMs)
    if (done > 0) this.change()
    if (seeking && model.stepsDone() >= this.seekStep) {
      this.seekStep = -1
      this.clock.restart(nowMs)
    }
    if (model.stepsDone() >= model.stepCount) this.playing = false
    const hasLooked = done > 0 && this.look?.at(model) === true
    return done < most || hasLooked
  }

  private answer(nowMs: number): void {
    const { run } = this
    if (run === null || this.requests.length === 0) return
    if (nowMs - this.lastFrameMs < FRAME_MS || !(this.changed || run.frames.isDue(nowMs))) return
    const frame = run.frames.build(run.number, this.clockNow(run), nowMs)
    this.requests.shift()!.resolve(this.send(frame))
    this.lastFrameMs = nowMs
    this.changed = false
  }

  private clockNow({ model, frontierStep }: OpenRun): ClockNow {
    return {
      step: model.stepsDone(),
      stepCount: model.stepCount,
      frontierStep,
      playing: this.playing,
      finished: model.stepsDone() >= model.stepCount,
      speed: this.clock.speed,
      factor: this.clock.factor,
      achievedFactor: this.clock.achievedFactor,
      seekStep: this.seekStep,
      journey: this.journey,
    }
  }

  /** Wakes up again for the clock or for a frame that is owed; otherwise sleeps until a message. */
  private plan(): void {
    const owesFrame = this.requests.length > 0 && (this.changed || this.run?.frames.owes === true)
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

function factsOf(engineVersion: string, run: number, model: RunningModel) {
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
