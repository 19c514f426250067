// What a visitor does with the served page, in a real browser: watch, pause, change, share, and open
// what was shared. Runs are short ones among few traders, so that each takes seconds.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createModel } from '../model/model.ts'
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import { collectProblems, launchBrowser, pageAddress } from '../testing/browser.ts'

/** A quarter of an hour among few traders. */
const SHORT: LinkState = {
  ...plainLink('calm', 'test'),
  hours: 0.25,
  settings: { traders: 200_000, tradersPerAgent: 100 },
}

/** Long enough not to be over before a hand can move. */
const LONG: LinkState = { ...SHORT, hours: 12 }
/** Opens standing still after a minute. */
const STILL: LinkState = { ...SHORT, moment: 60 }

let browser: Browser
let problems: string[] = []
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(async () => {
  await page?.context().close()
})

afterAll(() => browser?.close())

async function visit(hash: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  page = await context.newPage()
  problems = collectProblems(page)
  await page.goto(pageAddress() + hash, { waitUntil: 'load' })
  await page.waitForSelector('#run[data-phase="open"]', { state: 'attached' })
  return page
}

async function runState() {
  return page.locator('#run').evaluate((mark) => ({ ...(mark as HTMLElement).dataset }))
}

async function stepNow(): Promise<number> {
  return Number((await runState()).step)
}

async function waitForStep(step: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => Number(document.getElementById('run')?.dataset.step) >= wanted,
    step,
  )
}

async function fingerprintShown(): Promise<string> {
  await page.waitForSelector('#run[data-fingerprint]', { state: 'attached', timeout: 120_000 })
  return (await runState()).fingerprint ?? ''
}

function linkInAddressBar(): LinkState {
  const { state, notices } = decodeLink(new URL(page.url()).hash)
  expect(notices).toEqual([])
  return state
}

function fingerprintWithoutPage(link: LinkState): string {
  const model = createModel(resolveLink(link))
  while (model.stepsDone() < model.stepCount) model.advance()
  return model.fingerprint()
}

describe('a visit', () => {
  test('the market moves by itself, with a clean console, and nothing comes from another host', async () => {
    const hosts = new Set<string>()
    const context = await browser.newContext()
    page = await context.newPage()
    problems = collectProblems(page)
    page.on('request', (request) => hosts.add(new URL(request.url()).host))
    await page.goto(pageAddress(), { waitUntil: 'load' })
    await waitForStep(120)
    await page.waitForSelector('[data-drawing="on"]')
    expect(await page.title()).toContain('Unwind')
    expect([...hosts].filter((host) => host !== '')).toEqual([new URL(pageAddress()).host])
    expect(problems).toEqual([])
    const caption = page.getByRole('complementary', { name: 'What this is' })
    await caption.waitFor()
    await page.keyboard.press(' ')
    await page.waitForSelector('#run[data-playing="false"]', { state: 'attached' })
    await caption.waitFor({ state: 'detached' })
  })

  test('its first caption is closed by its button, and time goes on', async () => {
    await visit('')
    const caption = page.getByRole('complementary', { name: 'What this is' })
    await caption.getByRole('button', { name: 'Close' }).click()
    await caption.waitFor({ state: 'detached' })
    await waitForStep((await stepNow()) + 60)
    expect(problems).toEqual([])
  })

  test('Space pauses and plays', async () => {
    await visit(encodeLink(LONG))
    await waitForStep(10)
    await page.keyboard.press(' ')
    await page.waitForSelector('#run[data-playing="false"]', { state: 'attached' })
    const stopped = await stepNow()
    await page.waitForTimeout(600)
    expect(await stepNow()).toBe(stopped)
    await page.keyboard.press(' ')
    await waitForStep(stopped + 1)
  })

  test('the past can be looked at and left again', async () => {
    await visit(encodeLink({ ...SHORT, moment: 300 }))
    await waitForStep(300)
    const clock = page.locator('.when')
    await page.keyboard.press('ArrowLeft')
    await page.getByText('· past').waitFor()
    expect(await clock.textContent()).toContain('00:04:00')
    await page.getByRole('button', { name: 'To now' }).click()
    await page.getByText('· past').waitFor({ state: 'detached' })
    expect(await clock.textContent()).toContain('00:05:00')
  })

  test('each scene is drawn without a complaint', async () => {
    await visit(encodeLink(SHORT))
    await page.waitForSelector('[data-drawing="on"]')
    for (const scene of ['Cohorts', 'Crowd', 'One trader', 'Market']) {
      await page.getByRole('radio', { name: scene }).click()
      await page.waitForTimeout(400)
    }
    expect(problems).toEqual([])
  })
})

