// What the stage asks of each of its four scenes. Wall milliseconds, CSS pixels.
import type { Container } from 'pixi.js'
import type { Palette } from './colours.ts'
import type { Insets } from './layout.ts'

export interface SceneFrame {
  readonly nowMs: number
  /** Since the last frame, at most a tenth of a second. */
  readonly elapsedMs: number
  /** Reduced motion: everything at rest at once. */
  readonly isStill: boolean
}

/** Size and colours: changes with the window, the screen and the theme. */
export interface SceneLook {
  readonly width: number
  readonly height: number
  readonly insets: Insets
  /** Device pixels in a CSS pixel. */
  readonly pixels: number
  readonly palette: Palette
}

export interface Scene {
  readonly view: Container
  setLook(look: SceneLook): void
  /** Draws; true while something still moves. */
  draw(frame: SceneFrame): boolean
  destroy(): void
}
