// Scars: short marks on the price axis where liquidations have printed in this run. Longs solid, shorts
// hollow; brighter for more dollars.
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import type { MarketFrame } from '../marketFrame.ts'
import { logOfSlot, scarDepth, SCAR_SLOTS, slotOfLog, type Scars } from '../scars.ts'
import { logOfY } from '../priceAxis.ts'

export class ScarLayer {
  private readonly shapes = new ShapeBatch(SCAR_SLOTS * 2)

  get view() {
    return this.shapes.mesh
  }

  draw(frame: MarketFrame, scars: Scars): boolean {
    const { palette, layout } = frame
    const { axis, plot, map } = layout
    this.shapes.begin(frame.pixels, palette.glow)
    const first = slotOfLog(logOfY(map.top + map.height, frame.span, plot))
    const last = slotOfLog(logOfY(map.top, frame.span, plot))
    const full = layout.sizeClass === 'phone' ? 4 : 6
    for (let slot = first; slot <= last; slot++) {
      const long = scarDepth(scars.longUsd[slot])
      const short = scarDepth(scars.shortUsd[slot])
      if (long === 0 && short === 0) continue
      const y = frame.y(logOfSlot(slot))
      if (long > 0) {
        this.shapes.box(
          axis.left + 1,
          y - 0.75,
          3 + full * long,
          1.5,
          palette.long,
          0.3 + 0.7 * long,
        )
        this.shapes.box(axis.left + 1, y - 0.75, 2.5, 1.5, palette.core, long)
      }
      if (short > 0) {
        const length = 3 + full * short
        this.shapes.box(
          axis.left + 1,
          y - 1.5,
          length,
          3,
          palette.short,
          0.35 + 0.65 * short,
          0,
          0.8,
        )
      }
    }
    this.shapes.end()
    return false
  }

  destroy(): void {
    this.shapes.destroy()
  }
}
