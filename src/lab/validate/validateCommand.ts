// validate: the machinery against published laws, apart from any calibration.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { quoted } from '../../params/plainText.ts'
import { RunFailure, UsageError } from '../command.ts'
import { gatherFigures } from '../figures/gatherFigures.ts'
import { gatheringOf, interrupted, RUNS } from '../runOptions.ts'
import { runAllOnThreads, type RunAll } from '../figures/figurePool.ts'
import { table } from '../textTable.ts'
import { checkRow } from './figures.ts'
import { progressTo } from './progress.ts'
import { plotOf } from './plots.ts'
import { plotFile, reportOf } from './report.ts'
import { LAWS, SHORT_LAWS, validate, type LawNumber } from './validate.ts'
import type { RunMany } from './runMany.ts'
import type { Command, CommandCall } from '../command.ts'
import type { Engine } from '../engine.ts'
import type { LawResult, ValidationResult } from './result.ts'

const TITLES: Readonly<Record<LawNumber, string>> = {
  1: 'the spread under zero-intelligence flow (Farmer, Patelli, Zovko 2005)',
  2: 'where the mid goes next (Cont, Stoikov, Talreja 2010)',
  3: 'the impact of a meta-order in the calm market (square-root law)',
  4: 'more leverage, fatter tails (Thurner, Farmer, Geanakoplos 2012)',
  5: 'stylised facts of hourly returns over weeks with an event day',
}

export function validateCommand(
  engine: Pick<Engine, 'version' | 'build'>,
  runAll: RunAll = runAllOnThreads,
): Command {
  return {
    name: 'validate',
    summary: 'Hold the machinery to published laws of markets, with standard errors.',
    operands: '',
    mostOperands: 0,
    options: [
      {
        name: 'law',
        value: 'N',
        repeats: true,
        help: 'These laws only: 1 to 5. 1 to 3 otherwise; 4 and 5 take minutes more.',
      },
      { name: 'quick', help: 'A small sample: seconds instead of minutes, and rough.' },
      {
        name: 'out',
        value: 'DIR',
        help: 'Write results.json, a report (README.md) and a picture for each law there. Laws that stand there already and are not asked for stay.',
      },
      { name: 'jobs', value: 'N', help: 'Runs at a time of laws 4 and 5, each on a thread.' },
      RUNS,
      { name: 'json', help: 'Print the results as one JSON object and nothing else.' },
    ],
    notes: [
      ...LAWS.map((law) => `Law ${law}: ${TITLES[law]}.`),
      'A law that our market does not obey is a result, not a failure: the exit code is 0.',
    ],
    run: (call) => run(engine, runAll, call),
  }
}

async function run(
  engine: Pick<Engine, 'version' | 'build'>,
  runAll: RunAll,
  call: CommandCall,
): Promise<void> {
  const { terminal } = call
  const laws = readLaws(call.values('law'))
  const folder = call.value('out')
  const isSpoken = !call.has('json')
  const progress = progressTo((line) => {
    if (isSpoken) terminal.err(`${line}\n`)
  })
  const runMany: RunMany = async (specs) => {
    const { figures } = await gatherFigures(specs, {
      ...gatheringOf(engine, runAll, call, specs.length),
      tellsProgress: isSpoken && terminal.isInteractive,
    })
    const done = figures.filter((one) => one !== null)
    if (done.length === specs.length) return done
    throw interrupted(done.length, specs.length, 'runs')
  }
  const result = await validate(engine.version, laws, call.has('quick'), progress, runMany)
  if (folder !== undefined) await writeFiles(folder, result)
  terminal.out(isSpoken ? `${summaryOf(result)}\n` : `${JSON.stringify(result)}\n`)
  if (folder !== undefined) terminal.err(`Files are in ${folder}\n`)
}

function readLaws(words: readonly string[]): readonly LawNumber[] {
  if (words.length === 0) return SHORT_LAWS
  const asked = words.map((word) => {
    const law = LAWS.find((known) => String(known) === word)
    if (law === undefined) throw new UsageError(`--law is 1 to 5, not ${quoted(word)}.`)
    return law
  })
  return LAWS.filter((law) => asked.includes(law))
}

async function writeFiles(folder: string, newest: ValidationResult): Promise<void> {
  const result = withKept(folder, newest)
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

/** The laws that stand in the folder, of the same engine and sample, beside those that were measured. */
function withKept(folder: string, newest: ValidationResult): ValidationResult {
  const path = join(folder, 'results.json')
  if (!existsSync(path)) return newest
  const kept = JSON.parse(readFileSync(path, 'utf8')) as ValidationResult
  if (kept.engine !== newest.engine || kept.quick !== newest.quick) return newest
  const others = kept.laws.filter(({ law }) => newest.laws.every((own) => own.law !== law))
  return { ...newest, laws: [...newest.laws, ...others].toSorted((a, b) => a.law - b.law) }
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
