// Gets a Chromium for the browser tests where there is none: from Debian's packages for root on
// Debian or Ubuntu, else Playwright's own download.
import { existsSync } from 'node:fs'
import { findBrowser } from './find-browser.mjs'
import { packageProgram, run } from './prepare.mjs'

/** Ends the process with what to do when there is no browser and none can be had. */
export async function ensureBrowser() {
  if (findBrowser() !== undefined) return
  console.error('The browser tests need Chromium, and there is none: installing it (once) ...')
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const patience = ['-o', 'DPkg::Lock::Timeout=600']
    await run('apt-get', [...patience, 'update'], { env })
    await run('apt-get', [...patience, 'install', '-y', 'chromium'], { env })
  }
  if (findBrowser() === undefined) {
    await run(...packageProgram('playwright-core', ['install', 'chromium']))
  }
  if (findBrowser() !== undefined) return
  console.error(
    'No Chromium could be installed. Install Chromium or Chrome yourself, set CHROMIUM_PATH to its\n' +
      'program (for example CHROMIUM_PATH=/usr/bin/chromium) and run `npm test` again.\n' +
      '`npm test -- --unit` runs the tests that need no browser.',
  )
  process.exit(1)
}
