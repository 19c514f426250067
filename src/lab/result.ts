// The result of a run as one JSON object. Names are a promise to scripts: add, never rename.
import { changedSettings } from '../params/resolve.ts'
import { encodeLink } from '../params/link.ts'
import { findScenario } from '../params/scenarios.ts'
import { settingsOf } from '../params/table.ts'
import type { Conservation, Engine, LabModel, LabObserver, ScoreLine } from './engine.ts'
import { besideItsDay, type RealDayBeside } from './realDay.ts'
import type { Decomposition } from './decomposition.ts'
import type { ThreadsReport } from './engine.ts'
import type { RunPlan } from './plan.ts'
import type { ChangedSettings } from '../params/linkState.ts'

export type JsonVerdict = 'within' | 'near' | 'off' | 'not-modelled'

export interface ScorecardEntry {
  readonly id: string
  readonly claim: string
  readonly value: number | null
  readonly unit: string
  readonly band: readonly [number | null, number | null]
  /** A claim that one run cannot judge, or not yet, counts as not modelled; its note says why. */
  readonly verdict: JsonVerdict
  readonly note: string
}

export interface RunResult {
  readonly engine: string
  readonly scenario: string
  readonly seed: string
  readonly hours: number
  /** Where the settings differ from the named scenario's, or from the table's defaults. */
  readonly changed: ChangedSettings
  readonly steps: number
  readonly agents: number
  readonly traders: number
  readonly messages: number
  readonly wallSeconds: number
  /** Threads that stepped venues, and why these or how, in words; '' where there is nothing to say. */
  readonly threads: number
  readonly threadsNote: string
  readonly fingerprint: string
  /** Address fragment that opens this run; null where no named scenario carries it. */
  readonly link: string | null
  /** Whether the result is the one the link or file was shared with; null where there was none. */
  readonly sameAsShared: boolean | null
  /** Where that was the result of the run so far: up to this second. */
  readonly sharedStep: number | null
  readonly conservation: Conservation
  readonly scorecard: readonly ScorecardEntry[]
  readonly measures: Readonly<Record<string, number>>
  /** Of a scenario that rebuilds a day that happened: its figures beside the run's. */
  readonly realDay?: RealDayBeside
  /** With --decompose only; null where the run ends before its event day. */
  readonly decomposition?: Decomposition | null
}

export function resultOf(
  engine: Engine,
  plan: RunPlan,
  model: LabModel,
  observer: LabObserver,
  wallSeconds: number,
  threads: ThreadsReport = { used: 1, note: '' },
  /** At the step of an expected result of the run so far. */
  partWay?: string,
): RunResult {
  const { spec, expected } = plan
  const fingerprint = model.fingerprint()
  const base = settingsOf(findScenario(spec.scenario.id) ?? spec.scenario)
  const link =
    plan.link === null ? null : encodeLink({ ...plan.link, engine: engine.version, fingerprint })
  const { cashResidual, coinResidual, positionResidual, liquidationResidual } = model.conservation()
  return {
    engine: engine.version,
    scenario: spec.scenario.id,
    seed: spec.seed,
    hours: spec.scenario.hours,
    changed: changedSettings(base, spec.settings),
    steps: model.stepsDone(),
    agents: model.agentCount,
    traders: model.traderCount,
    messages: model.messageCount(),
    wallSeconds: Math.round(wallSeconds * 1_000) / 1_000,
    threads: threads.used,
    threadsNote: threads.note,
    fingerprint,
    link,
    sameAsShared:
      expected === undefined
        ? null
        : expected.fingerprint === (expected.step === undefined ? fingerprint : partWay),
    sharedStep: expected?.step ?? null,
    conservation: { cashResidual, coinResidual, positionResidual, liquidationResidual },
    scorecard: observer.scoreRows().map(scorecardEntry),
    measures: observer.measures(),
    ...besideItsDay(spec.scenario.id, observer.measures()),
  }
}

function scorecardEntry(row: ScoreLine): ScorecardEntry {
  return {
    id: row.id,
    claim: row.text,
    value: row.value,
    unit: row.unit,
    band: row.band,
    verdict: row.verdict === 'pending' ? 'not-modelled' : row.verdict,
    note: row.verdict === 'pending' && row.note === '' ? 'not finished in this run' : row.note,
  }
}

export function isConserved(conservation: Conservation): boolean {
  return Object.values(conservation).every((residual) => residual === 0)
}
