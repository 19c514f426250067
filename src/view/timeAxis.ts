// The time axis: simulated steps to pixels in a trailing window that ends at the moment shown,
// and its hour and day marks.
import { STEPS_PER_DAY, STEPS_PER_HOUR } from '../market/units.ts'
import { formatClock, formatDay } from './numbers.ts'

export interface TimeSpan {
  /** The step at the left edge. */
  start: number
  /** The step at the present's place. */
  end: number
}

export function xOfStep(step: number, span: TimeSpan, left: number, nowX: number): number {
  return left + ((step - span.start) / (span.end - span.start)) * (nowX - left)
}

export function stepOfX(x: number, span: TimeSpan, left: number, nowX: number): number {
  return span.start + ((x - left) / (nowX - left)) * (span.end - span.start)
}

/** Trailing simulated seconds that the picture shows, or all of the run so far. */
export type TimeWindow = number | 'run'

export const DEFAULT_WINDOW: TimeWindow = 6 * STEPS_PER_HOUR
const SHORTEST_WINDOW = STEPS_PER_HOUR

/** Length of a window; of the whole run so far, where that is `lastStep` long. */
export function windowSteps(window: TimeWindow, lastStep: number): number {
  return window === 'run' ? Math.max(SHORTEST_WINDOW, lastStep) : window
}

/** The span shown at a moment: a young run fills the width, from then on the window trails. */
export function spanOf(window: TimeWindow, moment: number): TimeSpan {
  const length = window === 'run' ? moment : Math.min(window, moment)
  return { start: moment - Math.max(SHORTEST_WINDOW, length), end: moment }
}

export interface TimeMark {
  readonly step: number
  readonly label: string
  readonly isDay: boolean
}

const SPACINGS = [300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800]

/** Whole-hour spacing (or finer) that leaves each label its room. */
export function markSpacing(span: TimeSpan, width: number, room: number): number {
  const stepsPerPixel = (span.end - span.start) / Math.max(1, width)
  return SPACINGS.find((spacing) => spacing / stepsPerPixel >= room) ?? STEPS_PER_DAY * 4
}

/** Marks from the first at or after the start to the end. Midnight is named after its day. */
export function timeMarks(span: TimeSpan, width: number, room = 64): TimeMark[] {
  const spacing = markSpacing(span, width, room)
  const marks: TimeMark[] = []
  for (let step = Math.ceil(span.start / spacing) * spacing; step <= span.end; step += spacing) {
    const isDay = step % STEPS_PER_DAY === 0
    marks.push({ step, isDay, label: isDay ? formatDay(step) : formatClock(step) })
  }
  return marks
}

/** How the shown moment catches up with the one asked for: wall time, and share of the window. */
const FOLLOW_MS = 220
const FARTHEST_BEHIND = 0.006

/** The moment to show, drawn towards the one asked for and never far behind it. */
export function followMoment(
  shown: number,
  asked: number,
  elapsedMs: number,
  windowSteps: number,
): number {
  const eased = shown + (asked - shown) * (1 - Math.exp(-elapsedMs / FOLLOW_MS))
  const next = Math.max(eased, asked - windowSteps * FARTHEST_BEHIND)
  return Math.abs(asked - next) < 0.01 ? asked : next
}

/** A leap is a seek, not playing: backwards, or further than playing goes in one frame. */
export function isLeap(shown: number, asked: number, windowSteps: number): boolean {
  return asked < shown - 1 || asked - shown > Math.max(STEPS_PER_HOUR / 2, windowSteps / 8)
}
