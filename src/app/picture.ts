// What the page asks of the picture, whatever draws it, and the one that is attached now.
// The drawing comes as a chunk of its own, so that the panels stand before it is there.
import type { Frame } from '../threads/frames.ts'
import type { RunFacts } from '../threads/protocol.ts'
import type { Scene } from './store.ts'

export interface Picture {
  /** A new run: forgets all that was drawn. */
  reset(facts: RunFacts): void
  take(frame: Frame): void
  setScene(scene: Scene): void
  setAsset(asset: number): void
  /** Simulated seconds shown; the picture is drawn as it stood then. */
  setMoment(step: number): void
  /** Draws. Wall milliseconds. */
  draw(nowMs: number): void
  destroy(): void
}

let attached: Picture | null = null

export function picture(): Picture | null {
  return attached
}

export function attachPicture(next: Picture | null): void {
  attached?.destroy()
  attached = next
}
