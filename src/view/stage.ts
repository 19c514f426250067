// The canvas of the laboratory: one WebGL renderer, four scenes, one frame at a time. The page owns the
// animation loop and calls frame(); everything else only notes what the next frame must show.
import 'pixi.js/unsafe-eval'
import { Container, WebGLRenderer } from 'pixi.js'
import type {
  CohortTiles,
  CrowdCells,
  DepthColumns,
  Frame,
  LiquidationRows,
  LiquidationsAhead,
  MinuteSeries,
  QuoteNow,
  TraderNow,
} from '../threads/frames.ts'
import { DEFAULT_ASSETS } from '../market/instruments.ts'
import { PALETTES, type Theme } from './colours.ts'
import { CohortScene, type CohortPick } from './cohortScene.ts'
import { TraderScene } from './traderScene.ts'
import { CrowdScene, type MarkedTrader } from './crowdScene.ts'
import type { TraderPick } from './crowdFacts.ts'
import type { Insets } from './layout.ts'
import type { Scene, SceneLook } from './scene.ts'
import type { PriceMinutes } from './marketMemory.ts'
import { MarketScene, type PricePick } from './marketScene.ts'
import type { TimeWindow } from './timeAxis.ts'

export type SceneName = 'market' | 'cohorts' | 'crowd' | 'trader'
export type ContextState = 'live' | 'lost'
export type Pick = PricePick | TraderPick | CohortPick

export interface StageOptions {
  /** By asset; the default market's when left out. */
  readonly initialPriceUsd?: readonly number[]
  readonly symbols?: readonly string[]
  readonly theme?: Theme
  readonly reducedMotion?: boolean
  /** What the page lays over the canvas, CSS pixels. */
  readonly insets?: Insets
  /** Trailing window of the market scene, steps, or the whole run. */
  readonly window?: TimeWindow
  readonly fontFamily?: string
  readonly onContextLost?: () => void
  readonly onContextRestored?: () => void
}

const LONGEST_FRAME_MS = 100

/** Rejects where the browser gives no WebGL: the page goes on with numbers and charts. */
export async function createStage(host: HTMLElement, options: StageOptions = {}): Promise<Stage> {
  const renderer = new WebGLRenderer()
  const canvas = document.createElement('canvas')
  await renderer.init({
    canvas,
    width: Math.max(1, host.clientWidth),
    height: Math.max(1, host.clientHeight),
    resolution: pixelsPerUnit(),
    autoDensity: true,
    // Shapes soften their own edges.
    antialias: false,
    backgroundColor: PALETTES[options.theme ?? 'dark'].ground,
    powerPreference: 'high-performance',
    // Pixi would load its events, filters and accessibility, of which nothing is used.
    skipExtensionImports: true,
  })
  canvas.style.display = 'block'
  canvas.setAttribute('aria-hidden', 'true')
  host.append(canvas)
  return new Stage(renderer, host, canvas, options)
}

export class Stage {
  readonly canvas: HTMLCanvasElement
  private readonly host: HTMLElement
  private readonly renderer: WebGLRenderer
  private readonly root = new Container()
  private readonly market: MarketScene
  private readonly crowd: CrowdScene
  private readonly cohorts: CohortScene
  private readonly trader: TraderScene
  private readonly scenes: Readonly<Record<SceneName, Scene>>
  private readonly options: StageOptions
  private theme: Theme
  private insets: Insets
  private isStill: boolean
  private scene: SceneName = 'market'
  private context: ContextState = 'live'
  private isDirty = true
  private lastMs = 0
  private moment = NaN

  constructor(
    renderer: WebGLRenderer,
    host: HTMLElement,
    canvas: HTMLCanvasElement,
    options: StageOptions,
  ) {
    this.renderer = renderer
    this.host = host
    this.canvas = canvas
    this.options = options
    this.theme = options.theme ?? 'dark'
    this.insets = options.insets ?? { top: 0, bottom: 0 }
    this.isStill = options.reducedMotion ?? false
    const prices = options.initialPriceUsd ?? DEFAULT_ASSETS.map((asset) => asset.initialPriceUsd)
    const symbols = options.symbols ?? DEFAULT_ASSETS.map((asset) => asset.symbol)
    const fontFamily = options.fontFamily ?? 'system-ui, sans-serif'
    const look = this.look()
    this.market = new MarketScene(look, fontFamily, prices, symbols)
    this.crowd = new CrowdScene(look, fontFamily)
    this.cohorts = new CohortScene(look, fontFamily)
    this.trader = new TraderScene(look, fontFamily, symbols)
    const { market, cohorts, crowd, trader } = this
    this.scenes = { market, cohorts, crowd, trader }
    for (const each of Object.values(this.scenes)) this.root.addChild(each.view)
    if (options.window !== undefined) market.setWindow(options.window)
    this.setScene('market')
    this.resize()
    canvas.addEventListener('webglcontextlost', this.loseContext)
    canvas.addEventListener('webglcontextrestored', this.restoreContext)
  }

