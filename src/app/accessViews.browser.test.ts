// Every view, form and dialog is accessible: one page without a picture stands still and is led through
// all of them, on a desk at two widths, on a phone, in the light, in the system's own colours, and with
// text twice as large.
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import { seriousProblems } from '../testing/axe.ts'
import { launchBrowser, pageAddress, withoutWebGL } from '../testing/browser.ts'

const DESK = { width: 1440, height: 900 }
const NARROW_DESK = { width: 1024, height: 768 }
const PHONE = { width: 390, height: 844 }
const SMALL_PHONE = { width: 320, height: 640 }
const TITLE = 'Before the fall'
const NOTE = 'Most of these longs will not see the next quarter of an hour.'
/** With an event and a trader of the visitor's own, words of a sharer, and a part that cannot be used. */
const HASH = `${encodeLink({
  ...plainLink('the-hour', 'visitor'),
  hours: 0.25,
  settings: { traders: 100_000, tradersPerAgent: 100 },
  drops: [{ kind: 'press', step: 600, sizePercent: -3 }],
  title: TITLE,
  note: NOTE,
  moment: 60,
})}&Yo@30=Binance.BTC.long.20.1000&zzz=1`

let browser: Browser
let page: Page
let found: string[]

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(() => page?.context().close())

afterAll(() => browser?.close())

async function visit(viewport: { width: number; height: number }): Promise<void> {
  // The policy of the page refuses scripts from outside, axe among them.
  const context = await browser.newContext({ viewport, colorScheme: 'dark', bypassCSP: true })
  await withoutWebGL(context)
  page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(pageAddress() + HASH, { waitUntil: 'load' })
  await page.waitForSelector('#run[data-step="60"]', { state: 'attached' })
  found = []
}

type Look = (view: string) => Promise<void>

function button(name: string | RegExp): Locator {
  return page.getByRole('button', { name, exact: true }).first()
}

/** Opens what stands at a button, waits until it is there whole, looks, and closes it. */
async function within(
  opener: Locator,
  role: 'dialog' | 'menu',
  look: () => Promise<void>,
): Promise<void> {
  const opened = page.getByRole(role).nth(await page.getByRole(role).count())
  await opener.click()
  await opened.waitFor()
  await page.locator('.late').waitFor({ state: 'detached' })
  await look()
  await page.keyboard.press('Escape')
  await opened.waitFor({ state: 'detached' })
}

async function lookAtDialogs(dialogs: readonly (readonly [string | RegExp, string])[], look: Look) {
  for (const [name, view] of dialogs) await within(button(name), 'dialog', () => look(view))
}

async function leadThroughDesk(look: Look): Promise<void> {
  await look('a link of which not everything could be used')
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click()
  await button(/^Advanced/).click()
  await page.getByLabel('Search the advanced parameters').fill('maker')
  await look('advanced parameters')
  await button(/^Advanced/).click()
  await lookAtDialogs(
    [
      ['+ Event', 'the event form'],
      [/^press −3 %/, 'the form of an event that is there'],
      ['Be a trader', 'the trade form'],
      ['Max leverage', 'help on a parameter'],
      [/^.*C04/, 'a claim'],
      ['Report', 'the report'],
      ['About Unwind', 'about'],
    ],
    look,
  )
  await within(button('Share link'), 'dialog', async () => {
    await page.getByText('Title and note').click()
    for (const tab of ['Link', 'QR code', 'Embed', 'Picture', 'Clip']) {
      await page.getByRole('radio', { name: tab }).press(' ')
      await look(`the share form, ${tab}`)
    }
  })
  await within(button('Export'), 'menu', () => look('the export menu'))
  await within(button(/^Scenario/), 'menu', () => look('the scenario menu'))
  await page.getByRole('radio', { name: 'Watch' }).click()
  await page.getByText('Tell a story of your own').click()
  await look('the story')
  await page.getByRole('radio', { name: 'Experiment' }).click()
  await page.locator('[data-cell]').first().waitFor()
  await look('the experiment')
  await page.getByRole('radio', { name: 'Compare' }).click()
  await button('Cap leverage 10×').click()
  await page.locator('[data-compare="divergence"]').first().waitFor()
  await look('the comparison')
}

async function leadThroughPhone(look: Look): Promise<void> {
  await look('a link of which not everything could be used')
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click()
  await lookAtDialogs(
    [
      ['+ Event', 'the event form'],
      ['Share link', 'the share form'],
    ],
    look,
  )
  await button(/^More/).click()
  const sheet = page.getByRole('dialog').first()
  for (const tab of ['Sliders', 'Compare', 'Experiment', 'Trade', 'Score']) {
    await sheet.getByRole('button', { name: tab, exact: true }).click()
    await page.getByText('One moment').waitFor({ state: 'detached' })
    if (tab === 'Sliders') await sheet.getByRole('button', { name: /^Advanced/ }).click()
    await look(`the sheet, ${tab}`)
  }
  await within(sheet.getByRole('button', { name: /C04/ }), 'dialog', () => look('a claim'))
  await sheet.getByRole('button', { name: 'Events', exact: true }).click()
  await look('the sheet, Events')
  for (const name of ['Report', 'About Unwind']) {
    await within(sheet.getByRole('button', { name }), 'dialog', () => look(name))
  }
  for (const name of [/^Venue shown/, /^Speed/]) {
    await within(sheet.getByRole('button', { name }), 'menu', () => look(`the menu ${name}`))
  }
  await sheet.getByRole('button', { name: 'Close' }).click()
  await button('Watch').click()
  await look('the story')
  await button('Close').click()
  await button('Cap 10×').click()
  await page.locator('[data-compare="divergence"]').first().waitFor()
  await look('the comparison')
}

