// Lines of the tape: neighbours that say the same of one second are one line, with their number.
import type { TapeRow } from '../threads/frames.ts'

export interface TapeLine extends TapeRow {
  readonly count: number
}

/** The first `most` lines; their dollars are those of all their rows. */
export function tapeLines(rows: readonly TapeRow[], most: number): TapeLine[] {
  const lines: TapeLine[] = []
  for (const row of rows) {
    const last = lines.at(-1)
    if (last !== undefined && last.step === row.step && last.text === row.text) {
      lines[lines.length - 1] = { ...last, usd: last.usd + row.usd, count: last.count + 1 }
    } else if (lines.length === most) break
    else lines.push({ ...row, count: 1 })
  }
  return lines
}
