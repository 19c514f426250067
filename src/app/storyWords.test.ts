// Captions with the figures of a run: a sentence without its figure is not told.
import { expect, test } from 'vitest'
import { labStore } from './store.ts'
import { captionWith } from './storyWords.ts'

const CAPTION = 'It falls. It is {time}, and {ahead} more may go. Look at {this}! {price} now?'

function caption(step: number, ahead: number | undefined, since = 3_600): string {
  const state = labStore.getInitialState()
  const clock = { step } as typeof state.clock
  const panel = { totals: { nextOnePercentUsd: ahead } } as typeof state.panel
  return captionWith(CAPTION, { ...state, clock, panel }, since)
}

test('a sentence whose figures are all known is told with them', () => {
  expect(caption(3_600, 5e6)).toBe(
    'It falls. It is day 1 · 01:00:00, and $5M more may go. Look at {this}!',
  )
})

test('one with an unknown figure is left out, and on the way to the step every one with a figure', () => {
  expect(caption(3_600, undefined)).toBe('It falls. Look at {this}!')
  expect(caption(3_599, 5e6)).toBe('It falls. Look at {this}!')
})
