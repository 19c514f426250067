// Draws the timeline: dollars liquidated a minute as height, longs under shorts, days as hairlines.
// What lies after the shown moment is pale.
import { STEPS_PER_DAY, STEPS_PER_HOUR } from '../market/units.ts'
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import { formatDay } from '../view/numbers.ts'
import { shownStep } from './frameLoop.ts'
import { runRecord } from './runRecord.ts'

export const HEAD = 18
export const BAR = 2
const PALE = 0.28
/** Full height at first, dollars a minute, so that a calm market does not look like a storm. */
export const LEAST_TOP_USD = 2e6

/** Draws into `canvas` whenever the record grows; call the result to stop. */
export function mountTimeline(canvas: HTMLCanvasElement): () => void {
  const draw = () => drawTimeline(canvas)
  const sizes = new ResizeObserver(draw)
  sizes.observe(canvas)
  const stop = runRecord.listen(draw)
  return () => {
    stop()
    sizes.disconnect()
  }
}

function drawTimeline(canvas: HTMLCanvasElement): void {
  const pixels = Math.min(2, devicePixelRatio || 1)
  const width = canvas.clientWidth
  const height = canvas.clientHeight
  if (width === 0 || height === 0) return
  if (
    canvas.width !== Math.round(width * pixels) ||
    canvas.height !== Math.round(height * pixels)
  ) {
    canvas.width = Math.round(width * pixels)
    canvas.height = Math.round(height * pixels)
  }
  const pen = canvas.getContext('2d')
  if (pen === null) return
  pen.setTransform(pixels, 0, 0, pixels, 0, 0)
  pen.clearRect(0, 0, width, height)
  const style = getComputedStyle(canvas)
  drawDays(pen, style, width, height)
  drawBars(pen, style, width, height)
}

function drawDays(
  pen: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  width: number,
  height: number,
): void {
  const { stepCount } = runRecord
  const byHour = stepCount <= STEPS_PER_DAY
  const every = byHour
    ? STEPS_PER_HOUR * Math.max(1, Math.ceil(stepCount / 12 / STEPS_PER_HOUR))
    : STEPS_PER_DAY
  pen.font = `11px ${style.fontFamily}`
  pen.textBaseline = 'top'
  for (let step = 0; step < stepCount; step += every) {
    const x = Math.round((step / stepCount) * width) + 0.5
    pen.fillStyle = style.getPropertyValue('--hairline')
    pen.fillRect(x - 0.5, HEAD - 2, 1, height)
    pen.fillStyle = style.getPropertyValue('--muted')
    pen.fillText(byHour ? `${step / STEPS_PER_HOUR} h` : formatDay(step), x + 2, 1)
  }
}

function drawBars(
  pen: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  width: number,
  height: number,
): void {
  const { series, minuteCount, stepCount } = runRecord
  const bins = Math.max(1, Math.floor(width / BAR))
  const minutes = stepCount / MAP_COLUMN_STEPS / bins
  const longUsd = new Float64Array(bins)
  const shortUsd = new Float64Array(bins)
  let top = LEAST_TOP_USD
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor(bin * minutes)
    const to = Math.min(minuteCount, Math.max(from + 1, Math.floor((bin + 1) * minutes)))
    if (from >= minuteCount) break
    for (let row = from; row < to; row++) {
      longUsd[bin] += series.liquidatedLongUsd[row] / (to - from)
      shortUsd[bin] += series.liquidatedShortUsd[row] / (to - from)
    }
    top = Math.max(top, longUsd[bin] + shortUsd[bin])
  }
  const room = height - HEAD - 2
  const shownBin = (shownStep() / stepCount) * bins
  const long = style.getPropertyValue('--long')
  const short = style.getPropertyValue('--short')
  for (let bin = 0; bin < bins; bin++) {
    const longHeight = (longUsd[bin] / top) * room
    const shortHeight = (shortUsd[bin] / top) * room
    if (longHeight + shortHeight === 0) continue
    pen.globalAlpha = bin <= shownBin ? 1 : PALE
    pen.fillStyle = long
    pen.fillRect(bin * BAR, height - longHeight, BAR - 0.5, longHeight)
    pen.fillStyle = short
    pen.fillRect(bin * BAR, height - longHeight - shortHeight, BAR - 0.5, shortHeight)
  }
  pen.globalAlpha = 1
}
