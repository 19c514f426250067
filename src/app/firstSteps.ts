// What the buttons of the first visit do.
import { changeParameter } from './changes.ts'
import { labStore } from './store.ts'

const CAP = 10

/** A cap on new positions from now on. */
export function tryCap(): void {
  labStore.setState({ isFirstRun: false, mode: 'explore' })
  void changeParameter('leverageCap', CAP)
}
