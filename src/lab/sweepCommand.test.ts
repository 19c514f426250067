import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import { DEFAULT_SWEEP } from '../params/sweep.ts'
import { baseOfSweep, specOfRun, sweepRuns } from '../params/sweepRuns.ts'
import { shellCommandOf } from '../observe/sweepShell.ts'
import { runCommandLine } from './commandLine.ts'
import { pretendRuns } from '../testing/pretendRuns.ts'
import { pretendEngine, pretendTerminal } from '../testing/pretendEngine.ts'
import { sweepCommand } from './sweepCommand.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { LinkState } from '../params/linkState.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwind-sweep-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs no market: what is liquidated is leverage times the size of the shock. `stopsAfter`: runs done
 * until somebody presses Ctrl-C. `runs`: where they are kept; nowhere twice otherwise. */
async function unwind(words: readonly string[], stopsAfter = Infinity, runs?: string) {
  const terminal = pretendTerminal()
  const pretended = pretendRuns(measuresOf, stopsAfter, () => terminal.interrupt())
  const command = sweepCommand(pretendEngine(), pretended.runAll)
  const kept = runs ?? mkdtempSync(join(folder, 'runs-'))
  const line = ['sweep', ...words, '--runs', kept]
  const code = await runCommandLine(line, [command], '0.0.1', terminal)
  return { code, output: terminal.output, errors: terminal.errors, asked: pretended.asked.flat() }
}

function measuresOf({ settings, seed }: RunSpec): Record<string, number> {
  const nth = Number(/-(\d+)$/.exec(seed)?.[1] ?? 1)
  return { liquidatedWorst24hUsd: settings.maxLeverage * -settings.shockSize * 1e6 + nth, odd: 1 }
}

const GRID = ['the-hour', '--x', 'maxLeverage=10:50:3', '--y', 'shockSize=-8,-4']

describe('bad usage ends with code 2 and one sentence', () => {
  test.each([
    [[], 'sweep needs a parameter to vary: --x maxLeverage=10:125:6'],
    [['--x', 'maxLeverage'], "so 'maxLeverage' lacks its values."],
    [['--y', 'shockSize=-8,-4'], 'sweep needs a parameter to vary'],
    [['--x', 'panic=1,2', '--y', 'panic=3'], '--x and --y are both panic'],
    [['--x', 'panic=1,2', '--set', 'panic=9'], 'The sweep varies panic, so it cannot be set too.'],
    [
      ['--x', 'tradersPerAgent=10,100', '--traders-per-agent', '5'],
      'The sweep varies tradersPerAgent, so it cannot be set too.',
    ],
    [['--x', 'panic=1,2', '--seeds', '0'], '--seeds is a whole number, 1 to 1000'],
    [['--x', 'panic=1,2', '--jobs', 'x'], "--jobs is a whole number, 1 to 64, not 'x'."],
    [['--x', 'panic=1:2:3:4'], 'A range of panic is FROM:TO:COUNT'],
  ])('%s', async (words, sentence) => {
    const { code, output, errors, asked } = await unwind(words)
    expect(errors).toContain(sentence)
    expect(errors.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, output, asked }).toEqual({ code: 2, output: '', asked: [] })
  })

  test('a measure that no run has is found out by the first', async () => {
    const { code, errors } = await unwind([...GRID, '--measure', 'btcFal'])
    expect(code).toBe(2)
    expect(errors).toBe("There is no measure 'btcFal': the nearest is btcFall.\n")
    expect((await unwind([...GRID, '--measure', 'odd'])).code).toBe(0)
  })
})

describe('the answer', () => {
  test('is a table of medians, with the seeds behind them', async () => {
    const { code, output } = await unwind([...GRID, '--seeds', '3'])
    expect(code).toBe(0)
    expect(output).toContain('18 of 18 runs')
    expect(output).toMatch(/Shock size ↓ +10x +30x +50x/)
    expect(output).toMatch(/-4 % +\$40M \(\$40M to \$40M\) +\$120M .* +\$200M/)
    expect(output).toContain('Medians over 3 seeds (unwind, unwind-2 ...)')
  })

  test('of one seed says that it may be luck', async () => {
    expect((await unwind(GRID)).output).toContain('One seed, unwind: it may be luck.')
  })

  test('of one axis is a row', async () => {
    const { output } = await unwind(['the-hour', '--x', 'maxLeverage=10,20', '--json'])
    const { y, cells } = JSON.parse(output)
    expect(y).toBeNull()
    expect(cells.map((cell: { settings: object }) => cell.settings)).toEqual([
      { maxLeverage: 10 },
      { maxLeverage: 20 },
    ])
  })

  test('has for each run the link that opens it', async () => {
    const { output } = await unwind([...GRID, '--hours', '2', '--set', 'panic=70', '--json'])
    const { cells, changed } = JSON.parse(output)
    expect(changed).toEqual({ panic: 70 })
    const { state } = decodeLink(cells[5].runs[0].link)
    expect(state).toMatchObject({
      scenarioId: 'the-hour',
      hours: 2,
      settings: { panic: 70, maxLeverage: 50, shockSize: -4 },
    })
  })
})

