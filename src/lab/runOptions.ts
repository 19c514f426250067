// Options that the commands share which run a scenario many times, and what stands behind them.
import { RunFailure } from './command.ts'
import { readJobs } from './counts.ts'
import { openFigureStore, RUNS_FOLDER } from './figures/figureStore.ts'
import type { CommandCall, OptionRow } from './command.ts'
import type { Engine } from './engine.ts'
import type { RunAll } from './figures/figurePool.ts'
import type { Gathering } from './figures/gatherFigures.ts'

export const SEED: OptionRow = { name: 'seed', value: 'TEXT', help: 'The first seed.' }

export const SCENARIO_OPTIONS: readonly OptionRow[] = [
  { name: 'traders-per-agent', value: 'N', help: 'Traders that one retail agent stands for.' },
  { name: 'hours', value: 'H', help: 'Length of the runs in hours.' },
  { name: 'set', value: 'KEY=VALUE', repeats: true, help: 'Change a parameter in all runs.' },
]

export const JOBS: OptionRow = {
  name: 'jobs',
  value: 'N',
  help: 'Runs at a time, each on a thread of its own.',
}

export const RUNS: OptionRow = {
  name: 'runs',
  value: 'DIR',
  help: `Where the figures of each run are kept; ${RUNS_FOLDER} otherwise.`,
}

export const OUTPUT_OPTIONS: readonly OptionRow[] = [
  { name: 'json', help: 'Print the result as one JSON object and nothing else.' },
  { name: 'progress', help: 'Tell progress although nobody sits at the terminal.' },
]

/** How a command gathers the figures of so many runs, by what it was called with. */
export function gatheringOf(
  engine: Pick<Engine, 'version' | 'build'>,
  runAll: RunAll,
  call: CommandCall,
  runs: number,
): Gathering {
  const { terminal } = call
  return {
    store: openFigureStore(call.value('runs') ?? RUNS_FOLDER, engine.build ?? engine.version),
    runAll,
    threads: readJobs(call, runs),
    terminal,
    tellsProgress: terminal.isInteractive || call.has('progress'),
  }
}

export function interrupted(done: number, asked: number, of: 'runs' | 'seeds'): RunFailure {
  return new RunFailure(
    `Interrupted after ${done} of ${asked} ${of}; ` +
      'what is done is kept, and the same command goes on from it.',
  )
}
