import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { REAL_DAYS } from '../../observe/realDays.ts'
import { runCommandLine } from '../commandLine.ts'
import { pretendRuns } from '../../testing/pretendRuns.ts'
import { pretendEngine, pretendTerminal } from '../../testing/pretendEngine.ts'
import { doseCommand, type DoseResult } from './doseCommand.ts'
import type { RunSpec } from '../../params/resolve.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwind-dose-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A tenth of open interest for each percent of shock, and half a percent of fall beyond value for it. */
function measuresOf({ settings: { shockSize } }: RunSpec): Record<string, number> {
  return {
    liquidatedOverOpenInterest: -shockSize / 10,
    btcFall: (1.5 * shockSize) / 100,
    fallBeyondValue: (0.5 * shockSize) / 100,
    liquidatedWorst24hUsd: -shockSize * 3e8,
    tradersLiquidatedWorst24h: -shockSize * 1e5,
  }
}

async function unwind(line: string, measures = measuresOf) {
  const terminal = pretendTerminal()
  const { runAll, asked } = pretendRuns(measures)
  const words = `dose ${line} --runs ${join(folder, 'runs')}`.split(' ').filter((word) => word)
  const commands = [doseCommand(pretendEngine(), runAll)]
  const code = await runCommandLine(words, commands, '0.0.1', terminal)
  const { output, errors } = terminal
  return { code, output, errors, asked: asked.flat() }
}

describe('dose', () => {
  test('runs every size once before it begins with the next seed', async () => {
    const { asked } = await unwind('--shocks -2,-4 --seeds 2 --seed s')
    expect(asked.map(({ seed, settings }) => [seed, settings.shockSize])).toEqual([
      ['s', -2],
      ['s', -4],
      ['s-2', -2],
      ['s-2', -4],
    ])
  })

  test('tells how deep the price falls for what is liquidated, and what goes with it', async () => {
    const { output } = await unwind('--shocks -2,-4,-6 --seeds 1 --json')
    const result = JSON.parse(output) as DoseResult
    expect(result.levels.map(({ shockSize }) => shockSize)).toEqual([-2, -4, -6])
    expect(result.levels[1]).toMatchObject({ seeds: 1, dose: { median: 0.4 } })
    expect(result.levels[1]!.fall.median).toBeCloseTo(0.06, 12)
    expect(result.line!.slope).toBeCloseTo(0.05, 12)
    expect(result.line!.correlation).toBeCloseTo(1, 12)
  })

  test('puts the days that happened beside it, as what was counted of them', async () => {
    const { output } = await unwind('--shocks -2 --seeds 1')
    for (const { date } of REAL_DAYS) expect(output).toContain(date)
    expect(output).toMatch(/2021-12-04 +11\.6 % +21\.0 %/)
    expect(output).toContain('Compare order and shape, not height')
    expect(output).toContain('Too few runs')
  })

  test('writes figures and a picture', async () => {
    await unwind(`--shocks -2,-4 --seeds 2 --out ${join(folder, 'out')}`)
    const result = JSON.parse(readFileSync(join(folder, 'out', 'dose.json'), 'utf8')) as DoseResult
    expect(result.points).toHaveLength(4)
    expect(readFileSync(join(folder, 'out', 'dose.svg'), 'utf8')).toContain('2025-10-10')
  })

  test('leaves out runs that end before their event day', async () => {
    const { output } = await unwind('--shocks -2,-4 --seeds 1 --json', () => ({}))
    expect(JSON.parse(output)).toMatchObject({ levels: [], points: [], line: null, runsDone: 2 })
  })

  test.each([
    ['--shocks -2,much', "shockSize is a number (-20 % to 5 %), not 'much'."],
    ['--shocks -40', 'shockSize is -20 % to 5 %, so -40 is out of its range: the nearest is -20.'],
  ])('%s ends with code 2 and a sentence', async (line, sentence) => {
    const { code, errors, asked } = await unwind(line)
    expect({ code, errors, asked }).toEqual({ code: 2, errors: `${sentence}\n`, asked: [] })
  })
})
