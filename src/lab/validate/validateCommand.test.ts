import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommandLine } from '../commandLine.ts'
import { pretendTerminal } from '../../testing/pretendEngine.ts'
import { validateCommand } from './validateCommand.ts'
import type { LawResult } from './result.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwind-validate-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function unwind(...words: string[]) {
  const terminal = pretendTerminal()
  const commands = [validateCommand({ version: '9.9.9' })]
  const code = await runCommandLine(['validate', ...words], commands, '9.9.9', terminal)
  return { code, output: terminal.output, errors: terminal.errors }
}

describe('validate', () => {
  test('prints one JSON object and nothing else, with the laws that were asked for in their order', async () => {
    const words = ['--json', '--quick', '--law', '2', '--law', '1', '--out', folder]
    const { code, output, errors } = await unwind(...words)
    expect(code).toBe(0)
    expect(output.trimEnd().split('\n')).toHaveLength(1)
    const { engine, quick, laws } = JSON.parse(output)
    expect([engine, quick]).toEqual(['9.9.9', true])
    expect(laws.map(({ law }: LawResult) => law)).toEqual([1, 2])
    expect(errors).toBe(`Files are in ${folder}\n`)
    const files = ['README.md', 'law-1.svg', 'law-2.svg', 'results.json']
    expect(readdirSync(folder).sort()).toEqual(files)
    const book = laws[0].checks[0]
    expect(book.verdict).toBe('agrees')
  }, 60_000)

  test('measures the impact of orders in the calm market, roughly, in seconds', async () => {
    const { code, output } = await unwind('--json', '--quick', '--law', '3')
    expect(code).toBe(0)
    const [impact] = JSON.parse(output).laws
    const impacts = impact.points.map((point: { impactBps: { value: number } }) => point.impactBps)
    expect(impacts.at(-1).value).toBeGreaterThan(3 * impacts.at(-1).error)
    expect(impacts.at(-1).value).toBeGreaterThan(impacts[0].value)
  }, 120_000)

  test.each([
    ['--law 6', "--law is 1 to 5, not '6'."],
    ['--law', '--law needs a value: --law N.'],
    ['all', "validate takes nothing besides its options, so 'all' is one word too many."],
  ])('%s ends with code 2 and a sentence', async (words, sentence) => {
    const { code, errors } = await unwind(...words.split(' '))
    expect(code).toBe(2)
    expect(errors).toBe(`${sentence}\n`)
  })
})
