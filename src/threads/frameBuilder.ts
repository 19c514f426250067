// Puts frames together: what is new since the last one, each costly part at its own bounded rate.
import { cohortTiles } from './cohorts.ts'
import type { AccountName, CrowdBuffers } from './crowdCells.ts'
import { crowdBuffers, CrowdSorter } from './crowdCells.ts'
import type { Observer } from '../observe/observer.ts'
import { STEPS_PER_MINUTE } from '../market/units.ts'
import type { RunningModel } from './engine.ts'
import { markUsd } from './depthMap.ts'
import { ALL_VENUES } from './frames.ts'
import type { ClockNow, CrowdCells, DepthColumns, Frame, LiquidationRows } from './frames.ts'
import type { MinuteSeries, NewsNow, PanelNow, SceneName, VenueQuote } from './frames.ts'
import type { TraderNow, VisitorNow, YourMarks } from './frames.ts'
import { liquidationsAhead } from './liquidationsAhead.ts'
import type { ReturnedCrowd } from './protocol.ts'
import type { Recorder } from './recorder.ts'
import { traderOfVisitor, visitorNow } from './visitorNow.ts'
import { WatchedTrader } from './watchedTrader.ts'

/** Wall milliseconds between two of a kind; the crowd's and the map's grow with what they cost. */
const PANEL_MS = 250
const AHEAD_MS = 250
const CROWD_MS = 500
/** The costly parts take at most this share of the thread's time. */
const COST_SHARE = 0.12

/** Distance to liquidation of the trader that is watched when no one was chosen. */
const WORTH_WATCHING = 0.03

class Pace {
  private readonly everyMs: number
  private dueMs = -Infinity

  constructor(everyMs: number) {
    this.everyMs = everyMs
  }

  isDue(nowMs: number): boolean {
    return nowMs >= this.dueMs
  }

  hurry(): void {
    this.dueMs = -Infinity
  }

  took(nowMs: number, costMs: number): void {
    this.dueMs = nowMs + Math.max(this.everyMs, costMs / COST_SHARE)
  }
}

export class FrameBuilder {
  private readonly model: RunningModel
  private readonly recorder: Recorder
  private readonly observer: Observer
  private readonly tradersPerAgent: number
  private readonly panelPace = new Pace(PANEL_MS)
  private readonly aheadPace = new Pace(AHEAD_MS)
  private readonly crowdPace = new Pace(CROWD_MS)
  private sorter: CrowdSorter | null = null
  private readonly spareCrowds: CrowdBuffers[] = []
  private asset = 0
  private venue: number = ALL_VENUES
  private scene: SceneName = 'market'
  private watched: WatchedTrader | null = null
  /** As of the last look, which is made with the panel. */
  private you: VisitorNow | null = null
  private sentMinutes = 0
  private sentColumns = 0
  /** Steps whose liquidations have been sent. */
  private sentSteps = 0
  private sentFingerprint = false
  /** What was put off since the run last changed. */
  private owesPanel = true
  private owesAhead = true
  private owesScene = true
  private windBackTo: number | null = null

  constructor(
    model: RunningModel,
    recorder: Recorder,
    observer: Observer,
    tradersPerAgent: number,
  ) {
    this.model = model
    this.recorder = recorder
    this.observer = observer
    this.tradersPerAgent = tradersPerAgent
  }

  watchMarket(asset: number, venue: number): void {
    this.asset = asset
    this.venue = venue
    this.sentColumns = 0
    this.aheadPace.hurry()
  }

  /** `expectsVisitor`: one comes with an order that is due, so that nobody else is shown. */
  showScene(scene: SceneName, expectsVisitor: boolean): void {
    this.scene = scene
    this.crowdPace.hurry()
    const hasOwn = expectsVisitor || this.hasVisitor()
    if (scene === 'trader' && this.watched === null && !hasOwn) this.watchSomeone()
  }

