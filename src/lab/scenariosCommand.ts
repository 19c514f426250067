// scenarios: the named ones, their length and news.
import { SCENARIOS } from '../params/scenarios.ts'
import { wrap } from './help.ts'
import type { Command } from './command.ts'

export const scenariosCommand: Command = {
  name: 'scenarios',
  summary: 'List the named scenarios.',
  operands: '',
  mostOperands: 0,
  options: [{ name: 'json', help: 'Print them as one JSON object: {"scenarios": [...]}.' }],
  run: async ({ has, terminal }) => {
    if (has('json')) terminal.out(`${JSON.stringify({ scenarios: SCENARIOS })}\n`)
    else terminal.out(SCENARIOS.map(describe).join('\n'))
  },
}

function describe(scenario: (typeof SCENARIOS)[number]): string {
  const news = scenario.news.length === 0 ? 'no news' : `${scenario.news.length} pieces of news`
  return [
    `${scenario.id}: ${scenario.title}, ${scenario.hours} h, ${news}`,
    ...wrap(scenario.summary, 84).map((line) => `    ${line}`),
    '',
  ].join('\n')
}
