// Options that are whole numbers, and those that several commands share.
import { availableParallelism } from 'node:os'
import { quoted } from '../params/plainText.ts'
import { readNumber } from '../params/setting.ts'
import { UsageError } from './command.ts'
import type { CommandCall } from './command.ts'

const MOST_JOBS = 64

export function readCount(
  call: CommandCall,
  option: string,
  otherwise: number,
  most: number,
): number {
  const text = call.value(option)
  if (text === undefined) return Math.min(otherwise, most)
  const count = readNumber(text)
  if (Number.isInteger(count) && count >= 1 && count <= most) return count
  const nearest = Number.isNaN(count)
    ? ''
    : `: the nearest is ${Math.min(most, Math.max(1, Math.round(count)))}`
  throw new UsageError(
    `--${option} is a whole number, 1 to ${most}, not ${quoted(text)}${nearest}.`,
  )
}

/** Threads: no more than there are runs, or than --jobs says. */
export function readJobs(call: CommandCall, runs: number): number {
  const jobs = readCount(call, 'jobs', availableParallelism(), MOST_JOBS)
  return Math.max(1, Math.min(jobs, runs))
}
