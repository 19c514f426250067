// A hidden tab stands still: time goes on when it is looked at again. A journey is finished first.
import { simulation } from './runControl.ts'
import { labStore } from './store.ts'
import { goOn } from './travel.ts'

export function followVisibility(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) standStill()
    else goOn()
  })
}

function standStill(): void {
  const { clock, pastStep } = labStore.getState()
  if (pastStep === null && (clock?.seekStep ?? -1) < 0) void simulation()?.api.pause()
}
