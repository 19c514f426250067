// Watch in a real browser: a story opened from a file and from an address turns its pages with the clock,
// states figures of the run, and goes by buttons and keys on a desk and on a phone.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { collectProblems, launchBrowser, pageAddress } from '../testing/browser.ts'
import { packText } from './packedText.ts'

const LINK: LinkState = {
  ...plainLink('calm', 'test'),
  hours: 0.5,
  settings: { traders: 100_000, tradersPerAgent: 100 },
}
const OTHER = encodeLink({ ...LINK, seed: 'other' })
const STORY = JSON.stringify({
  title: 'A <i>short</i> story',
  author: 'Class 7b',
  steps: [
    {
      title: 'Opening',
      caption: 'It is {time}, and Bitcoin costs {price}.',
      link: encodeLink(LINK),
      camera: { moment: 'day 1 00:02', speed: 600 },
    },
    {
      title: 'The crowd',
      caption: '{traders} traders are gone.',
      link: encodeLink(LINK),
      camera: { scene: 'crowd', moment: 'day 1 00:10', until: 'day 1 00:12', speed: 600 },
    },
    { title: 'Elsewhere', caption: 'Another seed.', link: OTHER },
  ],
})

let browser: Browser
let problems: string[] = []
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(() => page?.context().close())

afterAll(() => browser?.close())

async function visit(viewport: { width: number; height: number }, search = '', hash = '') {
  const context = await browser.newContext({ viewport })
  page = await context.newPage()
  problems = collectProblems(page)
  await page.goto(`${pageAddress()}${search}${hash}`, { waitUntil: 'load' })
}

function stepIs(title: string) {
  return page.locator('[aria-current="step"]').getByText(title).waitFor()
}

describe('Watch', () => {
  test('a story from a file opens its run, turns its pages with the clock and stands still where told', async () => {
    await visit({ width: 1440, height: 900 }, '', encodeLink({ ...LINK, hours: 0.25, moment: 60 }))
    await page.getByRole('radio', { name: 'Watch' }).click()
    await page.getByText('another run than the one that is open').waitFor()
    await page.getByText('Tell a story of your own').click()
    const file = { name: 'story.json', mimeType: 'application/json', buffer: Buffer.from(STORY) }
    await page.getByLabel('Story file').setInputFiles({ ...file, buffer: Buffer.from('{') })
    await page.getByRole('alert').getByText('not JSON').waitFor()
    await page.getByLabel('Story file').setInputFiles(file)
    await page.getByRole('heading', { name: 'A <i>short</i> story' }).waitFor()
    await stepIs('Opening')
    // The page is over in less than a second, and waits to be read.
    await page.waitForSelector('#run[data-step="600"][data-playing="true"]', { state: 'attached' })
    await page.getByText(/It is day 1 · 00:10:00, and Bitcoin costs \$4\d,\d{3}\./).waitFor()
    await stepIs('The crowd')
    await page.locator('[data-scene="crowd"]').waitFor()
    await page.waitForSelector('#run[data-playing="false"]', { state: 'attached' })
    expect(await page.locator('#run').getAttribute('data-step')).toBe('720')
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.waitForSelector('#run[data-step="1800"]', { state: 'attached' })
    await page.getByRole('button', { name: 'Next' }).click()
    await page.waitForFunction(() => location.hash.includes('.other'))
    await stepIs('Elsewhere')
    await page.locator('.storyCaption').getByText('Another seed.').waitFor()
    expect(problems).toEqual([])
  })

  test('a story in the address is told on a phone, by its keys too', async () => {
    await visit({ width: 390, height: 844 }, `?story=${await packText(STORY)}`)
    await page.getByRole('heading', { name: '1. Opening' }).waitFor()
    await page
      .locator('.storyCaption')
      .getByText(/It is day 1/)
      .waitFor()
    await page.keyboard.press('n')
    await page.getByRole('heading', { name: '2. The crowd' }).waitFor()
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('heading', { name: '1. Opening' }).waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Watch', exact: true }).waitFor()
    expect(problems).toEqual([])
  })
})
