// The process as a terminal: results to standard output, the rest to standard error, Ctrl-C heard.
import type { Terminal } from './command.ts'

export function terminalOf(process: NodeJS.Process): Terminal {
  // Whoever reads us may stop early: run | head.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  // Without a listener, or at a second Ctrl-C, at once.
  let listener: (() => void) | null = null
  process.on('SIGINT', () => {
    const heard = listener
    listener = null
    if (heard !== null) {
      heard()
      return
    }
    process.stderr.write('Interrupted.\n')
    process.exit(1)
  })
  return {
    isInteractive: process.stderr.isTTY === true,
    out: (text) => {
      process.stdout.write(text)
    },
    err: (text) => {
      process.stderr.write(text)
    },
    onInterrupt: (callback) => {
      listener = callback
      return () => {
        listener = null
      }
    },
  }
}
