// Moves hairlines to the moment that is pointed at: over the picture, whose span of time slides, and over
// the timeline, which shows the whole run.
import { marketLayout } from '../view/layout.ts'
import { onTick } from './frameLoop.ts'
import { runRecord } from './runRecord.ts'
import { labStore } from './store.ts'
import { spanShown } from './spanShown.ts'
import { onPointed, pointedStep } from './timeCursor.ts'

/** Over the picture that `line` lies on. Call the result to stop. */
export function followCursor(line: HTMLElement): () => void {
  const put = () => {
    const step = pointedStep()
    const host = line.parentElement
    const { start, end } = spanShown()
    const isHere = step !== null && step >= start && step <= end
    const isHidden = !isHere || host === null || labStore.getState().scene !== 'market'
    // Setting it again would make the browser draw the page again, in every frame.
    if (line.hidden !== isHidden) line.hidden = isHidden
    if (isHidden || step === null || host === null) return
    const { nowX } = marketLayout(host.clientWidth, host.clientHeight, { top: 0, bottom: 0 })
    line.style.transform = `translateX(${((step - start) / (end - start)) * nowX}px)`
  }
  return onTick(put)
}

/** Over the timeline. */
export function followCursorInRun(line: HTMLElement, words: (step: number) => string): () => void {
  return onPointed((step) => {
    line.hidden = step === null
    if (step === null) return
    line.style.left = `${(step / runRecord.stepCount) * 100}%`
    line.dataset['late'] = String(step > runRecord.stepCount / 2)
    line.textContent = words(step)
  })
}
