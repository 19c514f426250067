// Opens the served build in a real browser, for the *.browser.test.ts files.
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { chromiumArguments } from './chromium.ts'

/** Where the build is served, such as http://127.0.0.1:4273/ */
export function pageAddress(): string {
  return inject('pageAddress')
}

/** A headless Chromium that draws WebGL in software and asks nothing of the network. Pages are not kept
 * for a visit without one unless a test asks: a visit would begin with the download of every file. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: inject('browserPath'),
    headless: true,
    args: chromiumArguments(),
  })
  const newContext = browser.newContext.bind(browser)
  browser.newContext = (options) => newContext({ serviceWorkers: 'block', ...options })
  return browser
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

/** The browser of a machine without WebGL: no picture, all figures, and much less work for a test. */
export function withoutWebGL(context: BrowserContext) {
  return context.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string) {
      return kind.startsWith('webgl') ? null : Reflect.apply(getContext, this, [kind])
    } as typeof getContext
  })
}

/** So that {@link killSimulation} finds the threads that simulate. */
export function rememberSimulations(context: BrowserContext) {
  return context.addInitScript(() => {
    const simulations: Worker[] = []
    Object.assign(globalThis, { simulations })
    const { Worker: Plain } = globalThis
    globalThis.Worker = class extends Plain {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options)
        if (String(address).includes('simulation.worker')) simulations.push(this)
      }
    }
  })
}

/** Ends the simulation's thread in whatever it is doing, loudly as in a crash unless told otherwise;
 * answers the step that was shown last. */
export function killSimulation(page: Page, { afterMs = 0, isLoud = true } = {}): Promise<number> {
  return page.evaluate(
    async ([wait, tells]) => {
      const { simulations } = globalThis as unknown as { simulations: Worker[] }
      await new Promise((resolve) => setTimeout(resolve, wait))
      const died = simulations.at(-1)!
      died.terminate()
      if (tells) died.dispatchEvent(new ErrorEvent('error', { message: 'killed' }))
      return Number(document.getElementById('run')?.dataset.step)
    },
    [afterMs, isLoud] as const,
  )
}
