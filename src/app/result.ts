// What follows from the run's own state: stand still at the end, and hold the fingerprint against the one
// in the link: at its end, or at the second on the way at which the link was shared.
import { formatMoment } from '../panels/format.ts'
import { simulation } from './runControl.ts'
import { labStore } from './store.ts'
import type { LabState, LinkCheck } from './store.ts'
import { tellVisitor } from './words.ts'

/** Of the link's result, where the run was shared on its way. */
const WAY_WORDS: Readonly<Record<LinkCheck, string>> = {
  'same result': 'the same result so far as in the link, to the bit.',
  'another engine': 'another version of the engine made the link, and its result so far differs.',
  'other parameters': 'parts of the link could not be used, and the result so far differs.',
  'another result': 'not the result so far in the link, though engine and parameters are the same.',
}

const CHECK_WORDS: Readonly<Record<LinkCheck, string>> = {
  'same result': 'the same result as in the link, to the bit.',
  'another engine': 'another version of the engine made the link, and its result differs.',
  'other parameters': 'parts of the link could not be used, and the result differs.',
  'another result': 'not the result in the link, though engine and parameters are the same.',
}

export function followResult(): void {
  labStore.subscribe((state, before) => {
    if (state.fingerprint !== null && state.fingerprint !== before.fingerprint) checkEnd()
    if (state.facts !== null && state.facts !== before.facts) void checkOnTheWay()
    const ended = state.clock?.finished === true && before.clock?.finished === false
    if (ended && state.pastStep === null) labStore.setState({ wantsPlay: false })
  })
}

function checkEnd(): void {
  const state = labStore.getState()
  const { link, facts, fingerprint } = state
  if (link.fingerprint === undefined || link.fingerprintStep !== undefined || facts === null) return
  const linkCheck = checkOf(state, fingerprint)
  if (linkCheck === state.linkCheck) return
  labStore.setState({ linkCheck })
  tellVisitor(`The run is over: ${CHECK_WORDS[linkCheck]}`)
}

/** The thread stops for a moment at the link's second and tells its fingerprint there. */
async function checkOnTheWay(): Promise<void> {
  const { link, facts } = labStore.getState()
  if (link.fingerprint === undefined || link.fingerprintStep === undefined) return
  const fingerprint = await simulation()?.api.fingerprintOnTheWay()
  const state = labStore.getState()
  const isSameRun = state.facts === facts && state.link.fingerprint === link.fingerprint
  if (!isSameRun || typeof fingerprint !== 'string') return
  const linkCheck = checkOf(state, fingerprint)
  labStore.setState({ linkCheck })
  tellVisitor(`${formatMoment(link.fingerprintStep)}: ${WAY_WORDS[linkCheck]}`)
}

function checkOf({ link, facts, isLinkPartial }: LabState, fingerprint: string | null): LinkCheck {
  if (link.fingerprint === fingerprint) return 'same result'
  if (link.engine !== undefined && link.engine !== facts?.engineVersion) return 'another engine'
  return isLinkPartial ? 'other parameters' : 'another result'
}
