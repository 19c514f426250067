// What the buttons of the first visit do.
import { compareWithCap } from './compareSides.ts'

const CAP = 10

/** The same day beside itself, with a cap on new positions from the start. */
export function tryCap(): void {
  compareWithCap(CAP)
}
