// Opens the served build in a real browser, for the *.browser.test.ts files.
import { chromium, type Browser, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { chromiumArguments } from './chromium.ts'

/** Where the build is served, such as http://127.0.0.1:4273/ */
export function pageAddress(): string {
  return inject('pageAddress')
}

/** A headless Chromium that draws WebGL in software and asks nothing of the network. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: inject('browserPath'),
    headless: true,
    args: chromiumArguments(),
  })
}

/** Collects what a visitor's console would show in red, refusals of the security policy included. */
export function collectProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} (${message.location().url})`)
  })
  return problems
}
