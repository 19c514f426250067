// Draws B's liquidated dollars a minute as a line over A's bars of the timeline, on A's scale.
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import { recordB } from './compareRecord.ts'
import { runRecord } from './runRecord.ts'
import { BAR, HEAD, LEAST_TOP_USD } from './timelineDrawing.ts'

export function mountCompareTimeline(canvas: HTMLCanvasElement): () => void {
  const draw = () => drawB(canvas)
  const stop = runRecord.listen(draw)
  draw()
  return stop
}

function drawB(canvas: HTMLCanvasElement): void {
  const pixels = Math.min(2, devicePixelRatio || 1)
  const { clientWidth: width, clientHeight: height } = canvas
  canvas.width = Math.round(width * pixels)
  canvas.height = Math.round(height * pixels)
  const pen = canvas.getContext('2d')
  if (pen === null || width === 0) return
  pen.setTransform(pixels, 0, 0, pixels, 0, 0)
  const bins = Math.max(1, Math.floor(width / BAR))
  const ofA = binned(runRecord, bins)
  const ofB = binned(recordB, bins)
  const top = ofA.reduce((most, usd) => Math.max(most, usd), LEAST_TOP_USD)
  const room = height - HEAD - 2
  pen.strokeStyle = getComputedStyle(canvas).getPropertyValue('--fund')
  pen.lineWidth = 1.25
  pen.beginPath()
  const minutesPerBin = runRecord.stepCount / MAP_COLUMN_STEPS / bins
  const last = Math.min(bins, Math.floor(recordB.minuteCount / minutesPerBin))
  for (let bin = 0; bin < last; bin++) {
    const y = height - Math.min(1, ofB[bin] / top) * room
    if (bin === 0) pen.moveTo(0, y)
    else pen.lineTo(bin * BAR, y)
  }
  pen.stroke()
}

/** Mean dollars a minute by bin, as the timeline's bars. */
function binned(record: typeof runRecord, bins: number): Float64Array {
  const { series, minuteCount } = record
  const minutes = runRecord.stepCount / MAP_COLUMN_STEPS / bins
  const usd = new Float64Array(bins)
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor(bin * minutes)
    const to = Math.min(minuteCount, Math.max(from + 1, Math.floor((bin + 1) * minutes)))
    for (let row = from; row < to; row++) {
      usd[bin] += (series.liquidatedLongUsd[row] + series.liquidatedShortUsd[row]) / (to - from)
    }
  }
  return usd
}
