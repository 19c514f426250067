// "Did you mean": the known word nearest to a mistyped one.

const LONGEST_WORD = 40

/** The candidate nearest to `word`, or null where none is near. Case does not count. */
export function nearestWord(word: string, candidates: readonly string[]): string | null {
  const typed = word.slice(0, LONGEST_WORD).toLowerCase()
  if (typed === '') return null
  let nearest: string | null = null
  let fewest = Math.max(2, Math.floor(typed.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = distanceBetween(typed, candidate.toLowerCase())
    if (distance < fewest) {
      fewest = distance
      nearest = candidate
    }
  }
  return nearest ?? longestBeginning(typed, candidates)
}

/** "cap" and "leverage" are far by letters, but what they stand in is likely meant. */
function longestBeginning(typed: string, candidates: readonly string[]): string | null {
  if (typed.length < 3) return null
  const starts = candidates.find((candidate) => candidate.toLowerCase().startsWith(typed))
  return starts ?? candidates.find((candidate) => candidate.toLowerCase().includes(typed)) ?? null
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
export function distanceBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let least = Math.min(last[column - 1]! + (same ? 0 : 1), last[column]! + 1)
      least = Math.min(least, current[column - 1]! + 1)
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) least = Math.min(least, beforeLast[column - 2]! + 1)
      current.push(least)
    }
    beforeLast = last
    last = current
  }
  return last[b.length]!
}
