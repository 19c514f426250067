// calibrate: the method of simulated moments (D. McFadden 1989) with common random numbers: an even
// design over free parameters, then refinement by quadratic surrogates, every point in a log.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RunFailure } from '../command.ts'
import { withSettings } from '../comparePlan.ts'
import { prepareFolder } from '../exportFiles.ts'
import { gatherFigures, leftInWords, type Gathering } from '../figures/gatherFigures.ts'
import { runAllOnThreads, type RunAll } from '../figures/figurePool.ts'
import { gatheringOf, JOBS, OUTPUT_OPTIONS, RUNS, SCENARIO_OPTIONS, SEED } from '../runOptions.ts'
import { planCalibration, type CalibrationPlan } from './calibratePlan.ts'
import { calibrationResultOf, calibrationTextOf } from './calibrateResult.ts'
import { openLog, LOG_FILE, type EvaluationLog, type LoggedEvaluation } from './evaluationLog.ts'
import { momentValues, objectiveOf } from './moments.ts'
import { nextPoints } from './search.ts'
import { settingsAt, type Point } from './space.ts'
import type { Command, CommandCall } from '../command.ts'
import type { Engine } from '../engine.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

export function calibrateCommand(engine: Engine, runAll: RunAll = runAllOnThreads): Command {
  return {
    name: 'calibrate',
    summary: 'Search parameters whose runs meet the claims, and say which are identified.',
    operands: '[SCENARIO|FILE.json]',
    mostOperands: 1,
    options: [
      {
        name: 'free',
        value: 'KEY=FROM:TO,...',
        repeats: true,
        help: 'Parameters to be searched, each between two values.',
      },
      { name: 'budget', value: 'N', help: 'Points in all, earlier ones included. 60 otherwise.' },
      { name: 'seeds', value: 'K', help: 'Seeds at each point, the same everywhere. 3 otherwise.' },
      {
        name: 'weight',
        value: 'CLAIM=W',
        repeats: true,
        help: 'Weight of a claim, or of likeness to real days (real); 1 otherwise, 0 leaves it out.',
      },
      SEED,
      ...SCENARIO_OPTIONS,
      JOBS,
      {
        name: 'out',
        value: 'DIR',
        help: `Keep ${LOG_FILE} and calibration.json there: the same command again goes on.`,
      },
      RUNS,
      ...OUTPUT_OPTIONS,
    ],
    notes: [
      'Figures that only twins give (amplifications, C22) are no part of the objective: look at them ' +
        'with score --twins at the point that was chosen.',
      'What is found is not used: it is for whoever sets the defaults, with reasons.',
    ],
    run: (call) => calibrate(engine, runAll, call),
  }
}

async function calibrate(engine: Engine, runAll: RunAll, call: CommandCall): Promise<void> {
  const { terminal } = call
  const plan = planCalibration(call)
  const folder = call.value('out')
  if (folder !== undefined) prepareFolder(folder)
  const build = engine.build ?? engine.version
  const log = openLog(folder, { build, ...(plan.question as object) })
  for (const notice of plan.notices) terminal.err(`Note: ${notice}\n`)
  const start = performance.now()
  const evaluations = await search(plan, log, call, {
    ...gatheringOf(engine, runAll, call, plan.seeds.length * plan.search.budget),
    tellsProgress: terminal.isInteractive,
  })
  const wallSeconds = (performance.now() - start) / 1_000
  if (evaluations.length === 0) throw new RunFailure('Interrupted before the first point was done.')
  const result = calibrationResultOf(engine.version, plan, evaluations, wallSeconds)
  if (folder !== undefined) {
    writeFileSync(join(folder, 'calibration.json'), `${JSON.stringify(result, undefined, 2)}\n`)
  }
  terminal.out(call.has('json') ? `${JSON.stringify(result)}\n` : calibrationTextOf(result))
  if (folder !== undefined) terminal.err(`Files are in ${folder}\n`)
}

/** All evaluations, those of the log first; fewer than the budget after an interruption. */
async function search(
  { spec, search: question, seeds }: CalibrationPlan,
  log: EvaluationLog,
  call: CommandCall,
  gathering: Gathering,
): Promise<LoggedEvaluation[]> {
  const { terminal } = call
  const { space, moments, budget } = question
  const evaluations: LoggedEvaluation[] = log.done.slice(0, budget)
  const tellsProgress = terminal.isInteractive || call.has('progress')
  // As many points at a time as keep all threads busy.
  const atOnce = Math.max(1, Math.ceil(gathering.threads / seeds.length))
  const start = performance.now()
  const before = evaluations.length
  while (evaluations.length < budget) {
    const points = nextPoints(question, evaluations, atOnce)
    if (points.length === 0) break
    const specs = points.flatMap((point) =>
      seeds.map((seed) => ({ ...withSettings(spec, settingsAt(space, point)), seed })),
    )
    const { figures, isInterrupted } = await gatherFigures(specs, gathering)
    points.forEach((point: Point, index) => {
      const runs = figures.slice(index * seeds.length, (index + 1) * seeds.length)
      if (!runs.every((run): run is RunFigures => run !== null)) return
      const values = momentValues(moments, runs)
      const evaluation: LoggedEvaluation = {
        n: evaluations.length,
        settings: settingsAt(space, point),
        point,
        objective: objectiveOf(moments, values),
        values,
      }
      evaluations.push(evaluation)
      log.append(evaluation)
      if (!tellsProgress) return
      const seconds = (performance.now() - start) / 1_000
      const left = (seconds / (evaluations.length - before)) * (budget - evaluations.length)
      terminal.err(`${progressWords(evaluations, budget)}, ${leftInWords(left)} left\n`)
    })
    if (isInterrupted) break
  }
  return evaluations
}

function progressWords(evaluations: readonly LoggedEvaluation[], budget: number): string {
  const { n, objective, settings } = evaluations.at(-1)!
  const best = Math.min(...evaluations.map((evaluation) => evaluation.objective))
  const values = Object.entries(settings).map(([key, value]) => `${key} ${value}`)
  return (
    `${n + 1} of ${budget} points: ${values.join(', ')}: objective ${objective.toFixed(3)}, ` +
    `best ${best.toFixed(3)}`
  )
}
