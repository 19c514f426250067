// Runs the experiment in threads of its own, beside the day and never in the page's way: cells from coarse
// to fine, each kept in the browser's store as it is done.
import { proxy, releaseProxy, wrap } from 'comlink'
import type { Remote } from 'comlink'
import { resolveLink } from '../params/resolve.ts'
import { baseOfSweep, linkOfRun, specOfRun, sweepRuns } from '../params/sweepRuns.ts'
import type { SweepRun } from '../params/sweepRuns.ts'
import { cellInWords } from '../observe/sweepTable.ts'
import type { FoundRun } from '../observe/sweepTable.ts'
import type { FigureApi } from '../threads/figureServe.ts'
import { FoundRuns } from '../threads/foundRuns.ts'
import type { StoreProblem } from '../threads/runStore.ts'
import { ENGINE_VERSION } from '../model/version.ts'
import { openLink } from './changes.ts'
import { labStore } from './store.ts'
import { questionOf, storeKeyOf, sweepOf } from './sweepQuestion.ts'
import { NO_SWEEP, runName, runsDone, sweepStore } from './sweepStore.ts'
import { say, tellVisitor } from './words.ts'

/** A run of the day takes some hundred megabytes. */
const MOST_THREADS = 4
const PROBLEM_WORDS: Readonly<Record<StoreProblem, string>> = {
  full: 'The browser’s store is full: a reload of the page will lose what the experiment finds.',
  closed:
    'The browser’s store is closed: a reload of the page will lose what the experiment finds.',
  damaged: 'The browser’s store is damaged: a reload will lose what the experiment finds.',
}

interface Thread {
  readonly worker: Worker
  readonly api: Remote<FigureApi>
}

interface Effort {
  readonly threads: Thread[]
  /** Wall time at work, without rests. */
  workedMs: number
  sinceMs: number
  readonly doneAtStart: number
  toldQuarter: number
}

const store = new FoundRuns()
let effort: Effort | null = null
let question: string | null = null
let toldProblem: StoreProblem | null = null

/** From now on the store holds what is known of the link's experiment; called when it is first shown. */
export function followSweep(): void {
  if (question !== null) return
  attend()
  labStore.subscribe((state, before) => {
    if (state.link !== before.link) attend()
  })
}

function attend(): void {
  const { link } = labStore.getState()
  const asked = questionOf(link)
  if (asked === question) return
  question = asked
  if (effort !== null) tellVisitor('The experiment stopped: what it asks has changed.')
  endEffort()
  sweepStore.setState(NO_SWEEP)
  void recall(asked)
}

async function recall(asked: string): Promise<void> {
  const { link } = labStore.getState()
  const sweep = sweepOf(link)
  const runs = sweepRuns(sweep, sweep.seed)
  const kept = await store.find(runs.map((run) => storeKeyOf(link, run)))
  if (asked !== question) return
  const found = new Map(sweepStore.getState().found)
  for (const [index, figures] of kept.entries()) {
    if (figures !== null) found.set(runName(runs[index]), figures)
  }
  sweepStore.setState({ found, keptCount: kept.filter((figures) => figures !== null).length })
}

/** Runs what is missing; what rests goes on where it stood. */
export async function runSweep(): Promise<void> {
  if (effort !== null) {
    goOn(effort)
    return
  }
  const { link } = labStore.getState()
  const sweep = sweepOf(link)
  // From here on the address holds the experiment.
  if (link.sweep === undefined) labStore.setState({ link: { ...link, sweep } })
  const { found } = sweepStore.getState()
  const waiting = sweepRuns(sweep, sweep.seed).filter((run) => !found.has(runName(run)))
  if (waiting.length === 0) return
  const own: Effort = {
    threads: [],
    workedMs: 0,
    sinceMs: performance.now(),
    doneAtStart: found.size,
    toldQuarter: 0,
  }
  effort = own
  sweepStore.setState({ phase: 'running', problem: null, secondsLeft: null, working: new Map() })
  say(`The experiment runs: ${waiting.length} runs.`)
  const lines = Array.from({ length: Math.min(threadCount(), waiting.length) }, () => {
    const thread = startThread(own)
    own.threads.push(thread)
    return workThrough(own, thread, waiting)
  })
  await Promise.all(lines)
  if (effort !== own) return
  endEffort()
  tellVisitor('The experiment is done.')
}

