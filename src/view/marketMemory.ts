// What the canvas remembers of a run so that any moment can be drawn again: minute prices, the latest
// quotes, liquidations, depth. Steps are simulated seconds, prices USD.
import type { LiquidationRows, MinuteSeries } from '../threads/frames.ts'
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import type { Print } from './cues.ts'
import { DepthHistory } from './depthRing.ts'

/** Rows of minutes with the prices of all assets in each. */
export type PriceMinutes = Pick<MinuteSeries, 'step' | 'price'>

/** Prices by minute, all assets, and a finer trail of quotes after the last whole minute. */
export class PriceMemory {
  private readonly assetCount: number
  private price: Float64Array
  private firstMinute = 0
  private minutes = 0
  private readonly trail: { step: number; price: Float64Array }[] = []

  constructor(assetCount: number) {
    this.assetCount = assetCount
    this.price = new Float64Array(assetCount * 1_536)
  }

  pushMinutes(series: PriceMinutes): void {
    const rows = series.step.length
    if (rows === 0) return
    const assets = series.price.length / rows
    for (let row = 0; row < rows; row++) {
      const minute = Math.floor(series.step[row] / MAP_COLUMN_STEPS)
      if (this.minutes === 0) this.firstMinute = minute
      const index = minute - this.firstMinute
      if (index < 0) continue
      this.reserve(index + 1)
      for (let gap = this.minutes; gap < index; gap++) this.copyMinute(gap - 1, gap)
      for (let asset = 0; asset < this.assetCount; asset++) {
        const known = asset < assets ? series.price[row * assets + asset] : 0
        this.price[index * this.assetCount + asset] = known
      }
      this.minutes = Math.max(this.minutes, index + 1)
    }
    const settled = this.lastMinuteStep
    while (this.trail.length > 0 && this.trail[0].step <= settled) this.trail.shift()
  }

  pushQuote(step: number, priceUsd: ArrayLike<number>): void {
    const last = this.trail.at(-1)
    if (last !== undefined && step < last.step) this.trail.length = 0
    if (this.minutes > 0 && step <= this.lastMinuteStep) return
    this.trail.push({ step, price: Float64Array.from(priceUsd) })
    if (this.trail.length > 4_096) this.trail.shift()
  }

  forgetAfter(step: number): void {
    this.minutes = Math.min(
      this.minutes,
      Math.max(0, Math.floor(step / MAP_COLUMN_STEPS) - this.firstMinute),
    )
    while (this.trail.length > 0 && (this.trail.at(-1)?.step ?? 0) > step) this.trail.pop()
  }

  /** Step of the last whole minute's end; its price is drawn there. */
  get lastMinuteStep(): number {
    return (this.firstMinute + this.minutes) * MAP_COLUMN_STEPS
  }

  get firstStep(): number {
    if (this.minutes > 0) return (this.firstMinute + 1) * MAP_COLUMN_STEPS
    return this.trail[0]?.step ?? 0
  }

  get lastStep(): number {
    return Math.max(this.minutes > 0 ? this.lastMinuteStep : 0, this.trail.at(-1)?.step ?? 0)
  }

  get isEmpty(): boolean {
    return this.minutes === 0 && this.trail.length === 0
  }

  /** Walks the points of one asset from a step to another, oldest first, with the points just outside. */
  forEachPoint(
    asset: number,
    from: number,
    to: number,
    visit: (step: number, priceUsd: number) => void,
  ): void {
    const first = Math.max(0, Math.floor(from / MAP_COLUMN_STEPS) - this.firstMinute - 1)
    for (let minute = first; minute < this.minutes; minute++) {
      const step = (this.firstMinute + minute + 1) * MAP_COLUMN_STEPS
      const price = this.price[minute * this.assetCount + asset]
      if (price > 0) visit(step, price)
      if (step > to) return
    }
    for (const point of this.trail) {
      if (point.price[asset] > 0) visit(point.step, point.price[asset])
      if (point.step > to) return
    }
  }

  /** The price at a step, between points on a straight line; NaN when nothing is known. */
  priceAt(asset: number, step: number): number {
    let beforeStep = NaN
    let before = NaN
    let after = NaN
    let afterStep = NaN
    this.forEachPoint(asset, step - MAP_COLUMN_STEPS, step, (at, price) => {
      if (at <= step) {
        beforeStep = at
        before = price
      } else if (Number.isNaN(after)) {
        afterStep = at
        after = price
      }
    })
    if (Number.isNaN(before)) return Number.isNaN(after) ? this.lastPrice(asset) : after
    if (Number.isNaN(after)) return before
    return before + ((after - before) * (step - beforeStep)) / (afterStep - beforeStep)
  }

