// What every scene is told about the frame to draw. Wall milliseconds.
export interface SceneFrame {
  readonly nowMs: number
  /** Since the last frame, at most a tenth of a second. */
  readonly elapsedMs: number
  /** Reduced motion: everything at rest at once. */
  readonly isStill: boolean
}
