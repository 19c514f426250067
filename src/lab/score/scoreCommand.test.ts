import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCommandLine } from '../commandLine.ts'
import { pretendEngine, pretendFall, pretendTerminal } from '../../testing/pretendEngine.ts'
import { pretendRuns } from '../../testing/pretendRuns.ts'
import { POLICIES } from '../comparePolicies.ts'
import { scoreCommand } from './scoreCommand.ts'
import type { RunSpec } from '../../params/resolve.ts'
import type { ScoreResult } from './scoreResult.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwind-score-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A capped run liquidates half, an off-book one falls by four fifths. */
function measuresOf(spec: RunSpec): Record<string, number> {
  const { settings } = spec
  return {
    ...pretendFall(spec),
    liquidatedOverOpenInterest: 0.2,
    fallBeyondValue: -0.02,
    liquidatedWorst24hUsd: settings.leverageCap === 20 ? 0.65e9 : 1.3e9,
    btcFall: settings.amplificationTwin === 1 ? -0.04 : -0.05,
    shareEnteredAbove20x: 0.7,
    studyDrawdown: -0.07,
    studyRegained12h: 0.9,
  }
}

async function unwind(line: string, stopsAfter = Infinity, build = 'a') {
  const terminal = pretendTerminal()
  const { runAll, asked } = pretendRuns(measuresOf, stopsAfter, () => terminal.interrupt())
  const engine = { ...pretendEngine(), build }
  const words = ['score', ...line.split(' ').filter((word) => word !== ''), '--runs', folder]
  const code = await runCommandLine(words, [scoreCommand(engine, runAll)], '0.0.1', terminal)
  const { output, errors } = terminal
  return { code, output, errors, asked: asked.flat() }
}

const json = async (line: string) =>
  JSON.parse((await unwind(`${line} --json`)).output) as ScoreResult

describe('score', () => {
  test('runs twenty seeds of the day unless told otherwise, named after the first', async () => {
    const { asked, code } = await unwind('')
    expect(code).toBe(0)
    expect(asked.map(({ seed }) => seed).slice(0, 3)).toEqual(['unwind', 'unwind-2', 'unwind-3'])
    expect(asked).toHaveLength(20)
    expect(new Set(asked.map(({ scenario }) => scenario.id))).toEqual(new Set(['the-day']))
  })

  test('judges every claim and holds the seeds beside real days', async () => {
    const result = await json('--seeds 3')
    expect(result.claims).toHaveLength(23)
    expect(result.claims[0]).toMatchObject({ id: 'C01', verdict: 'within' })
    const { within, near, off, open } = result.verdicts
    expect(within + near + off + open).toBe(23)
    const share = (measure: string) =>
      result.reality.likeness.find((row) => row.measure === measure)!
    expect(share('studyDrawdown')).toMatchObject({ insideShare: 1, holds: true })
    expect(share('studyRegained12h')).toMatchObject({ insideShare: 0, holds: false })
    expect(result.runs.map(({ seed }) => seed)).toEqual(result.seeds)
  })

  test('gives only some seeds twins, and takes amplification from pairs of one seed', async () => {
    const result = await json('--seeds 4 --twins --twin-seeds 2')
    expect(result.twinSeeds).toEqual(['unwind', 'unwind-2'])
    const c05 = result.claims.find(({ id }) => id === 'C05')!
    expect(c05.parts[1]).toMatchObject({ seeds: 2, spread: { median: 2 }, verdict: 'within' })
    const c06 = result.claims.find(({ id }) => id === 'C06')!
    expect(c06.parts[1]).toMatchObject({ seeds: 2, spread: { median: 1.25 }, verdict: 'within' })
  })

  test('tries policies until the day is over, and a shorter run to its end', async () => {
    const hours = async (line: string) => {
      const { asked } = await unwind(`--policies --twin-seeds 1 ${line}`)
      return asked.map(({ scenario }) => scenario.hours)
    }
    const withAndWithout = POLICIES.length + 1
    expect(await hours('--seeds 2')).toEqual([96, 96, ...Array(withAndWithout).fill(60)])
    expect(await hours('--seeds 1 --hours 40')).toEqual(Array(withAndWithout).fill(40))
  })

  test('reports each policy with its sign test', async () => {
    const result = await json('--seeds 3 --policies --twin-seeds 3')
    expect(result.policies.map(({ id }) => id)).toEqual(POLICIES.map(({ id }) => id))
    const cap = result.policies.find(({ id }) => id === 'cap-20x')!
    const dollars = cap.measures.find(({ measure }) => measure === 'liquidatedWorst24hUsd')!
    expect(dollars).toMatchObject({ seeds: 3, median: -0.65e9, sign: { lower: 3, p: 0.25 } })
  })

  test('tells it to a person as a table', async () => {
    const { output } = await unwind('--seeds 2')
    expect(output).toContain('The $1.2B day (the-day), 96 h, 2 of 2 seeds (unwind, unwind-2)')
    expect(output).toMatch(/C01 .*\$1\.3B .* 2\/2 +2\/2 +within/)
    expect(output).toMatch(/drawdown, high to low .* 2\/2 +holds/)
  })

  test('holds the medians of a day that happened beside its figures', async () => {
    const { output } = await unwind('may-2021 --seeds 2')
    expect(output).toMatch(/BTC, high to low +-30\.0 % +-5\.0 %/)
    expect((await json('the-day --seeds 2')).realDay).toBeUndefined()
  })

  test('writes the score into a folder, as figures and as reports with pictures', async () => {
    const out = join(folder, 'out')
    await unwind(`january-2025 --seeds 2 --twins --out ${out}`)
    const read = (name: string) => readFileSync(join(out, name), 'utf8')
    const result = JSON.parse(read('score.json')) as ScoreResult
    expect(result.seeds).toEqual(['unwind', 'unwind-2'])
    const pictures = ['decomposition.svg', 'dose.svg', 'fan.svg']
    expect(readdirSync(out).toSorted()).toEqual([
      ...pictures,
      'score.html',
      'score.json',
      'score.md',
    ])
    for (const name of pictures) {
      expect(read(name)).toContain('<svg')
      expect(read('score.md')).toContain(`](${name})`)
      expect(read('score.html')).toContain(read(name).trim())
    }
    expect(read('score.html')).toContain('19 January 2025')
    expect(read('score.md')).toMatch(/\| C01 \|.*\| within \|/)
  })
})

