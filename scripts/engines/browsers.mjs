// Opens each browser of the engine test behind one small face: go to an address, read an expression.
import { openWebKit } from './webDriver.mjs'

/**
 * @typedef {object} Browser
 * @property {string} version its name and version
 * @property {(address: string) => Promise<unknown>} visit
 * @property {(expression: string) => Promise<unknown>} read the value of an expression in the page
 * @property {() => Promise<void>} close
 */

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
]

/** @type {Record<string, (programs: Record<string, string>) => Promise<Browser>>} */
export const openers = {
  async chromium(programs) {
    const { chromium } = await import('playwright-core')
    const browser = await chromium.launch({
      executablePath: programs['chromium'] ?? '',
      headless: true,
      args: [
        // Chromium's sandbox refuses to run as root, which containers usually are.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        ...quiet,
      ],
    })
    const page = await browser.newPage()
    return {
      version: `Chromium ${browser.version()}`,
      visit: (address) => page.goto(address),
      read: (expression) => page.evaluate(expression),
      close: () => browser.close(),
    }
  },

  async firefox(programs) {
    const { launch } = await import('puppeteer-core')
    const browser = await launch({
      browser: 'firefox',
      executablePath: programs['firefox'] ?? '',
      headless: true,
      extraPrefsFirefox: quietFirefox,
    })
    const page = await browser.newPage()
    return {
      version: (await browser.version()).replace(/^firefox\//i, 'Firefox '),
      visit: (address) => page.goto(address),
      read: (expression) => page.evaluate(expression),
      close: () => browser.close(),
    }
  },

  webkit: openWebKit,
}

/** A new profile would ask its maker's hosts for this and that. */
const quietFirefox = {
  'app.update.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'http://127.0.0.1:9',
  'toolkit.telemetry.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
}
