// The keys of the page, in words. keyboard.ts of the app acts on them.
export const SHORTCUTS = [
  { keys: 'Space', does: 'play or pause' },
  { keys: '← →', does: 'a minute back or on; with Shift an hour' },
  { keys: 'Home End', does: 'the start of the run, and where it stands' },
  { keys: 'E', does: 'drop an event into the run' },
  { keys: 'U', does: 'undo the last change' },
  { keys: 'M H C T', does: 'market, cohorts, crowd, one trader' },
] as const
