// The crowd from near: every trader in view a dot whose area is the notional, longs solid, shorts hollow,
// with the leverage written in it where it fits. Drawn one by one, so only when few are in view.
import { Container } from 'pixi.js'
import type { CrowdCells } from '../../threads/frames.ts'
import { cellSize, firstRankAt, pointOfRank, type CellGrid, type CellView } from '../cellMap.ts'
import { mixColour, type Palette } from '../colours.ts'
import type { Labels } from '../drawing/labels.ts'
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import type { Region } from '../layout.ts'
import { formatLeverage } from '../numbers.ts'

/** Dots are drawn one by one from this size of a cell on, and carry words from the second. */
export const DOT_PIXELS = 18
const WORDS_PIXELS = 46

export class CrowdDotsLayer {
  readonly view = new Container()
  private readonly shapes = new ShapeBatch(7_000)

  constructor() {
    this.view.addChild(this.shapes.mesh)
  }

  hide(): void {
    this.shapes.begin(1, 0)
    this.shapes.end()
  }

  /** A dot of fullUsd touches its neighbours. */
  draw(
    area: Region,
    grid: CellGrid,
    view: CellView,
    crowd: CrowdCells,
    fullUsd: number,
    palette: Palette,
    pixels: number,
    labels: Labels,
  ): void {
    const { shapes } = this
    const size = cellSize(view, grid.levels, grid)
    const cell = Math.min(size.x, size.y)
    const parts = 2 ** grid.levels
    shapes.begin(pixels, palette.glow)
    shapes.box(area.left, area.top, area.width, area.height, palette.ash, 1)
    // Rows are pushed sideways by a few pixels: look a little beyond both sides.
    const beyond = 14 * view.zoom
    const firstX = Math.max(0, Math.floor((view.left * view.zoom - beyond) / size.x))
    const lastX = Math.ceil((view.left * view.zoom + area.width + beyond) / size.x)
    const firstY = Math.max(0, Math.floor((view.top * view.zoom) / size.y))
    const lastY = Math.ceil((view.top * view.zoom + area.height) / size.y)
    for (let y = firstY; y <= Math.min(lastY, grid.rows * parts - 1); y++) {
      for (let x = firstX; x <= Math.min(lastX, grid.columns * parts - 1); x++) {
        const rank = firstRankAt(x, y, grid.levels, grid)
        if (rank >= grid.count || shapes.isFull) continue
        const at = pointOfRank(rank, view, grid)
        if (at.x < -size.x || at.x > area.width + size.x) continue
        this.dot(area, at, cell, crowd, rank, fullUsd, palette, labels)
      }
    }
    shapes.end()
  }

  destroy(): void {
    this.shapes.destroy()
  }

  private dot(
    area: Region,
    at: { readonly x: number; readonly y: number },
    cell: number,
    crowd: CrowdCells,
    rank: number,
    fullUsd: number,
    palette: Palette,
    labels: Labels,
  ): void {
    const { shapes } = this
    const kind = crowd.state[rank] & 7
    const x = area.left + at.x
    const y = area.top + at.y
    const full = cell * 0.47
    const radius = full * Math.sqrt(Math.min(1, crowd.notionalUsd[rank] / fullUsd))
    const near = crowd.state[rank] >> 3
    const warm = near === 0 ? 0.6 : near === 1 ? 0.3 : 0
    const again = kind >= 5 ? 0.35 : 0
    if (kind === 1 || kind === 5) {
      const colour = mixColour(mixColour(palette.long, palette.core, warm), palette.ember, again)
      shapes.disc(x, y, Math.max(1.5, radius), colour, 0.92)
    } else if (kind === 2 || kind === 6) {
      const colour = mixColour(mixColour(palette.short, palette.core, warm), palette.ember, again)
      shapes.ring(x, y, Math.max(2, radius), Math.max(1.2, radius * 0.16), colour, 1)
    } else if (kind === 3) shapes.disc(x, y, full * 0.3, palette.core, 1)
    else if (kind === 4) shapes.disc(x, y, full * 0.14, palette.ember, 0.8)
    else shapes.disc(x, y, full * 0.1, palette.muted, 0.5)
    if (cell < WORDS_PIXELS || kind === 0 || kind === 3 || kind === 4) return
    const words = formatLeverage(crowd.leverage[rank])
    const isInside = radius > 14
    const style = isInside && kind % 4 === 1 ? 'onLong' : 'axisStrong'
    labels.put(`dot ${rank}`, style, words, x, isInside ? y : y + radius + 8, 0.5)
  }
}
