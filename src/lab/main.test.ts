// The whole command line with the real engine, as a shell runs it.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChildProcess } from 'node:child_process'

const QUARTER = ['run', 'the-hour', '--hours', '0.25', '--seed', 'shell']

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwind-shell-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** `meanwhile` sees the process each time it writes to standard error. */
function unwind(words: readonly string[], meanwhile?: (child: ChildProcess) => void) {
  const child = spawn(process.execPath, ['scripts/unwind.mjs', ...words])
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
    meanwhile?.(child)
  })
  return new Promise<{ code: number | null; output: string; errors: string }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output, errors }))
  })
}

describe('the shell', () => {
  test('runs, judges all claims, balances every book, and repeats its own files to the bit', async () => {
    const first = await unwind([...QUARTER, '--json', '--out', folder])
    expect(first.errors).toBe(`Files are in ${folder}\n`)
    expect(first.code).toBe(0)
    const result = JSON.parse(first.output)
    expect(first.output.trimEnd().split('\n')).toHaveLength(1)
    expect(result.steps).toBe(900)
    expect(result.fingerprint).toMatch(/^[0-9a-f]{16}$/)
    expect(Object.values(result.conservation)).toEqual([0, 0, 0, 0])
    const ids = Array.from({ length: 23 }, (_, n) => `C${String(n + 1).padStart(2, '0')}`)
    expect(result.scorecard.map((row: { id: string }) => row.id)).toEqual(ids)
    expect(readFileSync(join(folder, 'series.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(16)

    const again = await unwind(['run', join(folder, 'scenario.json'), '--json'])
    expect(JSON.parse(again.output)).toMatchObject({
      fingerprint: result.fingerprint,
      sameAsShared: true,
    })
  }, 180_000)

  test('ends at Ctrl-C with code 1 and a sentence', async () => {
    let isInterrupted = false
    const { code, output, errors } = await unwind(['run', '--progress'], (child) => {
      if (!isInterrupted) isInterrupted = child.kill('SIGINT')
    })
    expect(code).toBe(1)
    expect(output).toBe('')
    expect(errors).toMatch(
      /Interrupted after \d+ of 345600 simulated seconds; nothing was written\.\n$/,
    )
  }, 180_000)

  test('writes bad usage to standard error alone', async () => {
    const { code, output, errors } = await unwind(['run', '--set', 'leverageCap=900'])
    expect(code).toBe(2)
    expect(output).toBe('')
    expect(errors).toBe(
      'leverageCap is 0x (off) to 125x, so 900 is out of its range: the nearest is 125.\n',
    )
  }, 60_000)
})
