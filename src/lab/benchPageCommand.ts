// bench-page: the built page in a real browser, held to its targets: how soon it moves, what it weighs,
// what a frame costs, how fast hands are answered, what it costs to keep a run for a reload.
import { loadavg } from 'node:os'
import { nearestWord } from '../params/nearest.ts'
import { quoted } from '../params/plainText.ts'
import { readNumber } from '../params/setting.ts'
import { UsageError } from './command.ts'
import { table } from './textTable.ts'
import type { Command, CommandCall } from './command.ts'
import type { PageRow } from './bench/page/rows.ts'

const PARTS = ['opening', 'drawing', 'handling', 'keeping'] as const
type Part = (typeof PARTS)[number]

const MOST_HOURS = 96
const MOST_REPEATS = 50

export const benchPageCommand: Command = {
  name: 'bench-page',
  summary:
    'Measure the built page in headless Chromium: first motion, weight, frames, hands, copies.',
  operands: `[${PARTS.join('|')}]`,
  mostOperands: 1,
  options: [
    { name: 'repeats', value: 'N', help: 'Visits, moves and seeks of each kind. 5 if not given.' },
    { name: 'hours', value: 'H', help: 'Hours of the day run to its end for the seeks. 48.' },
    { name: 'json', help: 'Print {"rows": [...]} as one JSON object and nothing else.' },
  ],
  notes: [
    'Without a part it measures all, in some minutes. Chromium draws in software here, which takes a ' +
      'core: script is what the main thread runs, raster is not in it. On a busy machine the clock ' +
      'says little; what frames cost is told in time of the processor.',
  ],
  run: async (call) => {
    const { terminal } = call
    const parts = readPart(call)
    const repeats = readWhole(call, 'repeats', 5, MOST_REPEATS)
    const hours = readWhole(call, 'hours', 48, MOST_HOURS)
    const { measurePage } = await import('./bench/page/rows.ts')
    const tell = (words: string) => {
      if (terminal.isInteractive) terminal.err(`Measuring: ${words}\n`)
    }
    const rows = await measurePage({ parts, repeats, hours, tell })
    if (call.has('json')) terminal.out(`${JSON.stringify({ load: loadavg(), rows })}\n`)
    else terminal.out(`${inWords(rows)}\n`)
  },
}

function readPart(call: CommandCall): readonly Part[] {
  const wanted = call.positionals[0]
  if (wanted === undefined) return PARTS
  const part = PARTS.find((one) => one === wanted)
  if (part !== undefined) return [part]
  const nearest = nearestWord(wanted, PARTS)
  const known = nearest === null ? `they are ${PARTS.join(', ')}` : `the nearest is ${nearest}`
  throw new UsageError(`There is no part ${quoted(wanted)} of the page's bench: ${known}.`)
}

function readWhole(call: CommandCall, name: string, otherwise: number, most: number): number {
  const text = call.value(name)
  if (text === undefined) return otherwise
  const value = readNumber(text)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new UsageError(`--${name} is a whole number, 1 to ${most}, not ${quoted(text)}.`)
}

function inWords(rows: readonly PageRow[]): string {
  const [minutes] = loadavg()
  const cells = rows.map(({ title, value, unit, target, holds, note }) => [
    title,
    `${significant(value)} ${unit}`,
    target === null ? '' : `${target} ${unit}: ${holds === true ? 'held' : 'MISSED'}`,
    note,
  ])
  return [
    ...table(['page', '', 'target', ''], cells),
    `Load of the machine over the last minute: ${minutes.toFixed(1)}.`,
  ].join('\n')
}

function significant(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 })
}
