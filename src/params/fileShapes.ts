// Shapes of files from outside for valibot, with complaints that a visitor understands.
import * as v from 'valibot'
import { describeKind } from './setting.ts'

export const finite = (what: string) =>
  v.pipe(
    v.number((issue) => `${what} is a number, not ${describeKind(issue.input)}.`),
    v.finite(`${what} is a finite number.`),
  )

export const words = (what: string) =>
  v.string((issue) => `${what} is text, not ${describeKind(issue.input)}.`)

export const listOf = <S extends v.GenericSchema>(item: S, most: number, what: string) =>
  v.pipe(
    v.array(item, (issue) => `${what} is a list, not ${describeKind(issue.input)}.`),
    v.maxLength(most, `${what} has at most ${most} entries.`),
  )

export const anObject = (what: string) =>
  v.custom<Record<string, unknown>>(
    (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
    (issue) => `${what} is an object in braces, not ${describeKind(issue.input)}.`,
  )

export const record = <const E extends v.ObjectEntries>(entries: E, what: string) =>
  v.pipe(anObject(what), v.object(entries))

/** What is wrong with a file, and where. `what`: The scenario. */
export function describeIssue(what: string, issue: v.BaseIssue<unknown>): string {
  const keys = issue.path?.map((item) => item.key) ?? []
  const place = keys
    .map((key) => (typeof key === 'number' ? `entry ${key + 1}` : String(key)))
    .join(', ')
  if (issue.message.startsWith('Invalid key')) {
    return `${what} lacks something it needs: ${place}.`
  }
  return keys.length > 1 ? `In ${place}: ${issue.message}` : issue.message
}