  get contextState(): ContextState {
    return this.context
  }

  /** The moment that the last frame drew: on its way to the one asked for. */
  get shownMoment(): number {
    return this.scene === 'market' ? this.market.shownMoment : this.moment
  }

  /** Price in the market shown at the moment drawn; NaN while none is known. */
  get shownPriceUsd(): number {
    return this.market.shownPriceUsd
  }

  /** Another run: forgets everything drawn. */
  reset(initialPriceUsd: readonly number[], symbols?: readonly string[]): void {
    this.moment = NaN
    this.market.reset(initialPriceUsd, symbols)
    this.crowd.reset()
    this.cohorts.reset()
    this.trader.push(null)
    if (symbols !== undefined) this.trader.setSymbols(symbols)
    this.isDirty = true
  }

  /** The run was wound back to a step and goes on otherwise. */
  forgetAfter(step: number): void {
    this.market.forgetAfter(step)
    this.isDirty = true
  }

  setScene(scene: SceneName): void {
    this.scene = scene
    for (const [name, each] of Object.entries(this.scenes)) each.view.visible = name === scene
    this.isDirty = true
  }

  /** An asset, at one venue or over all. */
  showMarket(asset: number, venue: number): void {
    this.market.show(asset, venue)
    this.isDirty = true
  }

  /** The fan of real falls behind the price. */
  showRealFalls(isShown: boolean): void {
    this.market.setFan(isShown)
    this.isDirty = true
  }

  setWindow(window: TimeWindow): void {
    this.market.setWindow(window)
    this.isDirty = true
  }

  /** Simulated seconds; playing is drawn smoothly, a leap at once. */
  setMoment(step: number): void {
    if (step === this.moment) return
    this.moment = step
    this.market.setMoment(step)
    this.crowd.setMoment(step)
    this.isDirty = true
  }

  /** Everything a frame of the simulation carries for the canvas. */
  pushFrame(frame: Frame): void {
    this.pushQuote(frame.clock.step, frame.quotes)
    if (frame.venueQuote !== null) {
      this.market.shown.pushVenueQuote(frame.clock.step, frame.venueQuote)
    }
    if (frame.series !== null) this.pushMinutes(frame.series)
    if (frame.liquidations !== null) this.pushLiquidations(frame.liquidations)
    if (frame.depth !== null) this.pushDepth(frame.depth)
    if (frame.ahead !== null) this.pushAhead(frame.ahead, frame.clock.step)
    if (frame.crowd !== null) this.pushCrowd(frame.crowd, frame.clock.step)
    if (frame.cohorts) this.pushCohorts(frame.cohorts)
    if (frame.trader) this.pushTrader(frame.trader)
    this.market.setYours(frame.yours ?? null)
  }

  pushQuote(step: number, quote: QuoteNow): void {
    this.market.shown.memory.prices.pushQuote(step, quote.priceUsd)
    this.isDirty = true
  }

  pushMinutes(series: MinuteSeries): void {
    this.market.shown.memory.prices.pushMinutes(series)
    this.market.harbour.pushMinutes(series)
    this.isDirty = true
  }

  pushLiquidations(rows: LiquidationRows): void {
    this.market.shown.memory.pushLiquidations(rows)
    this.isDirty = true
  }

  pushDepth(depth: DepthColumns): void {
    this.market.shown.pushDepth(depth)
    this.isDirty = true
  }

  /** step: when they were counted; the present unless told. */
  pushAhead(ahead: LiquidationsAhead, step = this.lastStep): void {
    this.market.shown.pushAhead(ahead, step)
    this.isDirty = true
  }

  /** Minutes of B beside the run, all assets; null ends the comparison. */
  pushOther(minutes: PriceMinutes | null): void {
    this.market.shown.pushOther(minutes)
    this.isDirty = true
  }

