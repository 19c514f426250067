// The market scene: all its control flow. Finds what the moment shows, plays what is new in it, and
// has each layer draw. Layers, back to front, are one file each in layers/.
import { Container } from 'pixi.js'
import type { LiquidationsAhead } from '../threads/frames.ts'
import { BurstLayer } from './layers/burstLayer.ts'
import { DISC_SCALE, type Print } from './cues.ts'
import { Labels } from './drawing/labels.ts'
import { HarbourMemory } from './harbourMemory.ts'
import { AheadLayer } from './layers/aheadLayer.ts'
import { AxisLayer } from './layers/axisLayer.ts'
import { DepthLayer } from './layers/depthLayer.ts'
import { HarbourLayer } from './layers/harbourLayer.ts'
import { LegendLayer } from './layers/legendLayer.ts'
import { PriceLayer } from './layers/priceLayer.ts'
import { ScarLayer } from './layers/scarLayer.ts'
import { contains, marketLayout } from './layout.ts'
import { MarketFrame } from './marketFrame.ts'
import { MarketMemory } from './marketMemory.ts'
import {
  aimOfSpan,
  easeSpan,
  isWorthFollowing,
  logOfPrice,
  logOfY,
  priceOfLog,
} from './priceAxis.ts'
import { Scars } from './scars.ts'
import type { Scene, SceneFrame, SceneLook } from './scene.ts'
import { followMoment, isLeap, stepOfX } from './timeAxis.ts'

const SHORTEST_WINDOW = 3_600
/** Flows are launched in parcels of this much simulated time. */
const FLOW_STEPS = 60
/** Nearer than this to the latest figures, the moment shown is the present. */
const PRESENT_STEPS = 900

export type TimeWindow = number | 'run'

export interface PricePick {
  readonly kind: 'price'
  readonly priceUsd: number
  readonly step: number
}

export class MarketScene implements Scene {
  readonly view = new Container()
  memory: MarketMemory
  readonly harbour = new HarbourMemory()
  private ahead: LiquidationsAhead | null = null
  /** When they were counted. */
  private aheadStep = 0
  window: TimeWindow = 6 * 3_600
  private initialPriceUsd: readonly number[]
  private readonly frame: MarketFrame
  private readonly depth = new DepthLayer()
  private readonly axes = new AxisLayer()
  private readonly harbourLayer = new HarbourLayer()
  private readonly aheadLayer = new AheadLayer()
  private readonly scarLayer = new ScarLayer()
  private readonly price = new PriceLayer()
  private readonly bursts = new BurstLayer()
  private readonly legend = new LegendLayer()
  private readonly labels: Labels
  private readonly tagLabels: Labels
  private readonly scars = new Scars()
  private asset = 0
  private shown = NaN
  private asked = 0
  /** Liquidation rows of the asset that have been played or placed. */
  private placedRows = 0
  private flowFrom = NaN
  private mustPlaceAnew = true
  private mustSettleSpan = true
  private readonly aim = { low: -0.03, high: 0.03 }

  constructor(look: SceneLook, fontFamily: string, prices: readonly number[]) {
    this.initialPriceUsd = prices
    this.memory = new MarketMemory(prices)
    const { width, height, insets, palette } = look
    this.frame = new MarketFrame(marketLayout(width, height, insets), palette)
    this.labels = new Labels(fontFamily)
    this.tagLabels = new Labels(fontFamily)
    this.setLook(look)
    this.view.addChild(
      this.depth.view,
      this.axes.gridView,
      this.harbourLayer.view,
      this.aheadLayer.view,
      this.scarLayer.view,
      this.price.view,
      this.bursts.view,
      this.legend.view,
      this.labels.view,
      this.harbourLayer.sailView,
      this.axes.tagView,
      this.tagLabels.view,
    )
  }

  /** Another run: everything is forgotten. */
  reset(initialPriceUsd: readonly number[]): void {
    this.initialPriceUsd = initialPriceUsd
    this.memory = new MarketMemory(initialPriceUsd)
    this.harbour.clear()
    this.harbourLayer.reset()
    this.ahead = null
    this.shown = NaN
    this.asked = 0
    this.mustPlaceAnew = this.mustSettleSpan = true
  }

  forgetAfter(step: number): void {
    this.memory.forgetAfter(step)
    this.harbour.forgetAfter(step)
    this.mustPlaceAnew = true
  }

  setAsset(asset: number): void {
    if (asset === this.asset) return
    this.asset = asset
    this.ahead = null
    this.mustPlaceAnew = this.mustSettleSpan = true
  }

  pushAhead(ahead: LiquidationsAhead, step: number): void {
    if (ahead.asset !== this.asset) return
    this.ahead = ahead
    this.aheadStep = step
  }

  setWindow(window: TimeWindow): void {
    this.window = window
    this.mustPlaceAnew = true
  }

  setMoment(step: number): void {
    this.asked = step
  }

  setLook({ width, height, insets, pixels, palette }: SceneLook): void {
    const { frame } = this
    frame.layout = marketLayout(width, height, insets)
    frame.palette = palette
    frame.pixels = pixels
    frame.discScale = DISC_SCALE[frame.layout.sizeClass]
    this.labels.setLook(palette, pixels)
    this.tagLabels.setLook(palette, pixels)
  }

  get shownMoment(): number {
    return this.frame.moment
  }

  draw(scene: SceneFrame): boolean {
    const { frame } = this
    frame.nowMs = scene.nowMs
    frame.elapsedMs = scene.elapsedMs
    frame.isStill = scene.isStill
    frame.asset = this.asset
    frame.initialPriceUsd = this.initialPriceUsd[this.asset] ?? 1
    let moving = this.moveTime(scene)
    moving = this.movePrice(scene) || moving
    this.placePrints()
    this.launchFlows()
    return this.drawLayers() || moving
  }

