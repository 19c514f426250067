// What a command of the laboratory is: a row in commands.ts and a file of its own.

/** Bad usage: one sentence naming the thing, its range and the nearest valid. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** A run that did not end well, in one sentence. Exit code 1. */
export class RunFailure extends Error {
  override name = 'RunFailure'
}

export interface OptionRow {
  /** Without the dashes. */
  readonly name: string
  /** What its value is called in the help; none for a switch. */
  readonly value?: string
  /** May be given more than once. */
  readonly repeats?: boolean
  readonly help: string
}

/** Everything a command has of the world outside. */
export interface Terminal {
  readonly isInteractive: boolean
  /** Standard output: results only. */
  out(text: string): void
  /** Standard error: notices, progress, problems. */
  err(text: string): void
  /** Calls back at Ctrl-C; the answer stops listening. */
  onInterrupt(listener: () => void): () => void
}

export interface CommandCall {
  readonly positionals: readonly string[]
  /** Values given to an option, in order; a switch has one empty value. */
  values(option: string): readonly string[]
  /** The last value, or undefined. */
  value(option: string): string | undefined
  has(option: string): boolean
  readonly terminal: Terminal
}

export interface Command {
  readonly name: string
  readonly summary: string
  /** Positional arguments as the help shows them: "[SCENARIO|FILE.json]". */
  readonly operands: string
  /** At most so many positional arguments. */
  readonly mostOperands: number
  readonly options: readonly OptionRow[]
  /** Paragraphs at the end of the help. */
  readonly notes?: readonly string[]
  /** Resolves when done; throws UsageError or RunFailure otherwise. */
  readonly run: (call: CommandCall) => Promise<void>
}
