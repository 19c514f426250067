// A and B side by side in a real browser: the moment in which they part is shown, is the one that the
// shell's own comparison finds for the same link, and B is still there after a reload.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createModel } from '../model/model.ts'
import { createObserver } from '../observe/observer.ts'
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import { collectProblems, launchBrowser, pageAddress } from '../testing/browser.ts'
import { runTwins, type TwinOutcome } from '../threads/twinRun.ts'

/** A quarter of an hour among few traders. */
const SHORT: LinkState = {
  ...plainLink('the-hour', 'test'),
  hours: 0.25,
  settings: { traders: 100_000 },
}
const FORKED: LinkState = {
  ...SHORT,
  sideB: {
    settings: SHORT.settings,
    changes: [{ step: 300, key: 'bookDepth', value: 8 }],
    drops: [],
  },
}

let browser: Browser
let page: Page
let problems: string[] = []

beforeAll(async () => {
  browser = await launchBrowser()
})
afterEach(async () => {
  await page?.context().close()
})
afterAll(() => browser?.close())

async function visit(hash: string, viewport = { width: 1440, height: 900 }): Promise<void> {
  page = await (await browser.newContext({ viewport })).newPage()
  problems = collectProblems(page)
  await page.goto(pageAddress() + hash, { waitUntil: 'load' })
  await page.waitForSelector('#run[data-phase="open"]', { state: 'attached' })
}

/** The second in which A and B part, as the page shows it. */
async function partingShown(): Promise<number> {
  const shown = page.locator('[data-compare="divergence"]').first()
  await shown.waitFor({ timeout: 90_000 })
  return Number(await shown.getAttribute('data-step'))
}

function linkInAddressBar(): LinkState {
  return decodeLink(new URL(page.url()).hash).state
}

/** What `compare --link` computes. */
function withoutPage(link: LinkState): TwinOutcome {
  const job = { a: resolveLink(link), sides: [{ spec: resolveLink(link, link.sideB) }] }
  const run = runTwins({ createModel: (spec) => createModel(spec), createObserver }, job)
  for (;;) {
    const turn = run.next()
    if (turn.done === true) return turn.value
  }
}

describe('a link with a B side', () => {
  test('opens the comparison, which shows the moment that the shell finds, and keeps B over a reload', async () => {
    const expected = withoutPage(FORKED).sides[0]!
    await visit(encodeLink(FORKED))
    expect(await partingShown()).toBe(expected.divergence?.step)
    await page.getByText('Book depth within 1 %').first().waitFor()
    expect(linkInAddressBar().sideB).toEqual(FORKED.sideB)
    await page.reload()
    expect(await partingShown()).toBe(expected.divergence?.step)
    expect(problems).toEqual([])
  })

  test('ends on both sides with the fingerprints of the runs without a page, and tells B - A', async () => {
    const expected = withoutPage(FORKED)
    await visit(encodeLink(FORKED))
    await page.waitForSelector(`#twin[data-fingerprint="${expected.sides[0]!.fingerprint}"]`, {
      state: 'attached',
      timeout: 120_000,
    })
    await page.waitForSelector(`#run[data-fingerprint="${expected.a.fingerprint}"]`, {
      state: 'attached',
    })
    await page.getByRole('button', { name: /^All \d+ measures$/ }).click()
    const depth = page.locator('[data-measure="depthCalmUsd"]')
    await depth.waitFor()
    expect(await depth.textContent()).toContain('depth in calm')
  })

  test('is left for a run of its own, which nothing holds', async () => {
    await visit(encodeLink(FORKED))
    await partingShown()
    const alone = { ...SHORT, seed: 'alone' }
    await page.evaluate((hash) => (location.hash = hash), encodeLink(alone))
    const model = createModel(resolveLink(alone))
    while (model.stepsDone() < model.stepCount) model.advance()
    const run = page.locator('#run')
    await expect
      .poll(() => run.getAttribute('data-fingerprint'), { timeout: 60_000 })
      .toBe(model.fingerprint())
  })

  test('on a phone B is seen for as long as the button is held', async () => {
    await visit(encodeLink({ ...FORKED, moment: 400 }), { width: 390, height: 844 })
    await partingShown()
    const button = page.getByRole('button', { name: 'Hold to see B' })
    const totals = page.locator('.phoneTotals')
    await page.getByText('B: Book depth within 1 % $8M.').waitFor()
    await page.getByText(/Liquidated: A \$.*, B \$.* \(one seed, so far\)/).waitFor()
    const box = (await button.boundingBox())!
    await page.mouse.move(box.x + 9, box.y + 9)
    await page.mouse.down()
    await page.locator('.shownB').waitFor()
    expect(await totals.textContent()).toMatch(/^B \$/)
    await page.mouse.up()
    await page.locator('.shownB').waitFor({ state: 'detached' })
    expect(await totals.textContent()).toMatch(/^\$/)
    expect(problems).toEqual([])
  })
})

describe('a visitor', () => {
  test('goes back in time with both, and both end as runs that were never watched', async () => {
    await visit(encodeLink({ ...SHORT, moment: 400 }))
    await page.waitForSelector('#run[data-step="400"]', { state: 'attached' })
    await page.getByRole('radio', { name: 'Compare' }).click()
    await page.getByText('(now)').click()
    await page.getByRole('button', { name: 'Cap leverage 10×' }).click()
    await page.waitForSelector('#twin[data-step="400"]', { state: 'attached' })
    await page.locator('.stage').click()
    await page.keyboard.press('ArrowLeft')
    await page.waitForSelector('#run[data-step="340"]', { state: 'attached' })
    await page.waitForSelector('#twin[data-step="340"]', { state: 'attached' })
    const expected = withoutPage(linkInAddressBar())
    await page.getByRole('button', { name: 'Play' }).click()
    const ofB = `#twin[data-fingerprint="${expected.sides[0]!.fingerprint}"]`
    await page.waitForSelector(ofB, { state: 'attached', timeout: 120_000 })
    const ofA = `#run[data-fingerprint="${expected.a.fingerprint}"]`
    await page.waitForSelector(ofA, { state: 'attached' })
    expect(problems).toEqual([])
  })

  test('opens a comparison, lets B differ from now on, and asks more seeds', async () => {
    await visit(encodeLink({ ...SHORT, moment: 400 }))
    await page.waitForSelector('#run[data-step="400"]', { state: 'attached' })
    await page.getByRole('radio', { name: 'Compare' }).click()
    await page.getByText('(now)').click()
    await page.getByRole('button', { name: 'Cap leverage 10×' }).click()
    await page.waitForFunction(() => location.hash.includes('B.lc@400=10'))
    await page.waitForSelector('#twin[data-step="400"]', { state: 'attached' })
    await page.getByLabel('Seeds to compare over').selectOption('5')
    await page.getByRole('button', { name: 'Compare over them' }).click()
    await page.getByText(/1 of 5 seeds done/).waitFor({ timeout: 120_000 })
    await page.getByText(/Whole runs, 1 seed/).waitFor()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await page.getByRole('button', { name: 'Go on' }).waitFor()
    await page
      .getByRole('button', { name: 'Take back from B: Leverage cap on new positions' })
      .click()
    await page.waitForFunction(() => !location.hash.includes('B.lc'))
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.waitForFunction(() => location.hash.includes('B.lc@400=10'))
    await page.waitForSelector('#twin[data-step="400"]', { state: 'attached' })
    expect(problems).toEqual([])
  })
})
