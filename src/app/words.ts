// Short words to the visitor: a passing one on the screen, and what a screen reader is told.
import { typeset } from '../view/numbers.ts'
import { labStore } from './store.ts'

const WORD_MS = 6000

let timer: ReturnType<typeof setTimeout> | undefined

/** Shown for a few seconds and said politely. */
export function tellVisitor(words: string): void {
  const word = typeset(words)
  clearTimeout(timer)
  labStore.setState({ word, said: word })
  timer = setTimeout(() => labStore.setState({ word: null }), WORD_MS)
}

/** Said to screen readers only. */
export function say(said: string): void {
  if (labStore.getState().said !== said) labStore.setState({ said })
}
