// Draws the strips with uPlot from the record, in the picture's own span of time, outside React.
import uPlot from 'uplot'
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import { marketLayout } from '../view/layout.ts'
import { formatUsd } from '../view/numbers.ts'
import { shownStep } from './frameLoop.ts'
import { runRecord } from './runRecord.ts'

interface Strip {
  readonly name: string
  readonly title: string
  readonly colours: readonly string[]
  /** Lines of figures by minute. */
  lines(): readonly Float64Array[]
  words(first: readonly number[], last: readonly number[]): string
}

/** Trailing span of the picture, and the shortest that a young run is drawn over. Steps. */
const WINDOW_STEPS = 8 * 3_600
const SHORTEST_STEPS = 3_600
const STRIP_HEIGHT = 42
const WORDS_WIDTH = 200
const WORDS_EVERY_MS = 250

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
  return () => {
    stop()
    sizes.disconnect()
    for (const plot of plots) plot.destroy()
  }
}

/** The picture's span of time: it trails the shown moment, and a young run fills the width. */
function spanShown(): { start: number; end: number } {
  const end = shownStep()
  return { start: end - Math.max(SHORTEST_STEPS, Math.min(WINDOW_STEPS, end)), end }
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
  let cursorIndex: number | null = null
  const plot = new uPlot(
    {
      width: 100,
      height: STRIP_HEIGHT,
      padding: [5, 0, 5, 0],
      legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: { x: { time: false }, y: { range: (_, low, high) => roomy(low, high) } },
      cursor: {
        sync: { key: 'strips' },
        drag: { x: false, y: false },
        y: false,
        points: { size: 5 },
      },
      series: [
        {},
        ...strip.colours.map((name) => ({
          stroke: () => colourOf(name),
          width: 1.25,
          points: { show: false },
        })),
      ],
      hooks: {
        setCursor: [
          (shown) => {
            cursorIndex = shown.cursor.idx ?? null
          },
        ],
      },
    },
    [[], ...strip.colours.map(() => [])],
    host,
  )
  return {
    setWidth: (width: number) => plot.setSize({ width, height: STRIP_HEIGHT }),
    destroy: () => plot.destroy(),
    draw(start: number, end: number) {
      const from = Math.max(0, Math.floor(start / MAP_COLUMN_STEPS) - 1)
      const to = Math.min(runRecord.minuteCount, Math.ceil(end / MAP_COLUMN_STEPS))
      const steps = runRecord.series.step.subarray(from, to)
      const lines = strip.lines().map((line) => line.subarray(from, to))
      plot.setData(
        [Array.from(steps, (step) => step + MAP_COLUMN_STEPS), ...lines.map(gaps)],
        false,
      )
      plot.setScale('x', { min: start, max: Math.max(start + 1, end) })
      const nowMs = performance.now()
      if (steps.length === 0 || nowMs - wordsMs < WORDS_EVERY_MS) return
      wordsMs = nowMs
      const at = Math.min(cursorIndex ?? steps.length - 1, steps.length - 1)
      words.textContent = strip.words(
        lines.map(firstKnown),
        lines.map((line) => line[at]),
      )
    },
  }
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

function bps(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)
}

export function colourOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name)
}
