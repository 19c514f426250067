// The promises of the served page to the browser: isolation, a strict policy, a clean console, its weight.
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectProblems, launchBrowser, pageAddress } from './browser.ts'

let browser: Browser
let page: Page
let problems: string[]

beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage()
  problems = collectProblems(page)
  await page.goto(pageAddress(), { waitUntil: 'load' })
  await page.waitForFunction(() => document.body.innerText.trim() !== '')
})

afterAll(() => browser?.close())

test('the page loads without an error', () => {
  expect(problems).toEqual([])
})

test('the page is cross-origin isolated, so that its threads can share memory', async () => {
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true)
  expect(await page.evaluate(() => new SharedArrayBuffer(8).byteLength)).toBe(8)
})

test('the page draws with WebGL', async () => {
  const version = await page.evaluate(() =>
    document
      .createElement('canvas')
      .getContext('webgl2')
      ?.getParameter(WebGL2RenderingContext.VERSION),
  )
  expect(version).toMatch(/^WebGL 2/)
})

test('the security policy refuses inline scripts and scripts from elsewhere', async () => {
  const refused = await page.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => {
      violations.push(event.effectiveDirective)
    })
    for (const [property, value] of [
      ['textContent', 'window.ranInline = true'],
      ['src', 'data:text/javascript,window.ranForeign=true'],
    ] as const) {
      const script = document.createElement('script')
      script[property] = value
      document.head.append(script)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
    return { violations, ran: 'ranInline' in window || 'ranForeign' in window }
  })
  // Both are refused twice: by the server's policy and by the page's own.
  expect(refused).toEqual({ violations: Array(4).fill('script-src-elem'), ran: false })
})

test('the security policy never allows evaluating text', async () => {
  const response = await page.request.get(pageAddress())
  const policy = response.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
})

test('a first visit weighs at most 420 KB before anything is touched', async () => {
  // The page of the other tests plays a day: it would share the machine.
  await page.close()
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const requested = new Set<string>()
  context.on('request', (request) => requested.add(request.url().split('?')[0]))
  context.setDefaultTimeout(120_000)
  const visited = await context.newPage()
  await visited.goto(pageAddress(), { waitUntil: 'load' })
  await visited.waitForSelector('.stageHost[data-moment]')
  const bytes = await Promise.all(
    [...requested]
      .filter((address) => address.startsWith(pageAddress()))
      .map(async (address) => gzipSync(await (await context.request.get(address)).body()).length),
  )
  await context.close()
  const weight = bytes.reduce((sum, next) => sum + next, 0)
  expect(weight).toBeGreaterThan(100 * 1_024)
  expect(weight).toBeLessThanOrEqual(420 * 1_024)
})
