// The figures of the page, each as a visitor would meet it: opening, watching two million traders, moving
// a slider, dropping an event, going back in time. Milliseconds.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { decodeLink, encodeLink } from '../../../params/link.ts'
import { plainLink } from '../../../params/linkState.ts'
import type { LinkState } from '../../../params/linkState.ts'
import { resolveLink } from '../../../params/resolve.ts'
import { frameScripts, type FrameScript } from './frameScript.ts'
import type { PageServer } from './pageServer.ts'
import {
  chooseSpeed,
  firstMotionMs,
  newProfile,
  shownMoments,
  stepNow,
  waitForMark,
  waitForStep,
} from './visit.ts'

/** Of wall time, after which nothing more is asked for by itself. */
const SETTLE_MS = 5_000
/** Enough that a 95th percentile says something. */
const TRACED_FRAMES = 120
const WATCH_MS = 20_000
/** Steps of the golden ratio: moments all over the run in no order. */
const GOLDEN = 0.6180339887498949
const CATEGORIES = ['-*', 'devtools.timeline', 'v8', 'disabled-by-default-v8.gc']

export interface Opening {
  readonly firstMotionMs: readonly number[]
  readonly weightBytes: number
  readonly files: number
}

/** The default scenario opened again and again with a warm cache; its weight when it was cold. */
export async function measureOpening(
  browser: Browser,
  server: PageServer,
  visits: number,
): Promise<Opening> {
  const context = await newProfile(browser)
  const first = await context.newPage()
  server.requested.clear()
  await first.goto(server.address)
  await firstMotionMs(first)
  await first.waitForTimeout(SETTLE_MS)
  const weightBytes = server.weightBytes()
  const files = server.requested.size
  await first.close()
  const times: number[] = []
  for (let visit = 0; visit < visits; visit++) {
    const page = await context.newPage()
    await page.goto(server.address, { waitUntil: 'commit' })
    times.push(await firstMotionMs(page))
    await page.close()
  }
  await context.close()
  return { firstMotionMs: times, weightBytes, files }
}

export interface Drawing {
  readonly scene: string
  readonly dots: number
  readonly frames: readonly FrameScript[]
}

/** Script a frame while the market plays, every trader a dot of its own. */
export async function measureDrawing(browser: Browser, server: PageServer): Promise<Drawing[]> {
  const context = await newProfile(browser)
  const page = await context.newPage()
  const link = plainLink('the-day-full')
  const { traders, tradersPerAgent } = resolveLink(link).settings
  const dots = traders / tradersPerAgent
  await page.goto(server.address + encodeLink(link))
  await waitForMark(page, 'playing', 'true')
  await waitForStep(page, 60)
  const drawings: Drawing[] = []
  for (const scene of ['Crowd', 'Market']) {
    await page.getByRole('radio', { name: scene }).click()
    await page.waitForTimeout(SETTLE_MS)
    await browser.startTracing(page, { categories: CATEGORIES })
    await page.evaluate(animationFrames, TRACED_FRAMES)
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8'))
    drawings.push({ scene: scene.toLowerCase(), dots, frames: frameScripts(traceEvents) })
  }
  await context.close()
  return drawings
}

/** In the page: that many have passed. */
async function animationFrames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame)
}

export interface Handling {
  readonly sliderMs: readonly number[]
  readonly eventMs: readonly number[]
  /** Simulated seconds a second, played as fast as this machine draws it. */
  readonly pace: number
  readonly seekMs: readonly number[]
  /** Until the run itself stood at the moment looked at. */
  readonly seekThereMs: readonly number[]
  readonly steps: number
}

/** Slider, event and pace in the default scenario; seeks all over it once it is finished. */
export async function measureHandling(
  browser: Browser,
  server: PageServer,
  hours: number,
  repeats: number,
): Promise<Handling> {
  const context = await newProfile(browser)
  const link: LinkState = { ...plainLink('the-day'), hours }
  const touched = await openAt(context, server, link)
  const sliderMs: number[] = []
  const eventMs: number[] = []
  for (let turn = 0; turn < repeats; turn++) {
    sliderMs.push(await moveSlider(touched, turn))
    eventMs.push(await dropEvent(touched))
  }
  await touched.close()
  const page = await openAt(context, server, link)
  await chooseSpeed(page, 'Max')
  const from = await stepNow(page)
  const startMs = performance.now()
  await page.waitForTimeout(WATCH_MS)
  const pace = ((await stepNow(page)) - from) / ((performance.now() - startMs) / 1_000)
  const steps = hours * 3_600
  await page.waitForSelector('#run[data-fingerprint]', { state: 'attached', timeout: 0 })
  const seekMs: number[] = []
  const seekThereMs: number[] = []
  for (let turn = 1; turn <= repeats; turn++) {
    const step = Math.floor(((turn * GOLDEN) % 1) * steps)
    const { shownMs, thereMs } = await seek(page, step)
    seekMs.push(shownMs)
    seekThereMs.push(thereMs)
  }
  await context.close()
  return { sliderMs, eventMs, pace, seekMs, seekThereMs, steps }
}

