// The moment shown: where the run stands, or a recorded moment that the visitor went to and that the run
// is still on its way to. The store hears of it at an unhurried rate; what moves with every frame reads
// it here.
import { labStore } from './store.ts'

const STORE_EVERY_MS = 100

let past: number | null = null
let toldMs = -Infinity

export function pastMoment(): number | null {
  return past
}

/** `hurry`: the store is told at once, as at the ends of a scrub. */
export function setPastMoment(step: number | null, hurry = true): void {
  past = step === null ? null : Math.max(0, step)
  const nowMs = performance.now()
  if (!hurry && nowMs - toldMs < STORE_EVERY_MS) return
  toldMs = nowMs
  const shown = past === null ? null : Math.floor(past)
  if (labStore.getState().pastStep !== shown) labStore.setState({ pastStep: shown })
}
