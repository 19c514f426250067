// Laws that need whole runs, over runs that were never run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pretendFigures, pretendRuns } from '../../testing/pretendRuns.ts'
import { runCommandLine } from '../commandLine.ts'
import { pretendTerminal } from '../../testing/pretendEngine.ts'
import { jackknife, meanOf } from './estimate.ts'
import { measureFacts } from './factsLaw.ts'
import { measureLeverage } from './leverageLaw.ts'
import { signCheck, type ValidationResult } from './result.ts'
import { validateCommand } from './validateCommand.ts'
import type { RunMany } from './runMany.ts'
import type { RunSpec } from '../../params/resolve.ts'

/** The tail exponent falls by a tenth for each doubling of leverage, whatever the seed. */
function measuresOf({ settings, seed }: RunSpec): Record<string, number> {
  const doublings = Math.log2(settings.maxLeverage)
  const own = seed.length % 3
  return {
    minuteHill5: 4 - 0.1 * doublings + own / 10,
    minuteExcessKurtosis: 5 + doublings + (own * doublings) / 10,
    minuteAcfAbs30: 0.1,
    btcFall: -0.05,
  }
}

const runMany: RunMany = async (specs) =>
  specs.map((spec) => pretendFigures(spec, measuresOf(spec)))

describe('law 4', () => {
  test('finds the change for each doubling of leverage, within seeds', async () => {
    const { checks, levels } = await measureLeverage(false, runMany)
    expect(levels.map(({ maxLeverage }) => maxLeverage)).toEqual([5, 10, 20, 50, 125])
    expect(levels[0]!.fallPercent.value).toBeCloseTo(5, 12)
    const [tail, kurtosis, clustering] = checks
    expect(tail!.measured.value).toBeCloseTo(-0.1, 12)
    expect(tail!.verdict).toBe('agrees')
    expect(kurtosis!.measured.value).toBeGreaterThan(1)
    expect(clustering!.verdict).toBe('cannot-tell')
  })

  test('runs the same seeds and the same hour at every level', async () => {
    const asked: RunSpec[] = []
    await measureLeverage(true, (specs) => {
      asked.push(...specs)
      return runMany(specs)
    })
    const seeds = asked.map(({ seed }) => seed)
    expect(seeds.slice(0, 2)).toEqual(seeds.slice(2))
    expect(new Set(asked.map(({ scenario }) => scenario.id))).toEqual(new Set(['the-hour']))
  })
})

describe('law 5', () => {
  test('holds each fact to its real band', async () => {
    const { facts, checks, hourlyReturns } = await measureFacts(true, runMany)
    expect(hourlyReturns).toBe(2 * 29)
    expect(checks).toHaveLength(facts.length + 1)
    // Prices of ether that are a twelfth of Bitcoin's move with them to the end.
    const together = checks.find(({ name }) => name === 'correlation of BTC and ETH')!
    expect(together.measured.value).toBeCloseTo(1, 9)
    expect(together.verdict).toBe('differs')
  })
})

describe('estimates', () => {
  test('the jackknife of a mean has the error of the mean', () => {
    const groups = [1, 2, 4, 8, 9]
    const own = jackknife(groups, (some) => meanOf(some).value)
    expect(own.value).toBe(meanOf(groups).value)
    expect(own.error).toBeCloseTo(meanOf(groups).error, 12)
  })

  test.each([
    [0.5, 0.2, 'agrees'],
    [0.5, 0.3, 'cannot-tell'],
    [-0.5, 0.2, 'differs'],
    [-0.5, 0.3, 'cannot-tell'],
  ])('a sign is sure by two standard errors: %d with %d %s', (value, error, verdict) => {
    expect(signCheck('x', { value, error }, 'above 0').verdict).toBe(verdict)
  })
})

describe('validate --out', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unwind-laws-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('keeps the laws of the folder that are not measured again', async () => {
    const unwind = async (law: string) => {
      const command = validateCommand({ version: '9' }, pretendRuns(measuresOf).runAll)
      const line = `validate --law ${law} --out ${folder} --runs ${join(folder, 'runs')} --json`
      const terminal = pretendTerminal()
      const code = await runCommandLine(line.split(' '), [command], '9', terminal)
      return `${code} ${terminal.errors}`
    }
    expect(await unwind('5')).toBe(`0 Files are in ${folder}\n`)
    expect(await unwind('4')).toBe(`0 Files are in ${folder}\n`)
    const kept = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as ValidationResult
    expect(kept.laws.map(({ law }) => law)).toEqual([4, 5])
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('## Law 5')
  })
})
