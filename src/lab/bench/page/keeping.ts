// What it costs to keep a run outside its thread, and how soon a page loaded again goes on from there.
import type { Browser } from 'playwright-core'
import { encodeLink } from '../../../params/link.ts'
import { plainLink } from '../../../params/linkState.ts'
import type { PageServer } from './pageServer.ts'
import { newProfile, stepNow, waitForMark } from './visit.ts'

export interface Keeping {
  readonly scenario: string
  /** Milliseconds in which the simulation's thread copied its state, the wait for it included. */
  readonly copyMs: number
  /** Milliseconds of the keeper's thread: compressing and writing. */
  readonly storeMs: number
  readonly stateBytes: number
  readonly storedBytes: number
  /** From the reload to the run standing at the second it was left at. */
  readonly resumedMs: number
  readonly leftAtStep: number
}

/** Plays a scenario until it is kept for the second time, and loads the page again. */
export async function measureKeeping(
  browser: Browser,
  server: PageServer,
  scenario: string,
): Promise<Keeping> {
  const context = await newProfile(browser)
  const page = await context.newPage()
  await page.goto(server.address + encodeLink(plainLink(scenario, '1')))
  await waitForMark(page, 'playing', 'true')
  await waitForStores(1)
  await page.keyboard.press(' ')
  await waitForStores(2)
  const leftAtStep = await stepNow(page)
  const [copyMs, storeMs] = await page.evaluate(() =>
    ['unwind: copy', 'unwind: store'].map(
      (name) => performance.getEntriesByName(name).at(-1)!.duration,
    ),
  )
  const { stateBytes, storedBytes } = await page.evaluate(storedSizes)
  const startMs = performance.now()
  await page.reload()
  await page.getByText('Resumed at').waitFor()
  await waitForMark(page, 'step', String(leftAtStep))
  const resumedMs = performance.now() - startMs
  await context.close()
  return { scenario, copyMs, storeMs, stateBytes, storedBytes, resumedMs, leftAtStep }

  function waitForStores(count: number): Promise<unknown> {
    return page.waitForFunction(
      (wanted) => performance.getEntriesByName('unwind: store').length >= wanted,
      count,
    )
  }
}

/** In the page: the state and what lies in the store. */
async function storedSizes(): Promise<{ stateBytes: number; storedBytes: number }> {
  const opening = indexedDB.open('unwind')
  await new Promise((resolve) => (opening.onsuccess = resolve))
  const reading = opening.result.transaction('runs').objectStore('runs').getAll()
  await new Promise((resolve) => (reading.onsuccess = resolve))
  const [{ saved, words, depth }] = reading.result as {
    saved: { lengths: Uint32Array }
    words: ArrayBuffer
    depth: ArrayBuffer
  }[]
  const stateBytes = 4 * saved.lengths.reduce((sum, length) => sum + length, 0)
  return { stateBytes, storedBytes: words.byteLength + depth.byteLength }
}
