// The help of the command line, made from the commands' own rows.
import type { Command } from './command.ts'

const WIDTH = 88

export function helpOnAll(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }) => [name, summary] as const)
  return [
    'Unwind, an agent-based crypto-market laboratory.',
    '',
    'npm run --silent unwind -- COMMAND [OPTIONS]',
    '',
    ...inColumns(rows),
    '',
    'COMMAND --help says what a command takes; --version names the engine.',
    'Exit code 0: done. 1: a run failed. 2: bad usage, said in one sentence.',
    '',
  ].join('\n')
}

export function helpOn(command: Command): string {
  const operands = command.operands === '' ? '' : ` ${command.operands}`
  const rows = command.options.map(({ name, value, repeats, help }) => {
    const shown = value === undefined ? `--${name}` : `--${name} ${value}`
    return [repeats === true ? `${shown} ...` : shown, help] as const
  })
  const lines = [
    command.summary,
    '',
    `npm run --silent unwind -- ${command.name}${operands} [OPTIONS]`,
  ]
  if (rows.length > 0) lines.push('', ...inColumns(rows))
  for (const note of command.notes ?? []) lines.push('', ...wrap(note, WIDTH))
  return `${lines.join('\n')}\n`
}

/** Two columns, the second one wrapped. */
function inColumns(rows: readonly (readonly [string, string])[]): string[] {
  const indent = Math.max(...rows.map(([left]) => left.length)) + 4
  return rows.flatMap(([left, right]) =>
    wrap(right, WIDTH - indent).map(
      (line, index) => `${(index === 0 ? `  ${left}` : '').padEnd(indent)}${line}`,
    ),
  )
}

export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
