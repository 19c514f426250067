// What every layer of the market scene is told about the frame to draw. One object, written anew each
// frame by the scene; layers read it and keep nothing of it.
import type { YourMarks } from '../threads/frames.ts'
import type { Palette } from './colours.ts'
import type { MarketLayout } from './layout.ts'
import { yOfLog, type PriceSpan } from './priceAxis.ts'
import { xOfStep, type TimeSpan } from './timeAxis.ts'

export class MarketFrame {
  layout: MarketLayout
  palette: Palette
  /** Device pixels in a CSS pixel. */
  pixels = 1
  nowMs = 0
  elapsedMs = 0
  /** Reduced motion: everything at rest, bursts are marks. */
  isStill = false
  initialPriceUsd = 1
  /** The moment shown, a step, possibly between two. */
  moment = 0
  /** Price at that moment, relative log; NaN while nothing is known. */
  log = NaN
  readonly time: TimeSpan = { start: 0, end: 1 }
  readonly span: PriceSpan = { low: -0.05, high: 0.05 }
  /** The visitor's open position in the asset shown. */
  yours: YourMarks | null = null
  /** Radius of one dollar's disc. */
  discScale = 1

  constructor(layout: MarketLayout, palette: Palette) {
    this.layout = layout
    this.palette = palette
  }

  x(step: number): number {
    return xOfStep(step, this.time, this.layout.map.left, this.layout.nowX)
  }

  y(log: number): number {
    return yOfLog(log, this.span, this.layout.plot)
  }
}

/** A layer of the market scene. draw returns true while it wants another frame soon. */
export interface MarketLayer {
  draw(frame: MarketFrame): boolean
  destroy(): void
}
