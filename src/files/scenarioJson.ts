// A run as JSON: everything that decides it, and its result. `unwind run FILE.json` repeats it: every setting
// stands in it, whatever defaults become. params/scenarioFile.ts reads it.
import { orderToPart } from '../params/orderWords.ts'
import { findScenario } from '../params/scenarios.ts'
import type { RunSpec } from '../params/resolve.ts'

export interface RunEnd {
  readonly engine: string
  readonly fingerprint: string | null
  /** Of the fingerprint, where the run was not at its end. */
  readonly step?: number | undefined
  readonly link: string | null
}

export function scenarioJson(spec: RunSpec, end: RunEnd): string {
  const { id, title, summary, hours, eventHour } = spec.scenario
  const file = {
    engine: end.engine,
    ...(end.fingerprint === null ? {} : { fingerprint: end.fingerprint }),
    ...(end.step === undefined ? {} : { fingerprintStep: end.step }),
    link: end.link,
    ...(findScenario(id) === undefined ? {} : { base: id }),
    id,
    title,
    summary,
    hours,
    eventHour,
    seed: spec.seed,
    settings: spec.settings,
    news: spec.news,
    changes: spec.changes,
    ...(spec.orders === undefined ? {} : { orders: spec.orders.map(orderToPart) }),
  }
  return `${JSON.stringify(file, undefined, 2)}\n`
}
