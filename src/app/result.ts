// What follows from the run's own state: stand still at the end, and hold the fingerprint against the one
// in the link.
import { labStore } from './store.ts'
import type { LabState, LinkCheck } from './store.ts'
import { tellVisitor } from './words.ts'

const CHECK_WORDS: Readonly<Record<LinkCheck, string>> = {
  'same result': 'the same result as in the link, to the bit.',
  'another engine': 'another version of the engine made the link, and its result differs.',
  'other parameters': 'parts of the link could not be used, and the result differs.',
  'another result': 'not the result in the link, though engine and parameters are the same.',
}

export function followResult(): void {
  labStore.subscribe((state, before) => {
    if (state.fingerprint !== null && state.fingerprint !== before.fingerprint) checkLink()
    const ended = state.clock?.finished === true && before.clock?.finished === false
    if (ended && state.pastStep === null) labStore.setState({ wantsPlay: false })
  })
}

function checkLink(): void {
  const state = labStore.getState()
  if (state.link.fingerprint === undefined || state.facts === null) return
  const linkCheck = checkOf(state)
  if (linkCheck === state.linkCheck) return
  labStore.setState({ linkCheck })
  tellVisitor(`The run is over: ${CHECK_WORDS[linkCheck]}`)
}

function checkOf({ link, facts, fingerprint, isLinkPartial }: LabState): LinkCheck {
  if (link.fingerprint === fingerprint) return 'same result'
  if (link.engine !== undefined && link.engine !== facts?.engineVersion) return 'another engine'
  return isLinkPartial ? 'other parameters' : 'another result'
}
