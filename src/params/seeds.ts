// The seeds over which a question is asked again: the run's own first, then as many as asked for, named
// after it, so that page and shell draw the same ones.
import { SEED_LENGTH } from './plainText.ts'

/** "k7Qp2", "k7Qp2-2", "k7Qp2-3" ... */
export function seedsAfter(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return first
    const ending = `-${index + 1}`
    return first.slice(0, SEED_LENGTH - ending.length) + ending
  })
}
