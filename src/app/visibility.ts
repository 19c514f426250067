// A hidden tab stands still: time goes on when it is looked at again.
import { simulation } from './runControl.ts'
import { goOn } from './travel.ts'

export function followVisibility(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void simulation()?.api.pause()
    else goOn()
  })
}
