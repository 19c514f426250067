import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCommandLine } from '../commandLine.ts'
import { pretendRuns } from '../../testing/pretendRuns.ts'
import { pretendEngine, pretendTerminal } from '../../testing/pretendEngine.ts'
import { calibrateCommand } from './calibrateCommand.ts'
import { settingsOf } from '../../params/table.ts'
import { findScenario } from '../../params/scenarios.ts'
import { LOG_FILE } from './evaluationLog.ts'
import type { CalibrationResult } from './calibrateResult.ts'
import type { RunSpec } from '../../params/resolve.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwind-calibrate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const FREE = '--free shockSize=-8:0,panic=0:100,flight=0:100'
const ONLY = 'C02 C05 C06 C07 C08 C09 C10 C11 C12 C13 C14 C15 C16 C17 C18 C19 C20 C21 C23 real'
  .split(' ')
  .map((id) => `--weight ${id}=0`)
  .join(' ')

/** Dollars and capitalisation fall with the shock, the share of BTC with panic; flight does nothing. A
 * little noise by seed, the same at every point. */
function measuresOf({ settings, seed }: RunSpec): Record<string, number> {
  const noise = (seed.length % 3) - 1
  return {
    liquidatedWorst24hUsd: 1e9 + (-settings.shockSize - 3) * 0.2e9 + 0.02e9 * noise,
    marketCapChange: settings.shockSize / 100,
    btcEthShareOfLiquidated: 0.2 + settings.panic / 200,
  }
}

async function unwind(line: string, stopsAfter = Infinity, build = 'a') {
  const terminal = pretendTerminal()
  const { runAll, asked } = pretendRuns(measuresOf, stopsAfter, () => terminal.interrupt())
  const engine = { ...pretendEngine(), build }
  const words = `calibrate ${line} --runs ${join(folder, 'runs')}`.split(' ').filter((word) => word)
  const code = await runCommandLine(words, [calibrateCommand(engine, runAll)], '0.0.1', terminal)
  const { output, errors } = terminal
  return { code, output, errors, asked: asked.flat() }
}

describe('calibrate', () => {
  test('finds settings whose figures lie within all bands', async () => {
    const { output } = await unwind(`${FREE} ${ONLY} --budget 25 --seeds 2 --json`)
    const { best, evaluations } = JSON.parse(output) as CalibrationResult
    expect(evaluations).toBe(25)
    expect(best[0]!.objective).toBe(0)
    const { shockSize = 0, panic = 0 } = best[0]!.settings
    expect(-shockSize).toBeGreaterThanOrEqual(4)
    expect(-shockSize).toBeLessThanOrEqual(6)
    expect(panic).toBeGreaterThanOrEqual(70)
  })

  test('says what each parameter moves, and which moves nothing', async () => {
    const { output } = await unwind(`${FREE} ${ONLY} --budget 25 --seeds 2 --json`)
    const { sensitivities } = JSON.parse(output) as CalibrationResult
    const of = (key: string) => sensitivities.find((row) => row.key === key)!
    expect(
      of('shockSize')
        .effects.map(({ id }) => id)
        .toSorted(),
    ).toEqual(['C01', 'C04'])
    expect(of('panic').effects.map(({ id }) => id)).toEqual(['C03'])
    expect(of('panic').isIdentified).toBe(true)
    expect(of('flight')).toMatchObject({ effects: [], isIdentified: false })
  })

  test('runs the same seeds at every point, where the scenario stands first', async () => {
    const { asked } = await unwind(`${FREE} --budget 5 --seeds 2 --seed s`)
    expect(asked.map(({ seed }) => seed)).toEqual(Array(5).fill(['s', 's-2']).flat())
    const { shockSize, panic, flight } = asked[0]!.settings
    const defaults = settingsOf(findScenario('the-day')!)
    expect([shockSize, panic, flight]).toEqual([
      defaults.shockSize,
      defaults.panic,
      defaults.flight,
    ])
  })

  test('goes on from its log, and only from its own', async () => {
    const out = `--out ${join(folder, 'out')}`
    const command = `${FREE} ${ONLY} --seeds 2 ${out}`
    const whole = JSON.parse((await unwind(`${FREE} ${ONLY} --budget 12 --seeds 2 --json`)).output)
    const first = await unwind(`${command} --budget 6`)
    expect(first.code).toBe(0)
    // Half a line: somebody pulled the plug.
    appendFileSync(join(folder, 'out', LOG_FILE), '{"n": 6, "poi')
    const second = await unwind(`${command} --budget 12 --json`)
    const result = JSON.parse(second.output) as CalibrationResult
    expect(result.evaluations).toBe(12)
    expect(result.best[0]!.objective).toBeLessThanOrEqual(whole.start.objective)
    const lines = readFileSync(join(folder, 'out', LOG_FILE), 'utf8')
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(1 + 12 + 1)
    const third = await unwind(`${command} --budget 12`)
    expect(third.asked).toHaveLength(0)
    const other = await unwind(`${command} --budget 12`, Infinity, 'another engine')
    expect(other.code).toBe(2)
    expect(other.errors).toContain('holds another calibration, or one of another engine')
  })

  test('interrupted, it tells what the finished points say', async () => {
    const { code, output } = await unwind(`${FREE} ${ONLY} --budget 9 --seeds 3 --jobs 6 --json`, 3)
    expect(code).toBe(0)
    expect((JSON.parse(output) as CalibrationResult).evaluations).toBe(1)
  })

  test('tells it to a person as tables', async () => {
    const { output } = await unwind(`${FREE} ${ONLY} --budget 20 --seeds 2`)
    expect(output).toContain('the-day: 20 of 20 points, 2 seeds each')
    expect(output).toMatch(/best +\d+ +0\.000 +-[45]/)
    expect(output).toMatch(/flight +no: moves nothing surely/)
  })
})

describe('bad usage ends with code 2 and one sentence', () => {
  test.each([
    ['', 'calibrate needs to know what is free'],
    ['--free panic', "--free takes KEY=FROM:TO, so 'panic' is none."],
    ['--free panik=0:1', "There is no parameter 'panik': the nearest is panic."],
    ['--free panic=90:10', 'goes from a smaller value to a larger one within 0 % to 100 %'],
    ['--free panic=0:10,panic=0:20', '--free names panic twice.'],
    ['--free panic=0:200', 'panic is 0 % to 100 %, so 200 is out of its range'],
    ['--free panic=0:10 --weight C99=1', '--weight takes a claim or real, and 0 to 100, as in C11'],
    ['--free panic=0:10 --hours 20', 'No claim is left to be judged'],
    ['--free panic=0:10 --budget 0', '--budget is a whole number, 1 to 10000'],
  ])('%s', async (line, sentence) => {
    const { code, output, errors, asked } = await unwind(line)
    expect(errors).toContain(sentence)
    expect(errors.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, output, asked }).toEqual({ code: 2, output: '', asked: [] })
  })
})
