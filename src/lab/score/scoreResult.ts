// The score of a scenario as one JSON object. Names are a promise to scripts: add, never rename.
import { medianOf } from '../../observe/statistics.ts'
import { twinFigures, twinRows, type TwinRow } from '../../observe/twinsTable.ts'
import { HEADLINE_MEASURES } from '../../observe/twinsMeasures.ts'
import { encodeLink } from '../../params/link.ts'
import { changedSettings } from '../../params/resolve.ts'
import { findScenario } from '../../params/scenarios.ts'
import { settingsOf } from '../../params/table.ts'
import { POLICIES, POLICIES_REPORTED_SHARE } from '../comparePolicies.ts'
import { decompositionOf, type Decomposition } from '../decomposition.ts'
import { besideItsDay, type RealDayBeside } from '../realDay.ts'
import { realityOf, type Reality } from './scoreReality.ts'
import { scoreClaims, type ScoredClaim, type ScoredSeed, type ScoreVerdict } from './scoreClaims.ts'
import type { ScorePlan, SeedPlan } from './scorePlan.ts'
import type { ChangedSettings } from '../../params/linkState.ts'
import type { Figures } from '../../observe/figures.ts'
import type { HourlySeries } from '../../observe/hourly.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

/** A seed that is done, with what is done of its twins. */
export interface SeedOutcome {
  readonly plan: SeedPlan
  readonly run: RunFigures
  readonly capped: RunFigures | null
  readonly offBook: RunFigures | null
  /** Null unless all are done. */
  readonly policies: PolicyOutcome | null
}

export interface PolicyOutcome {
  readonly without: RunFigures
  /** By the order of POLICIES. */
  readonly each: readonly RunFigures[]
}

export interface PolicyEffect {
  readonly id: string
  readonly words: string
  readonly measures: readonly TwinRow[]
}

export interface ScoredRun {
  readonly seed: string
  readonly fingerprint: string
  readonly messages: number
  readonly measures: Figures
  /** What only its twins give: amplifications. */
  readonly twins: Figures
  readonly hourly: HourlySeries
}

export interface ScoreResult {
  readonly engine: string
  readonly scenario: string
  readonly title: string
  readonly hours: number
  readonly eventHour: number
  readonly shockSize: number
  readonly changed: ChangedSettings
  /** Opens the first seed's run; null where no named scenario carries it. */
  readonly link: string | null
  readonly seedsAsked: number
  /** Seeds that are done: what everything below rests on. */
  readonly seeds: readonly string[]
  readonly twinSeeds: readonly string[]
  readonly wallSeconds: number
  readonly conserved: boolean
  readonly verdicts: Readonly<Record<ScoreVerdict, number>>
  readonly claims: readonly ScoredClaim[]
  readonly reality: Reality
  /** Of a scenario that rebuilds a day that happened: its figures beside the medians of the seeds. */
  readonly realDay?: RealDayBeside
  /** What the fall is made of, over the seeds; null where the runs end before their event day. */
  readonly decomposition: Decomposition | null
  /** Claim C22: each policy against the same seeds without it. Empty where policies were not run. */
  readonly policies: readonly PolicyEffect[]
  readonly runs: readonly ScoredRun[]
}

export function scoreResultOf(
  engine: string,
  { a, seeds }: ScorePlan,
  outcomes: readonly SeedOutcome[],
  wallSeconds: number,
): ScoreResult {
  const { scenario, settings } = a.spec
  const scored = outcomes.map(scoredSeed)
  const claims = scoreClaims(scored)
  const count = (verdict: ScoreVerdict) =>
    claims.filter((claim) => claim.verdict === verdict).length
  return {
    engine,
    scenario: scenario.id,
    title: scenario.title,
    hours: scenario.hours,
    eventHour: scenario.eventHour,
    shockSize: settings.shockSize,
    changed: changedSettings(settingsOf(findScenario(scenario.id) ?? scenario), settings),
    link: a.link === null ? null : encodeLink(a.link),
    seedsAsked: seeds.length,
    seeds: outcomes.map(({ run }) => run.seed),
    twinSeeds: scored
      .filter(({ twins }) => Object.keys(twins).length > 0)
      .map(({ run }) => run.seed),
    wallSeconds: Math.round(wallSeconds * 10) / 10,
    conserved: outcomes.flatMap(runsOf).every(({ conserved }) => conserved),
    verdicts: {
      within: count('within'),
      near: count('near'),
      off: count('off'),
      open: count('open'),
    },
    claims,
    reality: realityOf(outcomes.map(({ run }) => run)),
    ...besideItsDay(scenario.id, mediansOf(outcomes.map(({ run }) => run.measures))),
    decomposition: decompositionOf(
      outcomes.map(({ run, offBook }) => ({
        measures: run.measures,
        offBook: offBook?.measures ?? null,
      })),
    ),
    policies: policyEffects(outcomes),
    runs: scored.map(({ run, twins }) => ({
      seed: run.seed,
      fingerprint: run.fingerprint,
      messages: run.messages,
      measures: run.measures,
      twins,
      hourly: run.hourly,
    })),
  }
}

function runsOf({ run, capped, offBook, policies }: SeedOutcome): RunFigures[] {
  const others = [capped, offBook, policies?.without ?? null, ...(policies?.each ?? [])]
  return [run, ...others.filter((other) => other !== null)]
}

function scoredSeed({ run, capped, offBook, policies }: SeedOutcome): ScoredSeed {
  const twins = twinFigures(run.measures, {
    cappedAt20x: capped?.measures,
    offBook: offBook?.measures,
  })
  if (policies !== null) twins['policiesReportedShare'] = POLICIES_REPORTED_SHARE
  return { run, twins }
}

function policyEffects(outcomes: readonly SeedOutcome[]): PolicyEffect[] {
  const twinned = outcomes.flatMap(({ policies }) => policies ?? [])
  if (twinned.length === 0) return []
  const figures = ({ measures }: RunFigures) => ({ measures, score: [] })
  return POLICIES.map(({ id, words }, index) => {
    const pairs = twinned.map(({ without, each }) => ({
      a: figures(without),
      b: figures(each[index]!),
    }))
    const measures = twinRows(pairs).filter(({ measure }) => HEADLINE_MEASURES.includes(measure))
    return { id, words, measures }
  })
}

/** Of every measure that some seed has. */
function mediansOf(all: readonly Figures[]): Figures {
  const names = new Set(all.flatMap((measures) => Object.keys(measures)))
  return Object.fromEntries(
    [...names].map((name) => [name, medianOf(all.flatMap((measures) => measures[name] ?? []))]),
  )
}
