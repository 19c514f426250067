// Figures of runs that were never run, for the tests of the commands that need many.
import type { FigureRuns, RunAll } from '../lab/figures/figurePool.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { RunFigures } from '../threads/figureRun.ts'

const STEPS_PER_HOUR = 3_600

export function pretendFigures(spec: RunSpec, measures: Record<string, number> = {}): RunFigures {
  const { hours, eventHour } = spec.scenario
  const prices = Array.from({ length: hours }, (_, hour) => 48_000 - hour * (1 + (hour % 3)))
  return {
    seed: spec.seed,
    fingerprint: `${spec.seed}-${spec.settings.leverageCap}`,
    conserved: true,
    messages: 100,
    stepsDone: hours * STEPS_PER_HOUR,
    eventStartStep: eventHour * STEPS_PER_HOUR,
    notModelled: [],
    measures,
    hourly: {
      btcUsd: prices,
      ethUsd: prices.map((price) => price / 12),
      altcoinIndex: prices.map((price) => price / prices[0]!),
      volumeUsd: prices.map(() => 1e9),
    },
  }
}

export interface PretendRuns {
  readonly runAll: RunAll
  /** What was asked for, a list a call. */
  readonly asked: (readonly RunSpec[])[]
}

/** `stopsAfter`: runs done until `interrupt` is called. */
export function pretendRuns(
  measuresOf: (spec: RunSpec) => Record<string, number>,
  stopsAfter = Infinity,
  interrupt: () => void = () => {},
): PretendRuns {
  const asked: (readonly RunSpec[])[] = []
  const runAll = async ({ specs, onFigures }: FigureRuns) => {
    asked.push(specs)
    for (const spec of specs.slice(0, stopsAfter)) {
      onFigures(pretendFigures(spec, measuresOf(spec)), spec)
    }
    if (specs.length > stopsAfter) interrupt()
  }
  return { runAll, asked }
}
