// What bench-page hands back: a row a figure, with its target. Builds, serves, measures, and stops all
// that it started.
import { median } from '../report.ts'
import { quantile } from './frameScript.ts'
import { measureKeeping, type Keeping } from './keeping.ts'
import { measureDrawing, measureHandling, measureOpening } from './measures.ts'
import { servePage } from './pageServer.ts'
import { launchChromium } from './visit.ts'

export interface PageRow {
  readonly title: string
  readonly value: number
  readonly unit: string
  /** At most, or at least where more is better; null where none is set. */
  readonly target: number | null
  readonly holds: boolean | null
  readonly note: string
}

export interface PagePlan {
  readonly parts: readonly ('opening' | 'drawing' | 'handling' | 'keeping')[]
  readonly repeats: number
  readonly hours: number
  readonly tell: (words: string) => void
}

export async function measurePage({ parts, repeats, hours, tell }: PagePlan): Promise<PageRow[]> {
  const rows: PageRow[] = []
  tell('building the page')
  const server = await servePage()
  try {
    const browser = await launchChromium()
    try {
      for (const part of parts) {
        tell(part)
        if (part === 'opening') {
          const { firstMotionMs, weightBytes, files } = await measureOpening(
            browser,
            server,
            repeats,
          )
          rows.push(middle('first motion', firstMotionMs, 2_000, 'after navigation, warm cache'))
          const weight = `${files} files, gzip, before the first interaction`
          rows.push(atMost('weight', weightBytes / 1_024, 'KB', 420, weight))
        } else if (part === 'drawing') {
          for (const { scene, dots, frames } of await measureDrawing(browser, server)) {
            const title = `script a frame, ${scene}`
            const cpu = frames.map(({ cpuMs }) => cpuMs)
            const clock = frames.map(({ clockMs }) => clockMs)
            const of = `${dots.toLocaleString('en-US')} dots, ${frames.length} frames; by the clock `
            rows.push(middle(title, cpu, 4, `median; ${of}${median(clock).toFixed(2)}`))
            const slow = `${of}${quantile(clock, 0.95).toFixed(2)}`
            rows.push(atMost(title, quantile(cpu, 0.95), 'ms', 8, `95th percentile; ${slow}`))
          }
        } else if (part === 'keeping') {
          for (const scenario of ['the-day', 'the-day-full']) {
            rows.push(...keepingRows(await measureKeeping(browser, server, scenario)))
          }
        } else {
          const found = await measureHandling(browser, server, hours, repeats)
          rows.push(middle('slider to effect', found.sliderMs, 100, 'a later second is drawn'))
          rows.push(middle('event to effect', found.eventMs, 100, 'a later second is drawn'))
          const { pace } = found
          rows.push({
            title: 'pace while drawing',
            value: pace,
            unit: 'x',
            target: 3_600,
            holds: pace >= 3_600,
            note: 'at least; speed max',
          })
          rows.push(middle('seek to the picture', found.seekMs, 200, `all over ${hours} h`))
          rows.push(middle('seek to the run itself', found.seekThereMs, null, 'goes on from there'))
        }
      }
    } finally {
      await browser.close()
    }
  } finally {
    await server.close()
  }
  return rows
}

function keepingRows(found: Keeping): PageRow[] {
  const { scenario, copyMs, storeMs, stateBytes, storedBytes, resumedMs, leftAtStep } = found
  const mb = (bytes: number) => (bytes / 1e6).toFixed(0)
  const row = (title: string, value: number, unit: string, note: string) =>
    atMost(`${title}, ${scenario}`, value, unit, null, note)
  return [
    row('copy of the run', copyMs, 'ms', `${mb(stateBytes)} MB, in the thread that simulates`),
    row('compressed and stored', storeMs, 'ms', 'in the thread that keeps'),
    row('in the store', storedBytes / 1e6, 'MB', 'IndexedDB'),
    row('resumed after a reload', resumedMs, 'ms', `at second ${leftAtStep}, where it was left`),
  ]
}

function middle(
  title: string,
  values: readonly number[],
  target: number | null,
  words: string,
): PageRow {
  const spread =
    values.length > 20
      ? ''
      : ` (${values
          .toSorted((a, b) => a - b)
          .map((value) => value.toFixed(0))
          .join(', ')})`
  return atMost(title, median(values), 'ms', target, words + spread)
}

function atMost(
  title: string,
  value: number,
  unit: string,
  target: number | null,
  note: string,
): PageRow {
  return { title, value, unit, target, holds: target === null ? null : value <= target, note }
}