  watchTrader(crowdVersion: number, cell: number): boolean {
    const name = this.crowdSorter().accountAt(crowdVersion, cell)
    if (name === null) return false
    const liquidatedAtStep = this.recorder.crowd.liquidatedAtStep[name.venue][name.account]
    this.watched = new WatchedTrader(this.model, name, liquidatedAtStep)
    this.crowdPace.hurry()
    return true
  }

  /** The trader scene shows the visitor's own from now on. */
  watchVisitor(): void {
    this.watched = null
    this.panelPace.hurry()
    this.crowdPace.hurry()
  }

  /** Reads the step just done. */
  afterStep(): void {
    this.watched?.afterStep()
  }

  /** The run stands at another step of its known course. What was sent stays sent. */
  moved(): void {
    this.watched?.moveTo(this.model.stepsDone())
    this.sentFingerprint = false
    for (const pace of [this.panelPace, this.aheadPace, this.crowdPace]) pace.hurry()
  }

  /** The run takes another course from a step on: what was sent of later ones is void. */
  forgetAfter(step: number): void {
    const minute = Math.floor(step / STEPS_PER_MINUTE)
    this.sentMinutes = Math.min(this.sentMinutes, minute)
    this.sentColumns = Math.min(this.sentColumns, minute)
    this.sentSteps = Math.min(this.sentSteps, step)
    this.windBackTo = Math.min(this.windBackTo ?? Infinity, step)
  }

  takeBack(crowd: ReturnedCrowd): void {
    const whole = {
      state: new Uint8Array(crowd.state.buffer),
      leverage: new Uint8Array(crowd.leverage.buffer),
      distance: new Float32Array(crowd.distance.buffer),
      notionalUsd: new Float32Array(crowd.notionalUsd.buffer),
    }
    if (this.spareCrowds.length < 2) this.spareCrowds.push(whole)
  }

  /** The run, or what is shown of it, is another now. */
  changed(): void {
    this.owesPanel = this.owesAhead = true
    this.owesScene = this.scene === 'crowd' || this.scene === 'cohorts'
  }

  /** Something that earlier frames put off has not been sent. */
  get owes(): boolean {
    return this.owesPanel || this.owesAhead || this.owesScene
  }

  /** Something that was put off may be sent now. */
  isDue(nowMs: number): boolean {
    return (
      (this.owesPanel && this.panelPace.isDue(nowMs)) ||
      (this.owesAhead && this.aheadPace.isDue(nowMs)) ||
      (this.owesScene && this.crowdPace.isDue(nowMs))
    )
  }

  build(run: number, clock: ClockNow, nowMs: number): Frame {
    const { observer, model, recorder } = this
    const panelDue = this.owesPanel && this.panelPace.isDue(nowMs)
    const aheadDue = this.owesAhead && this.aheadPace.isDue(nowMs)
    const { scene } = this
    const sceneDue = this.owesScene && this.crowdPace.isDue(nowMs)
    if (panelDue) this.owesPanel = false
    if (aheadDue) this.owesAhead = false
    if (sceneDue) this.owesScene = false
    const finishing = clock.finished && !this.sentFingerprint
    if (finishing) this.sentFingerprint = true
    const { windBackTo } = this
    this.windBackTo = null
    const panel = panelDue ? timed(this.panelPace, nowMs, () => this.panelNow()) : null
    return {
      run,
      windBackTo,
      clock,
      quotes: observer.quotes(),
      venueQuote: this.venueQuote(),
      series: this.newMinutes(),
      liquidations: this.newLiquidations(),
      depth: this.newColumns(),
      ahead: aheadDue
        ? timed(this.aheadPace, nowMs, () => liquidationsAhead(model, this.asset, this.venue))
        : null,
      crowd:
        sceneDue && scene === 'crowd' ? timed(this.crowdPace, nowMs, () => this.crowdNow()) : null,
      cohorts:
        sceneDue && scene === 'cohorts'
          ? timed(this.crowdPace, nowMs, () => cohortTiles(model, recorder.crowd))
          : null,
      trader: scene === 'trader' ? this.traderNow() : null,
      yours: yourMarks(this.you),
      panel,
      fingerprint: finishing ? model.fingerprint() : null,
    }
  }

