// What time travel costs: a run with checkpoints as the page takes them, then seeks all over it.
// Milliseconds of processor time, which hold on a busy machine; bytes.
import { createModel, ENGINE_VERSION } from '../../model/model.ts'
import { createObserver } from '../../observe/observer.ts'
import type { RunSpec } from '../../params/resolve.ts'
import { OpenRun } from '../../threads/openRun.ts'

/** As often as the page's thread looks at the clock. */
const STEPS_BETWEEN_LOOKS = 16
/** Steps of the golden ratio: moments all over the run in no order. */
const GOLDEN = 0.6180339887498949

export interface TravelReport {
  readonly steps: number
  readonly runSeconds: number
  readonly checkpoints: {
    readonly taken: number
    readonly kept: number
    readonly medianMs: number
    readonly worstMs: number
    /** Of the time of the run. */
    readonly costShare: number
    readonly imageMB: number
    readonly differencesMB: number
    readonly widestGapSteps: number
  }
  readonly saveMs: number
  readonly seeks: {
    readonly count: number
    readonly restoreMedianMs: number
    readonly restoreWorstMs: number
    readonly thereMedianMs: number
    readonly thereWorstMs: number
  }
  readonly fingerprint: string
  /** The same after all the seeks. */
  readonly isSame: boolean
}

export function benchTravel(spec: RunSpec, seekCount: number): TravelReport {
  const run = new OpenRun({ version: ENGINE_VERSION, createModel, createObserver }, 1, spec, cpuMs)
  const { model, history } = run
  const takes: number[] = []
  const startMs = cpuMs()
  while (model.stepsDone() < model.stepCount) {
    run.advance()
    if (model.stepsDone() % STEPS_BETWEEN_LOOKS !== 0) continue
    if (!history.isDue()) continue
    const nowMs = cpuMs()
    history.take(run.frontierStep)
    takes.push(cpuMs() - nowMs)
  }
  const runMs = cpuMs() - startMs
  const fingerprint = model.fingerprint()
  const steps = history.steps()
  const { imageBytes, bytes, count } = history
  const saveStartMs = cpuMs()
  history.save(model.stepsDone())
  const saveMs = cpuMs() - saveStartMs
  const seeks = seekAllOver(run, seekCount)
  run.travel(model.stepCount)
  while (model.stepsDone() < model.stepCount) run.advance()
  return {
    steps: model.stepCount,
    runSeconds: runMs / 1000,
    checkpoints: {
      taken: takes.length + 1,
      kept: count,
      medianMs: middle(takes),
      worstMs: Math.max(0, ...takes),
      costShare: takes.reduce((sum, ms) => sum + ms, 0) / runMs,
      imageMB: imageBytes / 1e6,
      differencesMB: (bytes - imageBytes) / 1e6,
      widestGapSteps: Math.max(0, ...steps.map((step, row) => step - (steps[row - 1] ?? 0))),
    },
    saveMs,
    seeks,
    fingerprint,
    isSame: model.fingerprint() === fingerprint,
  }
}

function seekAllOver(run: OpenRun, count: number): TravelReport['seeks'] {
  const { model } = run
  const restores: number[] = []
  const theres: number[] = []
  for (let turn = 1; turn <= count; turn++) {
    const step = Math.floor(((turn * GOLDEN) % 1) * model.stepCount)
    const startMs = cpuMs()
    run.travel(step)
    restores.push(cpuMs() - startMs)
    while (model.stepsDone() < step) run.advance()
    theres.push(cpuMs() - startMs)
  }
  return {
    count,
    restoreMedianMs: middle(restores),
    restoreWorstMs: Math.max(0, ...restores),
    thereMedianMs: middle(theres),
    thereWorstMs: Math.max(0, ...theres),
  }
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[sorted.length >> 1] ?? 0
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