describe('figures are kept', () => {
  test('so that an interrupted score tells what it has and goes on from there', async () => {
    const first = await unwind('--seeds 3 --json', 1)
    expect(first.code).toBe(1)
    expect((JSON.parse(first.output) as ScoreResult).seeds).toEqual(['unwind'])
    expect(first.errors).toContain('Interrupted after 1 of 3 seeds')
    expect(readdirSync(folder)).toHaveLength(1)
    const second = await unwind('--seeds 3 --json')
    expect(second.code).toBe(0)
    expect(second.asked.map(({ seed }) => seed)).toEqual(['unwind-2', 'unwind-3'])
    expect(second.errors).toContain('1 of 3 runs are done already')
  })

  test('apart for other settings, lengths and engines', async () => {
    await unwind('--seeds 2')
    expect((await unwind('--seeds 2')).asked).toHaveLength(0)
    expect((await unwind('--seeds 2 --set panic=7')).asked).toHaveLength(2)
    expect((await unwind('--seeds 2 --hours 30')).asked).toHaveLength(2)
    expect((await unwind('--seeds 2', Infinity, 'b')).asked).toHaveLength(2)
  })
})

describe('bad usage ends with code 2 and one sentence', () => {
  test.each([
    ['--seeds 0', "--seeds is a whole number, 1 to 1000, not '0': the nearest is 1."],
    ['--twin-seeds 2', 'ask for --twins or --policies'],
    ['the-dya', "There is no scenario 'the-dya': the nearest is the-day."],
    ['--set panik=2', "There is no parameter 'panik': the nearest is panic."],
  ])('%s', async (line, sentence) => {
    const { code, output, errors, asked } = await unwind(line)
    expect(errors).toContain(sentence)
    expect(errors.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, output, asked }).toEqual({ code: 2, output: '', asked: [] })
  })
})
