// dose: how deep the price falls against what is liquidated for each dollar of open interest, across
// sizes of the shock, with the days that happened as points.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MOST_SEEDS } from '../../params/limits.ts'
import { seedsAfter } from '../../params/seeds.ts'
import { checkSetting } from '../../params/setting.ts'
import { percentInWords, threeDigits } from '../../observe/words.ts'
import { RunFailure, UsageError } from '../command.ts'
import { withSettings } from '../comparePlan.ts'
import { readCount } from '../counts.ts'
import { prepareFolder } from '../exportFiles.ts'
import { figure } from '../figureInWords.ts'
import { gatherFigures } from '../figures/gatherFigures.ts'
import { runAllOnThreads, type RunAll } from '../figures/figurePool.ts'
import { planRun } from '../plan.ts'
import {
  gatheringOf,
  interrupted,
  JOBS,
  OUTPUT_OPTIONS,
  RUNS,
  SCENARIO_OPTIONS,
  SEED,
} from '../runOptions.ts'
import { svgOf } from '../plots/svg.ts'
import { table } from '../textTable.ts'
import { dosePoint, doseResponseOf, type DoseResponse } from './dose.ts'
import { doseSpec } from './dosePlot.ts'
import type { Command, CommandCall } from '../command.ts'
import type { Engine } from '../engine.ts'
import type { Spread } from '../spread.ts'

const SHOCKS = '-1,-2,-3,-4,-5,-6,-8,-10'
const SEEDS = 3

export interface DoseResult extends DoseResponse {
  readonly engine: string
  readonly scenario: string
  readonly title: string
  readonly runsAsked: number
  readonly runsDone: number
}

export function doseCommand(engine: Engine, runAll: RunAll = runAllOnThreads): Command {
  return {
    name: 'dose',
    summary: 'How deep the price falls against what is liquidated, across sizes of the shock.',
    operands: '[SCENARIO|FILE.json]',
    mostOperands: 1,
    options: [
      {
        name: 'shocks',
        value: 'LIST',
        help: `Sizes of the shock in percent; ${SHOCKS} otherwise.`,
      },
      { name: 'seeds', value: 'N', help: 'Seeds for each size. 3 otherwise.' },
      SEED,
      ...SCENARIO_OPTIONS,
      JOBS,
      { name: 'out', value: 'DIR', help: 'Write dose.json and dose.svg there.' },
      RUNS,
      ...OUTPUT_OPTIONS,
    ],
    notes: ['The same command again goes on from an interruption, as do more seeds or sizes.'],
    run: (call) => dose(engine, runAll, call),
  }
}

async function dose(engine: Engine, runAll: RunAll, call: CommandCall): Promise<void> {
  const { terminal } = call
  const { spec, notices } = planRun(call)
  const shocks = readShocks(call.value('shocks') ?? SHOCKS)
  const seeds = seedsAfter(spec.seed, readCount(call, 'seeds', SEEDS, MOST_SEEDS))
  const folder = call.value('out')
  if (folder !== undefined) prepareFolder(folder)
  for (const notice of notices) terminal.err(`Note: ${notice}\n`)
  // Every size once before the next seed: interrupted, it tells of the whole range.
  const specs = seeds.flatMap((seed) =>
    shocks.map((shockSize) => ({ ...withSettings(spec, { shockSize }), seed })),
  )
  const { figures } = await gatherFigures(specs, gatheringOf(engine, runAll, call, specs.length))
  const points = specs.flatMap(({ settings }, index) => {
    const run = figures[index] ?? null
    const point = run === null ? null : dosePoint(settings.shockSize, run)
    return point === null ? [] : [point]
  })
  const runsDone = figures.filter((run) => run !== null).length
  const { id, title } = spec.scenario
  const result: DoseResult = {
    engine: engine.version,
    scenario: id,
    title,
    runsAsked: specs.length,
    runsDone,
    ...doseResponseOf(points),
  }
  if (folder !== undefined && runsDone > 0) await writeFiles(folder, result)
  if (runsDone > 0) {
    terminal.out(call.has('json') ? `${JSON.stringify(result)}\n` : doseTextOf(result))
  }
  if (runsDone === specs.length) return
  throw interrupted(runsDone, specs.length, 'runs')
}

function readShocks(text: string): number[] {
  const shocks = text.split(',').map((word) => {
    const check = checkSetting('shockSize', word)
    if (!check.ok) throw new UsageError(check.problem)
    return check.value
  })
  return [...new Set(shocks)]
}

async function writeFiles(folder: string, result: DoseResult): Promise<void> {
  try {
    writeFileSync(join(folder, 'dose.json'), `${JSON.stringify(result, undefined, 2)}\n`)
    writeFileSync(join(folder, 'dose.svg'), await svgOf(doseSpec(result)))
  } catch (error) {
    throw new RunFailure(`The files in ${folder} could not be written: ${String(error)}.`)
  }
}

// --- in words

export const DOSE_HEADER = [
  'shock',
  'seeds',
  'liquidated over open interest',
  'Bitcoin fell',
  'beyond value',
  'liquidated',
  'traders',
]

export function doseRows({ levels }: DoseResponse): string[][] {
  const told = ({ median, q10, q90 }: Spread, words: (value: number) => string) =>
    median === q10 && median === q90
      ? words(median)
      : `${words(median)} (${words(q10)} to ${words(q90)})`
  return levels.map((level) => [
    `${level.shockSize} %`,
    String(level.seeds),
    told(level.dose, percentInWords),
    told(level.fall, percentInWords),
    told(level.fallBeyondValue, percentInWords),
    told(level.liquidatedUsd, (usd) => figure(usd, 'USD')),
    told(level.traders, (count) => figure(count, 'traders')),
  ])
}

export function doseWords({ line }: DoseResponse): string {
  if (line === null) return 'Too few runs with a fall for a line through them.'
  const { slope, correlation } = line
  return (
    `Where another tenth of open interest is liquidated, Bitcoin falls ${percentInWords(slope / 10)} ` +
    `further than its value (correlation ${threeDigits(correlation)} over all runs): they go together, ` +
    'which is not yet a cause; the twin off the book tells that (run --decompose).'
  )
}

export const REAL_DOSE_HEADER = [
  'day that happened',
  'liquidated over open interest',
  'Bitcoin fell',
]

export function realDoseRows({ real }: DoseResponse): string[][] {
  return real.map(({ date, dose, fall }) => [date, percentInWords(dose), percentInWords(fall)])
}

export const REAL_DOSE_NOTE =
  'Of those days: liquidations of all coins as feeds report them, over open interest of BTC futures of ' +
  'every kind, most of it unlevered or hedged. The runs: all liquidations over all perpetuals, most of ' +
  'them levered retail. Compare order and shape, not height.'

function doseTextOf(result: DoseResult): string {
  return [
    `${result.title} (${result.scenario}), ${result.runsDone} of ${result.runsAsked} runs`,
    '',
    ...table(DOSE_HEADER, doseRows(result)),
    '',
    doseWords(result),
    '',
    ...table(REAL_DOSE_HEADER, realDoseRows(result)),
    '',
    REAL_DOSE_NOTE,
    '',
  ].join('\n')
}
