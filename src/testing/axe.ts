// What axe finds serious on a page of a real browser, for the *.browser.test.ts files.
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string | null
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}

interface WithAxe {
  readonly axe?: { run(within: object, options: object): Promise<AxeResults> }
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** The page's own policy must be off: it refuses scripts from outside. All rules, or those named; all of
 * the page, or what lies over it. */
export async function seriousProblems(
  page: Page,
  rules: readonly string[] = [],
  over = 'html',
): Promise<string[]> {
  const isThere = await page.evaluate(() => (globalThis as WithAxe).axe !== undefined)
  if (!isThere) await page.addScriptTag({ path: AXE })
  const { violations } = await page.evaluate(
    ({ named, at }) =>
      (globalThis as WithAxe).axe!.run(
        { include: [at] },
        {
          resultTypes: ['violations'],
          preload: false,
          ...(named.length > 0 && { runOnly: [...named] }),
        },
      ),
    { named: rules, at: over },
  )
  return violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary ?? ''}`),
    )
}
