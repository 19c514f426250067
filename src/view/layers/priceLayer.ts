// The price: a line through the heat map that ends at the present, and the dashed way to its tag.
import { Container } from 'pixi.js'
import { Polyline } from '../drawing/polyline.ts'
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import type { MarketFrame } from '../marketFrame.ts'
import { logOfPrice } from '../priceAxis.ts'
import type { ShownPrices } from '../shownMarket.ts'

export class PriceLayer {
  readonly view = new Container()
  private readonly line = new Polyline(6_144)
  private readonly shapes = new ShapeBatch(64)

  constructor() {
    this.view.addChild(this.shapes.mesh, this.line.mesh)
  }

  draw(frame: MarketFrame, { memory, asset }: ShownPrices): boolean {
    const { palette, layout } = frame
    this.shapes.begin(frame.pixels, palette.glow)
    this.line.begin(
      layout.sizeClass === 'phone' ? 1.5 : 1.8,
      palette.price,
      palette.edge,
      frame.pixels,
    )
    if (!Number.isNaN(frame.log)) {
      memory.forEachPoint(asset, frame.time.start, frame.moment, (step, price) => {
        if (step >= frame.moment) return
        this.line.add(frame.x(step), frame.y(logOfPrice(price, frame.initialPriceUsd)))
      })
      const y = frame.y(frame.log)
      this.line.add(layout.nowX, y)
      for (let x = layout.nowX + 5; x < layout.axis.left; x += 6) {
        this.shapes.box(x, y - 0.5, 3, 1, palette.text, 0.55)
      }
      this.shapes.disc(layout.nowX, y, 3, palette.price, 1)
    }
    this.line.end()
    this.shapes.end()
    return false
  }

  destroy(): void {
    this.line.destroy()
    this.shapes.destroy()
  }
}
