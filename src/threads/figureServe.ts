// Offers runs for their figures alone to the page over Comlink: one after another, with rests. Stopped by
// ending the thread.
import { expose } from 'comlink'
import type { RunSpec } from '../params/resolve.ts'
import { runFigures, type FigureEngine, type RunFigures } from './figureRun.ts'
import { workOff } from './pageJob.ts'

export interface FigureApi {
  /** `onShare` hears how much of the run is done, 0 to 1. */
  run(spec: RunSpec, onShare: (share: number) => void): Promise<RunFigures>
  /** The run at work stands still, and goes on from there. */
  rest(isResting: boolean): void
}

export function serveFigures(engine: FigureEngine): void {
  let resting: Promise<void> | null = null
  let wake = () => {}
  const api: FigureApi = {
    run: (spec, onShare) => workOff(runFigures(engine, spec), onShare, () => resting),
    rest(isResting) {
      wake()
      resting = isResting
        ? new Promise((resolve) => {
            wake = resolve
          })
        : null
    },
  }
  expose(api)
}
