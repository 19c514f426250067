// The trader scene: one marked trader. A ring of the way left to liquidation, the prices that matter on a ladder,
// and the diary. The ring shortens towards liquidation and is empty there.
import { Container } from 'pixi.js'
import type { TraderNow } from '../threads/frames.ts'
import type { Palette } from './colours.ts'
import { Labels } from './drawing/labels.ts'
import { Polyline } from './drawing/polyline.ts'
import { ShapeBatch } from './drawing/shapeBatch.ts'
import { bottom, traderLayout, type TraderLayout } from './layout.ts'
import {
  formatClock,
  formatDay,
  formatLeverage,
  formatPercent,
  formatPrice,
  formatUsd,
} from './numbers.ts'
import type { Scene, SceneFrame, SceneLook } from './scene.ts'
import {
  distanceLeft,
  inLines,
  ladderMarks,
  ladderPlace,
  spreadDown,
  wayLeft,
} from './traderFacts.ts'

const EASE_MS = 250
/** A smaller ring has its words below it. */
const WORDS_INSIDE = 92
const ROW = 20
/** Lines of one entry of the diary, and the width of a letter there. */
const LEADING = 15
const LETTER = 6
const WAY_WORDS = 'of the way to liquidation left'
const LADDER_WORDS = {
  bankruptcy: 'margin gone',
  liquidation: 'liquidation',
  entry: 'entry',
  mark: 'mark',
  buy: 'order to buy',
  sell: 'order to sell',
} as const

export class TraderScene implements Scene {
  readonly view = new Container()
  private readonly shapes = new ShapeBatch(300)
  private readonly arcs = [new Polyline(220), new Polyline(220)]
  private readonly labels: Labels
  private palette: Palette
  private layout: TraderLayout
  private pixels = 1
  private trader: TraderNow | null = null
  private shownLeft = 1
  private symbols: readonly string[]

  constructor(look: SceneLook, fontFamily: string, symbols: readonly string[]) {
    this.layout = traderLayout(look.width, look.height, look.insets)
    this.palette = look.palette
    this.labels = new Labels(fontFamily)
    this.symbols = symbols
    this.setLook(look)
    this.view.addChild(this.shapes.mesh, this.arcs[0].mesh, this.arcs[1].mesh, this.labels.view)
  }

  push(trader: TraderNow | null): void {
    this.trader = trader
  }

  setSymbols(symbols: readonly string[]): void {
    this.symbols = symbols
  }

  setLook({ width, height, insets, pixels, palette }: SceneLook): void {
    this.layout = traderLayout(width, height, insets)
    this.palette = palette
    this.pixels = pixels
    this.labels.setLook(palette, pixels)
  }

  draw(scene: SceneFrame): boolean {
    const { shapes, labels, palette, trader } = this
    shapes.begin(this.pixels, palette.glow)
    labels.begin(scene.nowMs, scene.isStill)
    let moving = false
    for (const arc of this.arcs) arc.mesh.visible = false
    if (trader === null) this.invite()
    else {
      const aim = wayLeft(trader)
      this.shownLeft +=
        (aim - this.shownLeft) * (scene.isStill ? 1 : 1 - Math.exp(-scene.elapsedMs / EASE_MS))
      moving = Math.abs(aim - this.shownLeft) > 0.0005
      this.drawRing(trader)
      this.drawLadder(trader)
      this.drawDiary(trader)
    }
    shapes.end()
    return labels.end() || moving
  }

  destroy(): void {
    this.shapes.destroy()
    for (const arc of this.arcs) arc.destroy()
    this.labels.destroy()
  }

  private invite(): void {
    const { ring, diary } = this.layout
    const hasRoom = ring.radius >= WORDS_INSIDE
    const x = hasRoom ? ring.x : diary.left + diary.width / 2
    this.labels.put('invite', 'strong', 'Nobody is shown yet', x, ring.y - 10, 0.5)
    this.labels.put('invite how', 'caption', 'Yours comes with its order', x, ring.y + 12, 0.5)
  }

