// The cohorts scene: open positions as tiles, a row a population, a tile a leverage bucket. Area is
// dollars, and they stand in it: longs solid, shorts hollow, in the corner, pale, what was liquidated in 24 h.
import { Container } from 'pixi.js'
import { POPULATION_NAMES } from '../market/kinds.ts'
import { LEVERAGE_BUCKETS, type CohortTiles } from '../threads/frames.ts'
import {
  bucketWords,
  copyTiles,
  easeTiles,
  layTiles,
  samePairs,
  totalUsd,
  type Tile,
  type TileRow,
} from './cohortTiles.ts'
import { mixColour, type Palette } from './colours.ts'
import { Labels } from './drawing/labels.ts'
import { ShapeBatch } from './drawing/shapeBatch.ts'
import { bottom, cohortLayout, contains, right, type CohortLayout } from './layout.ts'
import { formatUsd } from './numbers.ts'
import type { Scene, SceneFrame, SceneLook } from './scene.ts'
import { spreadDown } from './traderFacts.ts'

const EASE_MS = 300
const GAP = 2
/** Width of a letter on a tile, about. */
const LETTER = 8
/** Rows below this height share lines of small words at the foot. */
const THIN = 15
const THIN_LINE = 13
/** Height that one line of words takes on a tile. */
const NAMED = 18

export interface CohortPick {
  readonly kind: 'cohort'
  readonly population: number
  readonly leverageBucket: number
  readonly longUsd: number
  readonly shortUsd: number
  readonly traders: number
  readonly liquidatedUsd: number
}

export class CohortScene implements Scene {
  readonly view = new Container()
  private readonly shapes = new ShapeBatch(600)
  private readonly labels: Labels
  private palette: Palette
  private layout: CohortLayout
  private pixels = 1
  private aim: CohortTiles | null = null
  private shown: CohortTiles | null = null
  private fullUsd = 0
  private rows: TileRow[] = []

  constructor(look: SceneLook, fontFamily: string) {
    this.layout = cohortLayout(look.width, look.height, look.insets)
    this.palette = look.palette
    this.labels = new Labels(fontFamily)
    this.setLook(look)
    this.view.addChild(this.shapes.mesh, this.labels.view)
  }

  push(cohorts: CohortTiles): void {
    this.aim = cohorts
    if (this.shown === null || !samePairs(this.shown, cohorts)) this.shown = copyTiles(cohorts)
    this.fullUsd = Math.max(this.fullUsd, totalUsd(cohorts))
  }

  reset(): void {
    this.aim = this.shown = null
    this.fullUsd = 0
    this.rows = []
  }

  setLook({ width, height, insets, pixels, palette }: SceneLook): void {
    this.layout = cohortLayout(width, height, insets)
    this.palette = palette
    this.pixels = pixels
    this.labels.setLook(palette, pixels)
  }

  pickAt(x: number, y: number): CohortPick | null {
    for (const row of this.rows) {
      const tile = row.tiles.find((candidate) => contains(candidate, x, y))
      if (tile === undefined) continue
      const { population, leverageBucket, longUsd, shortUsd, traders, liquidatedUsd } = tile
      return {
        kind: 'cohort',
        population,
        leverageBucket,
        longUsd,
        shortUsd,
        traders,
        liquidatedUsd,
      }
    }
    return null
  }

  draw(scene: SceneFrame): boolean {
    const { shown, aim, layout, palette, shapes, labels } = this
    shapes.begin(this.pixels, palette.glow)
    labels.begin(scene.nowMs, scene.isStill)
    let moving = false
    if (shown !== null && aim !== null) {
      const share = scene.isStill ? 1 : 1 - Math.exp(-scene.elapsedMs / EASE_MS)
      moving = easeTiles(shown, aim, share)
      this.rows = layTiles(shown, layout.tiles, this.fullUsd)
      for (const row of this.rows) this.drawRow(row)
      this.nameThinRows()
      this.drawRest()
      this.drawLegend()
    } else this.wait()
    shapes.end()
    return labels.end() || moving
  }

  destroy(): void {
    this.shapes.destroy()
    this.labels.destroy()
  }

  private wait(): void {
    const { tiles } = this.layout
    const y = tiles.top + tiles.height / 2
    this.labels.put(
      'wait',
      'caption',
      'Counting open positions',
      tiles.left + tiles.width / 2,
      y,
      0.5,
    )
  }

  private drawRow(row: TileRow): void {
    const { labels, layout } = this
    for (const tile of row.tiles) this.drawTile(tile)
    if (row.height < THIN) return
    const name = POPULATION_NAMES[row.population] ?? ''
    const { names } = layout
    const key = `row ${row.population}`
    const tall = row.height >= 36
    const middle = row.top + row.height / 2
    labels.put(`${key} name`, 'figure', name, right(names) - 8, tall ? middle - 8 : middle, 1)
    if (tall)
      labels.put(`${key} usd`, 'caption', formatUsd(row.usd), right(names) - 8, middle + 9, 1)
  }

  /** Names of rows too thin for them, beside these as near as can be; the smallest where there is no room. */
  private nameThinRows(): void {
    const { rows, labels, layout } = this
    const { names, tiles } = layout
    const thin = rows.filter((row) => row.height < THIN)
    const above = rows.findLast((row) => row.height >= THIN)
    const top = above === undefined ? tiles.top : above.top + above.height / 2 + 18
    const foot = bottom(tiles)
    const named = thin.slice(0, Math.max(0, Math.floor((foot - top) / THIN_LINE)))
    const wishes = named.map((row) => row.top + (row.height - THIN_LINE) / 2)
    const tops = spreadDown(wishes, THIN_LINE, top, foot)
    named.forEach((row, index) => {
      const name = POPULATION_NAMES[row.population] ?? ''
      const key = `row ${row.population} thin`
      const x = right(names) - 8
      const y = tops[index] + THIN_LINE / 2
      labels.put(key, 'small', `${name} ${formatUsd(row.usd)}`, x, y, 1)
      if (labels.widthOf(key) > names.width - 12) labels.put(key, 'small', name, x, y, 1)
    })
  }

