// What is handed on, in a real browser: a link from the middle of a run, files, picture and clip, and the
// page in frames of another host.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Download, Page } from 'playwright-core'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { serveFolder } from '../../scripts/engines/serve.mjs'
import { csvOf } from '../files/csv.ts'
import { tablesOf } from '../files/tables.ts'
import { createModel } from '../model/model.ts'
import { createObserver } from '../observe/observer.ts'
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import { launchBrowser, pageAddress, withoutWebGL } from '../testing/browser.ts'

const STEP = 300
/** Opens standing still after five minutes. */
const STILL: LinkState = {
  ...plainLink('calm', 'test'),
  hours: 0.25,
  settings: { traders: 200_000, tradersPerAgent: 100 },
  moment: STEP,
}
const MARKUP = '<img src=x onerror=alert(1)>"\'&amp;</h1>'

let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})

afterEach(() => context?.close())

afterAll(() => browser?.close())

async function visit(hash: string, isDrawn = false): Promise<void> {
  // Small, where it is drawn: a clip in software is slow enough.
  const viewport = isDrawn ? { width: 1000, height: 620 } : { width: 1440, height: 900 }
  context = await browser.newContext({ viewport })
  if (!isDrawn) await withoutWebGL(context)
  page = await context.newPage()
  await page.goto(pageAddress() + hash, { waitUntil: 'load' })
  await page.waitForSelector(`#run[data-step="${STEP}"]`, { state: 'attached', timeout: 120_000 })
  if (isDrawn) await page.waitForSelector('[data-drawing="on"]', { timeout: 60_000 })
}

async function shareForm() {
  await page.getByRole('button', { name: 'Share link' }).click()
  return page.getByRole('dialog')
}

async function sharedHash(): Promise<string> {
  const field = (await shareForm()).getByLabel('Link to this scenario')
  await page.waitForFunction(
    (input) => (input as HTMLTextAreaElement).value.includes('F@'),
    await field.elementHandle(),
  )
  return new URL(await field.inputValue()).hash
}

async function saved(act: () => Promise<unknown>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return readFileSync(await (download as Download).path())
}

function runTo(step: number) {
  const model = createModel(resolveLink(STILL))
  const observer = createObserver(model)
  while (model.stepsDone() < step) {
    model.advance()
    observer.afterStep()
  }
  return { model, observer }
}

describe('a link from the middle of a run', () => {
  test('carries the result so far, and the receiver hears that theirs is the same', async () => {
    await visit(encodeLink({ ...STILL, title: MARKUP }))
    await page.getByRole('radio', { name: 'Crowd' }).click()
    const hash = await sharedHash()
    const { state, notices } = decodeLink(hash)
    expect(notices).toEqual([])
    expect(state).toEqual({
      ...STILL,
      title: MARKUP,
      camera: { scene: 'crowd', asset: 0 },
      engine: state.engine,
      fingerprint: runTo(STEP).model.fingerprint(),
      fingerprintStep: STEP,
    })
    await context.close()

    await visit(hash)
    await page.getByText('the same result so far as in the link').first().waitFor()
    expect(await page.getByRole('radio', { name: 'Crowd' }).isChecked()).toBe(true)
    // The sharer's words are words.
    expect(await page.getByLabel('From the sharer').textContent()).toBe(MARKUP)
    expect(await page.locator('img').count()).toBe(0)
    await context.close()

    await visit(hash.replace(/F@300=[0-9a-f]{4}/, 'F@300=0000'))
    await page.getByText('not the result so far in the link').first().waitFor()
  })
})

