// What a comparison has found so far, a file a seed, so that an interrupted one goes on where it stood.
// A folder holds one question: its file comparison.json says which.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { quoted } from '../params/plainText.ts'
import { RunFailure, UsageError } from './command.ts'
import type { TwinJob, TwinOutcome } from '../threads/twinRun.ts'

export interface CompareStore {
  read(seed: string): TwinOutcome | null
  write(outcome: TwinOutcome): void
}

/** Nothing is kept. */
export const NO_STORE: CompareStore = { read: () => null, write: () => {} }

/** `folder` is there and may be written to. Refuses a folder that holds another question. */
export function openStore(folder: string, engine: string, job: TwinJob): CompareStore {
  const question = questionOf(engine, job)
  const path = join(folder, 'comparison.json')
  if (existsSync(path)) {
    const kept = readJson<{ question: string }>(path)
    if (kept?.question !== question) {
      throw new UsageError(
        `--out ${quoted(folder)} holds another comparison, or one of another engine: ` +
          'give this one a folder of its own.',
      )
    }
  } else write(path, { engine, question })
  const fileOf = (seed: string) => join(folder, `seed-${encodeURIComponent(seed)}.json`)
  return {
    read(seed) {
      const outcome = readJson<TwinOutcome>(fileOf(seed))
      return outcome?.seed === seed && outcome.sides.length === job.sides.length ? outcome : null
    },
    write: (outcome) => write(fileOf(outcome.seed), outcome),
  }
}

/** Everything that decides the results but the seed. */
function questionOf(engine: string, job: TwinJob): string {
  const plain = { ...job.a, seed: '' }
  const sides = job.sides.map((side) => ({ ...side, spec: { ...side.spec, seed: '' } }))
  const text = JSON.stringify([engine, plain, sides, job.given ?? null])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Null for what is not there or was cut off while it was written. */
function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch {
    return null
  }
}

function write(path: string, value: unknown): void {
  try {
    const unfinished = `${path}.unfinished`
    writeFileSync(unfinished, `${JSON.stringify(value)}\n`)
    renameSync(unfinished, path)
  } catch (error) {
    throw new RunFailure(`${path} could not be written: ${String(error)}.`)
  }
}
