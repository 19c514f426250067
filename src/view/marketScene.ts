// The market scene: all its control flow. Finds what the moment shows, plays what is new in it, and
// has each layer draw. Layers, back to front, are one file each in layers/.
import { Container } from 'pixi.js'
import type { YourMarks } from '../threads/frames.ts'
import { BurstLayer } from './layers/burstLayer.ts'
import { DISC_SCALE, type Print } from './cues.ts'
import { Labels } from './drawing/labels.ts'
import { HarbourMemory } from './harbourMemory.ts'
import { AheadLayer } from './layers/aheadLayer.ts'
import { AxisLayer } from './layers/axisLayer.ts'
import { DepthLayer } from './layers/depthLayer.ts'
import { FanLayer } from './layers/fanLayer.ts'
import { HarbourLayer } from './layers/harbourLayer.ts'
import { LegendLayer } from './layers/legendLayer.ts'
import { OtherPriceLayer } from './layers/otherPriceLayer.ts'
import { PriceLayer } from './layers/priceLayer.ts'
import { ScarLayer } from './layers/scarLayer.ts'
import { contains, marketLayout } from './layout.ts'
import { MarketFrame } from './marketFrame.ts'
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
import { ShownMarket } from './shownMarket.ts'
import { DEFAULT_WINDOW, followMoment, isLeap, spanOf, stepOfX } from './timeAxis.ts'
import { windowSteps, type TimeWindow } from './timeAxis.ts'

/** Flows are launched in parcels of this much simulated time. */
const FLOW_STEPS = 60
/** Nearer than this to the latest figures, the moment shown is the present. */
const PRESENT_STEPS = 900

export interface PricePick {
  readonly kind: 'price'
  /** Of the market at that time; NaN where none is known. */
  readonly priceUsd: number
  /** At the pointer's height. */
  readonly heightUsd: number
  readonly step: number
}

export class MarketScene implements Scene {
  readonly view = new Container()
  readonly shown: ShownMarket
  readonly harbour = new HarbourMemory()
  private window: TimeWindow = DEFAULT_WINDOW
  private symbols: readonly string[]
  private hasFan = false
  private readonly frame: MarketFrame
  private readonly depth = new DepthLayer()
  private readonly axes = new AxisLayer()
  private readonly harbourLayer = new HarbourLayer()
  private readonly aheadLayer = new AheadLayer()
  private readonly scarLayer = new ScarLayer()
  private readonly fan = new FanLayer()
  private readonly price = new PriceLayer()
  private readonly other = new OtherPriceLayer()
  private readonly bursts = new BurstLayer()
  private readonly legend = new LegendLayer()
  private readonly labels: Labels
  private readonly tagLabels: Labels
  private readonly scars = new Scars()
  private moment = NaN
  private yours: YourMarks | null = null
  private asked = 0
  /** Liquidation rows of the asset that have been played or placed. */
  private placedRows = 0
  private flowFrom = NaN
  private mustPlaceAnew = true
  private mustSettleSpan = true
  private readonly aim = { low: -0.03, high: 0.03 }

  constructor(
    look: SceneLook,
    fontFamily: string,
    prices: readonly number[],
    symbols: readonly string[],
  ) {
    this.shown = new ShownMarket(prices)
    this.symbols = symbols
    const { width, height, insets, palette } = look
    this.frame = new MarketFrame(marketLayout(width, height, insets), palette)
    this.labels = new Labels(fontFamily)
    this.tagLabels = new Labels(fontFamily)
    this.setLook(look)
    this.view.addChild(
      this.depth.view,
      this.axes.gridView,
      this.fan.view,
      this.harbourLayer.view,
      this.aheadLayer.view,
      this.scarLayer.view,
      this.other.view,
      this.price.view,
      this.bursts.view,
      this.legend.view,
      this.labels.view,
      this.harbourLayer.sailView,
      this.other.tagView,
      this.axes.tagView,
      this.tagLabels.view,
    )
  }

  /** Another run: everything is forgotten. */
  reset(initialPriceUsd: readonly number[], symbols = this.symbols): void {
    this.symbols = symbols
    this.shown.reset(initialPriceUsd)
    this.harbour.clear()
    this.harbourLayer.reset()
    this.moment = NaN
    this.asked = 0
    this.mustPlaceAnew = this.mustSettleSpan = true
  }

  forgetAfter(step: number): void {
    this.shown.forgetAfter(step)
    this.harbour.forgetAfter(step)
    this.mustPlaceAnew = true
  }

