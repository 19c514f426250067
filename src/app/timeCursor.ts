// The moment that the pointer lies over, shared by the picture, the strips and the timeline: each says
// where it is pointed at, and each shows where the others are.
let pointed: number | null = null
const listeners = new Set<(step: number | null) => void>()

export function pointAt(step: number | null): void {
  if (step === pointed) return
  pointed = step
  for (const listener of listeners) listener(step)
}

export function pointedStep(): number | null {
  return pointed
}

/** Hears of every move. Call the result to stop. */
export function onPointed(listener: (step: number | null) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
