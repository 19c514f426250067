// Words over the crowd: how many are long, out and short, what two per cent would close, what a cell
// stands for, and the ring about a marked trader. On plates, never over one another.
import { Container } from 'pixi.js'
import type { Labels, LabelStyle } from '../drawing/labels.ts'
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import type { Palette } from '../colours.ts'
import { spreadLabels } from '../labelSpread.ts'
import { bottom, clamp, right, type Region } from '../layout.ts'

export interface PartLabel {
  readonly key: string
  readonly title: string
  readonly detail: string
  /** Visible part of what it names, pixels. */
  readonly left: number
  readonly right: number
}

export interface CrowdMark {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly title: string
  readonly detail: string
}

const PLATE_ALPHA = 0.82
const PAD = 9

export class CrowdLabelLayer {
  readonly view = new Container()
  private readonly shapes = new ShapeBatch(300)

  constructor() {
    this.view.addChild(this.shapes.mesh)
  }

  /** What lies above the cells' region is not theirs. */
  begin(area: Region, pixels: number, palette: Palette): void {
    this.shapes.begin(pixels, palette.glow)
    if (area.top > 0) this.shapes.box(area.left, 0, area.width, area.top, palette.ground, 1)
  }

  end(): void {
    this.shapes.end()
  }

  /** The counts in a row; where there is no room for all, in as many rows as needed. */
  parts(
    area: Region,
    top: number,
    rows: readonly PartLabel[],
    palette: Palette,
    labels: Labels,
  ): void {
    const tall = rows.some((row) => row.detail !== '')
    const height = tall ? 40 : 24
    const widths = rows.map((row) => {
      labels.put(`${row.key} title`, 'strong', row.title, -999, -999)
      if (tall) labels.put(`${row.key} detail`, 'caption', row.detail, -999, -999)
      const title = labels.widthOf(`${row.key} title`)
      return Math.max(title, labels.widthOf(`${row.key} detail`)) + PAD * 2
    })
    const wishes = rows.map((row, index) => ({
      middle: (row.left + row.right) / 2,
      width: widths[index],
    }))
    const lefts = spreadLabels(wishes, area.left + 8, right(area) - 8, 6)
    for (let row = 0; row < rows.length; row++) {
      const wished = wishes[row].middle - widths[row] / 2
      const most = Math.max(area.left + 8, right(area) - 8 - widths[row])
      const left = lefts?.[row] ?? clamp(wished, area.left + 8, most)
      const y = lefts === null ? top + row * (height + 6) : top
      this.shapes.box(left, y, widths[row], height, palette.plate, PLATE_ALPHA, 3)
      labels.put(
        `${rows[row].key} title`,
        'strong',
        rows[row].title,
        left + PAD,
        y + (tall ? 13 : 12),
      )
      if (tall)
        labels.put(`${rows[row].key} detail`, 'caption', rows[row].detail, left + PAD, y + 29)
    }
  }

  /** A dashed line down the map, with its words beside it. */
  line(
    area: Region,
    x: number,
    wordsY: number,
    words: string,
    palette: Palette,
    labels: Labels,
  ): void {
    for (let y = area.top + 2; y < bottom(area); y += 7) {
      this.shapes.box(x - 0.5, y, 1, 4, palette.text, 0.75)
    }
    this.plate('line', 'figure', words, x - 4, wordsY, 1, area, palette, labels)
  }

  note(area: Region, foot: number, words: string, palette: Palette, labels: Labels): void {
    this.plate('note', 'caption', words, right(area) - 8, foot, 1, area, palette, labels)
  }

  mark(area: Region, mark: CrowdMark, palette: Palette, labels: Labels): void {
    const radius = Math.max(11, mark.size * 0.62)
    this.shapes.ring(mark.x, mark.y, radius + 1.5, 4, palette.ground, 0.6)
    this.shapes.ring(mark.x, mark.y, radius, 2, palette.text, 1)
    labels.put('mark title', 'strong', mark.title, -999, -999)
    labels.put('mark detail', 'caption', mark.detail, -999, -999)
    const width = Math.max(labels.widthOf('mark title'), labels.widthOf('mark detail')) + PAD * 2
    const isLeft = mark.x + radius + 8 + width > right(area) - 4
    const wished = isLeft ? mark.x - radius - 8 - width : mark.x + radius + 8
    const left = clamp(wished, area.left + 4, Math.max(area.left + 4, right(area) - width - 4))
    const top = clamp(mark.y - 20, area.top + 4, bottom(area) - 44)
    this.shapes.box(left, top, width, 40, palette.plate, 0.9, 3)
    labels.put('mark title', 'strong', mark.title, left + PAD, top + 13)
    labels.put('mark detail', 'caption', mark.detail, left + PAD, top + 29)
  }

  destroy(): void {
    this.shapes.destroy()
  }

  private plate(
    key: string,
    style: LabelStyle,
    words: string,
    x: number,
    y: number,
    anchorX: number,
    area: Region,
    palette: Palette,
    labels: Labels,
  ): void {
    labels.put(key, style, words, -999, -999)
    const width = labels.widthOf(key) + PAD * 2
    const left = clamp(x - width * anchorX, area.left + 4, right(area) - width - 4)
    this.shapes.box(left, y - 9, width, 18, palette.plate, PLATE_ALPHA, 3)
    labels.put(key, style, words, left + PAD, y)
  }
}
