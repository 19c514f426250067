// The story that Watch tells, and the step that it is at. Frames of the run never come here.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import theDay from './stories/theDay.json' with { type: 'json' }
import { readStoryValue } from './storyFile.ts'
import type { Story } from './storyFile.ts'

export interface StoryState {
  readonly story: Story
  /** What it was read from, to be saved or linked to; null for the one that comes with the page. */
  readonly source: string | null
  readonly at: number
  /** Nothing of it was shown yet. */
  readonly isFresh: boolean
  /** Why a story could not be opened, and what of the open one could not be used. */
  readonly problem: string | null
  readonly notices: readonly string[]
}

export const STORY_OF_THE_DAY = theDay

export const storyStore = createStore<StoryState>(() => ({
  story: storyOfTheDay(),
  source: null,
  at: 0,
  isFresh: true,
  problem: null,
  notices: [],
}))

export function useStory<T>(select: (state: StoryState) => T): T {
  return useStore(storyStore, select)
}

export function storyOfTheDay(): Story {
  const reading = readStoryValue(theDay)
  if (!reading.ok) throw new Error(reading.problem)
  return reading.story
}
