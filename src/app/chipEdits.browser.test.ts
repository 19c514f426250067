// What a visitor added to a run is moved, edited as text and taken back on the timeline, in a real browser.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { launchBrowser, pageAddress } from '../testing/browser.ts'

const LINK: LinkState = {
  ...plainLink('calm', 'test'),
  hours: 1,
  settings: { traders: 100_000, tradersPerAgent: 100 },
  drops: [{ kind: 'press', step: 1_800, sizePercent: -3.5 }],
  moment: 600,
}

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(() => page?.context().close())

afterAll(() => browser?.close())

async function visit(): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
  await page.goto(pageAddress() + encodeLink(LINK), { waitUntil: 'load' })
  await page.waitForSelector('#run[data-step="600"]', { state: 'attached' })
}

async function dropsWhen(wanted: string) {
  await page.waitForFunction((text) => location.hash.includes(text), wanted)
  return decodeLink(new URL(page.url()).hash).state.drops
}

describe('what was added', () => {
  test('is carried along the timeline by the pointer, and Undo carries it back', async () => {
    await visit()
    const chip = page.getByRole('button', { name: /^press −3.5 %/ })
    const box = (await chip.boundingBox())!
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + box.width / 2, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 200, y, { steps: 4 })
    await page.mouse.up()
    await page.waitForFunction(() => !location.hash.includes('Npr@1800'))
    const [drop] = decodeLink(new URL(page.url()).hash).state.drops
    expect(drop.step).toBeGreaterThan(2_400)
    expect(drop.step % 60).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await dropsWhen('Npr@1800')).toEqual(LINK.drops)
  })

  test('is moved by arrow keys, a burst of them as one change, and keeps the focus', async () => {
    await visit()
    await page.getByRole('button', { name: /^press −3.5 %/ }).focus()
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight')
    expect(await dropsWhen('Npr@1980')).toMatchObject([{ step: 1_980 }])
    await page.waitForFunction(() =>
      document.activeElement?.getAttribute('aria-label')?.includes('00:33:00'),
    )
    await page.keyboard.press('Delete')
    await page.waitForFunction(() => !location.hash.includes('Npr@'))
  })

  test('is edited as text: kind, size, name and time', async () => {
    await visit()
    await page.getByRole('button', { name: /^press −3.5 %/ }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Regulatory news').check()
    await form.getByRole('button', { name: '−5 %' }).click()
    await form.getByLabel('Name, if it should have one').fill('A <b>ban</b>')
    await form.getByLabel('When').fill('25:99')
    await form
      .getByRole('alert')
      .getByText(/A moment reads day 1/)
      .waitFor()
    await form.getByLabel('When').fill('day 1 00:40')
    await form.getByRole('button', { name: /^Change it/ }).click()
    expect(await dropsWhen('Nre@2400')).toEqual([
      { kind: 'regulatory', step: 2_400, sizePercent: -5, title: 'A <b>ban</b>' },
    ])
    await page.getByRole('button', { name: /^A <b>ban<\/b> −5 %, day 1 · 00:40:00/ }).waitFor()
  })
})