/** One run after another; the first fault ends them all. */
async function workThrough(own: Effort, { api }: Thread, waiting: SweepRun[]): Promise<void> {
  for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
    const { link } = labStore.getState()
    const sweep = sweepOf(link)
    const name = runName(run)
    const key = storeKeyOf(link, run)
    const spec = specOfRun(resolveLink(baseOfSweep(link, sweep)), sweep, run)
    const tell = (share: number) => {
      if (effort === own) tellShare(own, name, share)
    }
    tell(0)
    try {
      const { fingerprint, conserved, measures } = await api.run(spec, proxy(tell))
      if (effort !== own) return
      take(name, { fingerprint, conserved, measures })
      void keep(key, { fingerprint, conserved, measures })
      tellProgress(own)
    } catch (problem) {
      if (effort !== own) return
      const words = problem instanceof Error ? problem.message : String(problem)
      fail(`${cellInWords(sweep, run.cell)} with seed ${run.seed}: ${words}`)
      return
    }
  }
}

function take(name: string, figures: FoundRun): void {
  const state = sweepStore.getState()
  const working = new Map(state.working)
  working.delete(name)
  sweepStore.setState({ found: new Map(state.found).set(name, figures), working })
}

async function keep(key: string, figures: FoundRun): Promise<void> {
  const problem = await store.keep(key, figures)
  if (problem !== null && problem !== toldProblem) tellVisitor(PROBLEM_WORDS[problem])
  toldProblem = problem
}

function tellShare(own: Effort, name: string, share: number): void {
  sweepStore.setState({ working: new Map(sweepStore.getState().working).set(name, share) })
  tellProgress(own)
}

function tellProgress(own: Effort): void {
  const state = sweepStore.getState()
  if (state.phase !== 'running') return
  const sweep = sweepOf(labStore.getState().link)
  const asked = sweepRuns(sweep, sweep.seed).length
  const done = runsDone(state) - own.doneAtStart
  const workedMs = own.workedMs + performance.now() - own.sinceMs
  const left = asked - own.doneAtStart - done
  sweepStore.setState({ secondsLeft: done > 0 ? (workedMs / 1_000 / done) * left : null })
  const quarter = Math.floor((4 * state.found.size) / asked)
  if (quarter <= own.toldQuarter || quarter >= 4) return
  own.toldQuarter = quarter
  say(`${state.found.size} of ${asked} runs are done.`)
}

/** The runs at work stand still. */
export function restSweep(): void {
  if (effort === null || sweepStore.getState().phase !== 'running') return
  effort.workedMs += performance.now() - effort.sinceMs
  for (const { api } of effort.threads) void api.rest(true)
  sweepStore.setState({ phase: 'resting' })
  say('The experiment is paused.')
}

function goOn(own: Effort): void {
  if (sweepStore.getState().phase !== 'resting') return
  own.sinceMs = performance.now()
  for (const { api } of own.threads) void api.rest(false)
  sweepStore.setState({ phase: 'running' })
  say('The experiment goes on.')
}

/** What was found is forgotten, in the browser's store too. */
export function clearSweep(): void {
  const { link } = labStore.getState()
  const sweep = sweepOf(link)
  endEffort()
  void store.forget(sweepRuns(sweep, sweep.seed).map((run) => storeKeyOf(link, run)))
  sweepStore.setState(NO_SWEEP)
  say('What the experiment had found is cleared.')
}

/** The run of a cell, in place of the day, with the result that it must come to. */
export function openRunOf(run: SweepRun): void {
  const { link } = labStore.getState()
  const sweep = sweepOf(link)
  const found = sweepStore.getState().found.get(runName(run))
  const result =
    found === undefined ? {} : { engine: ENGINE_VERSION, fingerprint: found.fingerprint }
  labStore.setState({ mode: 'explore', phoneSheet: null })
  openLink({ ...linkOfRun(link, sweep, run), sweep, ...result })
  tellVisitor(`${cellInWords(sweep, run.cell)}, seed ${run.seed}.`)
}

function fail(problem: string): void {
  endEffort()
  sweepStore.setState({ problem })
}

/** Runs at work are dropped, those that are done stay. */
function endEffort(): void {
  const ended = effort
  effort = null
  for (const { worker, api } of ended?.threads ?? []) {
    api[releaseProxy]()
    worker.terminate()
  }
  sweepStore.setState({ phase: 'idle', working: new Map(), secondsLeft: null })
}

/** One core stays with the page. */
function threadCount(): number {
  return Math.max(1, Math.min(MOST_THREADS, navigator.hardwareConcurrency - 1))
}

function startThread(own: Effort): Thread {
  const worker = new Worker(new URL('../../workers/figures.worker.ts', import.meta.url), {
    type: 'module',
  })
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    if (effort === own) fail(event.message || 'Its thread could not be started.')
  })
  return { worker, api: wrap<FigureApi>(worker) }
}
