// When something breaks, the page says so in words and goes on with what is left.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import { launchBrowser, pageAddress, withoutWebGL } from '../testing/browser.ts'

const HASH = encodeLink({
  ...plainLink('calm', 'test'),
  hours: 0.25,
  settings: { traders: 200_000, tradersPerAgent: 100 },
})

let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(() => context?.close())

afterAll(() => browser?.close())

async function open(): Promise<void> {
  page = await context.newPage()
  await page.goto(pageAddress() + HASH, { waitUntil: 'load' })
}

function stepReaches(step: number) {
  return page.waitForFunction(
    (wanted) => Number(document.getElementById('run')?.dataset.step) >= wanted,
    step,
  )
}

test('without WebGL there are words in place of the picture, and the figures go on', async () => {
  context = await browser.newContext()
  await withoutWebGL(context)
  await open()
  await page.getByText('This browser gives no WebGL').waitFor()
  await stepReaches(300)
  expect(await page.locator('.price').textContent()).toMatch(/^\$\d\d,\d{3}$/)
})

test('a lost picture is said to be lost, and the figures go on', async () => {
  context = await browser.newContext()
  await open()
  await page.waitForSelector('[data-drawing="on"]')
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.stageHost canvas')
    canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
  })
  await page.getByText('WebGL was lost').waitFor({ timeout: 20_000 })
  await stepReaches(600)
  expect(await page.locator('.bigFigure').first().textContent()).toMatch(/^\$/)
  await page.getByRole('button', { name: 'Draw again' }).click()
  await page.waitForSelector('[data-drawing="on"]')
})

test('a picture that is lost and given back is the same picture again', async () => {
  context = await browser.newContext()
  context.setDefaultTimeout(120_000)
  page = await context.newPage()
  await page.goto(`${pageAddress() + HASH}&M=600`, { waitUntil: 'load' })
  await stepReaches(600)
  await page.waitForSelector('.stageHost[data-moment="600.00"]')
  const canvas = page.locator('.stageHost canvas')
  // The canvas alone: what lies over it has its own times.
  const style = '.stage > :not(.stageHost) { visibility: hidden !important }'
  const shot = () => canvas.screenshot({ style })
  const settled = async (): Promise<Buffer> => {
    let last = await shot()
    for (let same = 0; same < 3;) {
      await page.waitForTimeout(400)
      const next = await shot()
      same = next.equals(last) ? same + 1 : 0
      last = next
    }
    return last
  }
  const before = await settled()
  await canvas.evaluate(async (element: HTMLCanvasElement) => {
    const loss = element.getContext('webgl2')!.getExtension('WEBGL_lose_context')!
    const heard = (name: string) =>
      new Promise((resolve) => element.addEventListener(name, resolve, { once: true }))
    const lost = heard('webglcontextlost')
    loss.loseContext()
    await lost
    const restored = heard('webglcontextrestored')
    setTimeout(() => loss.restoreContext())
    await restored
  })
  await page.waitForSelector('[data-drawing="on"]')
  await expect.poll(async () => (await shot()).equals(before), { timeout: 60_000 }).toBe(true)
})

test('a thread that cannot start is told, and the run starts once it can', async () => {
  context = await browser.newContext()
  let tries = 0
  await context.route(/simulation\.worker/, (route) => {
    tries++
    return route.abort()
  })
  await open()
  // Once more by itself, then it asks.
  await expect.poll(() => tries, { timeout: 20_000 }).toBe(2)
  await page.getByText('The simulation stopped.').waitFor()
  expect(new URL(page.url()).hash).toBe(HASH)
  await context.unroute(/simulation\.worker/)
  await page.getByRole('button', { name: 'Run it again from the start' }).click()
  await stepReaches(60)
  expect(await page.getByText('The simulation stopped.').count()).toBe(0)
})

test('with reduced motion the page opens on a still, with a button to play', async () => {
  context = await browser.newContext({ reducedMotion: 'reduce' })
  page = await context.newPage()
  await page.goto(pageAddress(), { waitUntil: 'load' })
  const play = page.getByRole('complementary').getByRole('button', { name: 'Play' })
  await play.waitFor()
  expect(await page.locator('#run').getAttribute('data-playing')).toBe('false')
  await play.click()
  await page.waitForSelector('#run[data-playing="true"]', { state: 'attached' })
})
