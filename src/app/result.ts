// What follows from the run's own state: play again after a hurry, stand still at the end, and hold the
// fingerprint against the one in the link.
import { goOnAfterSeek } from './runControl.ts'
import { labStore } from './store.ts'
import { say } from './words.ts'

export function followResult(): void {
  labStore.subscribe((state, before) => {
    if (state.fingerprint !== null && state.fingerprint !== before.fingerprint) checkLink()
    const hurried = (before.clock?.seekStep ?? -1) >= 0 && state.clock?.seekStep === -1
    if (hurried) goOnAfterSeek()
    const ended = state.clock?.finished === true && before.clock?.finished === false
    if (ended && state.pastStep === null) labStore.setState({ wantsPlay: false })
  })
}

function checkLink(): void {
  const { link, facts, fingerprint } = labStore.getState()
  if (link.fingerprint === undefined || facts === null) return
  const sameEngine = link.engine === undefined || link.engine === facts.engineVersion
  const same = link.fingerprint === fingerprint
  const linkCheck = same ? 'same result' : sameEngine ? 'another result' : 'another engine'
  labStore.setState({ linkCheck })
  say(`The run is over: ${linkCheck} as the link's.`)
}
