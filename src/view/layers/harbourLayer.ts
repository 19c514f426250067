// The harbour: dollars parked in stablecoins as a waterline at the far right, and the squares that sail
// between the price and the water. Area of a square is dollars, as for the discs.
import { Container } from 'pixi.js'
import { roundUp } from '../aheadBars.ts'
import { squareSide } from '../cues.ts'
import type { Labels } from '../drawing/labels.ts'
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import { bottom, clamp } from '../layout.ts'
import type { MarketFrame } from '../marketFrame.ts'
import { formatUsd, formatUsdChange } from '../numbers.ts'
import { sailProgress, Sails } from '../sails.ts'
import { mixColour } from '../colours.ts'

const EASE_MS = 600
const BANDS = 24

export class HarbourLayer {
  readonly view = new Container()
  /** The squares lie above bars and bursts, apart from the water. */
  readonly sailView = new Container()
  readonly sails = new Sails()
  private readonly water = new ShapeBatch(160)
  private readonly squares = new ShapeBatch(520)
  private shownUsd = NaN
  private fullUsd = 0
  private shownFullUsd = 0

  constructor() {
    this.view.addChild(this.water.mesh)
    this.sailView.addChild(this.squares.mesh)
  }

  draw(frame: MarketFrame, parkedUsd: number, todayUsd: number, labels: Labels): boolean {
    const { palette, layout } = frame
    const area = layout.harbour
    this.water.begin(frame.pixels, palette.glow)
    this.squares.begin(frame.pixels, palette.glow)
    this.water.box(area.left, 0, area.width, area.height, palette.harbourDeep, 0.16)
    this.water.box(area.left, 0, 1, area.height, palette.hairline, 1)
    let moving = false
    if (!Number.isNaN(parkedUsd)) {
      moving = this.ease(frame, parkedUsd)
      const level = this.levelOf(frame)
      this.drawWater(frame, level)
      if (layout.harbourHasWords) this.words(frame, level, parkedUsd, todayUsd, labels)
      this.drawSquares(frame, level)
    }
    this.water.end()
    this.squares.end()
    return moving || this.sails.live.length > 0
  }

  /** Another run: the next sum sets the scale. */
  reset(): void {
    this.shownUsd = NaN
    this.fullUsd = 0
    this.sails.clear()
  }

  destroy(): void {
    this.water.destroy()
    this.squares.destroy()
  }

  /** The top of the column is a round sum that the water never reaches; it grows before it would. */
  private ease(frame: MarketFrame, parkedUsd: number): boolean {
    if (this.fullUsd === 0 || parkedUsd > this.fullUsd * 0.86)
      this.fullUsd = roundUp(parkedUsd * 1.9)
    const isFirst = Number.isNaN(this.shownUsd)
    if (isFirst) {
      this.shownUsd = parkedUsd
      this.shownFullUsd = this.fullUsd
    }
    const share = frame.isStill ? 1 : 1 - Math.exp(-frame.elapsedMs / EASE_MS)
    const rest = parkedUsd - this.shownUsd
    const fullRest = this.fullUsd - this.shownFullUsd
    this.shownUsd += rest * share
    this.shownFullUsd += fullRest * share
    return Math.abs(rest) + Math.abs(fullRest) > this.fullUsd * 0.0005
  }

  private levelOf(frame: MarketFrame): number {
    const area = frame.layout.harbour
    const share = clamp(this.shownUsd / this.shownFullUsd, 0, 1)
    return bottom(area) - share * (area.height - 60)
  }

  private drawWater(frame: MarketFrame, level: number): void {
    const { palette, layout } = frame
    const area = layout.harbour
    const band = (bottom(area) - level) / BANDS
    for (let index = 0; index < BANDS; index++) {
      const colour = mixColour(palette.harbourWater, palette.harbourDeep, index / (BANDS - 1))
      this.water.box(area.left + 1, level + index * band, area.width - 1, band + 0.6, colour, 1)
    }
    this.water.box(area.left + 1, level - 0.75, area.width - 1, 1.5, palette.coinText, 0.75)
  }

  private words(
    frame: MarketFrame,
    level: number,
    parkedUsd: number,
    todayUsd: number,
    labels: Labels,
  ): void {
    const area = frame.layout.harbour
    const middle = area.left + area.width / 2
    const isDeep = bottom(area) - level > 100
    const top = isDeep ? level + 26 : level - 62
    labels.put('harbour title', 'harbourMuted', 'harbour', middle, 15, 0.5)
    labels.put('harbour full', 'harbourMuted', `top: ${formatUsd(this.fullUsd)}`, middle, 30, 0.5)
    labels.put('harbour usd', 'harbourStrong', formatUsd(parkedUsd), middle, top, 0.5)
    labels.put('harbour in', 'harbour', 'in stablecoins', middle, top + 18, 0.5)
    if (!Number.isNaN(todayUsd)) {
      const words = `${formatUsdChange(todayUsd)} today`
      labels.put('harbour today', 'harbour', words, middle, top + 34, 0.5)
    }
  }

  private drawSquares(frame: MarketFrame, level: number): void {
    const { palette, layout } = frame
    this.sails.retire(frame.nowMs)
    if (frame.isStill) this.sails.clear()
    const startY = frame.y(frame.log)
    for (const sail of this.sails.live) {
      if (frame.nowMs < sail.bornMs) continue
      const way = sailProgress(sail, frame.nowMs)
      const fromX = layout.nowX + sail.scatterX * 22
      const fromY = startY + sail.scatterY * 16
      const toX = layout.harbour.left + 4 + sail.berth * (layout.harbour.width - 10)
      const drift = Math.sin(way * Math.PI) * (sail.scatterY * 46 - 18)
      const x = fromX + (toX - fromX) * way
      const y = fromY + (level - fromY) * way * way + drift
      const side = clamp(squareSide(sail.usd, frame.discScale), 3, 16)
      const fade = Math.min(1, way * 8, (1 - way) * 10 + 0.2)
      this.squares.box(x - side / 2, y - side / 2, side, side, palette.coin, fade)
      this.squares.box(
        x - side / 2,
        y - side / 2,
        side,
        side,
        palette.coinText,
        fade * 0.55,
        0,
        0.8,
      )
    }
  }
}
