// Where a run cannot be kept for a reload the page says so, and why, until the visitor has read it.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import {
  killSimulation,
  launchBrowser,
  pageAddress,
  rememberSimulations,
  withoutWebGL,
} from '../testing/browser.ts'

/** It stands at its fifth minute. */
const HASH = encodeLink({
  ...plainLink('calm', 'test'),
  hours: 0.25,
  settings: { traders: 200_000, tradersPerAgent: 50 },
  moment: 300,
})

let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(() => context?.close())

afterAll(() => browser?.close())

/** `words` run first in the keeper's thread. */
async function visit(words: string): Promise<void> {
  context = await browser.newContext()
  await withoutWebGL(context)
  await rememberSimulations(context)
  await context.route(/keeper\.worker/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${words};${await response.text()}` })
  })
  page = await context.newPage()
  await page.goto(pageAddress() + HASH, { waitUntil: 'load' })
}

test('a full store: a thread that dies goes on from the copy in memory, a reload starts over', async () => {
  await visit(
    `IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError') }`,
  )
  await page.getByText('The browser’s store is full: a reload').waitFor()
  await killSimulation(page)
  await page.getByText('was resumed from day 1 · 00:05:00').waitFor()
  await page.reload({ waitUntil: 'load' })
  await page.waitForSelector('#run[data-step="300"]', { state: 'attached' })
  expect(await page.getByText('Resumed at').count()).toBe(0)
})

test('no memory for a copy: it says so once, and offers a coarser crowd', async () => {
  await visit(
    `CompressionStream = function () { throw new RangeError('Array buffer allocation failed') }`,
  )
  const notice = page.locator('output', { hasText: 'too large to be copied' })
  await notice.waitFor()
  expect(await notice.getByRole('button', { name: /A coarser crowd/ }).count()).toBe(1)
  await notice.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press(' ')
  await page.waitForFunction(() => Number(document.getElementById('run')?.dataset.step) > 300)
  await page.keyboard.press(' ')
  // Another copy was tried.
  await page.waitForFunction(() => performance.getEntriesByName('unwind: copy').length > 1)
  await page.waitForTimeout(500)
  expect(await notice.count()).toBe(0)
  await killSimulation(page)
  await page.getByText('runs again from the start').waitFor()
})
