// The experiment in a real browser, on a desk and on a phone: choose, run, pause, reload, resume, open a
// cell; the opened run is the one that was swept; axe finds nothing serious.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createModel } from '../model/model.ts'
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import { DEFAULT_SWEEP } from '../params/sweep.ts'
import { linkOfRun } from '../params/sweepRuns.ts'
import { collectProblems, launchBrowser, pageAddress } from '../testing/browser.ts'
import { seriousProblems } from '../testing/axe.ts'

/** Among few traders. */
const LINK: LinkState = {
  ...plainLink('the-hour', 'test'),
  hours: 0.25,
  settings: { traders: 10_000 },
}
/** Runs of a second or so: time to pause before all are done. */
const SWEEP = {
  ...DEFAULT_SWEEP,
  seed: 'test',
  hours: 1,
  x: { key: 'maxLeverage', values: [10, 68, 125] },
  y: { key: 'shockSize', values: [-8, -2] },
} as const

let browser: Browser
let page: Page
let problems: string[] = []

beforeAll(async () => {
  browser = await launchBrowser()
})
afterEach(() => page?.context().close())
afterAll(() => browser?.close())

async function visit(link: LinkState, viewport: { width: number; height: number }): Promise<void> {
  // The policy of the page refuses scripts from outside, axe among them.
  page = await (await browser.newContext({ viewport, bypassCSP: true })).newPage()
  page.setDefaultTimeout(90_000)
  problems = collectProblems(page)
  await page.goto(pageAddress() + encodeLink(link), { waitUntil: 'load' })
}

const progress = () => page.locator('[data-experiment]')

/** Runs that are done, once they are at least so many. */
async function runsDone(atLeast: number): Promise<number> {
  await page.waitForFunction(
    (least) =>
      Number(document.querySelector<HTMLElement>('[data-experiment]')?.dataset.done) >= least,
    atLeast,
    { timeout: 120_000 },
  )
  return Number(await progress().getAttribute('data-done'))
}

/** Runs that are done in a pause: one that was all but done when it began may still come in. */
async function runsOfAPause(): Promise<number> {
  for (let done = await runsDone(1); ;) {
    await page.waitForTimeout(1_000)
    const now = await runsDone(done)
    if (now === done) return done
    done = now
  }
}

function withoutPage(link: LinkState): string {
  const model = createModel(resolveLink(link))
  while (model.stepsDone() < model.stepCount) model.advance()
  return model.fingerprint()
}

test('on a desk: choose, run, pause, reload, resume, and open the run of a cell', async () => {
  await visit(LINK, { width: 1440, height: 900 })
  await page.getByRole('radio', { name: 'Experiment' }).click()
  await page.getByLabel('Hours').fill('1')
  const columns = page.getByRole('group', { name: 'Columns' })
  await columns.getByLabel('Spread').selectOption('even')
  await columns.getByLabel('Columns: from').fill('10')
  await columns.getByLabel('Columns: how many').selectOption('3')
  const rows = page.getByRole('group', { name: 'Rows' })
  await rows.getByLabel('Spread').selectOption('own')
  await rows.getByLabel('Values').fill('-8 %, -2')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await runsDone(1)
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.locator('[data-experiment="resting"]').waitFor()
  expect(await seriousProblems(page)).toEqual([])
  const kept = await runsOfAPause()
  expect(decodeLink(new URL(page.url()).hash).state.sweep).toEqual(SWEEP)

  await page.reload()
  expect(await runsDone(kept)).toBe(kept)
  await page.getByText(`${kept} of 6 runs done before`).waitFor()
  await page.getByRole('button', { name: 'Resume' }).click()
  await runsDone(6)
  await page.locator('[data-experiment="idle"]').waitFor()

  await page.locator('[data-cell="0"]').focus()
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) {
    await page.keyboard.press(key)
  }
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('4')
  const command = await page.getByLabel('The same in a shell').inputValue()
  expect(command).toContain('sweep the-hour --hours 1 --seed test --set traders=10000 --x')
  await page
    .getByRole('button', { name: /^Open this run of Max leverage 68×, Shock size −2 %/ })
    .click()
  const opened = linkOfRun(LINK, SWEEP, { cell: 4, seed: 'test' })
  await page.waitForSelector(`#run[data-fingerprint="${withoutPage(opened)}"]`, {
    state: 'attached',
    timeout: 120_000,
  })
  await page.getByText('the same result as in the link').first().waitFor()
  await page.getByRole('radio', { name: 'Experiment' }).click()
  expect(await runsDone(6)).toBe(6)
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.locator('[data-experiment="idle"][data-done="0"]').waitFor()
  expect(problems).toEqual([])
})

test('on a phone a link opens the experiment, which runs in 320 pixels too and opens a cell', async () => {
  await visit(
    { ...LINK, sweep: { ...SWEEP, x: { key: 'panic', values: [20, 80] } } },
    { width: 390, height: 844 },
  )
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await runsDone(4)
  await page.getByText('What is asked').click()
  expect(await seriousProblems(page)).toEqual([])
  expect(await lowTargets()).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  const overflow = await page.evaluate(() => {
    const wide = [document.documentElement, document.querySelector('.modal')!]
    return wide.map((element) => element.scrollWidth - element.clientWidth)
  })
  expect(overflow).toEqual([0, 0])
  await page.locator('[data-cell="3"]').click()
  await page.getByRole('button', { name: /^Open this run of Panic contagion 80/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.waitForFunction(() => /[&]pc=80(&|$)/.test(location.hash))
  expect(problems).toEqual([])
})

/** What a finger touches and is less than 44 pixels high. */
function lowTargets(): Promise<string[]> {
  const targets = '.sheet button, .sheet select, .sheet summary, .sheet td[data-cell]'
  return page.evaluate(
    (selector) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((target) => target.getBoundingClientRect().height < 44)
        .map((target) => target.outerHTML),
    targets,
  )
}