  private drawTile(tile: Tile): void {
    const { shapes, palette } = this
    const width = tile.width - GAP
    const height = tile.height - GAP
    if (width < 0.5 || height < 0.5) return
    const longHeight = (height * tile.longUsd) / (tile.longUsd + tile.shortUsd)
    // More leverage, more light.
    const bright = 0.42 + (0.5 * tile.leverageBucket) / (LEVERAGE_BUCKETS.length - 1)
    const blue = mixColour(palette.ground, palette.long, bright)
    shapes.box(tile.left, tile.top, width, longHeight, blue, 1, 2)
    const shortTop = tile.top + longHeight + 1.5
    const shortHeight = bottom(tile) - GAP - shortTop
    if (shortHeight > 1) {
      shapes.box(tile.left, shortTop, width, shortHeight, palette.short, 0.1, 2)
      shapes.box(tile.left, shortTop, width, shortHeight, palette.short, 0.9, 2, 1.3)
    }
    const square = this.drawLiquidated(tile, width, longHeight)
    this.nameTile(tile, width, longHeight, square, blue)
    this.nameShorts(tile, width, shortTop, shortHeight, longHeight < NAMED)
  }

  /** A square at the foot of the longs with the area of the dollars liquidated: its side. */
  private drawLiquidated(tile: Tile, width: number, longHeight: number): number {
    const usd = tile.longUsd + tile.shortUsd
    const area = tile.width * tile.height
    const side = Math.sqrt((area * tile.liquidatedUsd) / Math.max(1, usd))
    const fit = Math.min(side, width - 1, longHeight - 1)
    if (fit < 1.5) return 0
    const left = tile.left + width - fit
    this.shapes.box(left, tile.top + longHeight - fit, fit, fit, this.palette.core, 0.92, 1)
    return fit
  }

  /** On the tile's own colour where the square of the liquidated lies under the words. */
  private nameTile(
    tile: Tile,
    width: number,
    longHeight: number,
    square: number,
    ground: number,
  ): void {
    const { labels } = this
    const put = (key: string, words: string, y: number): void => {
      labels.put(key, 'onTile', words, tile.left + 5, tile.top + y)
      const isUnder = y + 8 > longHeight - square && labels.widthOf(key) + 8 > width - square
      if (isUnder) this.shapes.box(tile.left + 2, tile.top + y - 8, width - 4, 16, ground, 0.85, 2)
    }
    const words = bucketWords(LEVERAGE_BUCKETS, tile.leverageBucket)
    const room = Math.floor((width - 10) / LETTER)
    if (longHeight < NAMED || words.length > room) return
    const key = `tile ${tile.population} ${tile.leverageBucket}`
    put(`${key} name`, words, 10)
    const usd = formatUsd(tile.longUsd)
    if (longHeight < NAMED * 2 || usd.length > room) return
    put(`${key} usd`, usd, 26)
  }

  /** Their dollars, and their leverage where the longs have no room to say it. */
  private nameShorts(
    tile: Tile,
    width: number,
    top: number,
    height: number,
    mustSayLeverage: boolean,
  ): void {
    const leverage = bucketWords(LEVERAGE_BUCKETS, tile.leverageBucket)
    const usd = formatUsd(tile.shortUsd)
    const words = mustSayLeverage ? `${leverage}  ${usd}` : usd
    if (height < NAMED || words.length > Math.floor((width - 10) / LETTER)) return
    const key = `tile ${tile.population} ${tile.leverageBucket} short`
    this.labels.put(key, 'figure', words, tile.left + 5, top + 10)
  }

  private drawLegend(): void {
    const { labels, shapes, palette, layout } = this
    const { legend } = layout
    const y = legend.top + legend.height / 2
    let x = legend.left
    const entry = (key: string, words: string, swatch: () => void): void => {
      swatch()
      labels.put(key, 'caption', words, x + 16, y)
      x += 16 + labels.widthOf(key) + 14
    }
    entry('legend long', 'long', () => shapes.box(x, y - 5, 10, 10, palette.long, 1, 2))
    entry('legend short', 'short', () => shapes.box(x, y - 5, 10, 10, palette.short, 1, 2, 1.3))
    entry('legend out', 'liquidated, last 24 h', () => {
      shapes.box(x, y - 5, 10, 10, palette.core, 0.92, 1)
      shapes.box(x, y - 5, 10, 10, palette.muted, 0.6, 1, 1)
    })
    const words = 'area is dollars'
    if (right(legend) - x > 100)
      labels.put('legend area', 'caption', words, right(legend) - 2, y, 1)
  }

  /** What the tiles no longer fill has been closed since the peak. */
  private drawRest(): void {
    const { labels, layout, shapes, palette } = this
    const { tiles } = layout
    const last = this.rows.at(-1)
    const end = last === undefined ? tiles.top : bottom(last)
    const rest = bottom(tiles) - end
    if (rest < 2) return
    shapes.box(tiles.left, end + 1, tiles.width - GAP, rest - 1, palette.muted, 0.35, 2, 1)
    if (rest < 18) return
    const usd = (this.fullUsd * rest) / tiles.height
    const words = `${formatUsd(usd)} closed since the peak`
    labels.put('rest', 'caption', words, tiles.left + 10, end + rest / 2)
  }
}
