// Runs twins of one seed to their end: A, then every B, from A's own state at the moment of the fork
// where there is one, with what the board showed compared second by second. Steps. No clock: whoever
// drives it says how long a slice is. ODD submodel: Observation.
import { assert } from '../base/assert.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import type { Figures } from '../observe/figures.ts'
import type { Observer } from '../observe/observer.ts'
import { forkStepOf } from '../observe/twinsFork.ts'
import { twinFigures, type ScoreFigure, type TwinFigures } from '../observe/twinsTable.ts'
import { firstDifference, PublishedTrace, type Divergence } from '../observe/twinsTrace.ts'
import type { RunSpec } from '../params/resolve.ts'

export interface TwinModel extends MarketRecord {
  advance(): void
  fingerprint(): string
  snapshot(): Uint8Array
  restore(bytes: Uint8Array): void
  conservation(): object
}

export interface TwinEngine {
  createModel(spec: RunSpec): TwinModel
  createObserver(record: MarketRecord): Observer
}

/** The twins that claims C05 and C06 ask for. */
export type TwinRole = 'cappedAt20x' | 'offBook'

export interface TwinSide {
  readonly spec: RunSpec
  readonly role?: TwinRole | undefined
}

/** A and what is compared with it, all of one seed and scenario. */
export interface TwinJob {
  readonly a: RunSpec
  readonly sides: readonly TwinSide[]
  /** Figures for A's scorecard that no single seed gives. */
  readonly given?: Figures | undefined
}

export interface SideOutcome extends TwinFigures {
  readonly fingerprint: string
  /** The rules part here; null for A, and where nothing differs. */
  readonly forkStep: number | null
  /** What was published parts here; null where it never does. */
  readonly divergence: Divergence | null
  /** No cash, coin, position or liquidated dollar was made or lost. */
  readonly conserved: boolean
}

export interface TwinOutcome {
  readonly seed: string
  readonly a: SideOutcome
  readonly sides: readonly SideOutcome[]
}

export interface TwinProgress {
  readonly stepsDone: number
  readonly stepsInAll: number
}

/** Steps between two looks at the world. */
const SLICE_STEPS = 32

interface Fork {
  readonly state: Uint8Array
  readonly observed: ReturnType<Observer['save']>
}

interface OneRun {
  readonly model: TwinModel
  readonly observer: Observer
}

/** Yields after every slice; the last value is the outcome. */
export function* runTwins(engine: TwinEngine, job: TwinJob): Generator<TwinProgress, TwinOutcome> {
  const forkSteps = job.sides.map((side) => forkStepOf(job.a, side.spec))
  const a = openRun(engine, job.a)
  const { stepCount } = a.model
  const stepsInAll = forkSteps.reduce<number>(
    (sum, fork) => sum + (fork === null ? 0 : stepCount - Math.min(fork, stepCount)),
    stepCount,
  )
  let stepsDone = 0
  const trace = new PublishedTrace()
  const forks = new Map<number, Fork>()
  while (a.model.stepsDone() < stepCount) {
    const step = a.model.stepsDone()
    if (step > 0 && forkSteps.includes(step)) forks.set(step, forkOf(a))
    advance(a)
    trace.note(step, a.model.board)
    if (++stepsDone % SLICE_STEPS === 0) yield { stepsDone, stepsInAll }
  }
  const sides: SideOutcome[] = []
  for (const [index, { spec }] of job.sides.entries()) {
    const forkStep = forkSteps[index]!
    if (forkStep === null) {
      // Nothing differs: the run is A's own.
      sides.push(outcomeOf(a, null, null))
      continue
    }
    const b = openRun(engine, spec)
    assert(b.model.stepCount === stepCount, 'twins are of one length')
    const fork = forks.get(forkStep)
    if (fork !== undefined) goOnFrom(b, fork)
    const traceB = new PublishedTrace(forkStep)
    let divergence: Divergence | null = null
    while (b.model.stepsDone() < stepCount) {
      const step = b.model.stepsDone()
      advance(b)
      if (divergence === null) {
        traceB.note(step, b.model.board)
        divergence = differenceAt(step, trace, traceB)
      }
      if (++stepsDone % SLICE_STEPS === 0) yield { stepsDone, stepsInAll }
    }
    sides.push(outcomeOf(b, forkStep, divergence))
  }
  const figures = { ...job.given, ...figuresOfTwins(a.observer.measures(), job.sides, sides) }
  return { seed: job.a.seed, a: outcomeOf(a, null, null, figures), sides }
}

/** All seeds of a comparison ask the same: only the seed differs. */
export function withSeed(job: TwinJob, seed: string): TwinJob {
  return {
    ...job,
    a: { ...job.a, seed },
    sides: job.sides.map((side) => ({ ...side, spec: { ...side.spec, seed } })),
  }
}

function openRun(engine: TwinEngine, spec: RunSpec): OneRun {
  const model = engine.createModel(spec)
  return { model, observer: engine.createObserver(model) }
}

function advance({ model, observer }: OneRun): void {
  model.advance()
  observer.afterStep()
}

function forkOf({ model, observer }: OneRun): Fork {
  return { state: model.snapshot(), observed: observer.save() }
}

function goOnFrom({ model, observer }: OneRun, { state, observed }: Fork): void {
  model.restore(state)
  observer.restore(observed)
}

function differenceAt(step: number, a: PublishedTrace, b: PublishedTrace): Divergence | null {
  return firstDifference(a.rowsBetween(step, step + 1), b.rowsBetween(step, step + 1), step)
}

function outcomeOf(
  { model, observer }: OneRun,
  forkStep: number | null,
  divergence: Divergence | null,
  twins?: Figures,
): SideOutcome {
  const score = observer
    .scoreRows(twins)
    .map(({ id, value, unit, verdict }): ScoreFigure => ({ id, value, unit, verdict }))
  return {
    fingerprint: model.fingerprint(),
    forkStep,
    divergence,
    conserved: Object.values(model.conservation()).every((residual) => residual === 0),
    measures: observer.measures(),
    score,
  }
}

function figuresOfTwins(
  measures: Figures,
  sides: readonly TwinSide[],
  outcomes: readonly SideOutcome[],
): Figures {
  const playing = (role: TwinRole) => {
    const index = sides.findIndex((side) => side.role === role)
    return index < 0 ? undefined : outcomes[index]!.measures
  }
  return twinFigures(measures, {
    cappedAt20x: playing('cappedAt20x'),
    offBook: playing('offBook'),
  })
}
