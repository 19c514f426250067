// Stories from outside, as JSON: steps of a link, a camera and a caption. Answers in words, never throws;
// all text is plain text. docs/stories.md tells how to write one.
import * as v from 'valibot'
import { DEFAULT_ASSETS } from '../market/instruments.ts'
import { describeIssue, finite, listOf, record, words } from '../params/fileShapes.ts'
import { stepCountOf } from '../params/limits.ts'
import { decodeLink } from '../params/link.ts'
import { SCENE_NAMES } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { shortened } from '../params/notices.ts'
import { plainLine, plainNote, quoted, TITLE_LENGTH } from '../params/plainText.ts'
import { resolveLink } from '../params/resolve.ts'
import { readMoment } from '../panels/format.ts'
import { SPEEDS } from '../threads/frames.ts'
import type { SceneName, Speed } from '../threads/frames.ts'
import { unknownFigures } from './storyWords.ts'

export interface StoryCamera {
  readonly scene: SceneName
  readonly asset: number
  /** How near the crowd is looked at; 1 is all of it. */
  readonly zoom: number
  /** Simulated second at which the step begins. */
  readonly moment: number
  /** The second at which the clock stands still, where it does. */
  readonly until: number | null
  readonly speed: Speed
}

export interface StoryStep {
  readonly title: string
  readonly caption: string
  readonly link: LinkState
  readonly camera: StoryCamera
}

export interface Story {
  readonly title: string
  readonly author: string
  readonly steps: readonly StoryStep[]
}

export type StoryReading =
  | { readonly ok: true; readonly story: Story; readonly notices: readonly string[] }
  | { readonly ok: false; readonly problem: string }

export const LONGEST_STORY = 100_000
const MOST_STEPS = 40
const MOST_ZOOM = 64

const CAMERA_ENTRIES = {
  scene: v.optional(words('scene')),
  asset: v.optional(words('asset')),
  zoom: v.optional(finite('zoom')),
  moment: v.optional(v.union([v.string(), v.number()], 'moment reads "day 2 10:42", or seconds.')),
  until: v.optional(v.union([v.string(), v.number()], 'until reads "day 2 10:42", or seconds.')),
  speed: v.optional(v.union([v.string(), v.number()], 'speed is "auto", "max" or a number.')),
}
const STEP_ENTRIES = {
  title: words('title of a step'),
  caption: words('caption of a step'),
  link: words('link of a step'),
  camera: v.optional(record(CAMERA_ENTRIES, 'camera')),
}
const STORY_ENTRIES = {
  title: words('title'),
  author: v.optional(words('author')),
  steps: v.pipe(
    listOf(record(STEP_ENTRIES, 'a step'), MOST_STEPS, 'steps'),
    v.minLength(1, 'A story has one step at least.'),
  ),
}
const SHAPE = record(STORY_ENTRIES, 'A story')
type Shape = v.InferOutput<typeof SHAPE>
type StepShape = Shape['steps'][number]

export function readStory(text: string): StoryReading {
  if (text.length > LONGEST_STORY) {
    return { ok: false, problem: `A story has at most ${LONGEST_STORY} characters.` }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, problem: 'The story is not JSON: a comma or a bracket may be missing.' }
  }
  return readStoryValue(value)
}

/** The same for what JSON has already been made of. */
export function readStoryValue(value: unknown): StoryReading {
  const shape = v.safeParse(SHAPE, value)
  if (!shape.success) return { ok: false, problem: describeIssue('The story', shape.issues[0]) }
  const notices: string[] = []
  const { title, author = '', steps } = shape.output
  const story = {
    title: plainLine(title, TITLE_LENGTH),
    author: plainLine(author, TITLE_LENGTH),
    steps: steps.map((step, index) => stepOf(step, `Step ${index + 1}`, notices)),
  }
  return { ok: true, story, notices: shortened(notices) }
}

function stepOf(step: StepShape, where: string, notices: string[]): StoryStep {
  const reading = decodeLink(step.link)
  notices.push(...reading.notices.map((notice) => `${where}: ${notice}`))
  const caption = plainNote(step.caption)
  for (const name of unknownFigures(caption)) {
    notices.push(`${where}: there is no figure {${name}}, it stays as it is written.`)
  }
  const { moment: _moment, camera: _view, ...link } = reading.state
  const camera = cameraOf(step.camera ?? {}, reading.state, where, notices)
  return { title: plainLine(step.title, TITLE_LENGTH), caption, link, camera }
}

function cameraOf(
  shape: NonNullable<StepShape['camera']>,
  link: LinkState,
  where: string,
  notices: string[],
): StoryCamera {
  const last = stepCountOf(resolveLink(link).scenario.hours)
  const momentOf = (typed: string | number | undefined, name: string): number | null => {
    if (typed === undefined) return null
    const step = typeof typed === 'number' ? Math.round(typed) : readMoment(typed)
    if (step !== null && step >= 0 && step <= last) return step
    notices.push(`${where}: ${name} ${quoted(String(typed))} is no moment of its run.`)
    return null
  }
  const { scene, asset, zoom = 1, speed = 'auto' } = shape
  return {
    scene:
      scene === undefined
        ? (link.camera?.scene ?? 'market')
        : oneOf(SCENE_NAMES, scene, 'scene', where, notices),
    asset: asset === undefined ? (link.camera?.asset ?? 0) : assetOf(asset, where, notices),
    zoom: Math.max(1, Math.min(MOST_ZOOM, zoom)),
    moment: momentOf(shape.moment, 'moment') ?? link.moment ?? 0,
    until: momentOf(shape.until, 'until'),
    speed: oneOf(SPEEDS, String(speed), 'speed', where, notices),
  }
}

/** The first of the choices stands in for what is none of them. */
function oneOf<T extends string>(
  choices: readonly T[],
  wanted: string,
  name: string,
  where: string,
  notices: string[],
): T {
  const found = choices.find((choice) => choice === wanted)
  if (found !== undefined) return found
  notices.push(`${where}: ${name} is one of ${choices.join(', ')}, not ${quoted(wanted)}.`)
  return choices[0]
}

function assetOf(wanted: string, where: string, notices: string[]): number {
  const symbols = DEFAULT_ASSETS.map(({ symbol }) => symbol)
  return symbols.indexOf(oneOf(symbols, wanted, 'asset', where, notices))
}