async function openAt(context: BrowserContext, server: PageServer, link: LinkState): Promise<Page> {
  const page = await context.newPage()
  await page.goto(server.address + encodeLink(link))
  await waitForMark(page, 'playing', 'true')
  await waitForStep(page, 600)
  return page
}

/** From the pointer that leaves the slider to the first picture of a second that ran with the change. */
async function moveSlider(page: Page, turn: number): Promise<number> {
  const changesBefore = linkOf(page).changes.length
  const track = page.locator('.parameter', { hasText: 'Panic contagion' }).locator('.sliderTrack')
  await track.scrollIntoViewIfNeeded()
  const box = (await track.boundingBox())!
  await page.mouse.move(box.x + box.width * (0.2 + 0.1 * (turn % 6)), box.y + box.height / 2)
  await noteInput(page, 'pointerup')
  await page.mouse.down()
  await page.mouse.up()
  await page.waitForURL((url) => linkIn(url).changes.length > changesBefore)
  return firstEffect(page, linkOf(page).changes.at(-1)!.step)
}

async function dropEvent(page: Page): Promise<number> {
  const dropsBefore = linkOf(page).drops.length
  await page.getByRole('button', { name: '+ Event' }).click()
  await page.getByRole('button', { name: '\u22123 %', exact: true }).click()
  const drop = page.getByRole('button', { name: /^Drop it/ })
  await drop.hover()
  await noteInput(page, 'pointerup')
  await drop.click()
  await page.waitForURL((url) => linkIn(url).drops.length > dropsBefore)
  return firstEffect(page, linkOf(page).drops.at(-1)!.step)
}

function linkOf(page: Page): LinkState {
  return linkIn(new URL(page.url()))
}

function linkIn({ hash }: URL): LinkState {
  return decodeLink(hash).state
}

async function noteInput(page: Page, kind: string): Promise<void> {
  await page.evaluate((name) => {
    const note = () => Object.assign(globalThis, { inputMs: performance.now() })
    addEventListener(name, note, { once: true, capture: true })
  }, kind)
}

async function firstEffect(page: Page, step: number): Promise<number> {
  await page.waitForFunction((wanted) => {
    const { shown } = globalThis as unknown as { shown: { moment: number }[] }
    return shown.at(-1)!.moment > wanted
  }, step)
  const inputMs = await page.evaluate(() => (globalThis as unknown as { inputMs: number }).inputMs)
  const shown = await shownMoments(page)
  return shown.find(({ atMs, moment }) => atMs > inputMs && moment > step)!.atMs - inputMs
}

/** From the hand on the timeline to the picture of that moment, and to the run itself being there. */
async function seek(page: Page, step: number): Promise<{ shownMs: number; thereMs: number }> {
  const slider = await page.getByRole('slider', { name: 'Moment of the run' }).elementHandle()
  const inputMs = await page.evaluate(
    ([input, value]) => {
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
      const now = performance.now()
      Reflect.apply(set, input, [String(value)])
      input!.dispatchEvent(new Event('input', { bubbles: true }))
      return now
    },
    [slider, step] as const,
  )
  const found = await page.waitForFunction(
    ([from, wanted]) => {
      const { shown } = globalThis as unknown as { shown: { atMs: number; moment: number }[] }
      return shown.find(({ atMs, moment }) => atMs > from && moment === wanted)?.atMs
    },
    [inputMs, step] as const,
  )
  const shownMs = ((await found.jsonValue()) as number) - inputMs
  await waitForMark(page, 'following', 'false')
  await waitForMark(page, 'step', String(step))
  const nowMs = await page.evaluate(() => performance.now())
  return { shownMs, thereMs: nowMs - inputMs }
}
