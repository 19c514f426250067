// Finds a Chromium for the browser tests: CHROMIUM_PATH, the system's, or Playwright's own.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** @returns {string | undefined} the path of a browser's program */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    console.error(`CHROMIUM_PATH names ${named}, and there is no such file.`)
    process.exit(1)
  }
  return [...systemBrowsers, chromium.executablePath()].find((path) => path && existsSync(path))
}
