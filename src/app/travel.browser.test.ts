// Time travel in a real browser: wherever the visitor went, and whatever died on the way, the run ends with
// the fingerprint of its link. Runs are short ones among few traders.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createModel } from '../model/model.ts'
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import {
  collectProblems,
  killSimulation,
  launchBrowser,
  pageAddress,
  rememberSimulations,
} from '../testing/browser.ts'

/** A quarter of an hour among few traders. */
const SHORT: LinkState = {
  ...plainLink('calm', 'test'),
  hours: 0.25,
  settings: { traders: 200_000, tradersPerAgent: 100 },
}
const STEPS = 900

let browser: Browser
let context: BrowserContext
let page: Page
let problems: string[] = []

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(() => context?.close())

afterAll(() => browser?.close())

async function visit(link: LinkState, prepare?: (context: BrowserContext) => Promise<unknown>) {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await prepare?.(context)
  page = await context.newPage()
  problems = collectProblems(page)
  await page.goto(pageAddress() + encodeLink(link), { waitUntil: 'load' })
}

function mark(name: string, wanted: string, timeout = 60_000) {
  return page.waitForSelector(`#run[data-${name}="${wanted}"]`, { state: 'attached', timeout })
}

async function finished(): Promise<string> {
  await mark('step', String(STEPS), 120_000)
  await page.waitForSelector('#run[data-fingerprint]', { state: 'attached' })
  return (await page.locator('#run').getAttribute('data-fingerprint')) ?? ''
}

/** Does what makes the run be computed anew, and waits for its new end, however soon that comes. */
async function finishedAnew(act: () => Promise<unknown>): Promise<string> {
  const begun = await page.evaluateHandle(() => {
    const run = document.getElementById('run')!
    const unfinished = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (run.dataset.fingerprint !== undefined) return
        observer.disconnect()
        resolve()
      })
      observer.observe(run, { attributes: true })
    })
    return { unfinished }
  })
  await act()
  await begun.evaluate(({ unfinished }) => unfinished)
  return await finished()
}

/** Goes to a second and waits until the run itself is there. */
async function goTo(step: number): Promise<void> {
  await page.getByRole('slider', { name: 'Moment of the run' }).fill(String(step))
  await mark('step', String(step))
  await mark('following', 'false')
}

function play() {
  return page.getByRole('button', { name: 'Play' }).click()
}

/** Until this tab has its checkpoint in the store. */
function kept() {
  return page.waitForFunction(() => (sessionStorage.getItem('unwind.run') ?? '') !== '', null, {
    timeout: 60_000,
  })
}

function shownLink(): LinkState {
  return decodeLink(new URL(page.url()).hash).state
}

function withoutPage(link: LinkState): string {
  const model = createModel(resolveLink(link))
  while (model.stepsDone() < model.stepCount) model.advance()
  return model.fingerprint()
}

const straight = withoutPage(SHORT)

describe('any second of a run', () => {
  test('can be gone to, back and forth, and played on from, with the same result', async () => {
    await visit(SHORT)
    expect(await finished()).toBe(straight)
    for (const step of [430, 77, 800, 0, 623]) await goTo(step)
    await mark('frontier', String(STEPS))
    await page.keyboard.press(',')
    await mark('step', '622')
    await play()
    expect(await finished()).toBe(straight)
    expect(problems).toEqual([])
  })

  test('is shown from the record at once, before the run itself is there', async () => {
    await visit(SHORT)
    await finished()
    await page.waitForSelector('[data-drawing="on"]')
    const slider = await page.getByRole('slider', { name: 'Moment of the run' }).elementHandle()
    const clock = await page.locator('.when').elementHandle()
    for (const [step, words] of [
      [300, '00:05:00'],
      [840, '00:14:00'],
      [60, '00:01:00'],
    ] as const) {
      const frames = await page.evaluate(
        async ([input, place, value, wanted]) => {
          const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
          Reflect.apply(set, input, [String(value)])
          input!.dispatchEvent(new Event('input', { bubbles: true }))
          let count = 0
          for (; !place!.textContent!.includes(wanted) && count < 60; count++) {
            await new Promise(requestAnimationFrame)
          }
          return count
        },
        [slider, clock, step, words] as const,
      )
      // At 60 frames a second, far below 200 ms.
      expect(frames).toBeLessThanOrEqual(4)
    }
  })
})

