// sweep: a scenario over a grid of one or two parameters, as a table, as JSON, as files.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cellsCsv, runsCsv } from '../observe/sweepCsv.ts'
import { sweepCells } from '../observe/sweepTable.ts'
import { RunFailure, UsageError } from './command.ts'
import { prepareFolder } from './exportFiles.ts'
import { openFigureStore, RUNS_FOLDER } from './figures/figureStore.ts'
import { gatherFigures } from './figures/gatherFigures.ts'
import { runAllOnThreads, type RunAll } from './figures/figurePool.ts'
import { interrupted, JOBS, OUTPUT_OPTIONS, RUNS, SCENARIO_OPTIONS, SEED } from './runOptions.ts'
import { planSweep, problemOfMeasure } from './sweepPlan.ts'
import { sweepReportOf } from './sweepReport.ts'
import { sweepResultOf } from './sweepResult.ts'
import type { Command, CommandCall } from './command.ts'
import type { Engine } from './engine.ts'
import type { SweepPlan } from './sweepPlan.ts'
import type { SweepResult } from './sweepResult.ts'
import type { FindRun, FoundRun } from '../observe/sweepTable.ts'

export function sweepCommand(engine: Engine, runAll: RunAll = runAllOnThreads): Command {
  return {
    name: 'sweep',
    summary: 'Run a scenario over a grid of one or two parameters.',
    operands: '[SCENARIO|FILE.json]',
    mostOperands: 1,
    options: [
      {
        name: 'x',
        value: 'KEY=VALUES',
        help: 'The columns: --x maxLeverage=10:125:6 (from, to, how many) or --x leverageCap=off,5,20.',
      },
      { name: 'y', value: 'KEY=VALUES', help: 'The rows, in the same form. One row otherwise.' },
      {
        name: 'measure',
        value: 'NAME',
        help: 'The figure of a cell, as in the measures of a run. Dollars liquidated in the worst 24 h otherwise.',
      },
      {
        name: 'seeds',
        value: 'N',
        help: 'Runs of a cell: SEED, SEED-2, SEED-3 ... One otherwise.',
      },
      SEED,
      ...SCENARIO_OPTIONS,
      {
        name: 'link',
        value: 'URL',
        help: 'Around the run of a share link, or the experiment it holds.',
      },
      JOBS,
      {
        name: 'out',
        value: 'DIR',
        help: 'Write cells.csv, runs.csv (every measure of every run) and sweep.json there.',
      },
      RUNS,
      ...OUTPUT_OPTIONS,
    ],
    notes: [
      'Corners first, then what lies half way between: interrupted, it tells what the finished runs say ' +
        'of the whole grid. The same command again goes on from them, as do a finer grid and more seeds.',
      'Each run ends in the bits of run with the same settings and seed.',
    ],
    run: (call) => sweep(engine, runAll, call),
  }
}

async function sweep(engine: Engine, runAll: RunAll, call: CommandCall): Promise<void> {
  const { terminal } = call
  const plan = planSweep(call)
  const folder = call.value('out')
  if (folder !== undefined) prepareFolder(folder)
  for (const notice of plan.notices) terminal.err(`Note: ${notice}\n`)
  const start = performance.now()
  const find = await findRuns(engine, plan, runAll, call)
  const result = sweepResultOf(engine.version, plan, find, (performance.now() - start) / 1_000)
  if (result.runsDone > 0) {
    if (folder !== undefined) writeFiles(folder, plan, find, result)
    terminal.out(call.has('json') ? `${JSON.stringify(result)}\n` : sweepReportOf(plan, result))
    if (folder !== undefined) terminal.err(`Files are in ${folder}\n`)
    if (!result.conserved) throw new RunFailure('The books of at least one run do not add up.')
  }
  if (result.runsDone === result.runsAsked) return
  throw interrupted(result.runsDone, result.runsAsked, 'runs')
}

/** Runs what is not kept yet; fewer than all are found after an interruption. */
async function findRuns(
  engine: Engine,
  { sweep: { measure }, runs, specs, jobs }: SweepPlan,
  runAll: RunAll,
  call: CommandCall,
): Promise<FindRun> {
  const { terminal } = call
  const store = openFigureStore(call.value('runs') ?? RUNS_FOLDER, engine.build ?? engine.version)
  refuseMeasure(measure, store.read(specs[0]!))
  const { figures } = await gatherFigures(specs, {
    store,
    runAll: (all) =>
      runAll({
        ...all,
        onFigures(one, spec) {
          all.onFigures(one, spec)
          refuseMeasure(measure, one)
        },
      }),
    threads: jobs,
    terminal,
    tellsProgress: terminal.isInteractive || call.has('progress'),
  })
  const found = new Map(runs.map(({ cell, seed }, index) => [`${cell} ${seed}`, figures[index]]))
  return ({ cell, seed }) => found.get(`${cell} ${seed}`) ?? null
}

function refuseMeasure(measure: string, sample: FoundRun | null): void {
  const problem = problemOfMeasure(measure, sample?.measures ?? null)
  if (problem !== null) throw new UsageError(problem)
}

function writeFiles(folder: string, plan: SweepPlan, find: FindRun, result: SweepResult): void {
  const { sweep } = plan
  const cells = sweepCells(sweep, result.seed, find)
  try {
    writeFileSync(join(folder, 'cells.csv'), cellsCsv(sweep, cells))
    writeFileSync(join(folder, 'runs.csv'), runsCsv(sweep, result.seed, find))
    writeFileSync(join(folder, 'sweep.json'), `${JSON.stringify(result)}\n`)
  } catch (error) {
    throw new RunFailure(`The files in ${folder} could not be written: ${String(error)}.`)
  }
}
