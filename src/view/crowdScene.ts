// The crowd scene: every trader a cell in order of distance to liquidation. Longs on the left, those who
// are out in the dark middle, shorts on the right; from near, each a dot.
import { Container } from 'pixi.js'
import type { CrowdCells } from '../threads/frames.ts'
import { roundUp } from './aheadBars.ts'
import {
  cellGrid,
  cellSize,
  edgeOfRank,
  keepInside,
  levelAt,
  panBy,
  pointOfRank,
  rankUnder,
  ranksInCell,
  shownRank,
  zoomAbout,
  type CellGrid,
  type CellView,
} from './cellMap.ts'
import type { Palette } from './colours.ts'
import {
  firstLongWithin,
  justLiquidated,
  largeNotional,
  notionalBetween,
  partsOf,
  ranksToDraw,
  traderAt,
  type TraderPick,
} from './crowdFacts.ts'
import { Labels } from './drawing/labels.ts'
import { CrowdCellsLayer } from './layers/crowdCellsLayer.ts'
import { CrowdDotsLayer, DOT_PIXELS } from './layers/crowdDotsLayer.ts'
import { CrowdLabelLayer, type PartLabel } from './layers/crowdLabelLayer.ts'
import { contains, crowdLayout, right, type CrowdLayout } from './layout.ts'
import { formatClock, formatCount, formatDay, formatShortCount, formatUsd } from './numbers.ts'
import type { Scene, SceneFrame, SceneLook } from './scene.ts'

/** A fall that many speak of: the line is drawn where it would reach. */
const LINE_DISTANCE = 0.02
const PRESENT_STEPS = 900
const LIGHT_EASE_MS = 500

/** A trader pointed at by the page, with its words. */
export interface MarkedTrader {
  readonly cell: number
  readonly title: string
  readonly detail: string
}

export class CrowdScene implements Scene {
  readonly view = new Container()
  private readonly cells = new CrowdCellsLayer()
  private readonly dots = new CrowdDotsLayer()
  private readonly words = new CrowdLabelLayer()
  private readonly dotLabels: Labels
  private readonly labels: Labels
  private layout: CrowdLayout
  private palette: Palette
  private pixels = 1
  private crowd: CrowdCells | null = null
  private isNew = false
  private crowdStep = 0
  private moment = 0
  private grid: CellGrid
  private readonly look: CellView = { zoom: 1, left: 0, top: 0 }
  private marked: readonly MarkedTrader[] = []
  private frontLight = 0
  private frontAim = 0
  private lineCell = 0
  private lineUsd = 0
  private fullUsd = 1

  constructor(look: SceneLook, fontFamily: string) {
    this.layout = crowdLayout(look.width, look.height, look.insets)
    this.palette = look.palette
    this.labels = new Labels(fontFamily)
    this.dotLabels = new Labels(fontFamily)
    this.grid = cellGrid(1, this.layout.cells.width, this.layout.cells.height)
    this.setLook(look)
    this.view.addChild(
      this.cells.view,
      this.dots.view,
      this.dotLabels.view,
      this.words.view,
      this.labels.view,
    )
  }

  /** Holds on to the arrays until the next crowd comes; only the states are copied. */
  push(crowd: CrowdCells, step: number): void {
    this.crowd = crowd
    this.crowdStep = step
    this.isNew = true
  }

  /** The crowd is known for the present alone; for another moment it says of when it is. */
  setMoment(step: number): void {
    this.moment = step
  }

  reset(): void {
    this.crowd = null
    this.marked = []
    this.showAll()
  }

  setMarked(marked: readonly MarkedTrader[]): void {
    this.marked = marked
  }

  setLook({ width, height, insets, pixels, palette }: SceneLook): void {
    this.layout = crowdLayout(width, height, insets)
    this.palette = palette
    this.pixels = pixels
    this.cells.setColours(palette)
    this.labels.setLook(palette, pixels)
    this.dotLabels.setLook(palette, pixels)
    const { cells } = this.layout
    this.grid = cellGrid(this.grid.count, cells.width, cells.height)
    keepInside(this.look, this.grid)
  }

  zoomAt(x: number, y: number, factor: number): void {
    const { cells } = this.layout
    zoomAbout(this.look, x - cells.left, y - cells.top, factor, this.grid)
  }

  panBy(dx: number, dy: number): void {
    panBy(this.look, dx, dy, this.grid)
  }

  showAll(): void {
    Object.assign(this.look, { zoom: 1, left: 0, top: 0 })
  }

  get zoom(): number {
    return this.look.zoom
  }

  pickAt(x: number, y: number): TraderPick | null {
    const { cells } = this.layout
    if (this.crowd === null || !contains(cells, x, y)) return null
    const { grid, look } = this
    const level = levelAt(look.zoom, grid)
    const first = rankUnder(x - cells.left, y - cells.top, look, level, grid)
    if (first < 0) return null
    const rank = Math.min(shownRank(first, level, grid), grid.count - 1)
    const at = pointOfRank(rank, look, grid)
    const size = cellSize(look, level, grid)
    return traderAt(this.crowd, rank, {
      x: cells.left + at.x,
      y: cells.top + at.y,
      size: Math.min(size.x, size.y),
    })
  }

  /** Where a cell lies on the canvas now. */
  pointOfCell(cell: number): { x: number; y: number } {
    const { cells } = this.layout
    const at = pointOfRank(cell, this.look, this.grid)
    return { x: cells.left + at.x, y: cells.top + at.y }
  }

