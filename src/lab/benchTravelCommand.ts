// bench-travel: what checkpoints and seeks cost on a scenario.
import { readNumber } from '../params/setting.ts'
import { quoted } from '../params/plainText.ts'
import { RunFailure, UsageError } from './command.ts'
import { planRun } from './plan.ts'
import { table } from './textTable.ts'
import type { Command, CommandCall } from './command.ts'
import type { TravelReport } from './bench/travel.ts'

const MOST_SEEKS = 1_000

export const benchTravelCommand: Command = {
  name: 'bench-travel',
  summary: 'Measure checkpoints and seeks: milliseconds, bytes, and that the bits stay the same.',
  operands: '[SCENARIO|FILE.json]',
  mostOperands: 1,
  options: [
    { name: 'seed', value: 'TEXT', help: 'Seed of all random draws.' },
    { name: 'traders-per-agent', value: 'N', help: 'Traders that one retail agent stands for.' },
    { name: 'hours', value: 'H', help: "Length of the run, where it is not the scenario's." },
    { name: 'set', value: 'KEY=VALUE', repeats: true, help: 'Change a parameter.' },
    { name: 'link', value: 'URL', help: 'Run what a share link stands for.' },
    { name: 'seeks', value: 'N', help: 'Moments gone to, all over the run. 20 if not given.' },
    { name: 'json', help: 'Print the figures as one JSON object and nothing else.' },
  ],
  notes: [
    'The run goes as fast as it can on one thread, with checkpoints spaced as in the page. "There" is ' +
      'the state itself, restored and run on; the page shows a recorded moment before that. Times are ' +
      'of the processor, so they hold on a busy machine.',
  ],
  run: async (call) => {
    const { terminal } = call
    const plan = planRun(call)
    for (const notice of plan.notices) terminal.err(`Note: ${notice}\n`)
    const { benchTravel } = await import('./bench/travel.ts')
    const report = benchTravel(plan.spec, readSeeks(call))
    if (call.has('json')) {
      terminal.out(`${JSON.stringify({ scenario: plan.spec.scenario.id, ...report })}\n`)
    } else terminal.out(`${inWords(report)}\n`)
    if (!report.isSame) throw new RunFailure('After the seeks the run ended with other bits.')
  },
}

function readSeeks(call: CommandCall): number {
  const text = call.value('seeks')
  if (text === undefined) return 20
  const value = readNumber(text)
  if (Number.isInteger(value) && value >= 1 && value <= MOST_SEEKS) return value
  throw new UsageError(`--seeks is a whole number, 1 to ${MOST_SEEKS}, not ${quoted(text)}.`)
}

function inWords({ steps, runSeconds, checkpoints, saveMs, seeks, isSame }: TravelReport): string {
  const { taken, kept, medianMs, worstMs, costShare, imageMB, differencesMB } = checkpoints
  const ms = (value: number) => `${value.toFixed(0)} ms`
  return table(
    ['time travel', ''],
    [
      ['simulated seconds', `${steps} in ${runSeconds.toFixed(1)} s`],
      ['checkpoints', `${taken} taken, ${kept} kept`],
      ['one checkpoint', `${ms(medianMs)}, at worst ${ms(worstMs)}`],
      ['of the time of the run', `${(costShare * 100).toFixed(1)} %`],
      ['memory', `${imageMB.toFixed(0)} MB image, ${differencesMB.toFixed(0)} MB differences`],
      ['widest gap', `${checkpoints.widestGapSteps} simulated seconds`],
      ['copy for another thread', ms(saveMs)],
      ['seek: restored', `${ms(seeks.restoreMedianMs)}, at worst ${ms(seeks.restoreWorstMs)}`],
      ['seek: there', `${ms(seeks.thereMedianMs)}, at worst ${ms(seeks.thereWorstMs)}`],
      ['the same bits after', `${seeks.count} seeks: ${isSame ? 'yes' : 'NO'}`],
    ],
  ).join('\n')
}
