// The page's heartbeat: asks the simulation for frames, two ahead at most, hands them to the record and
// the picture, notes when a journey through time ends, and tells the store at most four times a second.
import { transfer } from 'comlink'
import { ALL_VENUES } from '../threads/frames.ts'
import type { CrowdCells, Frame } from '../threads/frames.ts'
import type { ReturnedCrowd } from '../threads/protocol.ts'
import { tellMilestones } from './milestones.ts'
import { pastMoment, setPastMoment } from './moment.ts'
import { picture } from './picture.ts'
import { runRecord } from './runRecord.ts'
import { plainQuotes, quotesAt, totalsAt } from './shown.ts'
import { labStore } from './store.ts'
import type { SimulationThread } from './simulationThread.ts'

const IN_FLIGHT = 2
const STORE_MS = 250
const RECORD_MS = 90
/** Where nothing has changed: for what else the drawings may hang on, such as colours. */
const STILL_RECORD_MS = 1_000

let thread: SimulationThread | null = null
let wantedRun = 0
let inFlight = 0
let onLost: (problem: string) => void = () => {}
let journey = 0
let latest: Frame | null = null
let crowdShown: CrowdCells | null = null
let crowdSpare: CrowdCells | null = null
let storeMs = -Infinity
let recordMs = -Infinity
let told = ''
const tickListeners = new Set<(step: number) => void>()

export function startFrameLoop(): void {
  requestAnimationFrame(tick)
}

/** Number of a new journey: the moment shown becomes the run's own when a frame says that it is over. */
export function beginJourney(): number {
  return ++journey
}

/** From now on frames come from this thread; null while there is none. */
export function connectFrames(
  next: SimulationThread | null,
  lost: (problem: string) => void,
): void {
  thread = next
  inFlight = 0
  onLost = lost
}

/** Frames of other runs are dropped from now on. */
export function expectRun(run: number): void {
  journey++
  wantedRun = run
  latest = null
  crowdShown = crowdSpare = null
}

/** Hears the shown moment on every animation frame. */
export function onTick(listener: (step: number) => void): () => void {
  tickListeners.add(listener)
  return () => tickListeners.delete(listener)
}

export function crowdNow(): CrowdCells | null {
  return crowdShown
}

/** Simulated second at which the run stands. */
export function liveStep(): number {
  return latest?.clock.step ?? 0
}

/** The furthest second that is computed. */
export function frontierStep(): number {
  return latest?.clock.frontierStep ?? 0
}

export function shownStep(): number {
  return pastMoment() ?? liveStep()
}

function tick(nowMs: number): void {
  requestAnimationFrame(tick)
  while (thread !== null && inFlight < IN_FLIGHT) ask(thread)
  const step = shownStep()
  for (const listener of tickListeners) listener(step)
  const drawn = picture()
  drawn?.setMoment(step)
  drawn?.draw(nowMs)
  tellRecord(nowMs, step)
  if (nowMs - storeMs >= STORE_MS) tellStore(nowMs)
}

/** The drawings of the record: often while time passes, seldom where all stands still. */
function tellRecord(nowMs: number, step: number): void {
  if (nowMs - recordMs < RECORD_MS) return
  const now = `${runRecord.version} ${step} ${labStore.getState().window}`
  if (now === told && nowMs - recordMs < STILL_RECORD_MS) return
  told = now
  recordMs = nowMs
  runRecord.tell()
}

function ask(from: SimulationThread): void {
  inFlight++
  from.api.nextFrame(giveBack()).then(
    (frame) => {
      if (from !== thread) return
      inFlight--
      take(frame)
    },
    (problem: unknown) => {
      if (from !== thread) return
      onLost(problem instanceof Error ? problem.message : String(problem))
    },
  )
}

/** The crowd shown before the present one, its arrays to be filled again. */
function giveBack(): ReturnedCrowd | null {
  if (crowdSpare === null) return null
  const { state, leverage, distance, notionalUsd } = crowdSpare
  crowdSpare = null
  const buffers = [state, leverage, distance, notionalUsd].map((column) => column.buffer)
  return transfer({ state, leverage, distance, notionalUsd }, buffers)
}

function take(frame: Frame): void {
  if (frame.run !== wantedRun) return
  const before = latest?.clock
  latest = frame
  runRecord.take(frame)
  picture()?.take(frame)
  if (frame.crowd !== null) {
    crowdSpare = crowdShown
    crowdShown = frame.crowd
  }
  if (frame.panel !== null) labStore.setState({ panel: frame.panel })
  if (frame.fingerprint !== null) labStore.setState({ fingerprint: frame.fingerprint })
  const { clock } = frame
  const hasArrived = pastMoment() !== null && clock.journey === journey && clock.seekStep < 0
  if (hasArrived) setPastMoment(null)
  const turned =
    hasArrived ||
    before === undefined ||
    before.playing !== clock.playing ||
    before.finished !== clock.finished ||
    before.speed !== clock.speed ||
    before.seekStep !== clock.seekStep
  if (turned) tellStore(performance.now())
}

function tellStore(nowMs: number): void {
  if (latest === null) return
  storeMs = nowMs
  const past = pastMoment()
  const { facts, venue } = labStore.getState()
  if (facts === null) return
  labStore.setState({
    clock: latest.clock,
    quotes: past === null ? plainQuotes(latest.quotes) : quotesAt(past, facts.initialPriceUsd),
    pastTotals: past === null ? null : totalsAt(past),
    venuePriceUsd: venue === ALL_VENUES ? null : (picture()?.shownPriceUsd() ?? null),
  })
  setPastMoment(past)
  tellMilestones()
}
