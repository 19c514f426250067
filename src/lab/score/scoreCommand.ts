// score: a scenario over many seeds, judged claim by claim and held beside real days.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RunFailure } from '../command.ts'
import { prepareFolder } from '../exportFiles.ts'
import { gatherFigures } from '../figures/gatherFigures.ts'
import { runAllOnThreads, type RunAll } from '../figures/figurePool.ts'
import { htmlOf } from '../report/html.ts'
import { markdownOf } from '../report/markdown.ts'
import {
  gatheringOf,
  interrupted,
  JOBS,
  OUTPUT_OPTIONS,
  RUNS,
  SCENARIO_OPTIONS,
  SEED,
} from '../runOptions.ts'
import { planScore, specsOf, type ScorePlan } from './scorePlan.ts'
import { scoreResultOf, type ScoreResult, type SeedOutcome } from './scoreResult.ts'
import { scoreReportOf } from './scoreReport.ts'
import { scoreTextOf } from './scoreText.ts'
import type { Command, CommandCall } from '../command.ts'
import type { Engine } from '../engine.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

export function scoreCommand(engine: Engine, runAll: RunAll = runAllOnThreads): Command {
  return {
    name: 'score',
    summary: 'Run a scenario over many seeds and judge every claim, beside real days.',
    operands: '[SCENARIO|FILE.json]',
    mostOperands: 1,
    options: [
      { name: 'seeds', value: 'N', help: 'So many seeds: SEED, SEED-2, SEED-3 ... 20 otherwise.' },
      SEED,
      {
        name: 'twins',
        help: 'Also the twins of claims C05 and C06: 20x at most; liquidations off the book.',
      },
      {
        name: 'policies',
        help: 'Also each policy as a twin (claim C22), until 36 hours after the event: many runs.',
      },
      { name: 'twin-seeds', value: 'K', help: 'So many of the seeds get twins. 5 otherwise.' },
      ...SCENARIO_OPTIONS,
      { name: 'link', value: 'URL', help: 'Score what a share link stands for.' },
      JOBS,
      {
        name: 'out',
        value: 'DIR',
        help: 'Write score.json, the report score.md and score.html, and its pictures there.',
      },
      RUNS,
      ...OUTPUT_OPTIONS,
    ],
    notes: [
      'Interrupted, it tells what the finished seeds say; the same command again goes on from them. ' +
        'Figures are kept by scenario, settings, seed and engine, whichever command asks.',
    ],
    run: (call) => score(engine, runAll, call),
  }
}

async function score(engine: Engine, runAll: RunAll, call: CommandCall): Promise<void> {
  const { terminal } = call
  const plan = planScore(call)
  const folder = call.value('out')
  if (folder !== undefined) prepareFolder(folder)
  for (const notice of plan.a.notices) terminal.err(`Note: ${notice}\n`)
  const start = performance.now()
  const { outcomes, isComplete } = await findOutcomes(engine, plan, runAll, call)
  const wallSeconds = (performance.now() - start) / 1_000
  if (outcomes.length > 0) {
    const result = scoreResultOf(engine.version, plan, outcomes, wallSeconds)
    if (folder !== undefined) await writeFiles(folder, result)
    terminal.out(call.has('json') ? `${JSON.stringify(result)}\n` : scoreTextOf(result))
    if (folder !== undefined) terminal.err(`Files are in ${folder}\n`)
    if (!result.conserved) throw new RunFailure('The books of at least one run do not add up.')
  }
  if (isComplete) return
  throw interrupted(outcomes.length, plan.seeds.length, 'seeds')
}

/** Seeds whose own run is done, in their order. */
async function findOutcomes(
  engine: Engine,
  plan: ScorePlan,
  runAll: RunAll,
  call: CommandCall,
): Promise<{ outcomes: SeedOutcome[]; isComplete: boolean }> {
  // The seeds' own runs first: a score without twins is worth more than twins without a score.
  const specs = [
    ...plan.seeds.map(({ run }) => run),
    ...plan.seeds.flatMap((seed) => specsOf(seed).slice(1)),
  ]
  const { figures } = await gatherFigures(specs, gatheringOf(engine, runAll, call, specs.length))
  const bySpec = new Map(specs.map((spec, index) => [spec, figures[index] ?? null]))
  const outcomes = plan.seeds.flatMap((seed): SeedOutcome[] => {
    const run = bySpec.get(seed.run) ?? null
    if (run === null) return []
    const without = (seed.policies && bySpec.get(seed.policies.without)) ?? null
    const each = (seed.policies?.each ?? []).map((spec) => bySpec.get(spec) ?? null)
    return [
      {
        plan: seed,
        run,
        capped: seed.twins === null ? null : (bySpec.get(seed.twins.capped) ?? null),
        offBook: seed.twins === null ? null : (bySpec.get(seed.twins.offBook) ?? null),
        policies: without !== null && each.every(isDone) ? { without, each } : null,
      },
    ]
  })
  return { outcomes, isComplete: figures.every(isDone) }
}

function isDone(figures: RunFigures | null): figures is RunFigures {
  return figures !== null
}

async function writeFiles(folder: string, result: ScoreResult): Promise<void> {
  const report = await scoreReportOf(result)
  try {
    writeFileSync(join(folder, 'score.json'), `${JSON.stringify(result)}\n`)
    writeFileSync(join(folder, 'score.md'), markdownOf(report))
    writeFileSync(join(folder, 'score.html'), htmlOf(report))
    for (const block of report.blocks) {
      if (block.kind === 'picture') writeFileSync(join(folder, block.file), block.svg)
    }
  } catch (error) {
    throw new RunFailure(`The files in ${folder} could not be written: ${String(error)}.`)
  }
}