  pickAt(x: number, y: number): PricePick | null {
    const { layout, span, time, initialPriceUsd } = this.frame
    if (!contains(layout.whole, x, y) || contains(layout.timeAxis, x, y)) return null
    const { map, nowX, plot } = layout
    return {
      kind: 'price',
      priceUsd: priceOfLog(logOfY(y, span, plot), initialPriceUsd),
      step: Math.min(this.frame.moment, stepOfX(Math.min(x, nowX), time, map.left, nowX)),
    }
  }

  /** Where a price lies on the canvas, for what the page lays over it. */
  yOfPrice(priceUsd: number): number {
    return this.frame.y(logOfPrice(priceUsd, this.frame.initialPriceUsd))
  }

  destroy(): void {
    const layers = [
      this.depth,
      this.axes,
      this.harbourLayer,
      this.aheadLayer,
      this.scarLayer,
      this.price,
      this.bursts,
      this.legend,
      this.labels,
      this.tagLabels,
    ]
    for (const layer of layers) layer.destroy()
  }

  private get windowSteps(): number {
    return this.window === 'run'
      ? Math.max(SHORTEST_WINDOW, this.memory.prices.lastStep)
      : this.window
  }

  private moveTime(scene: SceneFrame): boolean {
    const { frame, windowSteps } = this
    if (Number.isNaN(this.shown) || isLeap(this.shown, this.asked, windowSteps)) {
      this.shown = this.asked
      this.mustPlaceAnew = true
    } else if (scene.isStill) this.shown = this.asked
    else this.shown = followMoment(this.shown, this.asked, scene.elapsedMs, windowSteps)
    frame.moment = this.shown
    frame.time.end = this.shown
    // A young run fills the width; from then on the window trails.
    const length = this.window === 'run' ? this.shown : Math.min(windowSteps, this.shown)
    frame.time.start = this.shown - Math.max(SHORTEST_WINDOW, length)
    return this.shown !== this.asked
  }

  private movePrice(scene: SceneFrame): boolean {
    const { frame, aim } = this
    const price = this.memory.prices.priceAt(this.asset, frame.moment)
    frame.log = logOfPrice(price, frame.initialPriceUsd)
    if (Number.isNaN(frame.log)) return false
    let low = frame.log
    let high = frame.log
    this.memory.prices.forEachPoint(
      this.asset,
      frame.time.start,
      frame.moment,
      (step, priceUsd) => {
        if (step > frame.moment || step < frame.time.start) return
        const log = logOfPrice(priceUsd, frame.initialPriceUsd)
        if (log < low) low = log
        if (log > high) high = log
      },
    )
    const wanted = aimOfSpan(low, high, frame.log)
    if (isWorthFollowing(aim, wanted)) Object.assign(aim, wanted)
    if (this.mustSettleSpan || scene.isStill) {
      Object.assign(aim, wanted)
      Object.assign(frame.span, aim)
      this.mustSettleSpan = false
      return false
    }
    return easeSpan(frame.span, aim, scene.elapsedMs)
  }

  /** New liquidations are played; after a leap, all that the window holds are placed at rest. */
  private placePrints(): void {
    const { frame, scars } = this
    const rows = this.memory.liquidations[this.asset]
    if (rows === undefined) return
    if (this.bursts.groups.setWindow(this.windowSteps)) this.mustPlaceAnew = true
    const end = rows.rowAfter(this.asked)
    if (this.mustPlaceAnew) {
      this.mustPlaceAnew = false
      this.flowFrom = this.asked
      this.bursts.clear()
      scars.clear()
      const windowFrom = frame.time.start
      for (let row = 0; row < end; row++) {
        scars.add(rows.log[row], rows.side[row], rows.usd[row])
        if (rows.step[row] >= windowFrom) this.bursts.groups.add(rows.print(row))
      }
    } else if (end > this.placedRows) {
      const prints: Print[] = []
      for (let row = this.placedRows; row < end; row++) {
        scars.add(rows.log[row], rows.side[row], rows.usd[row])
        prints.push(rows.print(row))
      }
      this.bursts.play(prints, frame.nowMs)
    }
    this.placedRows = end
  }

  private launchFlows(): void {
    if (Number.isNaN(this.flowFrom) || this.asked - this.flowFrom < FLOW_STEPS) return
    const flow = this.harbour.parkedAt(this.asked) - this.harbour.parkedAt(this.flowFrom)
    this.flowFrom = this.asked
    if (!Number.isNaN(flow) && !this.frame.isStill) {
      this.harbourLayer.sails.launch(flow, this.frame.nowMs)
    }
  }

  private drawLayers(): boolean {
    const { frame, labels, tagLabels, memory } = this
    labels.begin(frame.nowMs, frame.isStill)
    tagLabels.begin(frame.nowMs, frame.isStill)
    const parked = this.harbour.parkedAt(frame.moment)
    const today = this.harbour.changeOverDay(frame.moment)
    const history = memory.depth[this.asset]
    if (history !== undefined) this.depth.draw(frame, history)
    this.axes.draw(frame, labels, tagLabels)
    let moving = this.harbourLayer.draw(frame, parked, today, labels)
    const isPresent = this.ahead === null || this.asked > this.aheadStep - PRESENT_STEPS
    moving = this.aheadLayer.draw(frame, this.ahead, isPresent, labels) || moving
    this.scarLayer.draw(frame, this.scars)
    this.price.draw(frame, memory.prices)
    moving = this.bursts.draw(frame, labels) || moving
    this.legend.draw(frame, labels)
    const isBehind = [labels.end(), tagLabels.end()].includes(true)
    return moving || isBehind
  }
}
