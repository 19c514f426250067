// Liquidations ahead: what would be closed by force at each price, as bars on the right. Longs solid
// below the price, shorts hollow above it. The model knows these numbers; nothing here is estimated.
import type { LiquidationsAhead } from '../../threads/frames.ts'
import { MAP_BINS, MAP_LOW, MAP_STEP } from '../../threads/frames.ts'
import { joinBins, labelledBars, nextBarScale, type AheadBars } from '../aheadBars.ts'
import type { Labels } from '../drawing/labels.ts'
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import { bottom, type MarketLayout } from '../layout.ts'
import type { MarketFrame } from '../marketFrame.ts'
import { formatUsd } from '../numbers.ts'
import { binsPerBar, logOfY } from '../priceAxis.ts'

const EASE_MS = 220
const LABEL_ROOM = 44

/** Bars begin below the title's three lines, half of the thickest included. */
const TITLE_FOOT = 66

export class AheadLayer {
  private readonly shapes = new ShapeBatch(700)
  private bars: AheadBars | null = null
  private drawn: AheadBars | null = null
  private source: LiquidationsAhead | null = null
  private fullUsd = 1e6
  private shownFullUsd = 1e6

  get view() {
    return this.shapes.mesh
  }

  /** isPresent: the moment shown is the one the bars are of; for the past they are not kept. */
  draw(
    frame: MarketFrame,
    ahead: LiquidationsAhead | null,
    isPresent: boolean,
    labels: Labels,
  ): boolean {
    const { layout, palette } = frame
    const area = layout.ahead
    this.shapes.begin(frame.pixels, palette.glow)
    this.shapes.box(area.left, 0, 1, area.height, palette.hairline, 1)
    if (ahead === null) this.bars = this.drawn = null
    const moving = ahead !== null && this.update(frame, ahead)
    if (this.drawn !== null && isPresent) this.drawBars(frame, this.drawn, labels)
    this.shapes.end()
    this.title(frame, isPresent, labels)
    return moving
  }

  destroy(): void {
    this.shapes.destroy()
  }

  /** Joins bins anew when they change, and lets the bars grow to their length. */
  private update(frame: MarketFrame, ahead: LiquidationsAhead): boolean {
    const pitch = frame.layout.sizeClass === 'phone' ? 7 : 8
    const bins = binsPerBar(frame.span, frame.layout.plot.height, pitch)
    const isNewShape = this.bars?.bins !== bins || this.drawn === null
    if (isNewShape || this.source !== ahead || this.bars === null) {
      this.source = ahead
      this.bars = joinBins(ahead.longUsd, ahead.shortUsd, bins)
      if (isNewShape) this.drawn = joinBins(ahead.longUsd, ahead.shortUsd, bins)
    }
    const { first, last } = this.barsInView(frame, bins)
    this.fullUsd = nextBarScale(this.fullUsd, largestBetween(this.bars, first, last))
    if (isNewShape) this.shownFullUsd = this.fullUsd
    const share = frame.isStill ? 1 : 1 - Math.exp(-frame.elapsedMs / EASE_MS)
    let rest = Math.abs(this.fullUsd - this.shownFullUsd)
    this.shownFullUsd += (this.fullUsd - this.shownFullUsd) * share
    if (this.drawn !== null) {
      rest += easeAll(this.drawn.longUsd, this.bars.longUsd, share)
      rest += easeAll(this.drawn.shortUsd, this.bars.shortUsd, share)
    }
    return rest > this.fullUsd * 0.002
  }

  private barsInView(frame: MarketFrame, bins: number): { first: number; last: number } {
    const { layout, span } = frame
    const clear = layout.sizeClass === 'phone' ? titleY(layout) + 18 : TITLE_FOOT
    const barAt = (y: number): number =>
      Math.floor((logOfY(y, span, layout.plot) - MAP_LOW) / MAP_STEP / bins)
    return {
      first: Math.max(0, barAt(bottom(layout.map))),
      last: Math.min(Math.ceil(MAP_BINS / bins) - 1, barAt(layout.ahead.top + clear)),
    }
  }

  private drawBars(frame: MarketFrame, bars: AheadBars, labels: Labels): void {
    const { layout, palette } = frame
    const { ahead } = layout
    const phone = layout.sizeClass === 'phone'
    const left = ahead.left + (phone ? 4 : 8)
    // Amounts stand right of their bars, so the longest bar leaves them room.
    const full = ahead.width - (phone ? 8 : 16 + LABEL_ROOM)
    const pitch = Math.abs(frame.y(bars.bins * MAP_STEP) - frame.y(0))
    const thick = Math.max(2, Math.min(14, pitch - Math.max(1.5, pitch * 0.25)))
    const { first, last } = this.barsInView(frame, bars.bins)
    const yOfBar = (bar: number): number => frame.y(MAP_LOW + (bar + 0.5) * bars.bins * MAP_STEP)
    for (let bar = first; bar <= last; bar++) {
      const top = yOfBar(bar) - thick / 2
      const long = (bars.longUsd[bar] / this.shownFullUsd) * full
      const short = (bars.shortUsd[bar] / this.shownFullUsd) * full
      if (long > 0.4) this.shapes.box(left, top, long, thick, palette.long, 0.88)
      if (short > 0.4) {
        this.shapes.box(left, top, Math.max(short, 2.5), thick, palette.short, 0.95, 0, 1.2)
      }
    }
    if (phone) return
    for (const label of labelledBars(bars, first, last, Math.ceil(24 / pitch), 5)) {
      const length = (label.usd / this.shownFullUsd) * full
      const y = yOfBar(label.bar)
      if (Math.abs(y - frame.y(frame.log)) < 9) continue
      const key = `ahead ${label.side} ${label.bar}`
      labels.put(key, 'figure', formatUsd(label.usd), left + length + 6, y)
    }
  }

  private title(frame: MarketFrame, isPresent: boolean, labels: Labels): void {
    const { ahead, sizeClass } = frame.layout
    const middle = ahead.left + ahead.width / 2
    if (sizeClass === 'phone') {
      const y = titleY(frame.layout)
      labels.put('ahead title', 'small', 'ahead', middle, y, 0.5, 0.5, isPresent ? 1 : 0.4)
      return
    }
    const title = isPresent ? 'ahead, full bar' : 'ahead: not kept'
    labels.put('ahead title 1', 'caption', 'liquidations', middle, 15, 0.5)
    labels.put('ahead title 2', 'caption', title, middle, 30, 0.5)
    const width = isPresent ? formatUsd(this.fullUsd) : 'for the past'
    labels.put('ahead title 3', 'caption', width, middle, 45, 0.5)
  }
}

/** A narrow picture of a wide page has the price's header above its bars. */
function titleY({ plot }: MarketLayout): number {
  return Math.max(9, plot.top - 2)
}

function largestBetween(bars: AheadBars, first: number, last: number): number {
  let largest = 0
  for (let bar = first; bar <= last; bar++) {
    largest = Math.max(largest, bars.longUsd[bar], bars.shortUsd[bar])
  }
  return largest
}

function easeAll(drawn: Float64Array, aim: Float64Array, share: number): number {
  let rest = 0
  for (let bar = 0; bar < drawn.length; bar++) {
    const gap = aim[bar] - drawn[bar]
    drawn[bar] += gap * share
    rest = Math.max(rest, Math.abs(gap))
  }
  return rest
}
