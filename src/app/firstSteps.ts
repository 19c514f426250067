// The first visit: what its buttons do, and when it is over.
import { labStore } from './store.ts'
import { tellVisitor } from './words.ts'

const CAP = 10

/** The same day beside itself, with a cap on new positions from the start. */
export function tryCap(): void {
  import('./compareSides.ts').then(
    ({ compareWithCap }) => compareWithCap(CAP),
    () => tellVisitor('The comparison could not be loaded; try again.'),
  )
}

/** Over with the first thing a visitor does, once that is done. The milestones end it where one only looks on. */
export function listenForFirstStep(): void {
  const end = () => setTimeout(() => labStore.setState({ isFirstRun: false }))
  addEventListener('click', end, { capture: true, once: true })
  addEventListener('keydown', ({ key }) => key === 'Tab' || key === 'Shift' || end(), true)
}
