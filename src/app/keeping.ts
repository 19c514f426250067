// Keeps the run outside its thread, so that a page loaded again or a thread that died goes on where it
// was: a checkpoint every few seconds, in the keeper's thread and the browser's store. What was kept of
// this tab is noted in the session, so that a link opened afresh begins at the start.
import { releaseProxy, transfer, wrap } from 'comlink'
import type { Remote } from 'comlink'
import { ENGINE_VERSION } from '../model/version.ts'
import { encodeLink } from '../params/link.ts'
import { sideOf } from '../params/resolve.ts'
import type { LinkState } from '../params/linkState.ts'
import { buffersOf } from '../threads/checkpoints/savedRun.ts'
import type { SavedRun } from '../threads/checkpoints/savedRun.ts'
import type { KeeperApi } from '../threads/keeper.ts'
import type { Found, StoreProblem } from '../threads/runStore.ts'
import { liveStep, shownStep } from './frameLoop.ts'
import { simulation } from './runControl.ts'
import { labStore } from './store.ts'
import { tellVisitor } from './words.ts'

const LOOK_MS = 5_000
const KEEP_EVERY_MS = 15_000
/** A larger state is not copied out of its thread: the copy would cost more memory than it saves. */
const MOST_BYTES = 250e6
const SESSION_NAME = 'unwind.run'

const PROBLEM_WORDS: Readonly<Record<StoreProblem, string>> = {
  full: 'The browser’s store is full: a reload of the page will start the run over.',
  closed: 'The browser’s store is closed to this page: a reload will start the run over.',
  damaged: 'The stored checkpoint was damaged, so the run starts over.',
}

let keeper: Remote<KeeperApi> | null = null
let isKeeping = false
/** Something was worth keeping while another copy was being stored. */
let mustKeepAgain = false
let keptRun = ''
let keptMs = -Infinity
let toldProblem: StoreProblem | null = null

export function startKeeping(): void {
  setInterval(() => {
    if (performance.now() - keptMs >= KEEP_EVERY_MS && !document.hidden) void keepNow()
  }, LOOK_MS)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void keepNow()
  })
  // The checkpoint is a little older than what is seen: the rest is run again.
  addEventListener('pagehide', () => {
    const key = runKeyOf(labStore.getState().link)
    if (sessionNote()?.key === key) noteSession(key)
  })
  // One that stands still is worth a checkpoint: the visitor may close the page.
  labStore.subscribe(({ clock }, before) => {
    if (before.clock?.playing === true && clock?.playing === false) void keepNow()
  })
}

/** What of a link decides the run, and the engine that runs it. */
export function runKeyOf(link: LinkState): string {
  const { scenarioId, seed, hours } = link
  const run = { scenarioId, seed, ...sideOf(link), ...(hours ? { hours } : {}) }
  return `${ENGINE_VERSION} ${encodeLink(run)}`
}

/** The kept run of a link, whoever asks. */
export async function findKept(link: LinkState): Promise<Found> {
  try {
    return await theKeeper().find(runKeyOf(link))
  } catch {
    return { saved: null, problem: 'closed' }
  }
}

/** The run that this tab was showing, where the link is that run's, and how it stood. */
export async function findOfThisTab(
  link: LinkState,
): Promise<{ readonly saved: SavedRun; readonly step: number; readonly plays: boolean } | null> {
  const note = sessionNote()
  if (note === null || note.key !== runKeyOf(link)) return null
  const { saved, problem } = await findKept(link)
  if (problem !== null) tellVisitor(PROBLEM_WORDS[problem])
  return saved === null ? null : { saved, step: note.step, plays: note.plays }
}

export function forgetKept(link: LinkState): void {
  noteSession(null)
  keptRun = ''
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
  isKeeping = true
  keptMs = performance.now()
  try {
    const saved = await simulation()?.api.save(MOST_BYTES)
    // Another link by now: what came back is of the one before.
    if (!saved || runKeyOf(labStore.getState().link) !== key) return
    const problem = await theKeeper().keep(key, transfer(saved, buffersOf(saved)))
    keptRun = run
    noteSession(problem === null ? key : null)
    if (problem !== null && problem !== toldProblem) tellVisitor(PROBLEM_WORDS[problem])
    toldProblem = problem
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
