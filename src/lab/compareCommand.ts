// compare: the same seed under two sets of rules, over as many seeds as are asked for.
import { compareReportOf } from './compareReport.ts'
import { compareResultOf } from './compareResult.ts'
import { planComparison, type ComparePlan } from './comparePlan.ts'
import { runSeedsOnThreads, type RunSeeds } from './comparePool.ts'
import { NO_STORE, openStore, type CompareStore } from './compareStore.ts'
import { RunFailure } from './command.ts'
import { prepareFolder } from './exportFiles.ts'
import { ProgressLine } from './progressLine.ts'
import type { Command, CommandCall } from './command.ts'
import type { Engine } from './engine.ts'
import type { TwinOutcome } from '../threads/twinRun.ts'

const PROGRESS_MS = 1_000

export function compareCommand(engine: Engine, runSeeds: RunSeeds = runSeedsOnThreads): Command {
  return {
    name: 'compare',
    summary: 'Run the same seeds with and without a rule, and say how sure the difference is.',
    operands: '[SCENARIO|FILE.json]',
    mostOperands: 1,
    options: [
      {
        name: 'b',
        value: 'KEY=VALUE',
        repeats: true,
        help: 'What B changes: --b leverageCap=10. The command params lists the keys.',
      },
      {
        name: 'b-news',
        value: 'KIND=PERCENT',
        repeats: true,
        help: 'News that breaks in B alone: --b-news press=-3.',
      },
      { name: 'at', value: 'HOURS', help: 'B is A up to this hour; otherwise from the start.' },
      { name: 'policies', help: 'Each policy of the model as a B of its own (claim C22).' },
      {
        name: 'twins',
        help: 'Also the twins of claims C05 and C06: 20x at most; liquidations off the book.',
      },
      { name: 'seeds', value: 'N', help: 'So many seeds: SEED, SEED-2, SEED-3 ... One otherwise.' },
      { name: 'seed', value: 'TEXT', help: 'The first seed.' },
      { name: 'traders-per-agent', value: 'N', help: 'Traders that one retail agent stands for.' },
      { name: 'hours', value: 'H', help: 'Length of the runs in hours.' },
      {
        name: 'set',
        value: 'KEY=VALUE',
        repeats: true,
        help: 'Change a parameter on both sides.',
      },
      { name: 'link', value: 'URL', help: 'Compare the two sides of a share link.' },
      { name: 'jobs', value: 'N', help: 'Seeds run at a time, each on a thread of its own.' },
      {
        name: 'out',
        value: 'DIR',
        help: 'Keep the result of each seed there: the same command again goes on.',
      },
      { name: 'json', help: 'Print the result as one JSON object and nothing else.' },
      { name: 'progress', help: 'Tell progress although nobody sits at the terminal.' },
    ],
    notes: [
      'All draws are keyed by seed, agent, second and purpose: A and B are one run to the bit until ' +
        'something published differs. That second is found by comparing what both boards show.',
      'Interrupted, it tells what the finished seeds say.',
    ],
    run: (call) => compare(engine, runSeeds, call),
  }
}

async function compare(engine: Engine, runSeeds: RunSeeds, call: CommandCall): Promise<void> {
  const { terminal } = call
  const plan = planComparison(call)
  const folder = call.value('out')
  if (folder !== undefined) prepareFolder(folder)
  const store =
    folder === undefined ? NO_STORE : openStore(folder, engine.build ?? engine.version, plan.job)
  for (const notice of plan.notices) terminal.err(`Note: ${notice}\n`)
  const start = performance.now()
  const outcomes = await findOutcomes(plan, store, runSeeds, call)
  const wallSeconds = (performance.now() - start) / 1_000
  const missing = plan.seeds.length - outcomes.length
  if (outcomes.length > 0) {
    const result = compareResultOf(engine.version, plan, outcomes, wallSeconds)
    terminal.out(call.has('json') ? `${JSON.stringify(result)}\n` : compareReportOf(plan, result))
    if (!result.conserved) throw new RunFailure('The books of at least one run do not add up.')
  }
  if (missing === 0) return
  const kept = folder === undefined ? 'nothing was kept' : `they are kept in ${folder}`
  throw new RunFailure(
    `Interrupted after ${outcomes.length} of ${plan.seeds.length} seeds; ` +
      (outcomes.length === 0 ? 'nothing was kept.' : `${kept}.`),
  )
}

/** In the order of the seeds; fewer than all after an interruption. */
async function findOutcomes(
  plan: ComparePlan,
  store: CompareStore,
  runSeeds: RunSeeds,
  call: CommandCall,
): Promise<TwinOutcome[]> {
  const { terminal } = call
  const found = new Map<string, TwinOutcome>()
  for (const seed of plan.seeds) {
    const outcome = store.read(seed)
    if (outcome !== null) found.set(seed, outcome)
  }
  const seeds = plan.seeds.filter((seed) => !found.has(seed))
  if (found.size > 0 && seeds.length > 0) {
    terminal.err(`Note: ${found.size} of ${plan.seeds.length} seeds are done already.\n`)
  }
  let isInterrupted = false
  const stopListening = terminal.onInterrupt(() => {
    isInterrupted = true
  })
  const tellsProgress = terminal.isInteractive || call.has('progress')
  const progress = tellsProgress ? new ProgressLine(terminal, PROGRESS_MS) : null
  try {
    await runSeeds({
      job: plan.job,
      seeds,
      jobs: plan.jobs,
      isInterrupted: () => isInterrupted,
      onProgress: (share) =>
        progress?.tell((seconds) => progressWords(share, found.size, plan.seeds.length, seconds)),
      onOutcome: (outcome) => {
        store.write(outcome)
        found.set(outcome.seed, outcome)
      },
    })
  } finally {
    stopListening()
    progress?.end()
  }
  return plan.seeds.flatMap((seed) => found.get(seed) ?? [])
}

function progressWords(share: number, done: number, seeds: number, seconds: number): string {
  const left = share > 0 ? `, ${Math.ceil((seconds * (1 - share)) / share)} s left` : ''
  return `${done} of ${seeds} seeds (${Math.floor(share * 100)} %)${left}`
}
