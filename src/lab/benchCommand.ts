// bench: how fast the parts are, against peers and a slow twin in the same run. Ratios first, because
// they hold on a busy machine.
import { readNumber } from '../params/setting.ts'
import { UsageError } from './command.ts'
import { table } from './summary.ts'
import type { Command, CommandCall } from './command.ts'
import type { BenchReport } from './bench/report.ts'

const PARTS = ['matching', 'venue', 'parts'] as const
type Part = (typeof PARTS)[number]

const MOST_MESSAGES = 50_000_000
const MOST_ROUNDS = 99

interface Plan {
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
    { name: 'json', help: 'Print {"benches": [...]} as one JSON object and nothing else.' },
  ],
  notes: [
    'Without a part it runs all: about five minutes on a quiet core. Each round runs ours and every ' +
      'other book in turn on the same seeded messages, and what they traded is compared.',
  ],
  run: async (call) => {
    const { terminal } = call
    const parts = readParts(call)
    const plan = {
      messages: readWhole(call, 'messages', 5_000_000, 1_000, MOST_MESSAGES),
      rounds: readWhole(call, 'rounds', 5, 1, MOST_ROUNDS),
    }
    const benches: BenchReport[] = []
    for (const part of parts) {
      if (terminal.isInteractive) terminal.err(`Measuring: ${part}\n`)
      benches.push(await measure(part, plan))
    }
    if (call.has('json')) terminal.out(`${JSON.stringify({ benches })}\n`)
    else terminal.out(`${benches.map(inWords).join('\n\n')}\n`)
  },
}

async function measure(part: Part, { messages, rounds }: Plan): Promise<BenchReport> {
  if (part === 'parts') {
    const { benchSmallParts } = await import('./bench/small.ts')
    return benchSmallParts({ rounds })
  }
  const { benchMatching } = await import('./bench/matching.ts')
  const ours = part === 'venue' ? 'unwind venue' : 'unwind'
  return benchMatching({ messages, rounds, ours })
}

function readParts(call: CommandCall): readonly Part[] {
  const wanted = call.positionals[0]
  if (wanted === undefined) return PARTS
  const part = PARTS.find((one) => one === wanted)
  if (part === undefined) {
    throw new UsageError(`There is no bench "${wanted}": they are ${PARTS.join(', ')}.`)
  }
  return [part]
}

function readWhole(call: CommandCall, name: string, def: number, least: number, most: number) {
  const text = call.value(name)
  if (text === undefined) return def
  const value = readNumber(text)
  if (value === undefined || !Number.isInteger(value) || value < least || value > most) {
    throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`)
  }
  return value
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
