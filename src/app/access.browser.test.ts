// Accessible from the first day: axe finds nothing serious, on a desk and on a phone, dark and light. Forms
// and dialogs are in accessViews.browser.test.ts.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import { seriousProblems } from '../testing/axe.ts'
import { launchBrowser, pageAddress } from '../testing/browser.ts'

const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const LINK = {
  ...plainLink('calm', 'test'),
  hours: 0.25,
  settings: { traders: 200_000, tradersPerAgent: 100 },
}
const HASH = encodeLink(LINK)
const COMPARED = encodeLink({
  ...LINK,
  sideB: { ...LINK, changes: [{ step: 60, key: 'bookDepth', value: 8 }] },
})

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(() => page?.context().close())

afterAll(() => browser?.close())

async function visit(
  viewport: { width: number; height: number },
  scheme: 'dark' | 'light',
  hash = HASH,
) {
  // The policy of the page refuses scripts from outside, axe among them.
  const context = await browser.newContext({ viewport, colorScheme: scheme, bypassCSP: true })
  page = await context.newPage()
  await page.goto(pageAddress() + hash, { waitUntil: 'load' })
  await page.waitForFunction(() => Number(document.getElementById('run')?.dataset.step) > 120)
}

function lowButtons(): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter((button) => button.tabIndex >= 0)
      .map((button) => ({ name: button.textContent, box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 2 && box.height < 44)
      .map(({ name, box }) => `${name}: ${box.height}`),
  )
}

describe('axe finds nothing serious', () => {
  test.each([
    ['on a desk, dark', DESK, 'dark'],
    ['on a desk, light', DESK, 'light'],
    ['on a phone', PHONE, 'dark'],
  ] as const)('%s', async (_, viewport, scheme) => {
    await visit(viewport, scheme)
    expect(await seriousProblems(page)).toEqual([])
  })

  test.each([
    ['dark', DESK],
    ['light', DESK],
    ['dark', PHONE],
  ] as const)('in the comparison, %s', async (scheme, viewport) => {
    await visit(viewport, scheme, COMPARED)
    await page.locator('[data-compare="divergence"]').first().waitFor()
    if (viewport === PHONE) {
      await page.getByRole('button', { name: 'Change B' }).click()
    }
    await page.locator('[data-measure]').first().waitFor()
    expect(await seriousProblems(page)).toEqual([])
  })
})

describe('on a phone', () => {
  test.each([PHONE, { width: 320, height: 640 }])('$width pixels are wide enough', async (size) => {
    await visit(size, 'dark')
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    await page.getByRole('button', { name: 'The next slider' }).click()
    await page.getByText('3 of 12').waitFor()
  })

  test('what a finger touches is 44 pixels high, in the page and in its sheets', async () => {
    await visit(PHONE, 'dark')
    expect(await lowButtons()).toEqual([])
    for (const name of ['All', 'Score', 'Events']) {
      await page.getByRole('button', { name, exact: true }).first().click()
      const sheet = page.getByRole('dialog')
      await sheet.waitFor()
      expect(await lowButtons()).toEqual([])
      await sheet.getByRole('button', { name: 'Close' }).click()
      await sheet.waitFor({ state: 'detached' })
    }
  })
})

test('all of the desktop page can be reached by Tab, in view', async () => {
  await visit(DESK, 'dark')
  const reached = new Set<string>()
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => {
      const { activeElement } = document
      return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? ''
    })
    reached.add(name.trim())
  }
  for (const wanted of ['Share link', 'Export', 'Max leverage', 'Max leverage, value', 'Market']) {
    expect([...reached]).toContain(wanted)
  }
})

test('nothing but its columns can be scrolled on a desk', async () => {
  await visit(DESK, 'dark')
  expect(
    await page.evaluate(() => document.documentElement.scrollHeight - innerHeight),
  ).toBeLessThanOrEqual(0)
})
