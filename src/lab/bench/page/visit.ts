// One visit of the page in headless Chromium, and what a program can see of it: the run's own mark, and
// every moment that the canvas came to show, with the time at which it did.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { findBrowser } from '../../../../scripts/find-browser.mjs'
import { chromiumArguments } from '../../../testing/chromium.ts'
import { RunFailure } from '../../command.ts'

const SIZE = { width: 1440, height: 900 }
const PATIENCE_MS = 300_000

export interface Shown {
  /** Milliseconds since navigation began, when the frame that showed it was over. */
  readonly atMs: number
  /** Simulated second. */
  readonly moment: number
}

export async function launchChromium(): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === undefined) {
    throw new RunFailure(
      'The page is measured in Chromium: run `npm test`, which installs it, or set CHROMIUM_PATH.',
    )
  }
  const { chromium } = await import('playwright-core')
  return chromium.launch({ executablePath, headless: true, args: chromiumArguments() })
}

/** A fresh browser profile; its pages share one HTTP cache. */
export async function newProfile(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: SIZE, serviceWorkers: 'block' })
  context.setDefaultTimeout(PATIENCE_MS)
  await context.addInitScript(noteMoments)
  return context
}

/** In the page: notes what the canvas shows as soon as the frame that drew it is over. */
function noteMoments(): void {
  const shown: Shown[] = []
  Object.assign(globalThis, { shown })
  const look = (changes: MutationRecord[]) => {
    const place = changes.at(-1)?.target as HTMLElement
    const moment = Number(place.dataset.moment)
    requestAnimationFrame(() => shown.push({ atMs: performance.now(), moment }))
  }
  new MutationObserver(look).observe(document, {
    subtree: true,
    attributes: true,
    attributeFilter: ['data-moment'],
  })
}

export function shownMoments(page: Page): Promise<Shown[]> {
  return page.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown)
}

/** When time was first seen to pass: the second moment on the canvas. */
export async function firstMotionMs(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => {
    const { shown } = globalThis as unknown as { shown: Shown[] }
    return shown.find(({ moment }) => moment > shown[0].moment)
  })
  return ((await found.jsonValue()) as Shown).atMs
}

export async function waitForMark(page: Page, name: string, value: string): Promise<void> {
  await page.waitForSelector(`#run[data-${name}="${value}"]`, { state: 'attached' })
}

export function waitForStep(page: Page, step: number): Promise<unknown> {
  return page.waitForFunction(
    (wanted) => Number(document.getElementById('run')?.dataset.step) >= wanted,
    step,
  )
}

export async function stepNow(page: Page): Promise<number> {
  return Number(await page.locator('#run').getAttribute('data-step'))
}

export async function chooseSpeed(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Speed:/ }).click()
  await page.getByRole('menuitemradio', { name }).click()
}
