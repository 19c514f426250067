// Venues on several threads in the served page: where it is isolated and has cores, they are used; where
// not, or where they cannot start, one thread does all. The bits are the same.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { drawUniform, keysFromSeed } from '../base/keyedRandom.ts'
import { createModel } from '../model/model.ts'
import { encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import { collectProblems, launchBrowser, pageAddress } from '../testing/browser.ts'

const SHORT: LinkState = {
  ...plainLink('calm', 'test'),
  hours: 0.25,
  settings: { traders: 200_000, tradersPerAgent: 100 },
}
const SIMULATION = /simulation\.worker-[^/]*\.js$/

let browser: Browser
let context: BrowserContext
let expected: string

beforeAll(async () => {
  browser = await launchBrowser()
  const model = createModel(resolveLink(SHORT))
  while (model.stepsDone() < model.stepCount) model.advance()
  expected = model.fingerprint()
})

afterEach(() => context?.close())

afterAll(() => browser?.close())

/** A page whose simulation counts how often it wakes other threads; `words` run before it in its first
 * thread. */
async function openWithCores(cores: number, words = ''): Promise<Page> {
  context = await browser.newContext()
  let wordsLeft = words
  await context.route(SIMULATION, async (route) => {
    const response = await route.fetch()
    const body = `
      Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${cores} });
      { const { notify } = Atomics; self.rounds = 0;
        Atomics.notify = (...words) => { self.rounds++; return notify(...words) } }
      ${wordsLeft}
      ${await response.text()}`
    wordsLeft = ''
    await route.fulfill({ response, body })
  })
  return context.newPage()
}

async function fingerprintOf(page: Page): Promise<string> {
  await page.goto(pageAddress() + encodeLink(SHORT), { waitUntil: 'load' })
  return endOf(page)
}

async function endOf(page: Page): Promise<string> {
  await page.waitForSelector('#run[data-fingerprint]', { state: 'attached', timeout: 120_000 })
  return (await page.locator('#run').getAttribute('data-fingerprint')) ?? ''
}

/** How often a thread beside the simulation's was told to begin or to leave. */
async function roundsOf(page: Page): Promise<number> {
  const thread = page.workers().find((worker) => SIMULATION.test(worker.url()))!
  return thread.evaluate(() => (self as unknown as { rounds: number }).rounds)
}

test('an isolated page with cores steps its venues on several threads', async () => {
  const page = await openWithCores(4)
  const problems = collectProblems(page)
  expect(await fingerprintOf(page)).toBe(expected)
  expect(problems).toEqual([])
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true)
  expect(await roundsOf(page)).toBeGreaterThan(300)
})

test('a page with two cores leaves the second to the picture', async () => {
  const page = await openWithCores(2)
  expect(await fingerprintOf(page)).toBe(expected)
  expect(await roundsOf(page)).toBe(0)
})

test('a page that is not isolated, as in a frame elsewhere, does all on one thread', async () => {
  const page = await openWithCores(4)
  await context.route(/\/(?:#.*)?$/, async (route) => {
    const response = await route.fetch()
    const headers = response.headers()
    delete headers['cross-origin-opener-policy']
    delete headers['cross-origin-embedder-policy']
    await route.fulfill({ response, headers })
  })
  expect(await fingerprintOf(page)).toBe(expected)
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(false)
  expect(await roundsOf(page)).toBe(0)
})

test('threads that cannot start are done without', async () => {
  const page = await openWithCores(
    4,
    `{ const Started = Worker;
       self.Worker = class { constructor() { return new Started('/missing.js', { type: 'module' }) } } }`,
  )
  expect(await fingerprintOf(page)).toBe(expected)
  expect(await roundsOf(page)).toBeLessThan(10)
})

test('one that dies in the middle of a second takes the simulation along: both are replaced', async () => {
  const keptStep = 300
  const diesAt = keptStep + Math.floor(300 * drawUniform(keysFromSeed('lost'), 0, 0, 0))
  // What a thread writes last in a second is that its venues are stepped; the second is the first word.
  const dies = `
    const { store } = Atomics
    const deaf = new Int32Array(new SharedArrayBuffer(4))
    Atomics.store = (...words) => {
      if (words[0][0] >= ${diesAt}) Atomics.wait(deaf, 0, 0)
      return store(...words)
    }
    const early = []
    const hold = ({ data }) => early.push(data)
    addEventListener('message', hold)
    import(address).then(() => {
      removeEventListener('message', hold)
      for (const data of early) dispatchEvent(new MessageEvent('message', { data }))
    })`
  const page = await openWithCores(
    4,
    `{ let isFirst = true; const Started = Worker;
       self.Worker = class extends Started { constructor(address, options) {
         if (!isFirst) { super(address, options); return }
         isFirst = false
         const text = 'const address = ' + JSON.stringify(String(address)) + ';' + ${JSON.stringify(dies)}
         super(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))
       } } }`,
  )
  const link = encodeLink({ ...SHORT, moment: keptStep })
  await page.goto(pageAddress() + link, { waitUntil: 'load' })
  await page.waitForFunction(() => (sessionStorage.getItem('unwind.run') ?? '') !== '')
  await page.getByRole('button', { name: 'Play' }).click()
  await page.getByText('was resumed from day 1 · 00:05:00').waitFor({ timeout: 40_000 })
  expect(await endOf(page), `died at ${diesAt}`).toBe(expected)
})
