// Be a trader, in a real browser: from the form to the liquidation and the second try, and the link that
// carries it. Without a picture: figures and words are what is tested.
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createModel } from '../model/model.ts'
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import { collectProblems, launchBrowser, pageAddress, withoutWebGL } from '../testing/browser.ts'

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly html: string }[]
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Stands still after a minute; in the third, news comes that a 20x long does not outlive. */
const LINK: LinkState = {
  ...plainLink('the-hour', 'visitor'),
  hours: 0.25,
  settings: { traders: 100_000, tradersPerAgent: 100 },
  drops: [{ kind: 'press', step: 120, sizePercent: -12 }],
  moment: 60,
}

let browser: Browser
let page: Page
let problems: string[] = []

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(() => page?.context().close())

afterAll(() => browser?.close())

async function visit(width: number, height: number): Promise<void> {
  // The policy of the page refuses scripts from outside, axe among them.
  const context = await browser.newContext({ viewport: { width, height }, bypassCSP: true })
  await withoutWebGL(context)
  page = await context.newPage()
  problems = collectProblems(page)
  await page.goto(pageAddress() + encodeLink(LINK), { waitUntil: 'load' })
  await page.waitForFunction(() => document.getElementById('run')?.dataset.step === '60')
}

async function axeFinds(): Promise<string[]> {
  await page.addScriptTag({ path: AXE })
  const { violations } = await page.evaluate(() =>
    (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: readonly Violation[] }> }
      }
    ).axe.run(),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

function linkInAddressBar(): LinkState {
  return decodeLink(new URL(page.url()).hash).state
}

describe.each([
  ['on a desk', 1440, 900, 'Be a trader'],
  ['on a phone', 390, 844, 'Trade'],
])('a visitor %s', (_where, width, height, way) => {
  test('opens a trade, is liquidated, and tries again with less', async () => {
    await visit(width, height)
    const isPhone = width < 1000
    await page.getByRole('button', { name: way, exact: true }).first().click()
    await page.getByText(/a move of −4\.6 % liquidates you/).waitFor()
    expect(await axeFinds()).toEqual([])
    await page.getByRole('button', { name: /^Open it at/ }).click()
    await page.waitForFunction(() => location.hash.includes('Yo@60=Binance.BTC.long.20.1000'))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Play', exact: true }).first().click()
    if (isPhone) await page.getByRole('button', { name: 'Trade', exact: true }).click()
    await page
      .getByText(/You were liquidated: long 20× BTC on Binance/)
      .waitFor({ timeout: 120_000 })
    await page.getByText(/liquidated by Binance: its mark reached/).waitFor()
    expect(await axeFinds()).toEqual([])
    await page.getByRole('button', { name: /^Try again at/ }).click()
    await page.waitForFunction(() => !location.hash.includes('.20.1000'))
    const link = linkInAddressBar()
    expect(link.orders).toHaveLength(1)
    expect(link.orders![0]).toMatchObject({ action: 'open', step: 60, side: 'long' })
    await page.waitForSelector('#run[data-fingerprint]', { state: 'attached', timeout: 120_000 })
    const shown = await page.locator('#run').getAttribute('data-fingerprint')
    const model = createModel(resolveLink(link))
    while (model.stepsDone() < model.stepCount) model.advance()
    expect(shown).toBe(model.fingerprint())
    // At the end there is nothing to trade: an earlier moment is offered, and the form stays.
    await page.getByRole('button', { name: way, exact: true }).first().click()
    await page.getByText('The run is over: a trade opens at an earlier moment.').waitFor()
    await page.getByRole('button', { name: 'Go back to day 1 · 00:00:00' }).click()
    await page.getByRole('button', { name: 'Open it at day 1 · 00:00:00' }).waitFor()
    expect(problems).toEqual([])
  }, 240_000)
})
