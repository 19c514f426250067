// A hidden tab stands still, and so does the day while the experiment stands in its place: time goes on when
// it is looked at again. A journey is finished first.
import { simulation } from './runControl.ts'
import { labStore } from './store.ts'
import type { LabState } from './store.ts'
import { goOn } from './travel.ts'
import { tellVisitor } from './words.ts'

let stoodStill = false

const wideWindow = matchMedia('(min-width: 1000px)')

export function followVisibility(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      stoodStill = standStill()
      return
    }
    if (isCovered(labStore.getState())) return
    goOn()
    if (stoodStill) tellVisitor('Time stood still while this tab was hidden.')
    stoodStill = false
  })
  wideWindow.addEventListener('change', () => {
    if (isCovered(labStore.getState())) standStill()
    else goOn()
  })
  labStore.subscribe((state, before) => {
    if (isCovered(state)) {
      if (!isCovered(before) || state.phase !== before.phase) standStill()
    } else if (isCovered(before)) goOn()
  })
}

function isCovered({ mode, phoneSheet }: LabState): boolean {
  return wideWindow.matches ? mode === 'experiment' : phoneSheet === 'experiment'
}

/** Whether time was passing. */
function standStill(): boolean {
  const { clock, pastStep } = labStore.getState()
  if (pastStep !== null || (clock?.seekStep ?? -1) >= 0) return false
  void simulation()?.api.pause()
  return clock?.playing === true
}
