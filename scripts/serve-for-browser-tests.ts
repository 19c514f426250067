// Set-up of the browser tests: serves the build (dist/) on a free port and finds the browser.
// A test reads both with vitest's inject('pageAddress') and inject('browserPath').
import { existsSync } from 'node:fs'
import { preview } from 'vite'
import type {} from 'vitest'
import type { TestProject } from 'vitest/node'
import { findBrowser } from './find-browser.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the build is served, such as http://127.0.0.1:4199/ */
    pageAddress: string
    /** The browser's program, for playwright-core's executablePath. */
    browserPath: string
  }
}

export default async function serveForBrowserTests(
  project: TestProject,
): Promise<() => Promise<void>> {
  if (!existsSync('dist/index.html')) {
    throw new Error(
      'The browser tests look at the built page, and there is none: run `npm run build` first.',
    )
  }
  const browserPath = findBrowser()
  if (browserPath === undefined) {
    throw new Error(
      'The browser tests need Chromium: run `npm test`, which installs it, or set CHROMIUM_PATH.',
    )
  }
  const server = await preview({
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 4273, open: false },
  })
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string')
    throw new Error('The build is not being served.')
  project.provide('pageAddress', `http://127.0.0.1:${address.port}/`)
  project.provide('browserPath', browserPath)
  return () => server.close()
}
