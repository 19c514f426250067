// Telling a story: its steps open their run, put the camera and let time pass; the next one comes with the
// clock, which waits where a page is not read yet. Scrubbing turns the pages too.
import { picture } from './picture.ts'
import { reopen } from './changes.ts'
import { runKeyOf } from './keeping.ts'
import { onTick } from './frameLoop.ts'
import { chooseAsset, chooseScene, pause, setSpeed, simulation } from './runControl.ts'
import { labStore } from './store.ts'
import type { LabState } from './store.ts'
import { storyStore } from './storyStore.ts'
import type { StoryCamera, StoryStep } from './storyFile.ts'
import { captionWith } from './storyWords.ts'
import { lookAt, play } from './travel.ts'
import { say } from './words.ts'

/** A page stays for as long as its words take to read: four words a second, five seconds at least. */
const READ_MS_A_WORD = 250
const LEAST_READ_MS = 5_000

/** When the page's own moment was first shown; -1 before. */
let shownMs = -1
/** Where the run is held for the page, and which run; it goes no further by itself. */
let held = { run: -1, step: Infinity }

/** Turns the pages with the clock while the story stands on the screen. Call the result to stop. */
export function followStory(): () => void {
  begin(labStore.getState())
  const stops = [
    onTick(pass),
    labStore.subscribe((state, before) => {
      if (state.clock !== before.clock || state.pastStep !== before.pastStep) follow(state, before)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    holdAt(Infinity)
  }
}

/** A run that the story tells of is taken up where it stands. */
function begin(state: LabState): void {
  const { story, isFresh } = storyStore.getState()
  const at = stepAt(state)
  if (!isFresh || !isRunOf(story.steps[at], state)) return
  shownMs = -1
  storyStore.setState({ at, isFresh: false })
  putCamera(story.steps[at].camera)
}

/** From a step on: its run, its camera, its moment. */
export function goToStep(at: number): void {
  const step = storyStore.getState().story.steps[at]
  if (step === undefined) return
  const { moment, until } = step.camera
  const stands = until !== null && until <= moment
  shownMs = -1
  storyStore.setState({ at, isFresh: false, problem: null })
  labStore.setState({ mode: 'watch', wantsPlay: !stands })
  if (isRunOf(step)) {
    tellStep(at, captionOf(step))
    holdAt(nextEnd(moment))
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
  const shown = shownOf(state)
  const { moment } = step.camera
  return Math.max(0, Math.min(1, (shown - moment) / Math.max(1, end - moment)))
}

/** Where a step ends: at its own end, or where the next one of the same run begins. */
function endOf(at: number): number | null {
  return storyStore.getState().story.steps[at].camera.until ?? nextBegins(at)
}

/** Where time takes the story to its next step; null where the reader does. */
function nextBegins(at: number): number | null {
  const { steps } = storyStore.getState().story
  const next = steps[at + 1]
  if (next === undefined || runKeyOf(next.link) !== runKeyOf(steps[at].link)) return null
  return next.camera.moment > steps[at].camera.moment ? next.camera.moment : null
}

/** Where the present page ends next, from a moment on: at its own end, or where the next page begins. */
function nextEnd(from: number): number {
  const { story, at } = storyStore.getState()
  const { until } = story.steps[at].camera
  if (until !== null && until > from) return until
  const next = nextBegins(at)
  return next !== null && next >= from && next !== until ? next : Infinity
}

function holdAt(step: number): void {
  const run = labStore.getState().facts?.run ?? -1
  if (held.step === step && (held.run === run || step === Infinity)) return
  held = { run, step }
  void simulation()?.api.holdAt(step)
}

/** On every frame: at the end of a page the run stands still, or the next page comes once this one is read. */
function pass(shown: number): void {
  const state = labStore.getState()
  const { at, isFresh, story } = storyStore.getState()
  const step = story.steps[at]
  const { moment, until } = step.camera
  if (isFresh || shown < moment || isTravelling(state)) return
  if (shownMs < 0) shownMs = performance.now()
  if (!isPlaying(state) || shown < held.step || !isRunOf(step, state)) return
  if (held.step === until) {
    pause()
    return
  }
  const isRead = performance.now() - shownMs >= readingMs(step)
  if (isRead && held.step === nextBegins(at)) turnAndPlay(at + 1)
}

/** The clock, or a hand on the timeline, is elsewhere. */
function follow(state: LabState, before: LabState): void {
  const { story, at, isFresh } = storyStore.getState()
  if (isFresh || state.clock === null || !isRunOf(story.steps[at], state)) return
  if (isTravelling(state)) {
    holdAt(nextEnd(state.clock.seekStep))
    return
  }
  const shown = shownOf(state)
  const isPast = shown > (endOf(at) ?? Infinity)
  if (isPast || !isPlaying(state) || isTravelling(before)) turnTo(stepAt(state))
  holdAt(nextEnd(shown))
}

function isPlaying({ pastStep, clock }: LabState): boolean {
  return pastStep === null && clock?.playing === true
}

function isTravelling({ clock }: LabState): boolean {
  return (clock?.seekStep ?? -1) >= 0
}

function shownOf({ pastStep, clock }: LabState): number {
  return pastStep ?? clock?.step ?? 0
}

function readingMs({ caption }: StoryStep): number {
  return Math.max(LEAST_READ_MS, caption.split(/\s+/).length * READ_MS_A_WORD)
}

/** The next page, as time takes the story there; one without time of its own stands at once. */
function turnAndPlay(at: number): void {
  const { camera } = storyStore.getState().story.steps[at]
  turnTo(at)
  putCamera(camera)
  if (camera.until !== null && camera.until <= camera.moment) pause()
  holdAt(nextEnd(camera.moment))
}

function turnTo(at: number): void {
  if (at === storyStore.getState().at) return
  shownMs = -1
  storyStore.setState({ at })
  tellStep(at, captionOf(storyStore.getState().story.steps[at]))
}

/** The step that the shown moment lies in: the present one where it may be, otherwise the last one. */
function stepAt(state: LabState): number {
  const { story, at } = storyStore.getState()
  const shown = shownOf(state)
  const isPresent = shown >= story.steps[at].camera.moment && shown <= (endOf(at) ?? Infinity)
  if (isPresent) return at
  const found = story.steps.findLastIndex(
    (step) => step.camera.moment <= shown && isRunOf(step, state),
  )
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