  draw(scene: SceneFrame): boolean {
    const { crowd, palette, pixels } = this
    this.labels.begin(scene.nowMs, true)
    this.dotLabels.begin(scene.nowMs, true)
    this.words.begin(this.layout.cells, pixels, palette)
    let moving = false
    this.view.visible = true
    this.cells.view.visible = crowd !== null
    if (crowd !== null) {
      if (this.isNew) this.takeIn(crowd)
      moving = this.moveLight(scene)
      this.drawCrowd(crowd)
    }
    this.words.end()
    this.labels.end()
    this.dotLabels.end()
    return moving
  }

  destroy(): void {
    for (const layer of [this.cells, this.dots, this.words, this.labels, this.dotLabels]) {
      layer.destroy()
    }
  }

  /** What needs to be found once for each crowd that comes. */
  private takeIn(crowd: CrowdCells): void {
    this.isNew = false
    this.cells.setState(crowd.state)
    const ranks = ranksToDraw(crowd, this.grid.count)
    if (ranks !== this.grid.count) {
      const { cells } = this.layout
      this.grid = cellGrid(ranks, cells.width, cells.height)
      keepInside(this.look, this.grid)
      this.fullUsd = roundUp(largeNotional(crowd))
    }
    this.lineCell = firstLongWithin(crowd, LINE_DISTANCE)
    this.lineUsd = notionalBetween(crowd, this.lineCell, crowd.longCount)
    const share = justLiquidated(crowd) / Math.max(1, crowd.state.length)
    this.frontAim = 0.15 + 0.85 * Math.min(1, Math.sqrt(share / 0.004))
  }

  private moveLight(scene: SceneFrame): boolean {
    const share = scene.isStill ? 1 : 1 - Math.exp(-scene.elapsedMs / LIGHT_EASE_MS)
    this.frontLight += (this.frontAim - this.frontLight) * share
    return Math.abs(this.frontAim - this.frontLight) > 0.004
  }

  private drawCrowd(crowd: CrowdCells): void {
    const { grid, look, palette } = this
    const area = this.layout.cells
    const level = levelAt(look.zoom, grid)
    const size = cellSize(look, level, grid)
    const isNear = level === grid.levels && Math.min(size.x, size.y) >= DOT_PIXELS
    this.cells.draw(area, grid, look, level, partsOf(crowd), this.frontLight)
    if (isNear) {
      this.dots.draw(area, grid, look, crowd, this.fullUsd, palette, this.pixels, this.dotLabels)
    } else this.dots.hide()
    this.drawWords(crowd, level, isNear)
  }

  private drawWords(crowd: CrowdCells, level: number, isNear: boolean): void {
    const { layout, words, labels, palette, grid, look } = this
    const area = layout.cells
    if (!isNear) {
      const x = area.left + edgeOfRank(this.lineCell, 0, look, grid)
      const isSeen = x > area.left + 4 && x < right(area) - 4
      if (isSeen && this.lineUsd > 0) {
        const foot = layout.labelTop + (layout.sizeClass === 'phone' ? 40 : 60)
        const text = `\u22122 % from here: ${formatUsd(this.lineUsd)}`
        words.line(area, x, foot, text, palette, labels)
      }
      words.parts(area, layout.labelTop, this.partLabels(crowd), palette, labels)
    }
    const traders = ranksInCell(level, grid) * crowd.tradersPerCell
    const unit = traders === 1 ? '1 trader' : `${formatCount(traders)} traders`
    const isPast = this.moment < this.crowdStep - PRESENT_STEPS
    const when = isPast
      ? ` \u00b7 as at ${formatDay(this.crowdStep)} ${formatClock(this.crowdStep)}`
      : ''
    const scale = isNear ? ` \u00b7 full dot ${formatUsd(this.fullUsd)}` : ''
    words.note(
      area,
      layout.noteBottom,
      `1 ${isNear ? 'dot' : 'cell'} = ${unit}${scale}${when}`,
      palette,
      labels,
    )
    for (const marked of this.marked) {
      if (marked.cell < 0 || marked.cell >= grid.count) continue
      const at = this.pointOfCell(marked.cell)
      if (!contains(area, at.x, at.y)) continue
      const size = cellSize(look, grid.levels, grid)
      const { title, detail } = marked
      words.mark(area, { ...at, size: Math.min(size.x, size.y), title, detail }, palette, labels)
    }
  }

  private partLabels(crowd: CrowdCells): PartLabel[] {
    const parts = partsOf(crowd)
    const area = this.layout.cells
    const edge = (cell: number): number =>
      area.left + edgeOfRank(cell, this.grid.rows * 0.1, this.look, this.grid)
    const isShort = this.layout.sizeClass === 'phone'
    const label = (key: string, cells: number, from: number, what: string, detail: string) => {
      const traders = cells * crowd.tradersPerCell
      const title = `${isShort ? formatShortCount(traders) : formatCount(traders)} ${what}`
      return {
        key,
        title,
        detail: isShort ? '' : detail,
        left: edge(from),
        right: edge(from + cells),
      }
    }
    const { longCount, liquidatedCount, shortCount, flatCount } = crowd
    const rows: PartLabel[] = [
      label(
        'longs',
        longCount,
        0,
        isShort ? 'longs' : 'longs alive',
        'nearest to liquidation on the right',
      ),
      label(
        'out',
        liquidatedCount,
        parts.outFrom,
        isShort ? 'out' : 'liquidated',
        'out since, latest on the left',
      ),
      label(
        'shorts',
        shortCount,
        parts.shortFrom,
        isShort ? 'shorts' : 'shorts alive',
        'nearest on the left',
      ),
    ]
    if (!isShort)
      rows.push(label('flat', flatCount, parts.flatFrom, 'hold nothing', 'most of them not drawn'))
    const { left } = area
    return rows
      .map((row) => ({
        ...row,
        left: Math.max(left, row.left),
        right: Math.min(right(area), row.right),
      }))
      .filter((row) => row.right - row.left > 10)
  }
}