describe('a change', () => {
  test('is undone and redone, each with the result of its link', async () => {
    await visit({ ...SHORT, moment: 240 })
    await mark('step', '240')
    await page.getByRole('slider', { name: 'Panic contagion' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => location.hash.includes('pc@240'))
    const changed = shownLink()
    await play()
    const otherwise = await finished()
    expect(otherwise).toBe(withoutPage(changed))
    expect(await finishedAnew(() => page.keyboard.press('Control+z'))).toBe(straight)
    expect(new URL(page.url()).hash).not.toContain('pc@')
    expect(await finishedAnew(() => page.keyboard.press('Control+Shift+z'))).toBe(otherwise)
    expect(new URL(page.url()).hash).toContain('pc@240')
  })

  test('that restarts a standing run is undone at the moment that was looked at', async () => {
    await visit({ ...SHORT, moment: 240 })
    await mark('step', '240')
    await page.getByRole('slider', { name: 'Max leverage' }).focus()
    await page.keyboard.press('ArrowLeft')
    await mark('step', '0')
    await page.getByText('Insurance funds').first().waitFor()
    const figures = page.locator('.stripValue')
    await expect.poll(() => figures.allTextContents()).toEqual(['', '', '', '', ''])
    await page.keyboard.press('Control+z')
    await mark('step', '240')
    expect(await page.locator('#run').getAttribute('data-playing')).toBe('false')
    await play()
    expect(await finished()).toBe(straight)
  })

  test('in the past replaces the future', async () => {
    await visit(SHORT)
    await finished()
    await goTo(300)
    await page.getByText('pale = computed already').waitFor()
    await page.getByRole('slider', { name: 'Panic contagion' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => location.hash.includes('pc@300'))
    await page.waitForSelector('#run:not([data-fingerprint])', { state: 'attached' })
    await play()
    expect(await finished()).toBe(withoutPage(shownLink()))
  })
})

describe('a run goes on', () => {
  test('where it was when the page is loaded again, and can be started over', async () => {
    await visit({ ...SHORT, moment: 400 })
    await mark('step', '400')
    await kept()
    await page.reload({ waitUntil: 'load' })
    await page.getByText('Resumed at day 1 · 00:06:40').waitFor()
    await mark('step', '400')
    await goTo(100)
    await play()
    expect(await finished()).toBe(straight)
    const startOver = page.getByRole('button', { name: 'Start over' })
    expect(await finishedAnew(() => startOver.click())).toBe(straight)
  })

  test('with a look at its past that was being taken', async () => {
    await visit({ ...SHORT, moment: 400 })
    await mark('step', '400')
    await kept()
    await goTo(130)
    await page.reload({ waitUntil: 'load' })
    await page.getByText('Resumed at day 1 · 00:02:10').waitFor()
    await mark('step', '130')
    await mark('following', 'false')
    await play()
    expect(await finished()).toBe(straight)
  })

  test('from the start where the stored checkpoint is damaged, with a word', async () => {
    await visit({ ...SHORT, moment: 400 })
    await mark('step', '400')
    await kept()
    await page.evaluate(async () => {
      const request = indexedDB.open('unwind')
      await new Promise((resolve) => (request.onsuccess = resolve))
      const runs = request.result.transaction('runs', 'readwrite').objectStore('runs')
      const all = runs.getAll()
      await new Promise((resolve) => (all.onsuccess = resolve))
      for (const run of all.result) runs.put({ ...run, checksum: 0 })
    })
    await page.reload({ waitUntil: 'load' })
    await page.getByText('was damaged').first().waitFor()
    await mark('step', '400')
    expect(await page.getByText('Resumed at').count()).toBe(0)
  })

  test.each(['crashes', 'falls silent'])('when its thread %s', async (how) => {
    await visit({ ...SHORT, moment: 300 }, rememberSimulations)
    await mark('step', '300')
    await kept()
    await page.keyboard.press('ArrowRight')
    await mark('step', '360')
    await killSimulation(page, { isLoud: how === 'crashes' })
    await page.getByText(/was resumed from day 1 · 00:0\d/).waitFor({ timeout: 40_000 })
    await mark('step', '360')
    await play()
    expect(await finished()).toBe(straight)
  })

  test.each(['its thread crashes', 'the page is loaded again'])(
    'from before a change that nothing was kept of yet, when %s',
    async (how) => {
      await visit({ ...SHORT, moment: 400 }, rememberSimulations)
      await mark('step', '400')
      await kept()
      await page.getByRole('slider', { name: 'Panic contagion' }).focus()
      await page.keyboard.press('ArrowRight')
      await page.waitForFunction(() => location.hash.includes('pc@400'))
      const changed = shownLink()
      if (how === 'its thread crashes') await killSimulation(page)
      else await page.reload({ waitUntil: 'load' })
      await page.getByText(/[Rr]esumed (at|from) day 1 · 00:06:40/).waitFor()
      await mark('step', '400')
      await play()
      expect(await finished()).toBe(withoutPage(changed))
    },
  )

  test('with a coarser crowd where memory is refused', async () => {
    const fine = { ...SHORT, settings: { ...SHORT.settings, tradersPerAgent: 50 } }
    await visit(fine, (made) =>
      made.route(/simulation\.worker/, async (route) => {
        const response = await route.fetch()
        const body = `${refuseMemory}\n${await response.text()}`
        await route.fulfill({ response, body })
      }),
    )
    await page.getByText('The browser refuses the memory').waitFor()
    await context.unroute(/simulation\.worker/)
    await page.getByRole('button', { name: /A coarser crowd/ }).click()
    await page.waitForFunction(() => Number(document.getElementById('run')?.dataset.step) > 30)
    expect(shownLink().settings.tradersPerAgent).toBe(100)
  })
})

const refuseMemory =
  'globalThis.ArrayBuffer = class extends ArrayBuffer { constructor(length) {' +
  " if (length > 100000) throw new RangeError('Array buffer allocation failed'); super(length) } };" +
  'globalThis.SharedArrayBuffer = class { constructor() {' +
  " throw new RangeError('Array buffer allocation failed') } };"