  private venueQuote(): VenueQuote | null {
    const { model, asset, venue } = this
    if (venue === ALL_VENUES) return null
    const priceUsd = markUsd(model, asset, venue)
    // There is no mark before the first second.
    return priceUsd > 0 ? { asset, venue, priceUsd } : null
  }

  private newMinutes(): MinuteSeries | null {
    const first = this.sentMinutes
    const end = Math.floor(this.model.stepsDone() / STEPS_PER_MINUTE)
    if (end <= first) return null
    this.sentMinutes = end
    return this.observer.seriesBetween(first, end)
  }

  private newLiquidations(): LiquidationRows | null {
    const first = this.sentSteps
    const end = this.model.stepsDone()
    if (end <= first) return null
    this.sentSteps = end
    const rows = this.observer.liquidationsBetween(first, end)
    return rows.count > 0 ? rows : null
  }

  private newColumns(): DepthColumns | null {
    const { depth } = this.recorder
    const first = this.sentColumns
    if (depth.columnCount === first) return null
    this.sentColumns = depth.columnCount
    return depth.columnsFrom(this.asset, this.venue, first)
  }

  private crowdNow(): CrowdCells {
    const sorter = this.crowdSorter()
    const spare = this.spareCrowds.pop()
    const fits = spare !== undefined && spare.state.length >= sorter.cellCount
    const marked = this.watched?.name ?? this.visitorName()
    return sorter.cells(fits ? spare : crowdBuffers(sorter.cellCount), marked)
  }

  private traderNow(): TraderNow | null {
    if (this.watched !== null) return this.watched.now()
    return this.you === null ? null : traderOfVisitor(this.you)
  }

  private hasVisitor(): boolean {
    return this.model.venues.some(({ statements }) => statements.hasVisitor)
  }

  private visitorName(): AccountName | null {
    if (this.you === null) return null
    const { venue } = this.you
    return { venue, account: this.model.venues[venue].statements.visitorAccount }
  }

  private crowdSorter(): CrowdSorter {
    this.sorter ??= new CrowdSorter(this.model, this.recorder.crowd, this.tradersPerAgent)
    return this.sorter
  }

  /** Someone whom a small fall would close, when no one was chosen. */
  private watchSomeone(): void {
    const sorter = this.crowdSorter()
    sorter.cells(crowdBuffers(sorter.cellCount), null)
    const name = sorter.longBeyond(WORTH_WATCHING)
    if (name !== null) this.watched = new WatchedTrader(this.model, name)
  }

  private panelNow(): PanelNow {
    const news = this.model.world.news().map((item): NewsNow => ({
      kind: item.kind,
      title: item.title,
      step: item.startStep,
      sizePercent: item.size * 100,
    }))
    this.you = visitorNow(this.model, this.observer.visit(), this.model.settings)
    return {
      you: this.you,
      totals: this.observer.totals(),
      score: this.observer.scoreRows(),
      tape: this.observer.tapeRows(),
      news,
    }
  }
}

function yourMarks(you: VisitorNow | null): YourMarks | null {
  if (you === null || you.state !== 'open') return null
  const { asset, side, entryUsd, liquidationUsd } = you
  return { asset, side, entryUsd, liquidationUsd }
}

function timed<T>(pace: Pace, nowMs: number, work: () => T): T {
  const startMs = performance.now()
  const result = work()
  pace.took(nowMs, performance.now() - startMs)
  return result
}

/** Buffers of a frame that travel by transfer: the large ones. */
export function transferablesOf(frame: Frame): ArrayBuffer[] {
  const buffers: ArrayBufferLike[] = []
  if (frame.depth !== null) buffers.push(frame.depth.columns.buffer)
  if (frame.crowd !== null) {
    const { state, leverage, distance, notionalUsd } = frame.crowd
    buffers.push(state.buffer, leverage.buffer, distance.buffer, notionalUsd.buffer)
  }
  return buffers as ArrayBuffer[]
}