/** What another width may change. */
const RULES_OF_WIDTH = ['color-contrast', 'scrollable-region-focusable', 'target-size']

/** What lies over the page where something does: the page below it has been looked at. */
async function problemsInSight(rules: readonly string[] = []): Promise<string[]> {
  const isCovered = await page.evaluate(() => document.querySelector('.popover, .modal') !== null)
  return seriousProblems(page, rules, isCovered ? '.popover, .modal' : 'html')
}

/** All rules in the dark; contrast alone in the light, where nothing else differs. */
async function lookByAxe(view: string): Promise<void> {
  found.push(...(await problemsInSight()).map((problem) => `${view}: ${problem}`))
  await page.emulateMedia({ colorScheme: 'light' })
  const inLight = await problemsInSight(['color-contrast'])
  found.push(...inLight.map((problem) => `${view}, light: ${problem}`))
  await page.emulateMedia({ colorScheme: 'dark' })
}

async function lookForOverflow(view: string): Promise<void> {
  await doubleText()
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.modal, .popover')]
      .map((box) => box.scrollWidth - box.clientWidth)
      .filter((rest) => rest > 0),
  )
  if (wide.length > 0) found.push(`${view}: ${wide.join(', ')} pixels too wide`)
}

/** As browsers do that enlarge nothing but text: every size that a style sheet names, once. */
function doubleText(): Promise<void> {
  return page.evaluate(() => {
    const double = (rules: CSSRuleList): void => {
      for (const rule of rules) {
        if (rule instanceof CSSGroupingRule) double(rule.cssRules)
        if (!(rule instanceof CSSStyleRule) || !rule.style.fontSize.endsWith('px')) continue
        rule.style.fontSize = `${2 * Number.parseFloat(rule.style.fontSize)}px`
      }
    }
    for (const sheet of document.styleSheets) {
      const owner = sheet.ownerNode as HTMLElement
      if (owner.dataset.isDouble === 'true') continue
      owner.dataset.isDouble = 'true'
      double(sheet.cssRules)
    }
  })
}

describe('in every view, form and dialog axe finds nothing serious', () => {
  test('on a desk of 1440 and of 1024 pixels, dark and light', async () => {
    await visit(DESK)
    await leadThroughDesk(async (view) => {
      await lookByAxe(view)
      await page.setViewportSize(NARROW_DESK)
      const narrow = await problemsInSight(RULES_OF_WIDTH)
      found.push(...narrow.map((problem) => `${view}, 1024 pixels: ${problem}`))
      await page.setViewportSize(DESK)
    })
    expect(found).toEqual([])
  })

  test('on a phone, dark and light', async () => {
    await visit(PHONE)
    await leadThroughPhone(lookByAxe)
    expect(found).toEqual([])
  })
})

test('a phone tells the moment and what the sharer says, and lets a venue be chosen', async () => {
  await visit(PHONE)
  expect(await page.getByLabel('From the sharer').textContent()).toBe(TITLE + NOTE)
  await page.getByText('day 1 00:01').waitFor()
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click()
  await button(/^Venue shown/).click()
  await page.getByRole('menuitemradio', { name: 'Bybit' }).click()
  await page.getByRole('button', { name: 'Venue shown: Bybit' }).waitFor()
  await page.getByRole('button', { name: 'Close what the sharer says' }).click()
  await page.getByLabel('From the sharer').waitFor({ state: 'detached' })
})

test('text twice as large fits 320 pixels without scrolling sideways', async () => {
  await visit(SMALL_PHONE)
  await leadThroughPhone(lookForOverflow)
  expect(found).toEqual([])
})

test('in the system’s own colours whatever is chosen has an edge that tells so', async () => {
  await visit(DESK)
  await page.emulateMedia({ forcedColors: 'active' })
  await within(button('Be a trader'), 'dialog', async () => {
    const edges = await page.evaluate(() =>
      [...document.querySelectorAll('[aria-checked="true"], [aria-pressed="true"]')].map(
        (chosen) => {
          const { borderTopWidth, borderTopStyle } = getComputedStyle(chosen)
          return `${chosen.textContent}: ${borderTopWidth} ${borderTopStyle}`
        },
      ),
    )
    // The seed's lock; the mode, the scene, the side and the leverage of the trade.
    expect(edges).toHaveLength(5)
    for (const edge of edges) expect(edge).toMatch(/: 2px solid$/)
  })
})
