// No flashing (WCAG 2.3.1) while the day falls: the stage's own pictures, one after the other as a browser
// shows them, through the minutes in which the most is liquidated.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import { launchBrowser, pageAddress } from '../testing/browser.ts'
import { LARGE_AREA, mostFlashing, turnsOf } from '../testing/flashes.ts'

/** A minute before the first news of a fall that is over within minutes. */
const MOMENT = 3_840
const LINK = { ...plainLink('the-hour', 'flash'), moment: MOMENT }
/** So many pixels a side share a place: the grain of the depth map is finer and weighs itself out. */
const PIXELS_A_PLACE = 4
const WATCHED_MS = 12_000

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser?.close())

test('in the fall no large area of the stage flashes more than three times a second', async () => {
  const page = await browser.newPage({ viewport: { width: 1000, height: 620 } })
  await page.goto(pageAddress() + encodeLink(LINK), { waitUntil: 'load' })
  await page.waitForSelector(`#run[data-step="${MOMENT}"]`, { state: 'attached', timeout: 120_000 })
  await page.waitForSelector('[data-drawing="on"]', { timeout: 60_000 })
  await page.getByRole('button', { name: 'Play' }).press('Enter')
  const film = await page.evaluate(watch, { side: PIXELS_A_PLACE, forMs: WATCHED_MS })
  const liquidated = await page.locator('.readout .bigFigure').first().getAttribute('data-full')
  await page.close()
  const turns = turnsOf(
    film.map(({ timeMs, light }) => ({ timeMs, light: Buffer.from(light, 'base64') })),
  )
  // The fall was seen: much was liquidated, and something did light up.
  expect(Number(liquidated?.replaceAll(/\D/g, ''))).toBeGreaterThan(100e6)
  expect(film.length).toBeGreaterThan(30)
  expect(turns.filter((row) => row.length >= 2).length).toBeGreaterThan(20)
  expect(mostFlashing(turns) * PIXELS_A_PLACE ** 2).toBeLessThan(LARGE_AREA)
})

/** In the page: relative luminance of the canvas after each frame that was drawn, in base64. */
async function watch({ side, forMs }: { side: number; forMs: number }) {
  const canvas = document.querySelector<HTMLCanvasElement>('.stageHost canvas')!
  const width = Math.floor(canvas.width / side)
  const height = Math.floor(canvas.height / side)
  const small = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
  small.imageSmoothingQuality = 'high'
  const linear = Float32Array.from({ length: 256 }, (_, byte) => {
    const share = byte / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const film: { timeMs: number; light: string }[] = []
  const start = performance.now()
  await new Promise<void>((resolve) => {
    const look = () => {
      const timeMs = performance.now() - start
      small.drawImage(canvas, 0, 0, width, height)
      const { data } = small.getImageData(0, 0, width, height)
      let light = ''
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue] = [linear[data[at]], linear[data[at + 1]], linear[data[at + 2]]]
        light += String.fromCharCode(
          Math.round((0.2126 * red + 0.7152 * green + 0.0722 * blue) * 255),
        )
      }
      film.push({ timeMs, light: btoa(light) })
      if (timeMs < forMs) requestAnimationFrame(look)
      else resolve()
    }
    requestAnimationFrame(look)
  })
  return film
}
