// States that a visitor may meet, each reached in a real browser and told in words: a market being built,
// a journey through time, a day without a victim, a tab that was hidden.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { launchBrowser, pageAddress } from '../testing/browser.ts'

const LINK: LinkState = {
  ...plainLink('calm', 'test'),
  hours: 12,
  settings: { traders: 200_000, tradersPerAgent: 100 },
}

let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(() => context?.close())

afterAll(() => browser?.close())

async function open(link: LinkState): Promise<void> {
  page = await context.newPage()
  await page.goto(pageAddress() + encodeLink(link), { waitUntil: 'load' })
}

function runIs(attribute: string) {
  return page.waitForSelector(`#run[${attribute}]`, { state: 'attached' })
}

test('a market that is being built says how large it is, can be cancelled, and built after all', async () => {
  context = await browser.newContext({ serviceWorkers: 'block' })
  let letPass = () => {}
  const held = new Promise<void>((resolve) => {
    letPass = resolve
  })
  await context.route(/simulation\.worker/, async (route) => {
    await held
    await route.continue().catch(() => {})
  })
  await open(LINK)
  await page.getByText('Building the market: 2,000 agents for 200,000 leveraged').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('The market was not built.').waitFor()
  letPass()
  await page.getByRole('button', { name: 'Build it after all' }).click()
  await runIs('data-phase="open"')
  expect(await page.getByText('The market was not built.').count()).toBe(0)
})

test('a journey ahead shows how far it is, and can be ended where it is', async () => {
  context = await browser.newContext()
  await open({ ...LINK, hours: 240, moment: 800_000 })
  await page.getByText('Running to day 10').waitFor()
  await page.getByRole('button', { name: 'Stop here' }).click()
  await page.getByText('Running to day 10').waitFor({ state: 'detached' })
  await runIs('data-playing="false"')
  expect(Number(await page.locator('#run').getAttribute('data-step'))).toBeLessThan(800_000)
})

test('a day without a victim says so and offers a stronger shock', async () => {
  context = await browser.newContext()
  const settings = { ...LINK.settings, traders: 10_000, maxLeverage: 2 }
  await open({ ...LINK, hours: 0.25, settings })
  await page.getByText('No one was liquidated.').waitFor({ timeout: 120_000 })
  await page.getByRole('button', { name: '−8 %' }).click()
  await page.waitForFunction(() => location.hash.includes('ss='))
  expect(decodeLink(new URL(page.url()).hash).state.settings.shockSize).toBe(-8)
})

test('time stands still while the tab is hidden, and goes on after', async () => {
  context = await browser.newContext()
  await open(LINK)
  await runIs('data-playing="true"')
  const hide = (hidden: boolean) =>
    page.evaluate((isHidden) => {
      Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  await hide(true)
  await runIs('data-playing="false"')
  const stopped = Number(await page.locator('#run').getAttribute('data-step'))
  await hide(false)
  await runIs('data-playing="true"')
  await page.waitForFunction(
    (step) => Number(document.getElementById('run')?.dataset.step) > step,
    stopped,
  )
  const words = page.getByText('Time stood still while this tab was hidden.').first()
  await words.waitFor({ state: 'attached' })
  expect(await words.count()).toBe(1)
})
