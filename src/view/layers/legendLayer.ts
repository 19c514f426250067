// What area and brightness mean: circles of round sums in the bursts' own scale, and the fixed ramp of
// the heat map. Floats over the map.
import { Container } from 'pixi.js'
import { DEPTH_FULL_USD } from '../../threads/frames.ts'
import { mixColour } from '../colours.ts'
import { discRadius } from '../cues.ts'
import type { Labels } from '../drawing/labels.ts'
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import { bottom, right } from '../layout.ts'
import type { MarketFrame } from '../marketFrame.ts'
import { formatUsd } from '../numbers.ts'

const SUMS = [10_000, 1_000_000, 10_000_000, 50_000_000]
const SUMS_ON_PHONE = [1_000_000, 10_000_000]
const RAMP_STEPS = 24

export class LegendLayer {
  readonly view = new Container()
  private readonly shapes = new ShapeBatch(64)

  constructor() {
    this.view.addChild(this.shapes.mesh)
  }

  draw(frame: MarketFrame, labels: Labels): boolean {
    this.shapes.begin(frame.pixels, frame.palette.glow)
    if (frame.layout.sizeClass === 'desktop') {
      this.plate(frame)
      this.circles(frame, SUMS, labels)
      this.ramp(frame, labels)
    } else this.circles(frame, SUMS_ON_PHONE, labels)
    this.shapes.end()
    return false
  }

  destroy(): void {
    this.shapes.destroy()
  }

  private plate(frame: MarketFrame): void {
    const { left, top, width, height } = frame.layout.legend
    this.shapes.box(left - 4, top - 2, width + 10, height + 6, frame.palette.plate, 0.72, 4)
  }

  private circles(frame: MarketFrame, sums: readonly number[], labels: Labels): void {
    const { legend } = frame.layout
    const { palette } = frame
    const base = bottom(legend) - 16
    let x = right(legend)
    for (let index = sums.length - 1; index >= 0; index--) {
      const usd = sums[index]
      const radius = Math.max(1, discRadius(usd, frame.discScale))
      const half = Math.max(radius, 15)
      x -= half
      this.shapes.disc(x, base - radius, radius, palette.ground, 0.35)
      this.shapes.ring(x, base - radius, radius, Math.min(1.1, radius), palette.text, 0.75)
      labels.put(`legend ${usd}`, 'small', formatUsd(usd), x, base + 9, 0.5)
      x -= half + 4
    }
  }

  /** Above the small circles. */
  private ramp(frame: MarketFrame, labels: Labels): void {
    const { legend } = frame.layout
    const { shapes } = this
    const { palette } = frame
    const width = 84
    const left = right(legend) - 154
    const top = legend.top + 12
    const step = width / RAMP_STEPS
    for (let index = 0; index < RAMP_STEPS; index++) {
      const place = (index / (RAMP_STEPS - 1)) * 4
      const low = Math.min(3, Math.floor(place))
      const colour = mixColour(palette.depth[low], palette.depth[low + 1], place - low)
      shapes.box(left + index * step, top, step + 0.5, 7, colour, 1)
    }
    shapes.box(left, top, width, 7, palette.muted, 0.5, 0, 1)
    labels.put('ramp title', 'small', 'resting orders', left, top - 9)
    labels.put('ramp none', 'small', '$0', left, top + 15)
    labels.put('ramp full', 'small', formatUsd(DEPTH_FULL_USD), left + width, top + 15, 1)
  }
}
