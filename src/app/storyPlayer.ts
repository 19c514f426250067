// Telling a story: its steps open their run, put the camera and let time pass; the next one comes with the
// clock. Scrubbing turns the pages too.
import { picture } from './picture.ts'
import { reopen } from './changes.ts'
import { runKeyOf } from './keeping.ts'
import { chooseAsset, chooseScene, pause, setSpeed } from './runControl.ts'
import { labStore } from './store.ts'
import type { LabState } from './store.ts'
import { storyStore } from './storyStore.ts'
import type { StoryCamera, StoryStep } from './storyFile.ts'
import { captionWith } from './storyWords.ts'
import { lookAt, play } from './travel.ts'
import { say } from './words.ts'

/** Turns the pages with the clock while the story stands on the screen. Call the result to stop. */
export function followStory(): () => void {
  begin(labStore.getState())
  return labStore.subscribe((state, before) => {
    if (state.clock !== before.clock || state.pastStep !== before.pastStep) follow(state, before)
  })
}

/** A run that the story tells of is taken up where it stands. */
function begin(state: LabState): void {
  const { story, isFresh } = storyStore.getState()
  const at = stepAt(state)
  if (!isFresh || !isRunOf(story.steps[at], state)) return
  storyStore.setState({ at, isFresh: false })
  putCamera(story.steps[at].camera)
}

/** From a step on: its run, its camera, its moment. */
export function goToStep(at: number): void {
  const step = storyStore.getState().story.steps[at]
  if (step === undefined) return
  const { moment, until } = step.camera
  const stands = until !== null && until <= moment
  storyStore.setState({ at, isFresh: false, problem: null })
  labStore.setState({ mode: 'watch', isFirstRun: false, wantsPlay: !stands })
  if (isRunOf(step)) {
    tellStep(at, captionOf(step))
    lookAt(moment)
    if (!stands) play()
  } else {
    tellStep(at)
    reopen(step.link, moment)
  }
  putCamera(step.camera)
}

export function nextStep(): void {
  goToStep(storyStore.getState().at + (storyStore.getState().isFresh ? 0 : 1))
}

export function previousStep(): void {
  goToStep(storyStore.getState().at - 1)
}

/** Whether the open run is the one that a step tells of. */
export function isRunOf(step: StoryStep, { link } = labStore.getState()): boolean {
  return runKeyOf(link) === runKeyOf(step.link)
}

/** Share of the current step that is told; null where it is another run's, or has no end. */
export function shareTold(state: LabState, at: number): number | null {
  const { steps } = storyStore.getState().story
  const step = steps[at]
  const end = endOf(at)
  if (!isRunOf(step, state) || end === null) return null
  const shown = state.pastStep ?? state.clock?.step ?? 0
  const { moment } = step.camera
  return Math.max(0, Math.min(1, (shown - moment) / Math.max(1, end - moment)))
}

/** Where a step ends: at its own end, or where the next one of the same run begins. */
function endOf(at: number): number | null {
  const { steps } = storyStore.getState().story
  const { until, moment } = steps[at].camera
  if (until !== null) return until
  const next = steps[at + 1]
  const follows = next !== undefined && runKeyOf(next.link) === runKeyOf(steps[at].link)
  return follows && next.camera.moment > moment ? next.camera.moment : null
}

function follow(state: LabState, before: LabState): void {
  const { story, at, isFresh } = storyStore.getState()
  const step = story.steps[at]
  if (isFresh || !isRunOf(step, state) || (state.clock?.seekStep ?? -1) >= 0) return
  const shown = state.pastStep ?? state.clock?.step ?? 0
  const earlier = before.pastStep ?? before.clock?.step ?? 0
  const plays = state.pastStep === null && state.clock?.playing === true
  const end = endOf(at)
  if (!plays) {
    turnTo(stepAt(state))
    return
  }
  if (end === null || shown < end || earlier > end) return
  const { until } = step.camera
  if (until === null) {
    turnTo(at + 1)
    putCamera(story.steps[at + 1].camera)
  } else pause()
}

function turnTo(at: number): void {
  if (at === storyStore.getState().at) return
  storyStore.setState({ at })
  tellStep(at, captionOf(storyStore.getState().story.steps[at]))
}

/** The step that the shown moment lies in, among those of its run; otherwise the present one. */
function stepAt(state: LabState): number {
  const { story, at } = storyStore.getState()
  const shown = state.pastStep ?? state.clock?.step ?? 0
  let found = -1
  story.steps.forEach((step, index) => {
    if (isRunOf(step, state) && step.camera.moment <= shown) found = index
  })
  return found < 0 ? at : found
}

function putCamera(camera: StoryCamera): void {
  const { scene, asset, speed } = labStore.getState()
  if (camera.scene !== scene) chooseScene(camera.scene)
  if (camera.asset !== asset) chooseAsset(camera.asset)
  if (camera.speed !== speed) setSpeed(camera.speed)
  const host = document.querySelector('.stageHost')
  picture()?.showAll()
  if (camera.zoom > 1 && host !== null) {
    picture()?.zoomAt(host.clientWidth / 2, host.clientHeight / 2, camera.zoom)
  }
}

/** For screen readers: where the story is, and its caption. */
function tellStep(at: number, caption = ''): void {
  const { steps } = storyStore.getState().story
  say(`Step ${at + 1} of ${steps.length}: ${steps[at].title}. ${caption}`)
}

function captionOf({ caption, camera }: StoryStep): string {
  return captionWith(caption, labStore.getState(), camera.moment)
}
