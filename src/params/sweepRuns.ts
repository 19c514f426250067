// The runs of a sweep: what each is made of, in the order in which they are done. The first seed goes over
// the whole grid before the second begins.
import { stepCountOf } from './limits.ts'
import { ordersIfAny } from './resolve.ts'
import { findScenario } from './scenarios.ts'
import { seedsAfter } from './seeds.ts'
import { cellCountOf, coarseToFine, columnsOf, isSwept, rowsOf, settingsOfCell } from './sweep.ts'
import { settingsOf } from './table.ts'
import type { ChangedSettings, LinkState } from './linkState.ts'
import type { RunSpec } from './resolve.ts'
import type { LinkSweep, Sweep, SweepGrid } from './sweep.ts'
import type { ParameterKey } from './table.ts'

export interface SweepRun {
  readonly cell: number
  readonly seed: string
}

export function sweepRuns(sweep: Sweep, firstSeed: string): SweepRun[] {
  const cells = coarseToFine(columnsOf(sweep), rowsOf(sweep))
  return seedsAfter(firstSeed, sweep.seeds).flatMap((seed) => cells.map((cell) => ({ cell, seed })))
}

/** One run of a sweep around `base`. What `base` changes at an hour, a swept parameter does not. */
export function specOfRun(base: RunSpec, grid: SweepGrid, { cell, seed }: SweepRun): RunSpec {
  return {
    ...base,
    seed,
    settings: { ...base.settings, ...settingsOfCell(grid, cell) },
    changes: base.changes.filter((change) => !isSwept(grid, change.key)),
  }
}

/** What all runs of a link's experiment have in common: the visitor's settings, and what is dated too
 * where the experiment runs the link's own scenario. */
export function baseOfSweep(link: LinkState, sweep: LinkSweep): LinkState {
  const { scenarioId, seed, hours, tradersPerAgent } = sweep
  const scenario = findScenario(scenarioId)!
  const isSame = scenarioId === link.scenarioId
  const steps = stepCountOf(hours)
  const dated = <T extends { readonly step: number }>(items: readonly T[]) =>
    isSame ? items.filter((item) => item.step < steps) : []
  const settings = Object.fromEntries(
    Object.entries(link.settings).filter(([key]) => !isSwept(sweep, key)),
  )
  return {
    scenarioId,
    seed,
    settings: withoutOwn(scenarioId, { ...settings, tradersPerAgent }),
    changes: dated(link.changes).filter((change) => !isSwept(sweep, change.key)),
    drops: dated(link.drops),
    ...ordersIfAny(dated(link.orders ?? [])),
    ...(hours === scenario.hours ? {} : { hours }),
  }
}

/** One run of a link's experiment as a link of its own. */
export function linkOfRun(link: LinkState, sweep: LinkSweep, { cell, seed }: SweepRun): LinkState {
  const base = baseOfSweep(link, sweep)
  const settings = { ...base.settings, ...settingsOfCell(sweep, cell) }
  return { ...base, seed, settings: withoutOwn(base.scenarioId, settings) }
}

/** How many cells that is, and runs. */
export function runCountOf(sweep: Sweep): number {
  return cellCountOf(sweep) * sweep.seeds
}

/** Less what the scenario sets anyway. */
function withoutOwn(scenarioId: string, settings: ChangedSettings): ChangedSettings {
  const own = settingsOf(findScenario(scenarioId)!)
  return Object.fromEntries(
    Object.entries(settings).filter(([key, value]) => own[key as ParameterKey] !== value),
  )
}
