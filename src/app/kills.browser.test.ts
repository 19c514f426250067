// Threads that die at any moment in a real browser: the page goes on by itself from what it kept, asks the
// visitor where one dies soon after another, and the run ends with the fingerprint of its link.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { drawUniform, keysFromSeed } from '../base/keyedRandom.ts'
import { createModel } from '../model/model.ts'
import { encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import {
  killSimulation,
  launchBrowser,
  pageAddress,
  rememberSimulations,
  withoutWebGL,
} from '../testing/browser.ts'

/** An hour among few traders. */
const LINK: LinkState = {
  ...plainLink('calm', 'test'),
  hours: 1,
  settings: { traders: 200_000, tradersPerAgent: 100 },
}
const STEPS = 3600
/** Another seed, other moments. */
const KEYS = keysFromSeed('kills')

/** Of one visit, what was drawn: steps of the run, milliseconds of waiting. */
interface Kills {
  /** A copy is kept there; null where the thread dies before the first one. */
  readonly keptStep: number | null
  readonly firstStep: number
  readonly doing: 'watches' | 'pauses' | 'looks back'
  readonly firstMs: number
  /** After the page said that it goes on. */
  readonly secondMs: number
}

const VISITS = (['watches', 'watches', 'pauses', 'looks back'] as const).map(
  (doing, row): Kills => {
    const upTo = (most: number, purpose: number) =>
      Math.floor(most * drawUniform(KEYS, row, 0, purpose))
    const keptStep = row === 0 ? null : upTo(STEPS / 2, 0)
    const firstStep = (keptStep ?? 0) + upTo(STEPS / 2, 1)
    return { keptStep, firstStep, doing, firstMs: upTo(250, 2), secondMs: upTo(1500, 3) }
  },
)

let browser: Browser
let context: BrowserContext
let page: Page
let straight: string

beforeAll(async () => {
  browser = await launchBrowser()
  const model = createModel(resolveLink(LINK))
  while (model.stepsDone() < model.stepCount) model.advance()
  straight = model.fingerprint()
})

afterEach(() => context?.close())

afterAll(() => browser?.close())

async function visit(link: LinkState): Promise<void> {
  context = await browser.newContext()
  await withoutWebGL(context)
  await rememberSimulations(context)
  page = await context.newPage()
  await page.goto(pageAddress() + encodeLink(link), { waitUntil: 'load' })
}

function stepReaches(step: number) {
  return page.waitForFunction(
    (wanted) => Number(document.getElementById('run')?.dataset.step) >= wanted,
    step,
  )
}

/** To the end of the run. */
async function fingerprint(): Promise<string> {
  await page.waitForSelector('#run[data-phase="open"]', { state: 'attached' })
  const step = Number(await page.locator('#run').getAttribute('data-step'))
  if (step < STEPS) await page.getByRole('button', { name: 'Play' }).click()
  const end = `#run[data-step="${STEPS}"][data-fingerprint]`
  await page.waitForSelector(end, { state: 'attached', timeout: 60_000 })
  return (await page.locator('#run').getAttribute('data-fingerprint')) ?? ''
}

test.each(VISITS)('a thread is killed at a drawn moment, and soon again: %o', async (kills) => {
  const { keptStep, firstStep, doing, firstMs, secondMs } = kills
  await visit(keptStep === null ? LINK : { ...LINK, moment: keptStep })
  if (keptStep !== null) {
    await page.waitForFunction(() => (sessionStorage.getItem('unwind.run') ?? '') !== '')
    await page.getByRole('button', { name: 'Play' }).click()
    await stepReaches(firstStep)
  }
  const slider = page.getByRole('slider', { name: 'Moment of the run' })
  if (doing === 'pauses') await page.keyboard.press(' ')
  if (doing === 'looks back') await slider.fill(String(firstStep >> 1))
  const firstAt = await killSimulation(page, { afterMs: firstMs })
  await page.getByText(/was resumed from|runs again from the start/).waitFor()
  if (doing === 'watches') {
    const goesOn = `#run[data-playing="true"], #run[data-step="${STEPS}"]`
    await page.waitForSelector(goesOn, { state: 'attached' })
  }

  const secondAt = await killSimulation(page, { afterMs: secondMs })
  await page.getByText('The simulation stopped.').waitFor()
  await page.getByRole('button', { name: 'Go on from the last checkpoint' }).click()
  const drawn = JSON.stringify({ ...kills, firstAt, secondAt })
  expect(await fingerprint(), `killed as drawn: ${drawn}`).toBe(straight)
})
