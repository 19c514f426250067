// Progress on standard error: a line rewritten in place where there is someone to see it, else a line
// after another.
import type { Terminal } from './command.ts'

export class ProgressLine {
  private readonly start = performance.now()
  private toldMs = -Infinity
  private length = 0
  private readonly terminal: Terminal
  private readonly everyMs: number

  constructor(terminal: Terminal, everyMs: number) {
    this.terminal = terminal
    this.everyMs = everyMs
  }

  /** Asks for the words, given the seconds gone by, only when it is time to tell again. */
  tell(words: (seconds: number) => string): void {
    const nowMs = performance.now()
    if (nowMs - this.toldMs < this.everyMs) return
    this.toldMs = nowMs
    const line = words((nowMs - this.start) / 1_000)
    if (this.terminal.isInteractive) this.terminal.err(`\r${line.padEnd(this.length)}`)
    else this.terminal.err(`${line}\n`)
    this.length = line.length
  }

  end(): void {
    if (this.terminal.isInteractive) this.terminal.err(`\r${' '.repeat(this.length)}\r`)
  }
}
