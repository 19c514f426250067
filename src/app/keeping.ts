// Keeps the run outside its thread, so that a page loaded again or a thread that died goes on where it
// was: a checkpoint every few seconds, in the keeper's thread and the browser's store. What was kept of
// this tab is noted in the session, so that a link opened afresh begins at the start.
import { releaseProxy, transfer, wrap } from 'comlink'
import type { Remote } from 'comlink'
import { ENGINE_VERSION } from '../model/version.ts'
import { decodeLink, encodeLink } from '../params/link.ts'
import { resolveLink, sideOf } from '../params/resolve.ts'
import type { LinkState } from '../params/linkState.ts'
import { buffersOf, firstDifference, startKeyOf } from '../threads/checkpoints/savedRun.ts'
import type { SavedRun } from '../threads/checkpoints/savedRun.ts'
import type { KeeperApi, Unkept } from '../threads/keeper.ts'
import type { Found } from '../threads/runStore.ts'
import { mostCopyBytes, pauseAfterCopyMs } from './copyBudget.ts'
import { liveStep, shownStep } from './frameLoop.ts'
import { simulation } from './runControl.ts'
import { labStore } from './store.ts'
import { tellVisitor } from './words.ts'

const LOOK_MS = 5_000
const SESSION_NAME = 'unwind.run'

let keeper: Remote<KeeperApi> | null = null
let isKeeping = false
/** Something was worth keeping while another copy was being stored. */
let mustKeepAgain = false
let keptRun = ''
/** Of the latest run of this tab that was handed over. */
let keptKey = ''
let dueMs = -Infinity
let toldProblem: Unkept | null = null

export function startKeeping(): void {
  setInterval(() => {
    if (performance.now() >= dueMs && !document.hidden) void keepNow()
  }, LOOK_MS)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void keepNow()
  })
  // The checkpoint is a little older than what is seen: the rest is run again.
  addEventListener('pagehide', () => {
    const { link } = labStore.getState()
    const note = sessionNote()
    if (note !== null && isGoneOnFrom(note.key, link)) noteSession(note.key)
  })
  // One that stands still is worth a checkpoint: the visitor may close the page.
  labStore.subscribe(({ clock, facts }, before) => {
    if (before.clock?.playing === true && clock?.playing === false) void keepNow()
    if (facts === before.facts) return
    dueMs = -Infinity
    tellUnkept(null)
  })
}

/** What of a link decides the run, and the engine that runs it. */
export function runKeyOf(link: LinkState): string {
  const { scenarioId, seed, hours } = link
  const run = { scenarioId, seed, ...sideOf(link), ...(hours ? { hours } : {}) }
  return `${ENGINE_VERSION} ${encodeLink(run)}`
}

/** The kept run of a link; where a change has made it another one since, what this tab kept before. */
export async function findKept(link: LinkState): Promise<Found> {
  const own = await findOf(runKeyOf(link))
  return own.saved === null && isGoneOnFrom(keptKey, link) ? findBefore(keptKey, link) : own
}

async function findOf(key: string): Promise<Found> {
  try {
    return await theKeeper().find(key)
  } catch {
    return { saved: null, problem: 'closed' }
  }
}

/** The kept run of another link of the same start, where it stands before what differs. */
async function findBefore(key: string, link: LinkState): Promise<Found> {
  const found = await findOf(key)
  const { saved } = found
  if (saved === null) return found
  const isBefore = saved.step <= firstDifference(resolveLink(linkOfKey(key)), resolveLink(link))
  return isBefore ? found : { saved: null, problem: null }
}

/** Whether a link's run has the start of a kept one. */
function isGoneOnFrom(key: string, link: LinkState): boolean {
  if (!key.startsWith(`${ENGINE_VERSION} `)) return false
  return startKeyOf(resolveLink(linkOfKey(key))) === startKeyOf(resolveLink(link))
}

