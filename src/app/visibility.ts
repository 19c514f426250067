// A hidden tab stands still: time goes on when it is looked at again.
import { goOnAfterSeek, simulation } from './runControl.ts'

export function followVisibility(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void simulation()?.api.pause()
    else goOnAfterSeek()
  })
}
