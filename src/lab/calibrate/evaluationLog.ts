// The log of a calibration: a line of JSON an evaluation, appended as it is done. A folder holds one
// question; the same command again goes on from its log.
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { quoted } from '../../params/plainText.ts'
import { RunFailure, UsageError } from '../command.ts'
import type { ChangedSettings } from '../../params/linkState.ts'
import type { Evaluation } from './search.ts'

export interface LoggedEvaluation extends Evaluation {
  readonly n: number
  readonly settings: ChangedSettings
}

export interface EvaluationLog {
  readonly done: readonly LoggedEvaluation[]
  append(evaluation: LoggedEvaluation): void
}

export const LOG_FILE = 'evaluations.jsonl'

/** Without a folder the log is not kept. */
export function openLog(folder: string | undefined, question: unknown): EvaluationLog {
  if (folder === undefined) return { done: [], append: () => {} }
  const path = join(folder, LOG_FILE)
  const asked = createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 16)
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const lines = text.split('\n')
  // A line that was cut off keeps its place and spoils no other.
  if (text !== '' && !text.endsWith('\n')) append(path, '\n')
  const [head, ...rest] = lines.flatMap(readLine)
  if (head === undefined) append(path, `${JSON.stringify({ asked, question })}\n`)
  else if ((head as { asked?: string }).asked !== asked) {
    throw new UsageError(
      `--out ${quoted(folder)} holds another calibration, or one of another engine: ` +
        'give this one a folder of its own.',
    )
  }
  return {
    done: rest as LoggedEvaluation[],
    append: (evaluation) => append(path, `${JSON.stringify(evaluation)}\n`),
  }
}

/** Nothing for a line that was cut off. */
function readLine(line: string): unknown[] {
  try {
    return line === '' ? [] : [JSON.parse(line)]
  } catch {
    return []
  }
}

function append(path: string, text: string): void {
  try {
    appendFileSync(path, text)
  } catch (error) {
    throw new RunFailure(`${path} could not be written: ${String(error)}.`)
  }
}
