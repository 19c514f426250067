// From liquidations to drawing cues: what is shown, when, and how large. Area is dollars.
// Cause comes before effect: the price touches, a ring closes, the core flashes once, a wedge falls
// into the book, and only then does the disc hold the dollars.
import { binOfLog } from './priceAxis.ts'

/** One liquidation, or several merged. */
export interface Print {
  readonly step: number
  /** Log price relative to the asset's initial price. */
  readonly log: number
  /** 1: a long was sold, 0: a short was bought back (side of the forced order). */
  readonly side: number
  readonly usd: number
  readonly traders: number
}

export interface Cue extends Print {
  readonly bin: number
  /** Prints merged into this cue. */
  readonly prints: number
  readonly bornMs: number
  readonly flashes: boolean
}

/** Beyond this many prints in a frame they merge by price bin and side. */
export const CUES_A_FRAME = 60

/** Radius in pixels of one dollar's disc, by size class: $50M has a radius of 26 or 18 pixels. */
export const DISC_SCALE = { desktop: 26 / Math.sqrt(50e6), phone: 18 / Math.sqrt(50e6) } as const

export function discRadius(usd: number, scale: number): number {
  return scale * Math.sqrt(Math.max(0, usd))
}

/** Side of a square with the same area as the disc of so many dollars. */
export function squareSide(usd: number, scale: number): number {
  return discRadius(usd, scale) * Math.sqrt(Math.PI)
}

/** Below a pixel's radius a disc keeps its pixel and pays with opacity: its ink is still its dollars. */
export function smallDiscAlpha(radius: number): number {
  return radius >= 1 ? 1 : Math.max(0.12, radius * radius)
}

/** The prints of one frame as they are to be shown, largest first; dollars and traders are kept. */
export function mergePrints(prints: readonly Print[], limit = CUES_A_FRAME): MergedPrint[] {
  const merged: MergedPrint[] = []
  if (prints.length <= limit) {
    for (const print of prints) merged.push({ ...print, bin: binOfLog(print.log), prints: 1 })
  } else {
    const byBin = new Map<number, MergedPrint>()
    for (const print of prints) {
      const bin = binOfLog(print.log)
      const key = bin * 2 + print.side
      const held = byBin.get(key)
      if (held === undefined) byBin.set(key, { ...print, bin, prints: 1 })
      else addPrint(held, print)
    }
    merged.push(...byBin.values())
  }
  return merged.sort((a, b) => b.usd - a.usd)
}

export type MergedPrint = { -readonly [Key in keyof Print]: Print[Key] } & {
  bin: number
  prints: number
}

/** Adds a print to a merged one: dollars add up, place is their centre. */
export function addPrint(held: MergedPrint, print: Print): void {
  const total = held.usd + print.usd
  const share = total > 0 ? print.usd / total : 0
  held.log += (print.log - held.log) * share
  held.step += (print.step - held.step) * share
  held.usd = total
  held.traders += print.traders
  held.prints += 1
}

/** Lets at most three flashes pass in any second, over the whole canvas. */
export class FlashGate {
  private readonly passedMs = [-Infinity, -Infinity, -Infinity]

  tryPass(nowMs: number): boolean {
    if (nowMs - this.passedMs[0] <= 1_000) return false
    this.passedMs.shift()
    this.passedMs.push(nowMs)
    return true
  }
}

/** How a cue looks at an age. Radii are multiples of the disc's; opacities from 0 to 1. */
export interface CuePose {
  /** Light on the price where it touches. */
  touchAlpha: number
  ringRadius: number
  ringAlpha: number
  coreAlpha: number
  /** How far the wedge has fallen, 0 to 1. */
  wedgeReach: number
  wedgeAlpha: number
}

const TOUCH_END = 180
const RING_START = 60
const RING_END = 400
const FLASH_START = 360
const FLASH_PEAK = 440
const FLASH_END = 760
const WEDGE_START = 440
const WEDGE_END = 860
export const CUE_MS = 1_200

export function poseCue(ageMs: number, out: CuePose): void {
  out.touchAlpha = ageMs < 0 ? 0 : 1 - smooth(TOUCH_END * 0.5, TOUCH_END * 2, ageMs)
  const closing = smooth(RING_START, RING_END, ageMs)
  out.ringRadius = 2.6 - 1.6 * closing
  out.ringAlpha =
    ageMs < RING_START ? 0 : 0.25 + 0.65 * closing - 0.9 * smooth(RING_END, CUE_MS, ageMs)
  out.coreAlpha =
    smooth(FLASH_START, FLASH_PEAK, ageMs) * (1 - smooth(FLASH_PEAK, FLASH_END, ageMs))
  out.wedgeReach = smooth(WEDGE_START, WEDGE_END, ageMs)
  out.wedgeAlpha = ageMs < WEDGE_START ? 0 : 0.55 * (1 - smooth(WEDGE_START + 200, CUE_MS, ageMs))
}

/** When a cue's dollars begin to fill its disc: after the ring has closed. */
export const FILL_AFTER_MS = RING_END

function smooth(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}
