// Axes: price marks and their labels, the price tag, hour and day marks. Labels give way to the tag.
import { Container } from 'pixi.js'
import type { Labels } from '../drawing/labels.ts'
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import { bottom, right } from '../layout.ts'
import type { MarketFrame } from '../marketFrame.ts'
import { formatPrice } from '../numbers.ts'
import { logOfPrice, logOfY, priceMarks, priceOfLog } from '../priceAxis.ts'
import { timeMarks } from '../timeAxis.ts'

const TAG_HEIGHT = 20

export class AxisLayer {
  /** Grid lines lie on the heat map, below the price. */
  readonly gridView = new Container()
  /** The tag lies above everything. */
  readonly tagView = new Container()
  private readonly grid = new ShapeBatch(96)
  private readonly tag = new ShapeBatch(8)

  constructor() {
    this.gridView.addChild(this.grid.mesh)
    this.tagView.addChild(this.tag.mesh)
  }

  draw(frame: MarketFrame, labels: Labels, tagLabels: Labels): boolean {
    const { palette, layout } = frame
    const { axis, timeAxis, map } = layout
    this.grid.begin(frame.pixels, palette.glow)
    this.tag.begin(frame.pixels, palette.glow)
    this.grid.box(axis.left, 0, 1, axis.height, palette.hairline, 1)
    this.grid.box(0, timeAxis.top, right(timeAxis), 1, palette.hairline, 1)
    this.drawPrices(frame, labels)
    this.drawTimes(frame, labels)
    // The present: what lies right of it has not happened.
    this.grid.box(layout.nowX, map.top, 1, map.height, palette.hairline, 0.6)
    this.drawYours(frame, tagLabels)
    if (!Number.isNaN(frame.log)) this.drawTag(frame, tagLabels)
    this.grid.end()
    this.tag.end()
    return false
  }

  destroy(): void {
    this.grid.destroy()
    this.tag.destroy()
  }

  private drawPrices(frame: MarketFrame, labels: Labels): void {
    const { layout, palette, span } = frame
    const { axis, map, plot } = layout
    // The plot's scale goes on above and below it, as the heat map does.
    const whole = {
      low: logOfY(bottom(map), span, plot),
      high: logOfY(map.top, span, plot),
    }
    const marks = priceMarks(whole, frame.initialPriceUsd, map.height)
    const tagY = frame.y(frame.log)
    for (const price of marks.prices) {
      const y = frame.y(logOfPrice(price, frame.initialPriceUsd))
      if (y < map.top + 8 || y > bottom(map) - 4) continue
      this.grid.box(0, y - 0.5, map.width, 1, palette.text, 0.055)
      this.grid.box(axis.left, y - 0.5, 4, 1, palette.muted, 0.8)
      // What the page lays over the top hides the label, not the line.
      if (y < plot.top - 4 && plot.top > 24) continue
      const clear = Math.min(1, Math.max(0, (Math.abs(y - tagY) - 15) / 5))
      const words = formatPrice(price, marks.spacingUsd)
      const alpha = Number.isNaN(tagY) ? 1 : clear
      labels.put(`price ${words}`, 'axis', words, right(axis) - 5, y, 1, 0.5, alpha)
    }
  }

  private drawTimes(frame: MarketFrame, labels: Labels): void {
    const { layout, palette, time } = frame
    const { map, timeAxis, nowX } = layout
    const room = layout.sizeClass === 'phone' ? 58 : 70
    for (const mark of timeMarks(time, nowX, room)) {
      const x = frame.x(mark.step)
      this.grid.box(x - 0.5, map.top, 1, map.height, palette.text, mark.isDay ? 0.12 : 0.035)
      this.grid.box(x - 0.5, timeAxis.top, 1, mark.isDay ? 6 : 4, palette.muted, 0.8)
      const fade = Math.min(1, Math.max(0, Math.min(x - 20, nowX - x + 10) / 16))
      const style = mark.isDay ? 'axisStrong' : 'axis'
      const y = timeAxis.top + timeAxis.height / 2 + 1
      labels.put(`time ${mark.step}`, style, mark.label, x, y, 0.5, 0.5, fade)
    }
  }

  /** Where the visitor entered and where it is liquidated: a line through the map and a mark on the axis.
   * A long is solid and a short hollow, as everywhere. */
  private drawYours(frame: MarketFrame, labels: Labels): void {
    const { layout, palette, yours } = frame
    if (yours === null) return
    const { axis, map } = layout
    const colour = yours.side === 'long' ? palette.long : palette.short
    const hollow = yours.side === 'long' ? 0 : 1.3
    const lines = [
      ['your entry', yours.entryUsd, colour],
      ['your liquidation', yours.liquidationUsd, palette.core],
    ] as const
    for (const [words, priceUsd, tint] of lines) {
      if (!(priceUsd > 0)) continue
      const y = frame.y(logOfPrice(priceUsd, frame.initialPriceUsd))
      if (y < map.top + 8 || y > bottom(map) - 4) continue
      this.grid.box(map.left, y - 0.5, map.width, 1, tint, 0.7)
      this.tag.box(axis.left - 4, y - 4, 8, 8, tint, 1, 2, hollow)
      labels.put(words, 'caption', words, axis.left - 10, y - 8, 1, 0.5)
    }
  }

  private drawTag(frame: MarketFrame, labels: Labels): void {
    const { layout, palette } = frame
    const { axis } = layout
    const price = priceOfLog(frame.log, frame.initialPriceUsd)
    const y = frame.y(frame.log)
    const left = axis.left
    this.tag.box(left, y - TAG_HEIGHT / 2, axis.width, TAG_HEIGHT, palette.tag, 1, 2)
    labels.put('tag', 'tag', formatPrice(price), left + axis.width / 2, y, 0.5)
  }
}
