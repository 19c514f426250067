// Runs a scenario to its end for its figures alone: the measures of the observer, hourly prices and
// volume, what the market lacks. No clock: whoever drives it says how long a slice is.
// ODD submodel: Observation.
import type { MarketRecord } from '../market/marketRecord.ts'
import type { Figures } from '../observe/figures.ts'
import { hourlyOf, type HourlySeries } from '../observe/hourly.ts'
import type { Observer } from '../observe/observer.ts'
import type { RunSpec } from '../params/resolve.ts'

interface FigureModel extends MarketRecord {
  advance(): void
  fingerprint(): string
  messageCount(): number
  conservation(): object
}

export interface FigureEngine {
  createModel(spec: RunSpec): FigureModel
  createObserver(record: MarketRecord): Observer
}

/** What is kept of one run. Plain data: it is sent between threads and written to files. */
export interface RunFigures {
  readonly seed: string
  readonly fingerprint: string
  readonly conserved: boolean
  readonly messages: number
  readonly stepsDone: number
  readonly eventStartStep: number
  /** Claims that mean nothing in this market. */
  readonly notModelled: readonly string[]
  readonly measures: Figures
  readonly hourly: HourlySeries
}

export interface FigureProgress {
  readonly stepsDone: number
  readonly stepsInAll: number
}

/** Steps between two looks at the world. */
const SLICE_STEPS = 32

/** Yields after every slice; the last value is the figures. */
export function* runFigures(
  engine: FigureEngine,
  spec: RunSpec,
): Generator<FigureProgress, RunFigures> {
  const model = engine.createModel(spec)
  const observer = engine.createObserver(model)
  const { stepCount } = model
  while (model.stepsDone() < stepCount) {
    model.advance()
    observer.afterStep()
    const stepsDone = model.stepsDone()
    if (stepsDone % SLICE_STEPS === 0) yield { stepsDone, stepsInAll: stepCount }
  }
  const score = observer.scoreRows()
  return {
    seed: spec.seed,
    fingerprint: model.fingerprint(),
    conserved: Object.values(model.conservation()).every((residual) => residual === 0),
    messages: model.messageCount(),
    stepsDone: model.stepsDone(),
    eventStartStep: model.eventStartStep,
    notModelled: score.filter((row) => row.verdict === 'not-modelled').map((row) => row.id),
    measures: observer.measures(),
    hourly: hourlyOf(observer.series(), model.assets),
  }
}
