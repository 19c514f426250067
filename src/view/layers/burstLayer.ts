// Liquidations where they printed: discs whose area is their dollars (longs solid, shorts hollow, a pale
// core that cools), and the short play of each new print: touch, ring, one flash, wedge into the book.
import { Container } from 'pixi.js'
import { BurstGroups, type BurstGroup } from '../burstGroups.ts'
import {
  addPrint,
  CUE_MS,
  discRadius,
  FlashGate,
  mergePrints,
  poseCue,
  smallDiscAlpha,
  type Cue,
  type CuePose,
  type MergedPrint,
  type Print,
} from '../cues.ts'
import type { Labels } from '../drawing/labels.ts'
import { ShapeBatch } from '../drawing/shapeBatch.ts'
import type { MarketFrame } from '../marketFrame.ts'
import { formatShortCount, formatUsd } from '../numbers.ts'

const LIVE_CUES = 240
/** A new print joins a live cue of its bin and side that is younger than this. */
const JOIN_MS = 160
const LABELLED_DISCS = 3

type LiveCue = MergedPrint & Pick<Cue, 'bornMs' | 'flashes'>

export class BurstLayer {
  readonly view = new Container()
  readonly groups = new BurstGroups()
  private readonly shapes = new ShapeBatch(2_400)
  private readonly gate = new FlashGate()
  private readonly cues: LiveCue[] = []
  private readonly pose: CuePose = {
    touchAlpha: 0,
    ringRadius: 0,
    ringAlpha: 0,
    coreAlpha: 0,
    wedgeReach: 0,
    wedgeAlpha: 0,
  }

  constructor() {
    this.view.addChild(this.shapes.mesh)
  }

  /** Plays new prints; at most 60 cues start in a frame. */
  play(prints: readonly Print[], nowMs: number): void {
    for (const print of prints) this.groups.add(print, nowMs)
    for (const print of mergePrints(prints)) {
      const young = this.cues.find(
        (cue) => cue.bin === print.bin && cue.side === print.side && nowMs - cue.bornMs < JOIN_MS,
      )
      if (young !== undefined) addPrint(young, print)
      else if (this.cues.length < LIVE_CUES) {
        this.cues.push({ ...print, bornMs: nowMs, flashes: this.gate.tryPass(nowMs) })
      }
    }
  }

  clear(): void {
    this.groups.clear()
    this.cues.length = 0
  }

  draw(frame: MarketFrame, labels: Labels): boolean {
    const growing = this.groups.fill(frame.nowMs, frame.elapsedMs, frame.isStill)
    this.groups.retire(frame.time.start - (frame.time.end - frame.time.start) * 0.1)
    const discs = this.groups.largestFirst()
    this.shapes.begin(frame.pixels, frame.palette.glow)
    for (const disc of discs) this.drawHalo(frame, disc)
    for (const disc of discs) this.drawDisc(frame, disc)
    if (frame.isStill) this.cues.length = 0
    this.drawCues(frame)
    this.label(frame, discs, labels)
    this.shapes.end()
    return growing || this.cues.length > 0
  }

  destroy(): void {
    this.shapes.destroy()
  }

  private drawHalo(frame: MarketFrame, disc: BurstGroup): void {
    const radius = discRadius(disc.shownUsd, frame.discScale)
    if (radius < 4 || !isInPlot(frame, disc.log)) return
    const colour = disc.side === 1 ? frame.palette.long : frame.palette.short
    const heat = heatOf(frame, disc)
    this.shapes.disc(frame.x(disc.step), frame.y(disc.log), radius * 1.5, colour, 0.1 + 0.1 * heat)
  }

