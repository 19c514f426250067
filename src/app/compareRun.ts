// B's run beside A's: a second simulation thread that follows A's clock. A moves the time, B hurries
// after it, and A waits where B falls behind. The second in which they part is found by comparing what
// both boards published (docs/decisions/0012).
import { transfer } from 'comlink'
import { forkStepOf } from '../observe/twinsFork.ts'
import { firstDifference, stepsIn } from '../observe/twinsTrace.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import { buffersOf, type SavedRun } from '../threads/checkpoints/savedRun.ts'
import type { Frame } from '../threads/frames.ts'
import { recordB } from './compareRecord.ts'
import { compareStore, NO_B } from './compareStore.ts'
import { liveStep, onTick } from './frameLoop.ts'
import { openRun, shouldPlay, simulation } from './runControl.ts'
import { startSimulationThread, type SimulationThread } from './simulationThread.ts'
import { labStore } from './store.ts'
import { say, tellVisitor } from './words.ts'
import { formatMoment } from '../panels/format.ts'

/** Simulated seconds that A may be ahead, and the grid on which it is held. */
const SLACK_STEPS = 300
const HOLD_STEPS = 60
/** Rows of one look at what was published. */
const LOOK_STEPS = 20_000
const LOOK_MS = 300
const FIGURES_MS = 1_200
const MOST_SAVED_BYTES = 400e6

interface Side {
  readonly thread: SimulationThread
  readonly number: number
  readonly specs: {
    readonly a: ReturnType<typeof resolveLink>
    readonly b: ReturnType<typeof resolveLink>
  }
  wantedStep: number
  heldAt: number
  comparedTo: number
  lookedMs: number
  figuresMs: number
  /** Where A waits for B, so that the figures of both are of one moment; null while none are due. */
  meetStep: number | null
  isLooking: boolean
}

let side: Side | null = null
let number = 0
let journey = 0

/** Keeps B's run in step with the link and the page; called once. */
export function followComparison(): void {
  labStore.subscribe((state, before) => {
    if (
      state.facts !== before.facts ||
      state.link !== before.link ||
      state.phase !== before.phase
    ) {
      attend(state.link, state.facts?.run !== before.facts?.run)
    }
  })
  onTick(lockstep)
  attend(labStore.getState().link, false)
}

let openedFor: string | null = null

/** Opens B, opens it anew, or ends it, as the link and A's run say. */
function attend(link: LinkState, isAnotherRun: boolean): void {
  const { phase } = labStore.getState()
  if (link.sideB === undefined) {
    if (side !== null || compareStore.getState().phase !== 'none') endB()
    openedFor = null
    return
  }
  if (phase !== 'open') return
  const question = questionOf(link)
  if (question === openedFor && !isAnotherRun) return
  openedFor = question
  if (isSeenSinceTheFork(link)) void openB(link)
  else {
    tellVisitor('A begins anew, so that both are compared second by second.')
    void openRun(link, { play: shouldPlay(), seekStep: liveStep(), isAfresh: true })
  }
}

/** A run that went on from a kept one does not know what was published before. */
function isSeenSinceTheFork(link: LinkState): boolean {
  const resumedStep = labStore.getState().facts?.resumedStep ?? null
  const forkStep = forkStepOf(resolveLink(link), resolveLink(link, link.sideB))
  return resumedStep === null || forkStep === null || resumedStep <= forkStep
}

/** What decides either side: B starts anew when it changes. */
function questionOf({
  scenarioId,
  seed,
  hours,
  settings,
  changes,
  drops,
  orders,
  sideB,
}: LinkState): string {
  return JSON.stringify([scenarioId, seed, hours, settings, changes, drops, orders, sideB])
}

async function openB(link: LinkState): Promise<void> {
  endB()
  const specs = { a: resolveLink(link), b: resolveLink(link, link.sideB) }
  const forkStep = forkStepOf(specs.a, specs.b)
  compareStore.setState({ ...NO_B, phase: 'building', forkStep })
  const thread = startSimulationThread((problem) => {
    if (side?.thread === thread) crashed(problem)
  })
  const own: Side = {
    thread,
    number: ++number,
    specs,
    wantedStep: -1,
    heldAt: Infinity,
    comparedTo: forkStep ?? 0,
    lookedMs: 0,
    figuresMs: 0,
    meetStep: null,
    isLooking: false,
  }
  side = own
  hold(own, liveStep())
  try {
    const saved = await stateBefore(forkStep)
    if (side !== own) return
    const facts = await thread.api.open(
      specs.b,
      { run: own.number, play: false, seekStep: -1, speed: 'max' },
      saved === null ? null : transfer(saved, buffersOf(saved)),
    )
    if (side !== own) return
    recordB.reset(facts)
    compareStore.setState({ phase: 'open' })
    void pull(own)
  } catch (problem) {
    if (side === own) crashed(problem instanceof Error ? problem.message : String(problem))
  }
}

