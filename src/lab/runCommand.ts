// run: one scenario from its start to its end, as a summary, as JSON, as files.
import { availableParallelism } from 'node:os'
import { quoted } from '../params/plainText.ts'
import { readNumber } from '../params/setting.ts'
import { RunFailure, UsageError } from './command.ts'
import { twinSpecs } from './comparePlan.ts'
import { decompositionOf } from './decomposition.ts'
import { exportFiles, prepareFolder } from './exportFiles.ts'
import { planRun } from './plan.ts'
import { isConserved, resultOf } from './result.ts'
import { simulate } from './simulate.ts'
import { summaryOf } from './summary.ts'
import { threadsWorth } from './threadsWorth.ts'
import type { Command, CommandCall } from './command.ts'
import type { Engine, LabRun } from './engine.ts'
import type { RunPlan } from './plan.ts'
import type { RunResult } from './result.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { Watch } from './simulate.ts'

const MOST_THREADS = 4

export function runCommand(engine: Engine): Command {
  return {
    name: 'run',
    summary: 'Run a scenario to its end and judge it by the scorecard.',
    operands: '[SCENARIO|FILE.json]',
    mostOperands: 1,
    options: [
      { name: 'seed', value: 'TEXT', help: 'Seed of all random draws.' },
      { name: 'traders-per-agent', value: 'N', help: 'Traders that one retail agent stands for.' },
      {
        name: 'hours',
        value: 'H',
        help: "Length of the run in hours, where it is not the scenario's.",
      },
      {
        name: 'set',
        value: 'KEY=VALUE',
        repeats: true,
        help: 'Change a parameter: --set leverageCap=10. The command params lists them.',
      },
      { name: 'link', value: 'URL', help: 'Run what a share link stands for.' },
      {
        name: 'threads',
        value: 'N',
        help:
          'Threads for the venues, 0 to 4. If not given, two where the run is large and there are two ' +
          'cores. The result is the same for any.',
      },
      {
        name: 'out',
        value: 'DIR',
        help: 'Write series.csv, liquidations.csv, events.csv and scenario.json there.',
      },
      {
        name: 'decompose',
        help: 'Also run the twin off the book: what sold in the fall, and the cascade amplification.',
      },
      { name: 'parquet', help: 'With --out: the same tables as Apache Parquet too.' },
      { name: 'json', help: 'Print the result as one JSON object and nothing else.' },
      { name: 'progress', help: 'Tell progress although nobody sits at the terminal.' },
    ],
    notes: [
      'Without a scenario it is the-day. The command scenarios lists the named ones; a file says ' +
        'what differs from one of them, as in {"base": "calm", "settings": {"leverageCap": 10}}.',
      'Options go over the link or file. The same engine gives the same fingerprint for the same ' +
        'scenario, settings and seed, anywhere.',
    ],
    run: (call) => run(engine, call),
  }
}

async function run(engine: Engine, call: CommandCall): Promise<void> {
  const { terminal } = call
  const plan = planRun(call)
  const threads =
    readThreads(call.value('threads')) ?? threadsWorth(plan.spec, availableParallelism())
  const folder = call.value('out')
  const hasParquet = call.has('parquet')
  if (hasParquet && folder === undefined) {
    throw new UsageError('--parquet writes files, so it needs --out DIR too.')
  }
  if (folder !== undefined) prepareFolder(folder)
  for (const notice of plan.notices) terminal.err(`Note: ${notice}\n`)
  const finished = await runToTheEnd(engine, plan, threads, call)
  const { labRun, offBook, wallSeconds, partWay } = finished
  const { model, observer } = labRun
  const threadsReport = labRun.threads?.()
  if (threadsReport !== undefined && threadsReport.note !== '') {
    terminal.err(`Note: ${threadsReport.note}\n`)
  }
  const result: RunResult = {
    ...resultOf(engine, plan, model, observer, wallSeconds, threadsReport, partWay),
    ...(offBook === null
      ? {}
      : { decomposition: decompositionOf([{ measures: observer.measures(), offBook }]) }),
  }
  if (folder !== undefined) {
    await exportFiles(folder, plan.spec, model, observer, result, hasParquet).catch((error) => {
      throw new RunFailure(`The files in ${folder} could not be written: ${String(error)}.`)
    })
  }
  terminal.out(call.has('json') ? `${JSON.stringify(result)}\n` : summaryOf(plan, result))
  if (folder !== undefined) terminal.err(`Files are in ${folder}\n`)
  if (!isConserved(result.conservation)) {
    throw new RunFailure(`The books do not add up: ${JSON.stringify(result.conservation)}.`)
  }
}

interface Finished {
  readonly labRun: LabRun
  readonly wallSeconds: number
  /** Fingerprint at the step of an expected result of the run so far. */
  readonly partWay: string | undefined
  /** Measures of the twin off the book, where it was asked for. */
  readonly offBook: Readonly<Record<string, number>> | null
}

async function runToTheEnd(
  engine: Engine,
  { spec, expected }: RunPlan,
  threads: number,
  call: CommandCall,
): Promise<Finished> {
  const { terminal } = call
  let partWay: string | undefined
  let isInterrupted = false
  const stopListening = terminal.onInterrupt(() => {
    isInterrupted = true
  })
  const watch: Watch = {
    terminal,
    tellsProgress: terminal.isInteractive || call.has('progress'),
    isInterrupted: () => isInterrupted,
  }
  const start = performance.now()
  try {
    const labRun = engine.createRun(spec, threads)
    await runOne(spec, labRun, {
      ...watch,
      atStep: expected?.step,
      lookThere: () => {
        partWay = labRun.model.fingerprint()
      },
    })
    const wallSeconds = (performance.now() - start) / 1_000
    if (!call.has('decompose')) return { labRun, wallSeconds, partWay, offBook: null }
    const { offBook } = twinSpecs(spec)
    const twin = engine.createRun(offBook, threads)
    await runOne(offBook, twin, watch)
    return { labRun, wallSeconds, partWay, offBook: twin.observer.measures() }
  } finally {
    stopListening()
  }
}

async function runOne(spec: RunSpec, { model, observer }: LabRun, watch: Watch): Promise<void> {
  let isDone: boolean
  try {
    isDone = await simulate(model, observer, watch)
  } catch (error) {
    // Our own mistake: what replays it, then where it was.
    watch.terminal.err(`${error instanceof Error ? error.stack : String(error)}\n`)
    throw new RunFailure(
      `The run of ${spec.scenario.id} with seed '${spec.seed}' failed in second ` +
        `${model.stepsDone()} of ${model.stepCount}.`,
    )
  }
  if (isDone) return
  throw new RunFailure(
    `Interrupted after ${model.stepsDone()} of ${model.stepCount} simulated seconds; ` +
      'nothing was written.',
  )
}

function readThreads(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const threads = readNumber(text)
  if (Number.isInteger(threads) && threads >= 0 && threads <= MOST_THREADS) return threads
  const nearest = Number.isNaN(threads)
    ? ''
    : `: the nearest is ${Math.min(MOST_THREADS, Math.max(0, Math.round(threads)))}`
  throw new UsageError(
    `--threads is a whole number, 0 to ${MOST_THREADS}, not ${quoted(text)}${nearest}.`,
  )
}
