// When the page has started and has time for what is not needed at once.

const STARTED_MS = 8_000

/** Call the result to forget it. */
export function whenStarted(listener: () => void): () => void {
  const timer = setTimeout(listener, STARTED_MS)
  return () => clearTimeout(timer)
}
