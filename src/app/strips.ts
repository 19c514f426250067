// Draws the strips with uPlot from the record, in the picture's own span of time, outside React.
import uPlot from 'uplot'
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import { marketLayout } from '../view/layout.ts'
import { formatUsd } from '../view/numbers.ts'
import { runRecord } from './runRecord.ts'
import { spanShown } from './spanShown.ts'
import { onPointed, pointAt, pointedStep } from './timeCursor.ts'

interface Strip {
  readonly name: string
  readonly title: string
  readonly colours: readonly string[]
  /** Lines of figures by minute. */
  lines(): readonly Float64Array[]
  words(first: readonly number[], last: readonly number[]): string
}

const STRIP_HEIGHT = 42
const WORDS_WIDTH = 200
const WORDS_EVERY_MS = 250
/** Where uPlot shows no cursor. */
const NOWHERE = -10
/** The cursor is moved by the page alone. */
const NO_HANDS = Object.fromEntries(
  ['mousemove', 'mousedown', 'mouseup', 'mouseenter', 'mouseleave', 'dblclick', 'click'].map(
    (name) => [name, () => null],
  ),
)

export const STRIPS: readonly Strip[] = [
  {
    name: 'open-interest',
    title: 'open interest',
    colours: ['--soft'],
    lines: () => [runRecord.series.openInterestUsd],
    words: ([first], [last]) => `${formatUsd(first)} → ${formatUsd(last)}`,
  },
  {
    name: 'spread',
    title: 'spread, bps',
    colours: ['--short'],
    lines: () => [runRecord.series.spreadBps],
    words: ([first], [last]) => `${bps(first)} → ${bps(last)}`,
  },
  {
    name: 'funding',
    title: 'funding, 8 h',
    colours: ['--fund'],
    lines: () => [runRecord.series.fundingRate],
    words: ([first], [last]) => `${rate(first)} → ${rate(last)}`,
  },
  {
    name: 'parked',
    title: 'in stablecoins',
    colours: ['--rise'],
    lines: () => [runRecord.series.parkedUsd],
    words: ([first], [last]) => `${formatUsd(first)} → ${formatUsd(last)}`,
  },
  {
    name: 'volume',
    title: 'volume, genuine / reported',
    colours: ['--long', '--muted'],
    lines: () => [runRecord.series.volumeGenuineUsd, runRecord.series.volumeReportedUsd],
    words: (_, [genuine, reported]) =>
      `${formatUsd(genuine)}/min · ×${genuine > 0 ? (reported / genuine).toFixed(2) : '–'}`,
  },
]

export interface MountedStrip {
  setWidth(width: number): void
  draw(start: number, end: number): void
  destroy(): void
  /** Shows the cursor at a step, or none. */
  point?(step: number | null): void
}

export function mountStrips(place: HTMLElement): () => void {
  return mountAll(STRIPS, mountStrip, place)
}

/** Draws each strip in the child of the same place, as wide as the picture and over its span of time. */
export function mountAll<S>(
  strips: readonly S[],
  mount: (strip: S, place: HTMLElement) => MountedStrip,
  place: HTMLElement,
): () => void {
  const plots = strips.map((strip, index) => mount(strip, place.children[index] as HTMLElement))
  const resize = () => {
    const width = plotWidth(place.clientWidth)
    for (const plot of plots) plot.setWidth(width)
  }
  const sizes = new ResizeObserver(resize)
  sizes.observe(place)
  resize()
  const stop = runRecord.listen(() => {
    const span = spanShown()
    for (const plot of plots) plot.draw(span.start, span.end)
  })
  const stopPointing = shareCursor(place, plots)
  return () => {
    stop()
    stopPointing()
    sizes.disconnect()
    for (const plot of plots) plot.destroy()
  }
}