  show(asset: number, venue: number): void {
    if (this.shown.show(asset, venue)) this.mustPlaceAnew = this.mustSettleSpan = true
  }

  /** Real falls behind the price, or not. */
  setFan(isShown: boolean): void {
    this.hasFan = isShown
  }

  /** The visitor's open position, in whatever asset it is. */
  setYours(yours: YourMarks | null): void {
    this.yours = yours
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
    frame.initialPriceUsd = this.shown.initialPriceUsd
    frame.yours = this.yours?.asset === this.shown.asset ? this.yours : null
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
    const step = Math.min(this.frame.moment, stepOfX(Math.min(x, nowX), time, map.left, nowX))
    const { memory, asset } = this.shown.prices
    const heightUsd = priceOfLog(logOfY(y, span, plot), initialPriceUsd)
    return { kind: 'price', priceUsd: memory.priceAt(asset, step), heightUsd, step }
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
      this.fan,
      this.other,
      this.price,
      this.bursts,
      this.legend,
      this.labels,
      this.tagLabels,
    ]
    for (const layer of layers) layer.destroy()
  }

  /** The price at the moment drawn, in the market drawn; NaN while none is known. */
  get shownPriceUsd(): number {
    return priceOfLog(this.frame.log, this.frame.initialPriceUsd)
  }

  private get windowSteps(): number {
    return windowSteps(this.window, this.shown.memory.prices.lastStep)
  }

  private moveTime(scene: SceneFrame): boolean {
    const { frame, windowSteps } = this
    if (Number.isNaN(this.moment) || isLeap(this.moment, this.asked, windowSteps)) {
      this.moment = this.asked
      this.mustPlaceAnew = true
    } else if (scene.isStill) this.moment = this.asked
    else this.moment = followMoment(this.moment, this.asked, scene.elapsedMs, windowSteps)
    frame.moment = this.moment
    Object.assign(frame.time, spanOf(this.window, this.moment))
    return this.moment !== this.asked
  }

  private movePrice(scene: SceneFrame): boolean {
    const { frame, aim } = this
    const { prices, other } = this.shown
    const price = prices.memory.priceAt(prices.asset, frame.moment)
    frame.log = logOfPrice(price, frame.initialPriceUsd)
    if (Number.isNaN(frame.log)) return false
    let low = frame.log
    let high = frame.log
    for (const each of other === null ? [prices] : [prices, other]) {
      each.memory.forEachPoint(each.asset, frame.time.start, frame.moment, (step, priceUsd) => {
        if (step > frame.moment || step < frame.time.start) return
        const log = logOfPrice(priceUsd, frame.initialPriceUsd)
        if (log < low) low = log
        if (log > high) high = log
      })
    }
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
    const { frame, scars, shown } = this
    const rows = shown.liquidations
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
        if (!shown.isOfVenue(rows, row)) continue
        scars.add(rows.log[row], rows.side[row], rows.usd[row])
        if (rows.step[row] >= windowFrom) this.bursts.groups.add(rows.print(row))
      }
    } else if (end > this.placedRows) {
      const prints: Print[] = []
      for (let row = this.placedRows; row < end; row++) {
        if (!shown.isOfVenue(rows, row)) continue
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
    const { frame, labels, tagLabels, shown } = this
    labels.begin(frame.nowMs, frame.isStill)
    tagLabels.begin(frame.nowMs, frame.isStill)
    const parked = this.harbour.parkedAt(frame.moment)
    const today = this.harbour.changeOverDay(frame.moment)
    if (shown.depth !== undefined) this.depth.draw(frame, shown.depth)
    this.fan.view.visible = this.hasFan
    if (this.hasFan) this.fan.draw(frame, this.symbols[shown.asset], shown.prices, labels)
    this.axes.draw(frame, labels, tagLabels)
    let moving = this.harbourLayer.draw(frame, parked, today, labels)
    const isPresent = shown.ahead === null || this.asked > shown.aheadStep - PRESENT_STEPS
    moving = this.aheadLayer.draw(frame, shown.ahead, isPresent, labels) || moving
    this.scarLayer.draw(frame, this.scars)
    this.other.draw(frame, shown.other, tagLabels)
    this.price.draw(frame, shown.prices)
    moving = this.bursts.draw(frame, labels) || moving
    this.legend.draw(frame, labels)
    const isBehind = [labels.end(), tagLabels.end()].includes(true)
    return moving || isBehind
  }
}
