// The built folder on the plainest of hosts: under a sub-path, without a single header. It runs, it is kept
// for a visit without a network, it isolates itself, and a newer version never interrupts a run.
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { serveFolder } from '../../scripts/engines/serve.mjs'
import { encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import { collectProblems, launchBrowser, withoutWebGL } from '../testing/browser.ts'

const HASH = encodeLink({
  ...plainLink('calm', 'test'),
  // Longer than any test looks.
  hours: 24,
  settings: { traders: 200_000, tradersPerAgent: 100 },
})

let browser: Browser
let context: BrowserContext
let page: Page
let folder: string
let host: Awaited<ReturnType<typeof serveFolder>>

beforeAll(async () => {
  browser = await launchBrowser()
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unwind-host-'))
  cpSync('dist', folder, { recursive: true, filter: (path) => !path.endsWith('.map') })
  host = await serveFolder(folder, {}, '/some/sub/path')
  context = await browser.newContext({ serviceWorkers: 'allow' })
  // The figures are enough here: drawing in software is slow.
  await withoutWebGL(context)
  page = await context.newPage()
})

afterEach(async () => {
  await context.close()
  host.close()
  rmSync(folder, { recursive: true })
})

afterAll(() => browser?.close())

function moves(step = 60) {
  return page.waitForFunction(
    (wanted) => Number(document.getElementById('run')?.dataset.step) >= wanted,
    step,
  )
}

function kept() {
  return page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready
    return active?.state === 'activated' && navigator.serviceWorker.controller !== null
  })
}

const isIsolated = () => page.evaluate(() => crossOriginIsolated)

test('after one visit the market runs without a network, isolated though the host sends no headers', async () => {
  const asked = new Set<string>()
  context.on('request', (request) => asked.add(request.url()))
  const problems = collectProblems(page)
  await page.goto(`${host.address}/${HASH}`, { waitUntil: 'load' })
  await moves()
  expect(await isIsolated()).toBe(false)
  await kept()
  await page.reload({ waitUntil: 'load' })
  await moves()
  expect(await isIsolated()).toBe(true)
  expect(await page.evaluate(() => new SharedArrayBuffer(8).byteLength)).toBe(8)
  expect(problems).toEqual([])
  // Every file came from this folder of this host.
  const elsewhere = [...asked].filter(
    (url) => !url.startsWith(`${host.address}/`) && !/^(blob|data):/.test(url),
  )
  expect(elsewhere).toEqual([])

  host.close()
  await context.setOffline(true)
  await page.goto('about:blank')
  await page.goto(`${host.address}/?from=nowhere${HASH}`, { waitUntil: 'load' })
  await moves()
  expect(await isIsolated()).toBe(true)
  // What loads late is there too.
  await page.getByRole('button', { name: 'About Unwind' }).click()
  await page.getByText('it opens without a network too').waitFor()
})

test('a newer version is offered while the run goes on', async () => {
  await page.goto(`${host.address}/${HASH}`, { waitUntil: 'load' })
  await moves()
  await kept()
  await page.reload({ waitUntil: 'load' })
  await moves()
  const run = await page.locator('#run').elementHandle()
  appendFileSync(join(folder, 'sw.js'), '\n// newer')
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.update()
  })
  await page.getByText('A newer version of Unwind is there.').waitFor()
  // The same page, still going.
  const step = Number(await run?.getAttribute('data-step'))
  await moves(step + 1)
  await page.getByRole('button', { name: 'Later' }).click()
  await page.getByText('A newer version of Unwind is there.').waitFor({ state: 'detached' })
  expect(await run?.evaluate((mark) => mark.isConnected)).toBe(true)
})