describe('an interrupted sweep', () => {
  test('tells what is done, keeps it, and goes on where it stood', async () => {
    const runs = join(folder, 'interrupted')
    const out = join(folder, 'files')
    const words = [...GRID, '--seeds', '2', '--out', out, '--json']
    const first = await unwind(words, 5, runs)
    expect(first.code).toBe(1)
    expect(first.errors).toContain('Interrupted after 5 of 12 runs; what is done is kept')
    expect(JSON.parse(first.output)).toMatchObject({ runsDone: 5, runsAsked: 12 })
    const second = await unwind(words, Infinity, runs)
    expect(second.errors).toContain('Note: 5 of 12 runs are done already.')
    expect(second.asked).toHaveLength(7)
    const { wallSeconds: _one, ...result } = JSON.parse(second.output)
    const { wallSeconds: _other, ...expected } = JSON.parse((await unwind(words)).output)
    expect(result).toEqual(expected)
    expect(readFileSync(join(out, 'cells.csv'), 'utf8').split('\n')).toHaveLength(8)
    expect(readFileSync(join(out, 'runs.csv'), 'utf8').split('\n')).toHaveLength(14)
    expect(JSON.parse(readFileSync(join(out, 'sweep.json'), 'utf8'))).toMatchObject(expected)
  })

  test('serves a finer grid and another measure', async () => {
    const runs = join(folder, 'finer')
    await unwind(GRID, Infinity, runs)
    const finer = GRID.map((word) => word.replace('10:50:3', '10:50:5'))
    const { asked } = await unwind([...finer, '--measure', 'odd'], Infinity, runs)
    expect(asked.map(({ settings }) => settings.maxLeverage)).toEqual([20, 40, 20, 40])
    expect((await unwind([...GRID, '--hours', '1'], Infinity, runs)).asked).toHaveLength(6)
  })
})

describe("the page's line", () => {
  const links: readonly LinkState[] = [
    plainLink('the-day', 'q'),
    { ...plainLink('the-hour', 'q'), settings: { panic: 70, maxLeverage: 5 } },
    {
      ...plainLink('the-hour', 'q'),
      changes: [
        { step: 60, key: 'bookDepth', value: 8 },
        { step: 70, key: 'shockSize', value: -1 },
      ],
      drops: [{ kind: 'press', step: 60, sizePercent: -3 }],
    },
  ]

  test.each(links.map((link) => [encodeLink(link), link] as const))(
    'asks around %s what the page asks',
    async (_, link) => {
      for (const seed of ['unwind', 'k7 Qp2', '--odd']) {
        const sweep = { ...DEFAULT_SWEEP, seeds: 2, seed, measure: 'btcFall' }
        const base = resolveLink(baseOfSweep(link, sweep))
        const expected = sweepRuns(sweep, seed).map((run) => specOfRun(base, sweep, run))
        const line = shellCommandOf(link, sweep).split(' sweep ')[1]!
        expect((await unwind(wordsOf(line))).asked).toEqual(expected)
        const address = encodeLink({ ...link, sweep })
        expect((await unwind(['--link', address])).asked).toEqual(expected)
      }
    },
  )
})

/** As a POSIX shell takes a line apart, without its variables. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|[^'\s])+/g)].map(([word]) => word.replaceAll("'", ''))
}

test('the shell sweeps on threads, and each run ends as run with the same settings does', async () => {
  const out = join(folder, 'threads')
  const common = ['the-hour', '--hours', '0.25', '--set', 'traders=50000', '--json']
  const axes = ['--x', 'maxLeverage=20,100', '--y', 'shockSize=-8,-2']
  const { cells } = JSON.parse(
    await shell(['sweep', ...common, ...axes, '--seed', 'k', '--jobs', '2', '--runs', out]),
  )
  expect(cells).toHaveLength(4)
  const { settings, runs } = cells[3]
  const sets = Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`])
  const single = JSON.parse(await shell(['run', ...common, ...sets, '--seed', 'k']))
  expect(runs).toMatchObject([{ seed: 'k', fingerprint: single.fingerprint, link: single.link }])
  expect(readdirSync(out)).toHaveLength(4)
}, 240_000)

async function shell(words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/unwind.mjs', ...words])
  return stdout
}
