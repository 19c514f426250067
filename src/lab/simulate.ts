// Runs a model to its end beside its observer, in slices, so that Ctrl-C is heard and progress told.
import { timeInWords } from '../observe/words.ts'
import { ProgressLine } from './progressLine.ts'
import type { LabModel, LabObserver } from './engine.ts'
import type { Terminal } from './command.ts'

const SLICE_MS = 50
const STEPS_BETWEEN_CLOCKS = 16
const PROGRESS_MS = 250

export interface Watch {
  readonly terminal: Terminal
  readonly tellsProgress: boolean
  readonly isInterrupted: () => boolean
  /** A step on the way at which to look, before the next one is taken. */
  readonly atStep?: number | undefined
  readonly lookThere?: () => void
}

/** Resolves to true when the last step is done, to false when interrupted before. */
export async function simulate(
  model: LabModel,
  observer: LabObserver,
  watch: Watch,
): Promise<boolean> {
  const { terminal, tellsProgress, isInterrupted } = watch
  const progress = tellsProgress ? new ProgressLine(terminal, PROGRESS_MS) : null
  try {
    // First of all a look at what came in while the model was built.
    await takeBreath()
    while (model.stepsDone() < model.stepCount && !isInterrupted()) {
      runSlice(model, observer, watch)
      progress?.tell((seconds) => progressLine(model.stepsDone(), model.stepCount, seconds))
      await takeBreath()
    }
  } finally {
    progress?.end()
  }
  return model.stepsDone() === model.stepCount
}

/** Signals and timers are heard only between two tasks. */
function takeBreath(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

function runSlice(model: LabModel, observer: LabObserver, { atStep = -1, lookThere }: Watch): void {
  const end = performance.now() + SLICE_MS
  do {
    for (let n = 0; n < STEPS_BETWEEN_CLOCKS && model.stepsDone() < model.stepCount; n++) {
      if (model.stepsDone() === atStep) lookThere?.()
      model.advance()
      observer.afterStep()
    }
  } while (performance.now() < end && model.stepsDone() < model.stepCount)
}

/** "day 2, 10:42 (36 %), 5,300x real time, 12 s left" */
export function progressLine(stepsDone: number, stepCount: number, seconds: number): string {
  const speed = stepsDone / Math.max(seconds, 1e-3)
  const left = (stepCount - stepsDone) / Math.max(speed, 1e-9)
  const percent = Math.floor((100 * stepsDone) / stepCount)
  return (
    `${timeInWords(stepsDone)} (${percent} %), ` +
    `${Math.round(speed).toLocaleString('en-US')}x real time, ${Math.ceil(left)} s left`
  )
}
