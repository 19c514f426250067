// Where stories come from and go to: a file, the address (?story=), and back into either.
import { encodeLink } from '../params/link.ts'
import { download } from './download.ts'
import { packText, unpackText } from './packedText.ts'
import { labStore } from './store.ts'
import { LONGEST_STORY, readStory } from './storyFile.ts'
import { goToStep } from './storyPlayer.ts'
import { STORY_OF_THE_DAY, storyOfTheDay, storyStore } from './storyStore.ts'
import { tellVisitor } from './words.ts'

const NAME = 'story'
/** Messengers and servers refuse longer addresses. */
const LONGEST_ADDRESS = 8_000

/** Opens the story that the address carries, if it carries one. */
export async function openStoryOfAddress(): Promise<void> {
  const packed = new URLSearchParams(location.search).get(NAME)
  if (packed === null) return
  const text = await unpackText(packed, LONGEST_STORY)
  if (text === null) refuse('The story in the address cannot be read: it may have lost its end.')
  else tell(text)
  labStore.setState({ mode: 'watch' })
}

export async function openStoryFile(file: File): Promise<void> {
  if (file.size > LONGEST_STORY) {
    refuse(`${file.name} is too large for a story: ${LONGEST_STORY} characters at most.`)
    return
  }
  tell(await file.text())
}

/** The one that comes with the page, again. */
export function tellTheDay(): void {
  storyStore.setState({ story: storyOfTheDay(), source: null, at: 0, isFresh: true, problem: null })
  storyStore.setState({ notices: [] })
}

/** The open story as a file, to be read, changed and opened again. */
export function saveStory(): void {
  tellVisitor(download('unwind-story.json', new Blob([storyText()], { type: 'application/json' })))
}

/** An address that opens the story; null where it would be too long to be sent. */
export async function addressOfStory(): Promise<string | null> {
  const address = new URL(location.href)
  address.search = `?${NAME}=${await packText(JSON.stringify(JSON.parse(storyText())))}`
  address.hash = encodeLink(storyStore.getState().story.steps[0].link)
  return address.href.length > LONGEST_ADDRESS ? null : address.href
}

function storyText(): string {
  return storyStore.getState().source ?? `${JSON.stringify(STORY_OF_THE_DAY, null, 2)}\n`
}

function tell(text: string): void {
  const reading = readStory(text)
  if (!reading.ok) {
    refuse(reading.problem)
    return
  }
  const { story, notices } = reading
  storyStore.setState({ story, source: text, at: 0, isFresh: true, problem: null, notices })
  goToStep(0)
}

/** The story that is open stays. */
function refuse(problem: string): void {
  storyStore.setState({ problem })
}
