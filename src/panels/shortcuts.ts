// The keys of the page, in words. keyboard.ts of the app acts on them.
export const SHORTCUTS = [
  { keys: 'Space', does: 'play or pause' },
  { keys: '← →', does: 'a minute back or on; with Shift an hour' },
  { keys: ', .', does: 'a second back or on' },
  { keys: 'Home End', does: 'the start of the run, and the furthest that is computed' },
  { keys: 'E', does: 'drop an event into the run' },
  { keys: 'U R', does: 'undo the last change, redo it; also Ctrl Z and Ctrl Shift Z' },
  { keys: 'B N', does: 'the step of the story before, and the next' },
  { keys: 'M H C T', does: 'market, cohorts, crowd, one trader' },
] as const
