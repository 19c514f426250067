// Opening and driving the run: everything a visitor does to its clock. Changes to what the run is made
// of are in changes.ts.
import { resolveLink } from '../params/resolve.ts'
import type { LinkState } from '../params/linkState.ts'
import type { SceneName, Speed } from '../threads/frames.ts'
import { connectFrames, expectRun, liveStep, shownStep } from './frameLoop.ts'
import { pastMoment, setPastMoment } from './moment.ts'
import { picture } from './picture.ts'
import { runRecord } from './runRecord.ts'
import { startSimulationThread } from './simulationThread.ts'
import type { SimulationThread } from './simulationThread.ts'
import { labStore } from './store.ts'

export interface Opening {
  readonly play: boolean
  /** Step to hurry to first; 0 for none. */
  readonly seekStep?: number
}

let thread: SimulationThread | null = null
let runNumber = 0

/** The running thread, for those who ask it directly. */
export function simulation(): SimulationThread | null {
  return labStore.getState().phase === 'open' ? thread : null
}

export async function openRun(link: LinkState, opening: Opening): Promise<void> {
  const run = ++runNumber
  expectRun(run)
  setPastMoment(null)
  labStore.setState({
    link,
    phase: 'building',
    problem: null,
    facts: null,
    clock: null,
    quotes: null,
    panel: null,
    pastTotals: null,
    fingerprint: null,
    linkCheck: null,
    wantsPlay: opening.play,
  })
  thread ??= startThread()
  const { speed } = labStore.getState()
  const { seekStep = 0 } = opening
  const play = opening.play && seekStep === 0
  try {
    const facts = await thread.api.open(resolveLink(link), { run, play, seekStep, speed })
    if (run !== runNumber) return
    runRecord.reset(facts)
    picture()?.reset(facts)
    labStore.setState({ facts, phase: 'open' })
    const { asset, scene } = labStore.getState()
    if (asset !== 0) void thread.api.watchAsset(asset)
    if (scene !== 'market') void thread.api.showScene(scene)
  } catch (problem) {
    if (run === runNumber) crashed(problem instanceof Error ? problem.message : String(problem))
  }
}

function startThread(): SimulationThread {
  const started = startSimulationThread((problem) => {
    if (started === thread) crashed(problem)
  })
  connectFrames(started, (problem) => {
    if (started === thread) crashed(problem)
  })
  return started
}

function crashed(problem: string): void {
  thread?.stop()
  thread = null
  connectFrames(null, () => {})
  labStore.setState({ phase: 'crashed', problem, wantsPlay: false })
}

/** After a fault: a new thread, the same link, from the start. */
export function crashRestart(): void {
  void openRun(labStore.getState().link, { play: true })
}

export function play(): void {
  const { clock } = labStore.getState()
  labStore.setState({ wantsPlay: true, isFirstRun: false })
  if (pastMoment() !== null) return
  if (clock?.finished) setPastMoment(0)
  else void simulation()?.api.play()
}

export function pause(): void {
  labStore.setState({ wantsPlay: false })
  void simulation()?.api.pause()
}

export function togglePlay(): void {
  if (isMoving()) pause()
  else play()
}

/** Time passes, or will as soon as the run has hurried to where it was asked to. */
function isMoving(): boolean {
  const { wantsPlay, pastStep, clock } = labStore.getState()
  if (!wantsPlay) return false
  return pastStep !== null || clock === null || !clock.finished
}

/** Whether a run opened in place of this one should play. */
export function shouldPlay(): boolean {
  const { wantsPlay, clock } = labStore.getState()
  return wantsPlay || clock === null || clock.finished || clock.step === 0
}

/** After a hurry: goes on playing if the visitor wants time to pass. */
export function goOnAfterSeek(): void {
  const { wantsPlay, clock, pastStep } = labStore.getState()
  if (wantsPlay && pastStep === null && clock !== null && !clock.finished && !clock.playing) {
    void simulation()?.api.play()
  }
}

export function setSpeed(speed: Speed): void {
  labStore.setState({ speed })
  void simulation()?.api.setSpeed(speed)
}

/** Looks at a moment: a recorded one at once, a later one by hurrying there. */
export function lookAt(step: number): void {
  const api = simulation()?.api
  if (api === undefined) return
  const target = Math.round(Math.max(0, Math.min(runRecord.stepCount, step)))
  labStore.setState({ isFirstRun: false })
  if (target < liveStep()) {
    void api.pause()
    setPastMoment(target)
    return
  }
  setPastMoment(null)
  if (target > liveStep()) void api.seek(target)
}

/** Back from the past to where the run stands. */
export function lookAtNow(): void {
  setPastMoment(null)
  goOnAfterSeek()
}

/** Walks the timeline by simulated seconds; pauses. */
export function stepBy(steps: number): void {
  pause()
  lookAt(shownStep() + steps)
}

export function chooseScene(scene: SceneName): void {
  labStore.setState({ scene })
  picture()?.setScene(scene)
  void simulation()?.api.showScene(scene)
}

export function chooseAsset(asset: number): void {
  labStore.setState({ asset })
  picture()?.setAsset(asset)
  void simulation()?.api.watchAsset(asset)
}

/** The whole depth of the shown asset once more, for a picture that comes late. */
export function askForDepth(): void {
  void simulation()?.api.watchAsset(labStore.getState().asset)
}
