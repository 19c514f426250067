// Hands a file that was made in the page to the browser's download.
import type { LinkState } from '../params/linkState.ts'

/** The browser has read it by then. */
const HELD_MS = 10_000

/** Answers with what to tell the visitor. */
export function download(fileName: string, file: Blob): string {
  const address = URL.createObjectURL(file)
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = fileName
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(address), HELD_MS)
  return `${fileName} is saved.`
}

/** The beginning of the names of a run's files. */
export function fileNameOf({ scenarioId, seed }: LinkState): string {
  return `unwind-${scenarioId}-${seed.replace(/[^\w-]+/g, '_')}`
}
