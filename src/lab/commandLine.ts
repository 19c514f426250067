// From the words of a command line to a command and back to an exit code: 0 done, 1 the run failed,
// 2 bad usage.
import { parseArgs } from 'node:util'
import { InvariantError } from '../base/assert.ts'
import { nearestWord } from '../params/nearest.ts'
import { quoted } from '../params/plainText.ts'
import { RunFailure, UsageError } from './command.ts'
import { helpOn, helpOnAll } from './help.ts'
import type { Command, CommandCall, OptionRow, Terminal } from './command.ts'

export const ExitCode = { Done: 0, RunFailed: 1, BadUsage: 2 } as const

const HELP: OptionRow = { name: 'help', help: 'Say what the command does and takes.' }

export async function runCommandLine(
  words: readonly string[],
  commands: readonly Command[],
  version: string,
  terminal: Terminal,
): Promise<number> {
  try {
    await dispatch(words, commands, version, terminal)
    return ExitCode.Done
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\n`)
      return ExitCode.BadUsage
    }
    terminal.err(`${describeFailure(error)}\n`)
    return ExitCode.RunFailed
  }
}

async function dispatch(
  words: readonly string[],
  commands: readonly Command[],
  version: string,
  terminal: Terminal,
): Promise<void> {
  const [first, ...rest] = words
  if (first === undefined || first === '--help' || first === '-h') {
    terminal.out(helpOnAll(commands))
    return
  }
  if (first === '--version') {
    terminal.out(`${version}\n`)
    return
  }
  const names = commands.map((command) => command.name)
  const command = commands.find(({ name }) => name === first)
  if (command === undefined) {
    const nearest = nearestWord(first, names)
    const hint =
      nearest === null ? `the commands are ${names.join(', ')}` : `the nearest is ${nearest}`
    throw new UsageError(`There is no command ${quoted(first)}: ${hint}.`)
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(helpOn(command))
    return
  }
  await command.run(readCall(command, rest, terminal))
}

function readCall(command: Command, words: readonly string[], terminal: Terminal): CommandCall {
  // Not strict: its own sentences name neither the range nor the nearest.
  const { positionals, tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      command.options.map(({ name, value }) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: true },
      ]),
    ),
  })
  const given = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const option = findOption(command, token.name, token.rawName)
    const values = given.get(option.name) ?? []
    values.push(valueOf(option, token.value))
    given.set(option.name, values)
    if (values.length > 1 && option.value !== undefined && option.repeats !== true) {
      throw new UsageError(`--${option.name} is given ${values.length} times: it takes one value.`)
    }
  }
  if (positionals.length > command.mostOperands) {
    const extra = quoted(positionals[command.mostOperands]!)
    const takes = command.operands === '' ? 'nothing besides its options' : command.operands
    throw new UsageError(`${command.name} takes ${takes}, so ${extra} is one word too many.`)
  }
  return {
    positionals,
    values: (option) => given.get(option) ?? [],
    value: (option) => given.get(option)?.at(-1),
    has: (option) => given.has(option),
    terminal,
  }
}

function findOption(command: Command, name: string, rawName: string): OptionRow {
  const option = command.options.find((row) => row.name === name)
  if (option !== undefined) return option
  const names = [...command.options, HELP].map((row) => row.name)
  const nearest = nearestWord(name, names)
  const hint =
    nearest === null ? `unwind ${command.name} --help lists them` : `the nearest is --${nearest}`
  throw new UsageError(`${command.name} has no option ${quoted(rawName)}: ${hint}.`)
}

function valueOf(option: OptionRow, value: string | undefined): string {
  if (option.value === undefined) {
    if (value === undefined) return ''
    throw new UsageError(`--${option.name} takes no value, so ${quoted(value)} is too much.`)
  }
  if (value !== undefined && !value.startsWith('--')) return value
  throw new UsageError(`--${option.name} needs a value: --${option.name} ${option.value}.`)
}

function describeFailure(error: unknown): string {
  if (error instanceof RunFailure) return error.message
  if (error instanceof InvariantError) return `An invariant of the engine broke.\n${error.stack}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
