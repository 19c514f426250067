// validate: the machinery against published laws, apart from any calibration.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { quoted } from '../../params/plainText.ts'
import { RunFailure, UsageError } from '../command.ts'
import { table } from '../textTable.ts'
import { checkRow } from './figures.ts'
import { progressTo } from './progress.ts'
import { plotOf } from './plots.ts'
import { plotFile, reportOf } from './report.ts'
import { LAWS, validate, type LawNumber } from './validate.ts'
import type { Command, CommandCall } from '../command.ts'
import type { LawResult, ValidationResult } from './result.ts'

const TITLES: Readonly<Record<LawNumber, string>> = {
  1: 'the spread under zero-intelligence flow (Farmer, Patelli, Zovko 2005)',
  2: 'where the mid goes next (Cont, Stoikov, Talreja 2010)',
  3: 'the impact of a meta-order in the calm market (square-root law)',
}

export function validateCommand(engine: { readonly version: string }): Command {
  return {
    name: 'validate',
    summary: 'Hold the machinery to published laws of markets, with standard errors.',
    operands: '',
    mostOperands: 0,
    options: [
      { name: 'law', value: 'N', repeats: true, help: 'One law only: 1, 2 or 3.' },
      { name: 'quick', help: 'A small sample: seconds instead of minutes, and rough.' },
      {
        name: 'out',
        value: 'DIR',
        help: 'Write results.json, a report (README.md) and a picture for each law there.',
      },
      { name: 'json', help: 'Print the results as one JSON object and nothing else.' },
    ],
    notes: [
      ...LAWS.map((law) => `Law ${law}: ${TITLES[law]}.`),
      'A law that our market does not obey is a result, not a failure: the exit code is 0.',
    ],
    run: (call) => run(engine.version, call),
  }
}

async function run(version: string, call: CommandCall): Promise<void> {
  const { terminal } = call
  const laws = readLaws(call.values('law'))
  const folder = call.value('out')
  const isSpoken = !call.has('json')
  const progress = progressTo((line) => {
    if (isSpoken) terminal.err(`${line}\n`)
  })
  const result = await validate(version, laws, call.has('quick'), progress)
  if (folder !== undefined) await writeFiles(folder, result)
  terminal.out(isSpoken ? `${summaryOf(result)}\n` : `${JSON.stringify(result)}\n`)
  if (folder !== undefined) terminal.err(`Files are in ${folder}\n`)
}

function readLaws(words: readonly string[]): readonly LawNumber[] {
  if (words.length === 0) return LAWS
  const asked = words.map((word) => {
    const law = LAWS.find((known) => String(known) === word)
    if (law === undefined) throw new UsageError(`--law is 1, 2 or 3, not ${quoted(word)}.`)
    return law
  })
  return LAWS.filter((law) => asked.includes(law))
}

async function writeFiles(folder: string, result: ValidationResult): Promise<void> {
  const plots = await Promise.all(result.laws.map((law) => plotOf(law)))
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'results.json'), `${JSON.stringify(result, undefined, 2)}\n`)
    writeFileSync(join(folder, 'README.md'), reportOf(result))
    result.laws.forEach(({ law }, index) => {
      writeFileSync(join(folder, plotFile(law)), plots[index]!)
    })
  } catch (error) {
    throw new RunFailure(`The files in ${folder} could not be written: ${String(error)}.`)
  }
}

function summaryOf({ laws, quick }: ValidationResult): string {
  const lines = laws.flatMap((result: LawResult) => [
    `Law ${result.law}: ${TITLES[result.law]}`,
    ...table(['asked', 'expected', 'measured', 'verdict'], result.checks.map(checkRow)).map(
      (line) => `  ${line}`,
    ),
    '',
  ])
  return [...lines, quick ? 'A quick sample: rough.' : 'Errors are standard errors.'].join('\n')
}
