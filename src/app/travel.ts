// Going through the run's time: play, look at any moment, walk. A recorded moment is shown at once from
// the record; the run itself follows from the nearest checkpoint and goes on from there when played.
// What was computed beyond stays known until a change makes it void.
import { beginJourney, frontierStep, liveStep, shownStep } from './frameLoop.ts'
import { pastMoment, setPastMoment } from './moment.ts'
import { openRun, pause, simulation } from './runControl.ts'
import { runRecord } from './runRecord.ts'
import { labStore } from './store.ts'

/** The run follows when the hand rests. */
const REST_MS = 100

let restTimer: ReturnType<typeof setTimeout> | undefined

export function play(): void {
  const { clock } = labStore.getState()
  labStore.setState({ wantsPlay: true })
  if (pastMoment() !== null) void arrive(shownStep())
  else if (clock?.finished) lookAt(0)
  else void simulation()?.api.play()
}

export function togglePlay(): void {
  if (isMoving()) pause()
  else play()
}

/** Time passes, or will as soon as the run is where it was asked to go. */
function isMoving(): boolean {
  const { wantsPlay, pastStep, clock } = labStore.getState()
  if (!wantsPlay) return false
  return pastStep !== null || clock === null || !clock.finished
}

/** Looks at a moment: a recorded one at once, a later one when the run gets there. */
export function lookAt(step: number): void {
  const api = simulation()?.api
  if (api === undefined) return
  const target = Math.round(Math.max(0, Math.min(runRecord.stepCount, step)))
  clearTimeout(restTimer)
  if (target > frontierStep()) {
    setPastMoment(null)
    void arrive(target)
    return
  }
  if (target === liveStep() && pastMoment() === null) return
  if (pastMoment() === null) void api.pause()
  beginJourney()
  setPastMoment(target)
  restTimer = setTimeout(() => void arrive(target), REST_MS)
}

/** To the furthest moment that is computed. */
export function lookAtNow(): void {
  lookAt(frontierStep())
}

/** Walks the timeline by simulated seconds; pauses. */
export function stepBy(steps: number): void {
  pause()
  lookAt(shownStep() + steps)
}

/** A tab looked at again: time goes on if the visitor wants it to. */
export function goOn(): void {
  const { wantsPlay, clock, pastStep } = labStore.getState()
  if (wantsPlay && pastStep === null && clock !== null && !clock.finished) {
    void simulation()?.api.play()
  }
}

async function arrive(step: number): Promise<void> {
  const api = simulation()?.api
  if (api === undefined) return
  clearTimeout(restTimer)
  const { link } = labStore.getState()
  const isPossible = await api.seek(step, beginJourney())
  if (!isPossible) {
    // No memory for checkpoints: the run goes there from the start.
    const { wantsPlay } = labStore.getState()
    await openRun(link, { play: wantsPlay, seekStep: step, isAfresh: true })
    return
  }
  if (labStore.getState().wantsPlay) void api.play()
}
