// How a long measurement stays a good citizen: it says what it is at, and between two pieces of work it
// lets the process hear Ctrl-C.
export interface Progress {
  /** Says what comes next, and breathes. */
  tell(line: string): Promise<void>
  /** Signals are heard only between two tasks. */
  breathe(): Promise<void>
}

export function progressTo(say: (line: string) => void): Progress {
  const breathe = () =>
    new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
  return {
    tell: (line) => {
      say(line)
      return breathe()
    },
    breathe,
  }
}
