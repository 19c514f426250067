// Opening and driving the run: everything a visitor does to its clock. Changes to what the run is made
// of are in changes.ts; going through time is in travel.ts.
import { transfer } from 'comlink'
import { resolveLink } from '../params/resolve.ts'
import type { LinkState } from '../params/linkState.ts'
import type { SavedRun } from '../threads/checkpoints/savedRun.ts'
import { ALL_VENUES } from '../threads/frames.ts'
import type { SceneName, Speed } from '../threads/frames.ts'
import type { TimeWindow } from '../view/timeAxis.ts'
import { buffersOf } from '../threads/checkpoints/savedRun.ts'
import { beginJourney, connectFrames, expectRun } from './frameLoop.ts'
import { setPastMoment } from './moment.ts'
import { picture } from './picture.ts'
import { runRecord } from './runRecord.ts'
import { startSimulationThread } from './simulationThread.ts'
import type { SimulationThread } from './simulationThread.ts'
import { labStore } from './store.ts'
import type { Resumed } from './store.ts'
import { watchThread } from './threadWatch.ts'

export interface Opening {
  readonly play: boolean
  /** Step to go to first; none where absent. */
  readonly seekStep?: number
  /** A kept run of the same link to go on from. */
  readonly saved?: SavedRun | null
  readonly why?: Resumed['why']
  /** Nothing of the open run is to be used, though it has the same start. */
  readonly isAfresh?: boolean
}

let thread: SimulationThread | null = null
let stopWatching = () => {}
let runNumber = 0
let onCrash: (problem: string) => void = () => {}

/** The running thread, for those who ask it directly. */
export function simulation(): SimulationThread | null {
  return labStore.getState().phase === 'open' ? thread : null
}

/** How many runs were opened: whoever waits before opening one sees whether another came first. */
export function openings(): number {
  return runNumber
}

/** Hears of the thread's end; the run is closed by then. */
export function whenCrashed(listener: (problem: string) => void): void {
  onCrash = listener
}

/** Opens a link's run: from what is common with the open one, from a kept one, or from the start. */
export async function openRun(link: LinkState, opening: Opening): Promise<void> {
  if (!opening.isAfresh && (await revised(link, opening))) return
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
    resumed: null,
    wantsPlay: opening.play,
  })
  thread ??= startThread()
  const { speed } = labStore.getState()
  const { seekStep = -1, play, saved = null, why = 'reload' } = opening
  try {
    const handed = saved === null ? null : transfer(saved, buffersOf(saved))
    const lookStep = link.fingerprint === undefined ? undefined : link.fingerprintStep
    const options = { run, play, seekStep, speed, ...(lookStep === undefined ? {} : { lookStep }) }
    const facts = await thread.api.open(resolveLink(link), options, handed)
    if (run !== runNumber) return
    runRecord.reset(facts)
    picture()?.reset(facts)
    const resumed = resumedOf(facts.resumedStep, seekStep, why)
    labStore.setState({ facts, phase: 'open', resumed })
    const { asset, venue, scene } = labStore.getState()
    if (asset !== 0 || venue !== ALL_VENUES) void thread.api.watchMarket(asset, venue)
    if (scene !== 'market') void thread.api.showScene(scene)
  } catch (problem) {
    if (run === runNumber) crashed(problem instanceof Error ? problem.message : String(problem))
  }
}

/** After a fault the visitor hears how old the checkpoint was, after a reload where the run stands. */
function resumedOf(from: number | null, seekStep: number, why: Resumed['why']): Resumed | null {
  if (from === null) return null
  return { step: why === 'reload' && seekStep >= 0 ? seekStep : from, why }
}

/** The open run takes the course of another link of the same start. False where that cannot be. */
async function revised(link: LinkState, { seekStep = 0, play }: Opening): Promise<boolean> {
  const before = labStore.getState()
  const open = simulation()
  if (open === null || !hasSameStart(link, before.link)) return false
  const run = runNumber
  beginJourney()
  const isSame =
    link.changes === before.link.changes &&
    link.drops === before.link.drops &&
    link.orders === before.link.orders
  setPastMoment(null)
  labStore.setState({
    link,
    wantsPlay: play,
    ...(isSame ? {} : { fingerprint: null, linkCheck: null }),
  })
  const going = { seekStep, play, speed: before.speed }
  try {
    return (await open.api.revise(resolveLink(link), going)) || run !== runNumber
  } catch (problem) {
    if (run === runNumber) crashed(problem instanceof Error ? problem.message : String(problem))
    return true
  }
}

function hasSameStart(one: LinkState, other: LinkState): boolean {
  const start = ({ scenarioId, seed, hours, settings }: LinkState) =>
    JSON.stringify([scenarioId, seed, hours ?? null, Object.entries(settings).sort()])
  return start(one) === start(other)
}

function startThread(): SimulationThread {
  const started = startSimulationThread((problem) => {
    if (started === thread) crashed(problem)
  })
  connectFrames(started, (problem) => {
    if (started === thread) crashed(problem)
  })
  stopWatching()
  const isBuilding = () => labStore.getState().phase === 'building'
  stopWatching = watchThread(started, isBuilding, () => {
    if (started === thread) crashed('Its thread does not answer any more.')
  })
  return started
}

function crashed(problem: string): void {
  endThread()
  labStore.setState({ phase: 'crashed', problem })
  onCrash(problem)
}

/** Ends the building of a run: its thread hears nothing meanwhile, so that it goes. */
export function stopBuilding(): void {
  if (labStore.getState().phase !== 'building') return
  runNumber++
  endThread()
  labStore.setState({ phase: 'stopped' })
}

function endThread(): void {
  thread?.stop()
  thread = null
  stopWatching()
  connectFrames(null, () => {})
}

export function pause(): void {
  labStore.setState({ wantsPlay: false })
  void simulation()?.api.pause()
}

/** Whether a run opened in place of this one should play. */
export function shouldPlay(): boolean {
  const { wantsPlay, clock } = labStore.getState()
  return wantsPlay || clock === null || clock.finished || clock.step === 0
}

export function setSpeed(speed: Speed): void {
  labStore.setState({ speed })
  void simulation()?.api.setSpeed(speed)
}

export function chooseScene(scene: SceneName): void {
  labStore.setState({ scene })
  picture()?.setScene(scene)
  void simulation()?.api.showScene(scene)
}

export function chooseAsset(asset: number): void {
  chooseMarket(asset, labStore.getState().venue)
}

export function chooseVenue(venue: number): void {
  chooseMarket(labStore.getState().asset, venue)
}

function chooseMarket(asset: number, venue: number): void {
  labStore.setState({ asset, venue, venuePriceUsd: null })
  picture()?.showMarket(asset, venue)
  void simulation()?.api.watchMarket(asset, venue)
}

export function chooseWindow(window: TimeWindow): void {
  labStore.setState({ window })
  picture()?.setWindow(window)
}

/** The whole depth of the shown market once more, for a picture that comes late. */
export function askForDepth(): void {
  const { asset, venue } = labStore.getState()
  void simulation()?.api.watchMarket(asset, venue)
}
