// Draws A and B over the picture's span of time with uPlot, outside React: both prices on one scale,
// B's price less A's, and the liquidations of both. Marks the fork and the second in which they part.
import uPlot from 'uplot'
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import { formatPercent, formatPrice, formatUsd } from '../view/numbers.ts'
import { recordB } from './compareRecord.ts'
import { compareStore } from './compareStore.ts'
import { runRecord } from './runRecord.ts'
import { labStore } from './store.ts'
import { colourOf, gaps, mountAll, roomy } from './strips.ts'

interface CompareStrip {
  readonly name: string
  readonly title: string
  readonly height: number
  readonly colours: readonly string[]
  readonly isFromZero?: true
  /** Lines over the minutes [from, to). */
  lines(from: number, to: number): readonly Float64Array[]
  words(last: readonly number[]): string
}

const WORDS_EVERY_MS = 250

export const COMPARE_STRIPS: readonly CompareStrip[] = [
  {
    name: 'prices',
    title: 'price: A —, B ╌',
    height: 104,
    colours: ['--soft', '--fund'],
    lines: (from, to) => [pricesOf(runRecord, from, to), pricesOf(recordB, from, to)],
    words: ([a, b]) => `A $${formatPrice(a)} · B ${isKnown(b) ? `$${formatPrice(b)}` : '–'}`,
  },
  {
    name: 'difference',
    title: 'B − A, price',
    height: 42,
    colours: ['--fund'],
    isFromZero: true,
    lines: (from, to) => {
      const a = pricesOf(runRecord, from, to)
      return [pricesOf(recordB, from, to).map((price, row) => (price / a[row] - 1) * 100)]
    },
    words: ([percent]) => (isKnown(percent) ? formatPercent(percent / 100, true) : '–'),
  },
  {
    name: 'liquidated',
    title: 'liquidated a minute: A —, B ╌',
    height: 42,
    colours: ['--soft', '--fund'],
    isFromZero: true,
    lines: (from, to) => [liquidatedOf(runRecord, from, to), liquidatedOf(recordB, from, to)],
    words: ([a, b]) => `A ${formatUsd(a)} · B ${isKnown(b) ? formatUsd(b) : '–'}`,
  },
]

type Recorded = typeof runRecord

function pricesOf(record: Recorded, from: number, to: number): Float64Array {
  const { asset } = labStore.getState()
  return columnOf(record, from, to, (row) => record.series.price[row * record.assetCount + asset])
}

function liquidatedOf(record: Recorded, from: number, to: number): Float64Array {
  const { liquidatedLongUsd, liquidatedShortUsd } = record.series
  return columnOf(record, from, to, (row) => liquidatedLongUsd[row] + liquidatedShortUsd[row])
}

/** NaN where the record does not reach. */
function columnOf(record: Recorded, from: number, to: number, at: (row: number) => number) {
  return Float64Array.from({ length: to - from }, (_, index) =>
    from + index < record.minuteCount ? at(from + index) : NaN,
  )
}

export function mountCompareStrips(place: HTMLElement): () => void {
  return mountAll(COMPARE_STRIPS, mountStrip, place)
}

function mountStrip(strip: CompareStrip, place: HTMLElement) {
  const host = place.querySelector<HTMLElement>('.stripPlot')!
  const words = place.querySelector<HTMLElement>('.stripValue')!
  let wordsMs = 0
  const plot = new uPlot(
    {
      width: 100,
      height: strip.height,
      padding: [5, 0, 5, 0],
      legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: {
        x: { time: false },
        y: {
          range: (_, low, high) => (strip.isFromZero ? aroundZero(low, high) : tight(low, high)),
        },
      },
      cursor: { show: false },
      series: [
        {},
        ...strip.colours.map((name, index) => ({
          stroke: () => colourOf(name),
          width: index === strip.colours.length - 1 ? 1.5 : 1.25,
          dash: strip.colours.length > 1 && index > 0 ? [5, 3] : [],
          points: { show: false },
        })),
      ],
      hooks: { draw: [(shown) => drawMarks(shown, strip.isFromZero === true)] },
    },
    [[], ...strip.colours.map(() => [])],
    host,
  )
  return {
    setWidth: (width: number) => plot.setSize({ width, height: strip.height }),
    destroy: () => plot.destroy(),
    draw(start: number, end: number) {
      const from = Math.max(0, Math.floor(start / MAP_COLUMN_STEPS) - 1)
      const to = Math.max(from, Math.min(runRecord.minuteCount, Math.ceil(end / MAP_COLUMN_STEPS)))
      const lines = strip.lines(from, to)
      const steps = Array.from(
        { length: to - from },
        (_, row) => (from + row + 1) * MAP_COLUMN_STEPS,
      )
      plot.setData([steps, ...lines.map(gaps)], steps.length === 0)
      plot.setScale('x', { min: start, max: Math.max(start + 1, end) })
      const nowMs = performance.now()
      if (to === from || nowMs - wordsMs < WORDS_EVERY_MS) return
      wordsMs = nowMs
      // Of the last minute that both have, as B may be a little behind.
      const at = Math.min(to, recordB.minuteCount) - from - 1
      words.textContent = at < 0 ? '–' : strip.words(lines.map((line) => line[at]))
    },
  }
}

/** The fork as a dashed hairline, the parting as a full one; zero as a hairline. */
function drawMarks(plot: uPlot, hasZero: boolean): void {
  const { ctx, bbox } = plot
  const { forkStep, divergence } = compareStore.getState()
  ctx.save()
  ctx.strokeStyle = colourOf('--muted')
  ctx.lineWidth = devicePixelRatio
  const upright = (step: number, dash: number[]) => {
    const x = plot.valToPos(step, 'x', true)
    if (x < bbox.left || x > bbox.left + bbox.width) return
    ctx.setLineDash(dash)
    ctx.beginPath()
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
  }
  if (forkStep !== null && forkStep > 0) upright(forkStep, [3, 3])
  if (divergence !== null) upright(divergence.step, [])
  if (hasZero) {
    const y = plot.valToPos(0, 'y', true)
    ctx.globalAlpha = 0.4
    ctx.setLineDash([])
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
  }
  ctx.restore()
}

function tight(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1]
  const missing = Math.max(0, high * 0.004 - (high - low)) / 2
  return [low - missing - 1e-9, high + missing + 1e-9]
}

function aroundZero(low: number | null, high: number | null): [number, number] {
  const [from, to] = roomy(Math.min(0, low ?? 0), Math.max(0, high ?? 0))
  return [from, Math.max(to, from + 1e-6)]
}

function isKnown(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value)
}
