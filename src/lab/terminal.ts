// The process as a terminal: results to standard output, the rest to standard error, Ctrl-C heard.
import type { Terminal } from './command.ts'

export function terminalOf(process: NodeJS.Process): Terminal {
  // Whoever reads us may stop early: run | head.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  return {
    isInteractive: process.stderr.isTTY === true,
    out: (text) => {
      process.stdout.write(text)
    },
    err: (text) => {
      process.stderr.write(text)
    },
    onInterrupt: (listener) => {
      process.on('SIGINT', listener)
      return () => process.off('SIGINT', listener)
    },
  }
}
