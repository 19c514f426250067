// The figures of many runs: those that are kept already, then the others on threads, each kept as it is
// done, with progress and the time left.
import { ProgressLine } from '../progressLine.ts'
import type { Terminal } from '../command.ts'
import type { FigureStore } from './figureStore.ts'
import type { RunAll } from './figurePool.ts'
import type { RunSpec } from '../../params/resolve.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

export interface Gathering {
  readonly store: FigureStore
  readonly runAll: RunAll
  readonly threads: number
  readonly terminal: Terminal
  readonly tellsProgress: boolean
}

export interface Gathered {
  /** By the order of the specs; null where an interruption came first. */
  readonly figures: readonly (RunFigures | null)[]
  readonly isInterrupted: boolean
}

const PROGRESS_MS = 1_000

export async function gatherFigures(
  specs: readonly RunSpec[],
  { store, runAll, threads, terminal, tellsProgress }: Gathering,
): Promise<Gathered> {
  const found = specs.map((spec) => store.read(spec))
  const open = specs.filter((_, index) => found[index] === null)
  const done = specs.length - open.length
  if (done > 0 && open.length > 0) {
    terminal.err(`Note: ${done} of ${specs.length} runs are done already.\n`)
  }
  let isInterrupted = false
  const stopListening = terminal.onInterrupt(() => {
    isInterrupted = true
  })
  const progress = tellsProgress ? new ProgressLine(terminal, PROGRESS_MS) : null
  let newlyDone = 0
  try {
    if (open.length > 0) {
      await runAll({
        specs: open,
        threads: Math.min(threads, open.length),
        isInterrupted: () => isInterrupted,
        onProgress: (share) =>
          progress?.tell((seconds) => {
            const left = share > 0 ? `, ${leftInWords((seconds * (1 - share)) / share)} left` : ''
            return `${done + newlyDone} of ${specs.length} runs (${Math.floor(share * 100)} % of what is left to do)${left}`
          }),
        onFigures: (figures, spec) => {
          store.write(spec, figures)
          found[specs.indexOf(spec)] = figures
          newlyDone++
        },
      })
    }
  } finally {
    stopListening()
    progress?.end()
  }
  return { figures: found, isInterrupted }
}

/** "48 s", "12 min", "2.5 h" */
export function leftInWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 90 * 60) return `${Math.ceil(seconds / 60)} min`
  return `${(seconds / 3_600).toFixed(1)} h`
}
