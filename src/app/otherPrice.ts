// Hands the prices of B, the run beside this one, to the picture as they are recorded.
import type { Stage } from '../view/stage.ts'
import { recordB } from './compareRecord.ts'
import { compareStore } from './compareStore.ts'
import { onTick } from './frameLoop.ts'

/** Call the result to stop. */
export function followOther(stage: Stage): () => void {
  let sent = 0
  let ofRun = recordB.series
  return onTick(() => {
    const isShown = compareStore.getState().phase !== 'none'
    const count = isShown ? recordB.minuteCount : 0
    // Another B, or the same one wound back.
    if (count < sent || ofRun !== recordB.series) {
      stage.pushOther(null)
      sent = 0
    }
    if (count <= sent) return
    ofRun = recordB.series
    stage.pushOther(recordB.prices(sent, count))
    sent = count
  })
}
