// params: the parameter table, row by row.
import { PARAMETERS } from '../params/table.ts'
import { formatRange, formatSetting } from '../params/words.ts'
import { LINK_VERSION } from '../params/linkVersions.ts'
import { table } from './textTable.ts'
import type { ParameterRow } from '../params/parameter.ts'
import type { Command } from './command.ts'

const rows: readonly ParameterRow[] = PARAMETERS

export const paramsCommand: Command = {
  name: 'params',
  summary: 'List the parameters: key, range, default, and what each means.',
  operands: '',
  mostOperands: 0,
  options: [
    { name: 'json', help: 'Print the whole table as one JSON object: {"parameters": [...]}.' },
  ],
  notes: ['A live parameter may change while a run goes on; the others restart it.'],
  run: async ({ has, terminal }) => {
    if (has('json')) {
      terminal.out(`${JSON.stringify({ linkVersion: LINK_VERSION, parameters: rows })}\n`)
    } else terminal.out(`${describeTable().join('\n')}\n`)
  },
}

function describeTable(): string[] {
  const groups = [...new Set(rows.map((row) => row.group))]
  const header = ['key', 'default', 'range', 'step', 'when', 'meaning']
  const cells = groups.flatMap((group) => [
    ['', '', '', '', '', ''],
    [`${group}:`, '', '', '', '', ''],
    ...rows.filter((row) => row.group === group).map(describe),
  ])
  return table(header, cells)
}

function describe(row: ParameterRow): string[] {
  return [
    row.key,
    formatSetting(row, row.default),
    formatRange(row),
    row.choices === undefined ? String(row.step) : '',
    row.when,
    `${row.label}. ${row.help}`,
  ]
}
