// bench: how fast the parts are, against peers and a slow twin in the same run. Ratios first, because
// they hold on a busy machine.
import { nearestWord } from '../params/nearest.ts'
import { quoted } from '../params/plainText.ts'
import { readNumber } from '../params/setting.ts'
import { UsageError } from './command.ts'
import { table } from './textTable.ts'
import type { Command, CommandCall } from './command.ts'
import type { BenchReport } from './bench/report.ts'

const PARTS = ['matching', 'venue', 'parts'] as const
type Part = (typeof PARTS)[number]

const MOST_MESSAGES = 50_000_000
const MOST_ROUNDS = 99
/** As many as a book of the bench holds. */
const MOST_LIVE_ORDERS = 50_000

interface Plan {
  readonly liveOrders: readonly number[]
  readonly messages: number
  readonly rounds: number
}

export const benchCommand: Command = {
  name: 'bench',
  summary: 'Measure the book, the venue and their parts against peers in the same run.',
  operands: `[${PARTS.join('|')}]`,
  mostOperands: 1,
  options: [
    {
      name: 'messages',
      value: 'N',
      help: 'Messages a round for our book. 5,000,000 if not given.',
    },
    { name: 'rounds', value: 'N', help: 'Rounds, of which the middle counts. 5 if not given.' },
    {
      name: 'live',
      value: 'N',
      repeats: true,
      help: 'Orders resting in the book. 50,000 and then 2,000 if not given.',
    },
    { name: 'json', help: 'Print {"benches": [...]} as one JSON object and nothing else.' },
  ],
  notes: [
    'Without a part it runs all: about five minutes on a quiet core. Each round runs ours and every ' +
      'other book in turn on the same seeded messages, and what they traded is compared.',
  ],
  run: async (call) => {
    const { terminal } = call
    const parts = readParts(call)
    const [messages = 5_000_000] = readWhole(call, 'messages', 1_000, MOST_MESSAGES)
    const [rounds = 5] = readWhole(call, 'rounds', 1, MOST_ROUNDS)
    const live = readWhole(call, 'live', 10, MOST_LIVE_ORDERS)
    const plan = { messages, rounds, liveOrders: live.length === 0 ? [50_000, 2_000] : live }
    const benches: BenchReport[] = []
    for (const part of parts) {
      if (terminal.isInteractive) terminal.err(`Measuring: ${part}\n`)
      benches.push(await measure(part, plan))
    }
    if (call.has('json')) terminal.out(`${JSON.stringify({ benches })}\n`)
    else terminal.out(`${benches.map(inWords).join('\n\n')}\n`)
  },
}

async function measure(part: Part, plan: Plan): Promise<BenchReport> {
  if (part === 'parts') {
    const { benchSmallParts } = await import('./bench/small.ts')
    return benchSmallParts({ rounds: plan.rounds })
  }
  const { benchMatching } = await import('./bench/matching.ts')
  const ours = part === 'venue' ? 'unwind venue' : 'unwind'
  return benchMatching({ ...plan, ours })
}

function readParts(call: CommandCall): readonly Part[] {
  const wanted = call.positionals[0]
  if (wanted === undefined) return PARTS
  const part = PARTS.find((one) => one === wanted)
  if (part === undefined) {
    const nearest = nearestWord(wanted, PARTS)
    const known = nearest === null ? `they are ${PARTS.join(', ')}` : `the nearest is ${nearest}`
    throw new UsageError(`There is no bench ${quoted(wanted)}: ${known}.`)
  }
  return [part]
}

/** The values given to an option, each a whole number in its range. */
function readWhole(call: CommandCall, name: string, least: number, most: number): number[] {
  return call.values(name).map((text) => {
    const value = readNumber(text)
    if (Number.isInteger(value) && value >= least && value <= most) return value
    const nearest = Math.min(most, Math.max(least, Math.round(value)))
    const hint = Number.isNaN(value) ? '' : `: the nearest is ${nearest}`
    throw new UsageError(
      `--${name} is a whole number, ${least} to ${most}, not ${quoted(text)}${hint}.`,
    )
  })
}

function inWords(report: BenchReport): string {
  const ratios = report.ratios.map((row) => [
    row.title,
    `${significant(row.ratio)}x`,
    row.floor === undefined
      ? ''
      : `floor ${row.floor}x: ${row.ratio >= row.floor ? 'held' : 'MISSED'}`,
  ])
  const rates = report.rates.map((row) => [
    row.title,
    `${significant(row.perCpuSecond / 1e6)} M ${row.unit}/s`,
    row.note ?? '',
  ])
  const figures = report.figures.map((row) => [
    row.title,
    `${significant(row.value)} ${row.unit}`,
    '',
  ])
  const checks = report.checks.map((row) => [row.title, row.holds ? 'holds' : 'DOES NOT HOLD', ''])
  return [
    ...table([report.bench, '', ''], [...ratios, ...rates, ...figures, ...checks]),
    ...report.notes,
  ].join('\n')
}

function significant(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 })
}
