// A hidden tab stands still: time goes on when it is looked at again. A journey is finished first.
import { simulation } from './runControl.ts'
import { labStore } from './store.ts'
import { goOn } from './travel.ts'
import { tellVisitor } from './words.ts'

let stoodStill = false

export function followVisibility(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      standStill()
      return
    }
    goOn()
    if (stoodStill) tellVisitor('Time stood still while this tab was hidden.')
    stoodStill = false
  })
}

function standStill(): void {
  const { clock, pastStep } = labStore.getState()
  if (pastStep !== null || (clock?.seekStep ?? -1) >= 0) return
  stoodStill = clock?.playing === true
  void simulation()?.api.pause()
}