function linkOfKey(key: string): LinkState {
  return decodeLink(key.slice(ENGINE_VERSION.length + 1)).state
}

/** The run that this tab was showing, where the link is that run's, and how it stood. */
export async function findOfThisTab(
  link: LinkState,
): Promise<{ readonly saved: SavedRun; readonly step: number; readonly plays: boolean } | null> {
  const note = sessionNote()
  if (note === null || !isGoneOnFrom(note.key, link)) return null
  const { saved, problem } = await findBefore(note.key, link)
  if (problem !== null) {
    const why =
      problem === 'damaged' ? 'stored checkpoint was damaged' : 'browser’s store is closed'
    tellVisitor(`The ${why}, so the run starts over.`)
  }
  return saved === null ? null : { saved, step: note.step, plays: note.plays }
}

export function forgetKept(link: LinkState): void {
  noteSession(null)
  keptRun = keptKey = ''
  void theKeeper().forget(runKeyOf(link))
}

async function keepNow(): Promise<void> {
  const { phase, link } = labStore.getState()
  const key = runKeyOf(link)
  const run = `${key} ${liveStep()}`
  if (phase !== 'open' || run === keptRun || liveStep() === 0) return
  if (isKeeping) {
    mustKeepAgain = true
    return
  }
  const api = simulation()?.api
  if (api === undefined) return
  isKeeping = true
  const startMs = performance.now()
  dueMs = startMs + pauseAfterCopyMs(0, 0)
  try {
    const saved = await api.save(mostBytes())
    // Another link by now: what came back is of the one before.
    if (runKeyOf(labStore.getState().link) !== key) return
    const copied = performance.measure('unwind: copy', { start: startMs })
    if (saved === null) {
      keptRun = run
      tellUnkept('large')
      return
    }
    keptKey = key
    const problem = await theKeeper().keep(key, transfer(saved, buffersOf(saved)))
    const stored = performance.measure('unwind: store', { start: startMs + copied.duration })
    dueMs = startMs + pauseAfterCopyMs(copied.duration, stored.duration)
    keptRun = run
    noteSession(problem === null ? key : null)
    tellUnkept(problem)
  } catch {
    // The thread died or the keeper did: the next look starts anew.
    keeper?.[releaseProxy]()
    keeper = null
  } finally {
    isKeeping = false
    if (mustKeepAgain) {
      mustKeepAgain = false
      void keepNow()
    }
  }
}

/** Once for each problem: the visitor may have put it aside. */
function tellUnkept(problem: Unkept | null): void {
  if (problem === toldProblem) return
  toldProblem = problem
  labStore.setState({ unkept: problem })
}

function mostBytes(): number {
  const { deviceMemory } = navigator as { readonly deviceMemory?: number }
  return mostCopyBytes(deviceMemory, matchMedia('(any-pointer: fine)').matches)
}

function theKeeper(): Remote<KeeperApi> {
  keeper ??= wrap<KeeperApi>(
    new Worker(new URL('../../workers/keeper.worker.ts', import.meta.url), { type: 'module' }),
  )
  return keeper
}

interface SessionNote {
  readonly key: string
  readonly step: number
  readonly plays: boolean
}

/** Storage of the tab may be closed to the page, as in some frames. What is there may be anything. */
function sessionNote(): SessionNote | null {
  try {
    const note = JSON.parse(sessionStorage.getItem(SESSION_NAME) ?? 'null') as SessionNote | null
    return note !== null && Number.isInteger(note.step) && note.step >= 0 ? note : null
  } catch {
    return null
  }
}

/** What this tab shows, once it is in the store. */
function noteSession(key: string | null): void {
  try {
    const note = { key, step: Math.floor(shownStep()), plays: labStore.getState().wantsPlay }
    if (key === null) sessionStorage.removeItem(SESSION_NAME)
    else sessionStorage.setItem(SESSION_NAME, JSON.stringify(note))
  } catch {
    // Then a reload starts over.
  }
}
