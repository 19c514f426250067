// The price of B, the run beside this one, on the same scale: a second line up to the same moment, and
// its tag on the axis, which gives way to A's.
import { Container } from 'pixi.js'
import type { Labels } from '../drawing/labels.ts'
import { Polyline } from '../drawing/polyline.ts'
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import type { MarketFrame } from '../marketFrame.ts'
import { formatPrice } from '../numbers.ts'
import { logOfPrice } from '../priceAxis.ts'
import type { ShownPrices } from '../shownMarket.ts'

const TAG_HEIGHT = 18
/** Between the middles of both tags, at least. */
const APART = 20

export class OtherPriceLayer {
  readonly view = new Container()
  /** Above the axis and its labels. */
  readonly tagView = new Container()
  private readonly line = new Polyline(6_144)
  private readonly shapes = new ShapeBatch(8)

  constructor() {
    this.view.addChild(this.line.mesh)
    this.tagView.addChild(this.shapes.mesh)
  }

  draw(frame: MarketFrame, other: ShownPrices | null, labels: Labels): void {
    const { palette } = frame
    this.view.visible = this.tagView.visible = other !== null
    if (other === null) return
    this.shapes.begin(frame.pixels, palette.glow)
    this.line.begin(1.5, palette.other, palette.edge, frame.pixels)
    let last = NaN
    other.memory.forEachPoint(other.asset, frame.time.start, frame.moment, (step, price) => {
      if (step > frame.moment) return
      last = price
      this.line.add(frame.x(step), frame.y(logOfPrice(price, frame.initialPriceUsd)))
    })
    this.line.end()
    if (!Number.isNaN(last)) this.tag(frame, last, labels)
    this.shapes.end()
  }

  destroy(): void {
    this.line.destroy()
    this.shapes.destroy()
  }

  private tag(frame: MarketFrame, price: number, labels: Labels): void {
    const { palette, layout } = frame
    const { axis } = layout
    const ownY = frame.y(frame.log)
    const y = frame.y(logOfPrice(price, frame.initialPriceUsd))
    const way = y < ownY ? -1 : 1
    const middle = Math.abs(y - ownY) < APART ? ownY + way * APART : y
    const top = middle - TAG_HEIGHT / 2
    this.shapes.box(axis.left, top, axis.width, TAG_HEIGHT, palette.plate, 1, 2)
    this.shapes.box(axis.left, top, axis.width, TAG_HEIGHT, palette.other, 1, 2, 1)
    const words = `B ${formatPrice(price)}`
    labels.put('tag b', 'otherTag', words, axis.left + axis.width / 2, middle, 0.5)
  }
}
