// Reality behind the curve: the fan of real falls behind the simulated price, on request. Pale for eight
// days in ten, less pale for the middle half, a line for the median.
import type { Labels } from '../drawing/labels.ts'
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import { right } from '../layout.ts'
import type { MarketFrame } from '../marketFrame.ts'
import { logOfPrice } from '../priceAxis.ts'
import { fanAnchor, fanAt, realPathOf } from '../realFan.ts'
import type { ShownPrices } from '../shownMarket.ts'
import { stepOfX } from '../timeAxis.ts'

const PITCH = 3
const MOST_COLUMNS = 700

export class FanLayer {
  private readonly shapes = new ShapeBatch(MOST_COLUMNS * 3 + 8)

  get view() {
    return this.shapes.mesh
  }

  draw(frame: MarketFrame, symbol: string, prices: ShownPrices, labels: Labels): void {
    const { layout, palette } = frame
    this.shapes.begin(frame.pixels, palette.glow)
    const path = realPathOf(symbol)
    const anchor = path === null ? null : fanAnchor(prices, frame.moment)
    if (path !== null && anchor !== null) {
      const end = right(layout.map)
      for (let x = layout.map.left; x < end; x += PITCH) {
        const step = stepOfX(x + PITCH / 2, frame.time, layout.map.left, layout.nowX)
        const from = step - anchor.lowStep
        const y = (quantile: number) => {
          const change = fanAt(path, quantile, from)
          return frame.y(logOfPrice(anchor.baseUsd * (1 + change), frame.initialPriceUsd))
        }
        if (Number.isNaN(fanAt(path, 2, from))) continue
        const width = Math.min(PITCH, end - x)
        this.band(frame, x, width, y(4), y(0), 0.2)
        this.band(frame, x, width, y(3), y(1), 0.24)
        const median = y(2)
        this.band(frame, x, width, median - 0.75, median + 0.75, 0.9)
      }
    }
    this.words(frame, symbol, path !== null, anchor !== null, labels)
    this.shapes.end()
  }

  destroy(): void {
    this.shapes.destroy()
  }

  private band(
    frame: MarketFrame,
    x: number,
    width: number,
    top: number,
    low: number,
    alpha: number,
  ): void {
    const { map } = frame.layout
    const from = Math.max(map.top, top)
    const to = Math.min(map.top + map.height, low)
    if (to > from) this.shapes.box(x, from, width, to - from, frame.palette.fan, alpha)
  }

  private words(
    frame: MarketFrame,
    symbol: string,
    isKnown: boolean,
    isLaid: boolean,
    labels: Labels,
  ): void {
    const { map, plot, sizeClass } = frame.layout
    const said = !isKnown
      ? `no real falls of ${symbol} are kept here`
      : isLaid
        ? `65 real falls of ${symbol} on this low: median line, half of them dark, 8 in 10 pale`
        : 'real falls appear once the price has fallen 1.5 %'
    const words = sizeClass === 'phone' && isLaid ? '65 real falls, laid on this low' : said
    labels.put('fan', 'figure', words, map.left + 18, plot.top + 10)
    const width = labels.widthOf('fan') + 12
    this.shapes.box(map.left + 12, plot.top, width, 20, frame.palette.plate, 0.6, 3)
  }
}