/** The moment under the pointer is told, and that which is pointed at elsewhere is shown. */
function shareCursor(place: HTMLElement, plots: readonly MountedStrip[]): () => void {
  const point = (event: PointerEvent) => {
    const x = event.clientX - place.getBoundingClientRect().left
    const share = x / plotWidth(place.clientWidth)
    const { start, end } = spanShown()
    pointAt(share < 0 || share > 1 ? null : start + share * (end - start))
  }
  const leave = () => pointAt(null)
  place.addEventListener('pointermove', point)
  place.addEventListener('pointerleave', leave)
  const stop = onPointed((step) => {
    for (const plot of plots) plot.point?.(step)
  })
  return () => {
    stop()
    place.removeEventListener('pointermove', point)
    place.removeEventListener('pointerleave', leave)
  }
}

/** As far as the picture's present reaches. */
function plotWidth(width: number): number {
  const { nowX } = marketLayout(width, 480, { top: 0, bottom: 0 })
  return Math.max(60, Math.min(nowX, width - WORDS_WIDTH))
}

function mountStrip(strip: Strip, place: HTMLElement) {
  const host = place.querySelector<HTMLElement>('.stripPlot')!
  const words = place.querySelector<HTMLElement>('.stripValue')!
  let wordsMs = 0
  const plot: uPlot = new uPlot(
    {
      width: 100,
      height: STRIP_HEIGHT,
      padding: [5, 0, 5, 0],
      legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: { x: { time: false }, y: { range: (_, low, high) => roomy(low, high) } },
      cursor: { bind: NO_HANDS, y: false, points: { size: 5 } },
      series: [
        {},
        ...strip.colours.map((name) => ({
          stroke: () => colourOf(name),
          width: 1.25,
          points: { show: false },
        })),
      ],
    },
    [[], ...strip.colours.map(() => [])],
    host,
  )
  const point = (step: number | null) => {
    const left = step === null ? NOWHERE : plot.valToPos(step, 'x')
    plot.setCursor({ left, top: left < 0 ? NOWHERE : STRIP_HEIGHT / 2 }, false)
    wordsMs = 0
  }
  return {
    setWidth: (width: number) => plot.setSize({ width, height: STRIP_HEIGHT }),
    destroy: () => plot.destroy(),
    point,
    draw(start: number, end: number) {
      const from = Math.max(0, Math.floor(start / MAP_COLUMN_STEPS) - 1)
      const to = Math.min(runRecord.minuteCount, Math.ceil(end / MAP_COLUMN_STEPS))
      const steps = runRecord.series.step.subarray(from, to)
      const lines = strip.lines().map((line) => line.subarray(from, to))
      plot.setData(
        [Array.from(steps, (step) => step + MAP_COLUMN_STEPS), ...lines.map(gaps)],
        // Without a row it would go on showing the run before.
        steps.length === 0,
      )
      plot.setScale('x', { min: start, max: Math.max(start + 1, end) })
      if (pointedStep() !== null) point(pointedStep())
      const nowMs = performance.now()
      if (steps.length === 0) words.textContent = ''
      if (steps.length === 0 || nowMs - wordsMs < WORDS_EVERY_MS) return
      wordsMs = nowMs
      const at = Math.min(pointedRow(steps) ?? steps.length - 1, steps.length - 1)
      words.textContent = strip.words(
        lines.map(firstKnown),
        lines.map((line) => line[at]),
      )
    },
  }
}

/** Row of the minutes shown that is pointed at. */
function pointedRow(steps: Float64Array): number | null {
  const step = pointedStep()
  if (step === null || steps.length === 0) return null
  const row = Math.floor((step - steps[0]) / MAP_COLUMN_STEPS) - 1
  return row < 0 || row >= steps.length ? null : row
}

export function gaps(line: Float64Array): (number | null)[] {
  return Array.from(line, (value) => (Number.isFinite(value) ? value : null))
}

function firstKnown(line: Float64Array): number {
  return line.find((value) => Number.isFinite(value)) ?? 0
}

/** Never flatter than a few per cent, so that noise does not look like news. */
export function roomy(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1]
  const least = Math.abs(high) * 0.08
  const missing = Math.max(0, least - (high - low)) / 2
  return [low - missing - 1e-9, high + missing + 1e-9]
}

/** 0.012 %: a rate of funding. */
function rate(fraction: number): string {
  if (!Number.isFinite(fraction)) return '–'
  return `${(fraction * 100).toFixed(3).replace('-', '\u2212')} %`
}

function bps(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)
}

export function colourOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name)
}