  private drawRing(trader: TraderNow): void {
    const { ring } = this.layout
    const { palette, labels, shapes } = this
    const isLong = trader.side === 'long'
    shapes.ring(ring.x, ring.y, ring.radius + 1, ring.stroke + 2, palette.muted, 0.16)
    const colour = isLong ? palette.long : palette.short
    // Near liquidation the ring pales towards the core's colour, and a longer one never does.
    const near = Math.max(0, 1 - this.shownLeft / 0.35)
    const tint = near > 0.5 ? palette.core : colour
    if (trader.state === 'open' && this.shownLeft > 0.002) {
      if (isLong) this.arc(0, ring.radius - ring.stroke / 2, ring.stroke, tint)
      else {
        this.arc(0, ring.radius - 1, 2.5, tint)
        this.arc(1, ring.radius - ring.stroke + 1, 2.5, tint)
      }
    } else if (trader.state === 'liquidated') {
      shapes.disc(ring.x, ring.y, ring.radius * 0.2, palette.core, 0.95)
      shapes.glow(ring.x, ring.y, ring.radius * 0.9, palette.core, 0.25)
    }
    const line = (
      key: string,
      style: 'huge' | 'strong' | 'figure' | 'caption',
      words: string,
      y: number,
    ): void => labels.put(key, style, words, ring.x, y, 0.5)
    const symbol = this.symbols[trader.asset] ?? ''
    if (trader.state === 'flat') {
      line('what', 'strong', 'no position', ring.y - 8)
      line('equity', 'caption', `equity ${formatUsd(trader.equityUsd)}`, ring.y + 14)
      return
    }
    if (trader.state === 'liquidated') {
      line('what', 'strong', 'liquidated', ring.y + ring.radius * 0.42)
      line(
        'equity',
        'caption',
        `${formatUsd(trader.equityUsd)} left`,
        ring.y + ring.radius * 0.42 + 19,
      )
      return
    }
    const side = `${trader.side} ${formatLeverage(trader.leverage)} ${symbol}`
    const position = `position ${formatUsd(trader.notionalUsd)}`
    const result = `${trader.profitUsd < 0 ? 'loss' : 'profit'} ${formatUsd(Math.abs(trader.profitUsd))}`
    const away = `liquidation ${formatPercent(distanceLeft(trader))} away`
    const below = ring.y + ring.radius
    if (ring.radius < WORDS_INSIDE) {
      line('left', 'huge', formatPercent(wayLeft(trader)), ring.y)
      line('left words', 'caption', WAY_WORDS, below + 15)
      const held = `${trader.side} ${formatUsd(trader.notionalUsd)} of ${symbol}`
      line('what', 'figure', `${held}, ${formatLeverage(trader.leverage)}`, below + 33)
      line('away', 'caption', `${result}, ${away}`, below + 51)
      return
    }
    line('left', 'huge', formatPercent(wayLeft(trader)), ring.y - 30)
    line('left words', 'caption', WAY_WORDS, ring.y - 8)
    line('what', 'strong', side, ring.y + 14)
    line('position', 'caption', position, ring.y + 34)
    line('result', 'caption', result, ring.y + 50)
    line('away', 'caption', away, below + 22)
  }

  private arc(index: 0 | 1, radius: number, width: number, colour: number): void {
    const { ring } = this.layout
    const arc = this.arcs[index]
    arc.begin(width, colour, this.palette.edge, this.pixels)
    const end = Math.PI * 2 * Math.min(0.9999, this.shownLeft)
    const parts = Math.max(8, Math.ceil(end * 28))
    for (let part = 0; part <= parts; part++) {
      const angle = (end * part) / parts - Math.PI / 2
      arc.add(ring.x + radius * Math.cos(angle), ring.y + radius * Math.sin(angle))
    }
    arc.end()
  }

  private drawLadder(trader: TraderNow): void {
    const { ladder } = this.layout
    const { palette, labels, shapes } = this
    const marks = ladderMarks(trader)
    if (marks.length < 2) return
    const yOf = (priceUsd: number): number =>
      bottom(ladder) - ladderPlace(priceUsd, marks) * ladder.height
    const x = ladder.left
    shapes.box(x, ladder.top, 1, ladder.height, palette.muted, 0.5)
    const colour = trader.side === 'long' ? palette.long : palette.short
    if (trader.state === 'open' && trader.liquidationUsd > 0) {
      const from = yOf(trader.markUsd)
      const to = yOf(trader.liquidationUsd)
      const hollow = trader.side === 'long' ? 0 : 1.3
      shapes.box(x - 5, Math.min(from, to), 10, Math.abs(to - from), colour, 0.75, 2, hollow)
    }
    const tops = spreadDown(
      marks.map((mark) => yOf(mark.priceUsd) - ROW / 2),
      ROW,
      ladder.top,
      bottom(ladder),
    )
    marks.forEach((mark, index) => {
      const y = yOf(mark.priceUsd)
      const lineColour = mark.key === 'liquidation' ? palette.core : palette.text
      shapes.box(x - 9, y - 1, 18, 2, lineColour, 1)
      const style = mark.key === 'mark' ? 'strong' : 'figure'
      const words = `${formatPrice(mark.priceUsd)}  ${LADDER_WORDS[mark.key]}`
      labels.put(`ladder ${index}`, style, words, x + 18, tops[index] + ROW / 2)
    })
  }

  private drawDiary(trader: TraderNow): void {
    const { diary } = this.layout
    const { labels } = this
    if (diary.height < ROW * 2) return
    labels.put('diary title', 'caption', 'diary', diary.left, diary.top + 8)
    const letters = Math.max(16, Math.floor((diary.width - 84) / LETTER))
    const rows: { step: number; lines: string[] }[] = []
    let room = diary.height - ROW
    for (let index = trader.diary.length - 1; index >= 0; index--) {
      const { step, text } = trader.diary[index]
      const lines = inLines(text, letters)
      room -= ROW + (lines.length - 1) * LEADING
      if (room < 0) break
      rows.unshift({ step, lines })
    }
    let y = diary.top + ROW + 8
    let day = ''
    rows.forEach(({ step, lines }, index) => {
      // The day is said once, the hours of the same day stand alone.
      const isNewDay = formatDay(step) !== day
      day = formatDay(step)
      const time = isNewDay ? `${day} ${formatClock(step)}` : formatClock(step)
      labels.put(`diary time ${index}`, 'caption', time, diary.left + 70, y, 1)
      lines.forEach((line, part) => {
        labels.put(`diary text ${index} ${part}`, 'figure', line, diary.left + 82, y)
        y += part < lines.length - 1 ? LEADING : ROW
      })
    })
  }
}