  private drawDisc(frame: MarketFrame, disc: BurstGroup): void {
    const radius = discRadius(disc.shownUsd, frame.discScale)
    if (radius <= 0 || !isInPlot(frame, disc.log)) return
    const { shapes } = this
    const { palette } = frame
    const x = frame.x(disc.step)
    const y = frame.y(disc.log)
    const heat = heatOf(frame, disc)
    const drawn = Math.max(1, radius)
    const alpha = smallDiscAlpha(radius)
    if (disc.side === 1) {
      if (radius > 3) shapes.disc(x, y, drawn + 1, palette.edge, 0.55)
      shapes.disc(x, y, drawn, palette.long, alpha * (0.72 + 0.28 * heat))
    } else {
      if (radius > 3) shapes.disc(x, y, drawn, palette.edge, 0.45)
      shapes.ring(
        x,
        y,
        drawn,
        Math.min(2, drawn * 0.6),
        palette.short,
        alpha * (0.75 + 0.25 * heat),
      )
    }
    if (radius > 5) {
      shapes.disc(x, y, radius * (0.3 + 0.18 * heat), palette.core, 0.4 + 0.6 * heat)
    }
  }

  private drawCues(frame: MarketFrame): void {
    let kept = 0
    for (const cue of this.cues) {
      const age = frame.nowMs - cue.bornMs
      if (age >= CUE_MS) continue
      this.cues[kept++] = cue
      this.drawCue(frame, cue, age)
    }
    this.cues.length = kept
  }

  private drawCue(frame: MarketFrame, cue: LiveCue, age: number): void {
    if (!isInPlot(frame, cue.log)) return
    const { pose, shapes } = this
    const { palette } = frame
    poseCue(age, pose)
    const x = frame.x(cue.step)
    const y = frame.y(cue.log)
    const radius = Math.max(2, discRadius(cue.usd, frame.discScale))
    const colour = cue.side === 1 ? palette.long : palette.short
    shapes.box(x, y - 0.5, frame.layout.axis.left - x, 1, palette.core, pose.touchAlpha * 0.5)
    shapes.ring(x, y, radius * pose.ringRadius + 1, 1.4, colour, pose.ringAlpha)
    const fall = (cue.side === 1 ? 1 : -1) * (12 + radius * 2.4)
    const height = fall * Math.max(0.05, pose.wedgeReach)
    shapes.wedge(x, y, 8 + radius * 1.2, height, palette.ground, pose.wedgeAlpha)
    shapes.wedge(x, y, 3 + radius * 0.5, height, colour, pose.wedgeAlpha * 0.6)
    if (!cue.flashes) return
    shapes.glow(x, y, radius * 2.2 + 6, palette.core, pose.coreAlpha * 0.45)
    shapes.disc(x, y, radius * 0.62, palette.core, pose.coreAlpha)
  }

  /** Amounts beside the largest discs, where no other amount is near. */
  private label(frame: MarketFrame, discs: readonly BurstGroup[], labels: Labels): void {
    const placed: { x: number; y: number }[] = []
    const { map, nowX } = frame.layout
    for (const disc of discs) {
      if (placed.length >= LABELLED_DISCS) return
      const radius = discRadius(disc.shownUsd, frame.discScale)
      if (radius < 12) return
      const x = frame.x(disc.step)
      const y = frame.y(disc.log)
      const isNear = placed.some(
        (other) => Math.abs(other.x - x) < 80 && Math.abs(other.y - y) < 30,
      )
      const left = x - radius * 1.5 - 6
      if (isNear || left < map.left + 56 || x > nowX + 4 || !isInPlot(frame, disc.log)) continue
      placed.push({ x, y })
      const key = `burst ${placed.length}`
      // What one disc stands for is said, not only how much.
      const traders = `${formatShortCount(disc.traders)} traders`
      labels.put(key, 'figure', formatUsd(disc.shownUsd), left, y - 7, 1)
      labels.put(`${key} of`, 'small', traders, left, y + 7, 1)
      const width = Math.max(labels.widthOf(key), labels.widthOf(`${key} of`)) + 6
      this.shapes.box(left - width + 3, y - 15, width, 30, frame.palette.plate, 0.6, 3)
    }
  }
}

/** Whether a price lies among those shown: below them is the axis of time. */
function isInPlot(frame: MarketFrame, log: number): boolean {
  const { plot } = frame.layout
  const y = frame.y(log)
  return y >= plot.top && y <= plot.top + plot.height
}

/** 1 just after its last print, cooling over an eighth of the window. */
function heatOf(frame: MarketFrame, disc: BurstGroup): number {
  const cooling = (frame.time.end - frame.time.start) / 8
  return Math.exp(-Math.max(0, frame.moment - disc.lastStep) / cooling)
}
