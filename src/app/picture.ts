// What the page asks of the picture, whatever draws it, and the one that is attached now.
// The drawing comes as a chunk of its own, so that the panels stand before it is there.
import type { Frame, SceneName } from '../threads/frames.ts'
import type { RunFacts } from '../threads/protocol.ts'
import type { TimeWindow } from '../view/timeAxis.ts'

export interface Picture {
  /** A new run: forgets all that was drawn. */
  reset(facts: RunFacts): void
  take(frame: Frame): void
  setScene(scene: SceneName): void
  /** An asset, at one venue or over all. */
  showMarket(asset: number, venue: number): void
  setWindow(window: TimeWindow): void
  showRealFalls(isShown: boolean): void
  /** The price drawn, of the market drawn; null while none is known. */
  shownPriceUsd(): number | null
  /** Simulated seconds shown; the picture is drawn as it stood then. */
  setMoment(step: number): void
  /** Draws. Wall milliseconds. */
  draw(nowMs: number): void
  /** What is drawn now, as a PNG; null while it cannot be. */
  snapshot(): Promise<Blob | null>
  /** CSS pixels. */
  widthInPage(): number
  /** Hears of what was drawn while it can still be read. Call the result to stop. */
  onDrawn(listener: (canvas: HTMLCanvasElement) => void): () => void
  /** What lies under a point, CSS pixels from the picture's top left; null for nothing to tell. */
  wordsAt(x: number, y: number): PictureWords | null
  /** The crowd's cell under a point. */
  cellAt(x: number, y: number): number | null
  /** The crowd nearer or farther about a point, sideways by pixels, or all of it again. */
  zoomAt(x: number, y: number, factor: number): void
  panBy(dx: number, dy: number): void
  showAll(): void
  destroy(): void
}

export interface PictureWords {
  readonly title: string
  readonly detail: string
}

let attached: Picture | null = null

export function picture(): Picture | null {
  return attached
}

export function attachPicture(next: Picture | null): void {
  attached?.destroy()
  attached = next
}