describe('files', () => {
  test('are the tables of the run up to where it stands', async () => {
    await visit(encodeLink(STILL))
    const take = (title: string) =>
      saved(async () => {
        await page.getByRole('button', { name: 'Export' }).click()
        await page.getByRole('menuitem', { name: title }).click()
      })
    const { model, observer } = runTo(STEP)
    const [series] = tablesOf({
      step: STEP,
      series: observer.series(),
      liquidations: observer.liquidationsBetween(0, STEP),
      events: observer.events(),
      changes: [],
      assetSymbols: model.assets.map((asset) => asset.symbol),
      venueNames: model.venueNames,
    })
    expect((await take('Minute series, CSV')).toString()).toBe([...csvOf(series!)].join(''))
    const bytes = new Uint8Array(await take('Minute series, Parquet')).buffer
    const rows = await parquetReadObjects({ file: bytes })
    expect(rows).toHaveLength(STEP / 60)
    expect(rows[4]).toMatchObject({ step_s: 240, price_btc_usd: series!.columns[1]!.values[4] })
    const scenario = JSON.parse((await take('Scenario, JSON')).toString())
    expect(scenario).toMatchObject({
      seed: 'test',
      fingerprint: model.fingerprint(),
      fingerprintStep: STEP,
    })
  })

  test('picture and clip of the stage are made in the page', async () => {
    await visit(encodeLink(STILL), true)
    // By keys: under load the page is never still enough for a pointer.
    const form = await shareForm()
    await form.getByRole('radio', { name: 'Picture' }).press(' ')
    const png = await saved(() => form.getByRole('button', { name: 'Save as PNG' }).press('Enter'))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBeGreaterThan(400)
    await form.getByRole('radio', { name: 'Clip' }).press(' ')
    await form.getByRole('button', { name: 'Start recording' }).press('Enter')
    await page.getByRole('button', { name: 'Play' }).press('Enter')
    const bar = page.getByRole('region', { name: 'Recording' })
    await bar.getByText(/([4-9]|[12]\d) of 30 s/).waitFor({ timeout: 60_000 })
    const stop = bar.getByRole('button', { name: 'Stop and save' })
    const webm = await saved(() => stop.press('Enter'))
    expect(webm.subarray(0, 4).toString('hex')).toBe('1a45dfa3')
    expect(webm.length).toBeGreaterThan(5_000)
    await bar.waitFor({ state: 'detached' })
  })
})

describe('in a frame of another host, which sends no headers', () => {
  test('the compact page runs, stores nothing, and leads to the whole one', async () => {
    // A frame without an origin of its own reads the host's files as a stranger does.
    const plain = await serveFolder(`${process.cwd()}/dist`, {}, '/plain')
    const open = await serveFolder(
      `${process.cwd()}/dist`,
      { 'Access-Control-Allow-Origin': '*' },
      '/open',
    )
    const hash = encodeLink({ ...STILL, title: MARKUP }).replaceAll('&', '&amp;')
    const frame = (address: string, rights: string) =>
      `<iframe src="${address}/?embed=1${hash}" width="600" height="440" sandbox="${rights}"></iframe>`
    const other = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.end(
        frame(plain.address, 'allow-scripts allow-same-origin') +
          frame(open.address, 'allow-scripts'),
      )
    }).listen(0, '127.0.0.1')
    try {
      context = await browser.newContext({ serviceWorkers: 'allow' })
      await withoutWebGL(context)
      page = await context.newPage()
      await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
      const frames = page.frames().slice(1)
      expect(frames).toHaveLength(2)
      for (const each of frames) {
        await each.waitForSelector(`#run[data-step="${STEP}"]`, {
          state: 'attached',
          timeout: 120_000,
        })
        expect(await each.getByRole('heading').textContent()).toBe(MARKUP)
        expect(await each.locator('img').count()).toBe(0)
        const link = await each.getByRole('link', { name: 'Open in Unwind' }).getAttribute('href')
        expect(new URL(link!).search).toBe('')
        expect(decodeLink(link!).state).toMatchObject({ scenarioId: 'calm', seed: 'test' })
        expect(await each.evaluate(() => crossOriginIsolated)).toBe(false)
        await each.getByRole('button', { name: 'Play' }).click()
        await each.waitForFunction(
          (step) => Number(document.getElementById('run')?.dataset.step) > step,
          STEP,
        )
      }
      const ownOrigin = frames.find((each) => each.url().startsWith(plain.address))!
      const stored = await ownOrigin.evaluate(async () => [
        localStorage.length + sessionStorage.length,
        (await indexedDB.databases()).length,
        (await caches.keys()).length,
        (await navigator.serviceWorker.getRegistrations()).length,
      ])
      expect(stored).toEqual([0, 0, 0, 0])
    } finally {
      plain.close()
      open.close()
      other.close()
    }
  })
})
