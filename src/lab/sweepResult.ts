// The result of a sweep as one JSON object. Names are a promise to scripts: add, never rename.
import { sweepCells } from '../observe/sweepTable.ts'
import { changedSettings, linkStateOf } from '../params/resolve.ts'
import { encodeLink } from '../params/link.ts'
import { findScenario } from '../params/scenarios.ts'
import { settingsOfCell } from '../params/sweep.ts'
import { specOfRun } from '../params/sweepRuns.ts'
import { settingsOf } from '../params/table.ts'
import type { FindRun, SweepCell } from '../observe/sweepTable.ts'
import type { ChangedSettings } from '../params/linkState.ts'
import type { SweepAxis } from '../params/sweep.ts'
import type { SweepPlan } from './sweepPlan.ts'

export interface SweepResult {
  readonly engine: string
  readonly scenario: string
  readonly hours: number
  /** The first one; the others are named after it. */
  readonly seed: string
  /** What all runs change from the scenario. */
  readonly changed: ChangedSettings
  readonly x: SweepAxis
  readonly y: SweepAxis | null
  readonly seeds: number
  readonly measure: string
  readonly runsAsked: number
  readonly runsDone: number
  readonly wallSeconds: number
  readonly conserved: boolean
  readonly cells: readonly CellResult[]
}

export interface CellResult extends Pick<SweepCell, 'median' | 'low' | 'high'> {
  readonly settings: ChangedSettings
  readonly runs: readonly RunOfCell[]
}

export interface RunOfCell {
  readonly seed: string
  readonly fingerprint: string
  /** Address fragment that opens the run; null where no named scenario carries it. */
  readonly link: string | null
  /** Null: the run is too short for this figure. */
  readonly value: number | null
}

export function sweepResultOf(
  engine: string,
  plan: SweepPlan,
  find: FindRun,
  wallSeconds: number,
): SweepResult {
  const { base, sweep, runs } = plan
  const { scenario, seed, settings } = base.spec
  const done = runs.flatMap((run) => {
    const found = find(run)
    return found === null ? [] : [{ run, found }]
  })
  const own = settingsOf(findScenario(scenario.id) ?? scenario)
  const axes = [sweep.x.key, sweep.y?.key]
  const changed = Object.entries(changedSettings(own, settings)).filter(
    ([key]) => !axes.includes(key as never),
  )
  return {
    engine,
    scenario: scenario.id,
    hours: scenario.hours,
    seed,
    changed: Object.fromEntries(changed),
    x: sweep.x,
    y: sweep.y,
    seeds: sweep.seeds,
    measure: sweep.measure,
    runsAsked: runs.length,
    runsDone: done.length,
    wallSeconds: Math.round(wallSeconds * 1_000) / 1_000,
    conserved: done.every(({ found }) => found.conserved),
    cells: sweepCells(sweep, seed, find).map(({ cell, median, low, high }) => ({
      settings: settingsOfCell(sweep, cell),
      median,
      low,
      high,
      runs: done
        .filter(({ run }) => run.cell === cell)
        .map(({ run, found }) => {
          const link = linkStateOf(specOfRun(base.spec, sweep, run))
          return {
            seed: run.seed,
            fingerprint: found.fingerprint,
            link:
              link === null
                ? null
                : encodeLink({ ...link, engine, fingerprint: found.fingerprint }),
            value: found.measures[sweep.measure] ?? null,
          }
        }),
    })),
  }
}