/** A's own state at its last checkpoint before the fork, for B to go on from. */
async function stateBefore(forkStep: number | null): Promise<SavedRun | null> {
  const api = simulation()?.api
  if (api === undefined || forkStep === null || forkStep === 0) return null
  const saved = await api.save(MOST_SAVED_BYTES, forkStep)
  return saved === null || saved.step > forkStep ? null : saved
}

function endB(): void {
  const ended = side
  side = null
  if (ended !== null) {
    ended.thread.stop()
    void simulation()?.api.holdAt(Infinity)
  }
  compareStore.setState(NO_B)
}

function crashed(problem: string): void {
  endB()
  compareStore.setState({ phase: 'crashed', problem })
}

/** Takes B's frames for as long as it lives. */
async function pull(own: Side): Promise<void> {
  try {
    while (side === own) take(own, await own.thread.api.nextFrame(null))
  } catch (problem) {
    if (side === own) crashed(problem instanceof Error ? problem.message : String(problem))
  }
}

function take(own: Side, frame: Frame): void {
  if (side !== own || frame.run !== own.number) return
  recordB.take(frame)
  compareStore.setState({
    stepB: frame.clock.step,
    pricesB: [...frame.quotes.priceUsd],
    ...(frame.panel === null ? {} : { totalsB: frame.panel.totals }),
    ...(frame.fingerprint === null ? {} : { fingerprintB: frame.fingerprint }),
  })
}

/** On every animation frame: B hurries to where A is, and A does not run away from it. */
function lockstep(): void {
  const own = side
  if (own === null || compareStore.getState().phase !== 'open') return
  const stepA = liveStep()
  const { stepB } = compareStore.getState()
  if (stepA !== own.wantedStep) {
    own.wantedStep = stepA
    void own.thread.api.seek(stepA, ++journey)
  }
  const nowMs = performance.now()
  if (own.meetStep === null && nowMs - own.figuresMs > FIGURES_MS) own.meetStep = onGrid(stepA)
  hold(own, stepB)
  if (!own.isLooking && nowMs - own.lookedMs > LOOK_MS) void look(own, nowMs)
}

/** In strides, so that the threads do not talk more than they work. */
function onGrid(step: number): number {
  return (Math.floor(step / HOLD_STEPS) + 1) * HOLD_STEPS
}

function hold(own: Side, stepB: number): void {
  const heldAt = Math.min(onGrid(stepB) + SLACK_STEPS, own.meetStep ?? Infinity)
  const isHeld = liveStep() > stepB && liveStep() >= heldAt
  if (isHeld !== compareStore.getState().isHeld) compareStore.setState({ isHeld })
  if (heldAt === own.heldAt) return
  own.heldAt = heldAt
  void simulation()?.api.holdAt(heldAt)
}

/** Both stand at one moment, and A cannot leave it. */
function haveMet(own: Side): boolean {
  const { clock } = labStore.getState()
  const step = liveStep()
  if (own.meetStep === null || clock === null || step !== compareStore.getState().stepB)
    return false
  return step >= own.meetStep || (!clock.playing && clock.step === step)
}

async function look(own: Side, nowMs: number): Promise<void> {
  const a = simulation()?.api
  if (a === undefined) return
  own.isLooking = true
  own.lookedMs = nowMs
  try {
    if (compareStore.getState().divergence === null) await compareBoards(own, a)
    if (side === own && haveMet(own)) {
      if (liveStep() !== compareStore.getState().nowStep) await compareFigures(own, a)
      own.figuresMs = performance.now()
      own.meetStep = null
    }
  } catch {
    // A's thread is being opened anew: the next look finds it.
  } finally {
    own.isLooking = false
  }
}

type Api = SimulationThread['api']

async function compareBoards(own: Side, a: Api): Promise<void> {
  if (compareStore.getState().forkStep === null) return
  const from = own.comparedTo
  const [ofA, ofB] = await Promise.all([
    a.published(from, from + LOOK_STEPS),
    own.thread.api.published(from, from + LOOK_STEPS),
  ])
  if (side !== own || ofA.firstStep !== ofB.firstStep) return
  const divergence = firstDifference(ofA.rows, ofB.rows, ofA.firstStep)
  own.comparedTo = ofA.firstStep + Math.min(stepsIn(ofA.rows), stepsIn(ofB.rows))
  compareStore.setState({ divergence, sameUntil: own.comparedTo })
  if (divergence !== null) say(`A and B are identical until ${formatMoment(divergence.step)}.`)
}

async function compareFigures(own: Side, a: Api): Promise<void> {
  const nowStep = liveStep()
  const [ofA, ofB] = await Promise.all([a.figures(), own.thread.api.figures()])
  if (side !== own) return
  const now = { a: { measures: ofA, score: [] }, b: { measures: ofB, score: [] } }
  compareStore.setState({ now, nowStep })
}
