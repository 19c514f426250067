// Draws the small bars of the last 24 hours from the record.
import { STEPS_PER_DAY } from '../market/units.ts'
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import { shownStep } from './frameLoop.ts'
import { runRecord } from './runRecord.ts'

const BAR = 4
const ROWS = STEPS_PER_DAY / MAP_COLUMN_STEPS

export function mountSpark(canvas: HTMLCanvasElement): () => void {
  return runRecord.listen(() => drawSpark(canvas))
}

function drawSpark(canvas: HTMLCanvasElement): void {
  const pixels = Math.min(2, devicePixelRatio || 1)
  const width = canvas.clientWidth
  const height = canvas.clientHeight
  if (width === 0) return
  if (canvas.width !== Math.round(width * pixels)) {
    canvas.width = Math.round(width * pixels)
    canvas.height = Math.round(height * pixels)
  }
  const pen = canvas.getContext('2d')
  if (pen === null) return
  pen.setTransform(pixels, 0, 0, pixels, 0, 0)
  pen.clearRect(0, 0, width, height)
  const colours = getComputedStyle(canvas)
  const { longUsd, usd } = binned(Math.floor(width / BAR))
  const top = Math.max(...usd, 1)
  const drawBars = (name: string, sums: readonly number[]) => {
    pen.fillStyle = colours.getPropertyValue(name)
    sums.forEach((sum, index) => {
      const tall = Math.max(sum > 0 ? 1 : 0, (sum / top) * height)
      pen.fillRect(index * BAR, height - tall, BAR - 1, tall)
    })
  }
  // Longs from the ground, shorts on top of them.
  drawBars('--short', usd)
  drawBars('--long', longUsd)
}

/** Dollars by bar, of longs and of all, the shown moment at the right end. */
function binned(bars: number): { readonly longUsd: number[]; readonly usd: number[] } {
  const { series, minuteCount } = runRecord
  const end = Math.min(minuteCount, Math.floor(shownStep() / MAP_COLUMN_STEPS))
  const longUsd = Array.from({ length: bars }, () => 0)
  const usd = longUsd.slice()
  for (let row = Math.max(0, end - ROWS); row < end; row++) {
    const bar = bars - 1 - Math.floor(((end - 1 - row) / ROWS) * bars)
    longUsd[bar] += series.liquidatedLongUsd[row]
    usd[bar] += series.liquidatedLongUsd[row] + series.liquidatedShortUsd[row]
  }
  return { longUsd, usd }
}