describe('the picture', () => {
  test('shows one venue alone, and real falls behind the price', async () => {
    await visit(encodeLink({ ...SHORT, moment: 600 }))
    await waitForStep(600)
    await page.waitForSelector('.stageHost[data-moment="600.00"]')
    const choose = async (menu: RegExp, row: string) => {
      await page.getByRole('button', { name: menu }).click()
      await page.getByRole('menuitemradio', { name: row }).click()
    }
    const price = page.locator('.price')
    const together = await price.textContent()
    const apart = new Set<string | null>()
    for (const venue of ['Binance', 'Bybit', 'FTX']) {
      await choose(/^Venue shown/, venue)
      await page.getByRole('button', { name: `Venue shown: ${venue}` }).waitFor()
      await page.waitForTimeout(600)
      apart.add(await price.textContent())
    }
    expect(apart.size).toBeGreaterThan(1)
    await choose(/^Venue shown/, 'all venues')
    await page.waitForFunction(
      (words) => document.querySelector('.price')?.textContent === words,
      together,
    )
    await choose(/^Time shown/, 'whole run')
    await page.getByRole('button', { name: 'Real falls', pressed: false }).click()
    await page.getByRole('button', { name: 'Real falls', pressed: true }).waitFor()
    await page.waitForTimeout(300)
    expect(problems).toEqual([])
  })
})

describe('a change', () => {
  test('a restarting slider starts the run anew, with another outcome', async () => {
    await visit(encodeLink(SHORT))
    const before = await fingerprintShown()
    const firstRun = Number((await runState()).run)
    const field = page.getByLabel('Typical retail leverage, value')
    await field.fill('50x')
    await field.press('Enter')
    await page.waitForFunction(
      (run) => Number(document.getElementById('run')?.dataset.run) > run,
      firstRun,
    )
    const after = await fingerprintShown()
    expect(after).not.toBe(before)
    expect(linkInAddressBar().settings.typicalLeverage).toBe(50)
    expect(after).toBe(fingerprintWithoutPage(linkInAddressBar()))
  })

  test('a value out of its range is refused in words', async () => {
    await visit(encodeLink(SHORT))
    const field = page.getByLabel('Max leverage, value')
    await field.fill('4000')
    await field.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/out of its range/)
      .waitFor()
    expect(linkInAddressBar().settings.maxLeverage).toBeUndefined()
  })

  test('a dropped shock stands in the address, and the address gives the same run elsewhere', async () => {
    await visit(encodeLink(STILL))
    await waitForStep(60)
    await page.keyboard.press('e')
    await page.getByRole('dialog').getByLabel('Press report').check()
    await page.getByRole('dialog').getByRole('button', { name: '−5 %' }).click()
    await page.getByRole('button', { name: /^Drop it/ }).click()
    await page.waitForFunction(() => location.hash.includes('Npr@60'))
    await page.getByRole('button', { name: 'Play' }).click()
    const here = await fingerprintShown()
    const { hash } = new URL(page.url())
    const link = linkInAddressBar()
    expect(link).toMatchObject({ scenarioId: 'calm', seed: 'test' })
    expect(link.drops).toMatchObject([{ kind: 'press', sizePercent: -5 }])
    await page.context().close()

    await visit(hash)
    expect(linkInAddressBar()).toEqual(link)
    expect(await fingerprintShown()).toBe(here)
    expect(fingerprintWithoutPage(link)).toBe(here)
  })

  test('a live change stands in the address, and Undo takes it back', async () => {
    await visit(encodeLink(STILL))
    await waitForStep(60)
    const thumb = page.getByRole('slider', { name: 'Panic contagion' })
    await thumb.focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => location.hash.includes('pc@60'))
    expect(linkInAddressBar().changes).toMatchObject([{ key: 'panic', value: 41 }])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.waitForFunction(() => !location.hash.includes('pc@'))
  })
})

describe('a link', () => {
  test('opens paused at the moment it names', async () => {
    await visit(encodeLink({ ...SHORT, moment: 300 }))
    await waitForStep(300)
    await page.waitForTimeout(500)
    expect(await runState()).toMatchObject({ step: '300', playing: 'false' })
  })

  test('what cannot be used of it is listed, and the rest loads', async () => {
    await visit(`${encodeLink(SHORT)}&ml=99999&zzz=3`)
    const notice = page.getByRole('alert')
    await notice.getByText(/Max leverage/).waitFor()
    await notice.getByText(/zzz/).waitFor()
    expect(linkInAddressBar().settings).toEqual(SHORT.settings)
    await waitForStep(10)
  })

  test('another address in the same tab opens another run', async () => {
    await visit(encodeLink(SHORT))
    await page.evaluate(
      (hash) => {
        location.hash = hash
      },
      encodeLink({ ...SHORT, seed: 'other' }),
    )
    await page.waitForFunction(() => document.getElementById('run')?.dataset.run === '2')
    expect(linkInAddressBar().seed).toBe('other')
  })

  test('the finished run is compared with the result in it', async () => {
    const fingerprint = fingerprintWithoutPage(SHORT)
    await visit(encodeLink({ ...SHORT, fingerprint }))
    expect(await fingerprintShown()).toBe(fingerprint)
    await page.getByRole('button', { name: 'About Unwind' }).click()
    await page.getByText('the same result as in the link').waitFor()
  })
})