  /** The arrays are read until the next crowd is pushed; then the page may give them back. */
  pushCrowd(crowd: CrowdCells, step = this.lastStep): void {
    this.crowd.push(crowd, step)
    this.isDirty = true
  }

  pushCohorts(cohorts: CohortTiles): void {
    this.cohorts.push(cohorts)
    this.isDirty = true
  }

  /** The marked trader, or null for none. */
  pushTrader(trader: TraderNow | null): void {
    this.trader.push(trader)
    this.isDirty = true
  }

  /** Traders of the crowd to ring, with words: the visitor's own, the one pointed at. */
  markTraders(marked: readonly MarkedTrader[]): void {
    this.crowd.setMarked(marked)
    this.isDirty = true
  }

  /** Crowd: nearer or farther about a point, sideways by pixels, or all of it again. */
  zoomAt(x: number, y: number, factor: number): void {
    this.crowd.zoomAt(x, y, factor)
    this.isDirty = true
  }

  panBy(dx: number, dy: number): void {
    this.crowd.panBy(dx, dy)
    this.isDirty = true
  }

  showAll(): void {
    this.crowd.showAll()
    this.isDirty = true
  }

  setTheme(theme: Theme): void {
    this.theme = theme
    this.renderer.background.color = PALETTES[theme].ground
    this.setLook()
  }

  setReducedMotion(isStill: boolean): void {
    this.isStill = isStill
    this.isDirty = true
  }

  setInsets(insets: Insets): void {
    this.insets = insets
    this.setLook()
  }

  /** Follows the host's size and the screen's resolution. */
  resize(): void {
    this.renderer.resize(this.width, this.height, pixelsPerUnit())
    this.setLook()
  }

  /** What lies under a point of the canvas, CSS pixels from its top left. */
  pickAt(x: number, y: number): Pick | null {
    if (this.scene === 'market') return this.market.pickAt(x, y)
    if (this.scene === 'crowd') return this.crowd.pickAt(x, y)
    return this.scene === 'cohorts' ? this.cohorts.pickAt(x, y) : null
  }

  /** Draws, unless nothing has changed since the last frame; true when it drew. */
  frame(nowMs: number): boolean {
    const elapsedMs = Math.min(LONGEST_FRAME_MS, Math.max(0, nowMs - this.lastMs))
    this.lastMs = nowMs
    if (!this.isDirty || this.context === 'lost') return false
    this.isDirty = this.scenes[this.scene].draw({ nowMs, elapsedMs, isStill: this.isStill })
    this.renderer.render(this.root)
    return true
  }

  /** What is drawn now, as a PNG; null while the context is lost. */
  snapshot(): Promise<Blob | null> {
    if (this.context === 'lost') return Promise.resolve(null)
    // The canvas keeps its pixels only until the browser has shown them: draw and read in one go.
    this.renderer.render(this.root)
    return new Promise((resolve) => this.canvas.toBlob(resolve))
  }

  destroy(): void {
    this.canvas.removeEventListener('webglcontextlost', this.loseContext)
    this.canvas.removeEventListener('webglcontextrestored', this.restoreContext)
    for (const scene of Object.values(this.scenes)) scene.destroy()
    this.root.destroy({ children: true })
    this.renderer.destroy({ removeView: true })
  }

  /** The latest second known. */
  private get lastStep(): number {
    return this.market.shown.memory.prices.lastStep
  }

  private get width(): number {
    return Math.max(1, this.host.clientWidth)
  }

  private get height(): number {
    return Math.max(1, this.host.clientHeight)
  }

  private look(): SceneLook {
    const { width, height, insets } = this
    return { width, height, insets, pixels: pixelsPerUnit(), palette: PALETTES[this.theme] }
  }

  private setLook(): void {
    const look = this.look()
    for (const scene of Object.values(this.scenes)) scene.setLook(look)
    this.isDirty = true
  }

  private readonly loseContext = (): void => {
    this.context = 'lost'
    this.options.onContextLost?.()
  }

  private readonly restoreContext = (): void => {
    this.context = 'live'
    // Pixi 8.22 goes on believing in the texture unit that was active before the loss.
    this.renderer.resetState()
    this.isDirty = true
    this.options.onContextRestored?.()
  }
}

function pixelsPerUnit(): number {
  return Math.min(2, globalThis.devicePixelRatio || 1)
}
