// What the buttons of the first visit do.
import { tellVisitor } from './words.ts'

const CAP = 10

/** The same day beside itself, with a cap on new positions from the start. */
export function tryCap(): void {
  import('./compareSides.ts').then(
    ({ compareWithCap }) => compareWithCap(CAP),
    () => tellVisitor('The comparison could not be loaded; try again.'),
  )
}