  private lastPrice(asset: number): number {
    const quoted = this.trail.at(-1)
    if (quoted !== undefined) return quoted.price[asset]
    return this.minutes > 0 ? this.price[(this.minutes - 1) * this.assetCount + asset] : NaN
  }

  private copyMinute(from: number, to: number): void {
    for (let asset = 0; asset < this.assetCount; asset++) {
      this.price[to * this.assetCount + asset] = this.price[from * this.assetCount + asset]
    }
    this.minutes = to + 1
  }

  private reserve(minutes: number): void {
    if (minutes * this.assetCount <= this.price.length) return
    const wider = new Float64Array(Math.max(minutes * this.assetCount, this.price.length * 2))
    wider.set(this.price)
    this.price = wider
  }
}

/** Liquidations of one asset in order of their step. */
export class LiquidationMemory {
  step = new Float64Array(1_024)
  log = new Float64Array(1_024)
  side = new Uint8Array(1_024)
  venue = new Uint8Array(1_024)
  usd = new Float64Array(1_024)
  traders = new Float64Array(1_024)
  count = 0

  get lastStep(): number {
    return this.count > 0 ? this.step[this.count - 1] : -Infinity
  }

  add(step: number, log: number, side: number, usd: number, traders: number, venue: number): void {
    if (this.count === this.step.length) this.grow()
    const row = this.count++
    this.step[row] = step
    this.log[row] = log
    this.side[row] = side
    this.usd[row] = usd
    this.traders[row] = traders
    this.venue[row] = venue
  }

  print(row: number): Print {
    return {
      step: this.step[row],
      log: this.log[row],
      side: this.side[row],
      usd: this.usd[row],
      traders: this.traders[row],
    }
  }

  /** The first row after a step. */
  rowAfter(step: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.step[middle] <= step) low = middle + 1
      else high = middle
    }
    return low
  }

  private grow(): void {
    const longer = (from: Float64Array): Float64Array<ArrayBuffer> => {
      const to = new Float64Array(from.length * 2)
      to.set(from)
      return to
    }
    this.step = longer(this.step)
    this.log = longer(this.log)
    this.usd = longer(this.usd)
    this.traders = longer(this.traders)
    const longerBytes = (from: Uint8Array): Uint8Array<ArrayBuffer> => {
      const to = new Uint8Array(from.length * 2)
      to.set(from)
      return to
    }
    this.side = longerBytes(this.side)
    this.venue = longerBytes(this.venue)
  }
}

export class MarketMemory {
  readonly prices: PriceMemory
  readonly liquidations: readonly LiquidationMemory[]
  readonly depth: readonly DepthHistory[]
  private readonly initialPriceUsd: readonly number[]

  constructor(initialPriceUsd: readonly number[]) {
    this.initialPriceUsd = initialPriceUsd
    this.prices = new PriceMemory(initialPriceUsd.length)
    this.liquidations = initialPriceUsd.map(() => new LiquidationMemory())
    this.depth = initialPriceUsd.map(() => new DepthHistory())
  }

  /** Forgets what came after a step: the run was wound back to be played otherwise. */
  forgetAfter(step: number): void {
    this.prices.forgetAfter(step)
    for (const memory of this.liquidations) memory.count = memory.rowAfter(step)
    for (const history of this.depth) history.forgetFrom(Math.floor(step / MAP_COLUMN_STEPS))
  }

  /** Rows of steps that are known already are the same rows sent again, and are left out. */
  pushLiquidations(rows: LiquidationRows): void {
    const knownTo = this.liquidations.map((memory) => memory.lastStep)
    for (let row = 0; row < rows.count; row++) {
      const asset = rows.asset[row]
      const memory = this.liquidations[asset]
      if (memory === undefined || rows.step[row] <= knownTo[asset]) continue
      const log = Math.log(rows.priceUsd[row] / this.initialPriceUsd[asset])
      const usd = rows.notionalUsd[row]
      memory.add(rows.step[row], log, rows.side[row], usd, rows.traders[row], rows.venue[row])
    }
  }
}
