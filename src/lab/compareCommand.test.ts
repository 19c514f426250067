import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeLink } from '../params/link.ts'
import { forkStepOf } from '../observe/twinsFork.ts'
import { runCommandLine } from './commandLine.ts'
import { compareCommand } from './compareCommand.ts'
import { POLICIES } from './comparePolicies.ts'
import { pretendEngine, pretendTerminal } from '../testing/pretendEngine.ts'
import type { RunSeeds } from './comparePool.ts'
import type { SideOutcome, TwinJob, TwinOutcome } from '../threads/twinRun.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwind-compare-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs no market: B's liquidations are half of A's, its fall four fifths. */
function pretendOutcome(job: TwinJob, seed: string): TwinOutcome {
  const side = (share: number, forkStep: number | null): SideOutcome => ({
    fingerprint: `${seed}${share}`,
    forkStep,
    divergence: forkStep === null ? null : { step: forkStep + 5, groups: ['trades'] },
    conserved: true,
    measures: { liquidatedWorst24hUsd: 1.3e9 * share, btcFall: -0.05 * (0.6 + 0.4 * share) },
    score: [
      { id: 'C01', value: 1.3e9 * share, unit: 'USD', verdict: share === 1 ? 'within' : 'off' },
    ],
  })
  const sides = job.sides.map(({ spec }) => side(0.5, forkStepOf(job.a, spec)))
  return { seed, a: side(1, null), sides }
}

/** `stopsAfter`: seeds done until somebody presses Ctrl-C. */
async function unwind(line: string, stopsAfter = Infinity) {
  const terminal = pretendTerminal()
  const asked: { job: TwinJob; seeds: readonly string[]; jobs: number }[] = []
  const runSeeds: RunSeeds = async (runs) => {
    asked.push({ job: runs.job, seeds: runs.seeds, jobs: runs.jobs })
    for (const seed of runs.seeds.slice(0, stopsAfter)) {
      runs.onOutcome(pretendOutcome(runs.job, seed))
    }
    if (runs.seeds.length > stopsAfter) terminal.interrupt()
  }
  const engine = pretendEngine()
  const words = ['compare', ...line.split(' ').filter((word) => word !== '')]
  const code = await runCommandLine(words, [compareCommand(engine, runSeeds)], '0.0.1', terminal)
  return { code, output: terminal.output, errors: terminal.errors, asked }
}

describe('bad usage ends with code 2 and one sentence', () => {
  test.each([
    ['', 'compare needs to know what B does differently: --b leverageCap=10,'],
    ['--b leverageCap', "--b takes KEY=VALUE, so 'leverageCap' lacks its value."],
    ['--b levrageCap=3', "There is no parameter 'levrageCap': the nearest is leverageCap."],
    ['--b maxLeverage=20 --at 3', 'maxLeverage restarts a run, so it cannot change --at an hour'],
    ['--b leverageCap=3 --at 96', "--at is an hour of the run, 0 to below 96, not '96'."],
    ['--b leverageCap=3 --at soon', "--at is an hour of the run, 0 to below 96, not 'soon'."],
    ['--b leverageCap=3 --policies', '--b and --policies are two comparisons'],
    ['--b-news pres=-3', "There is no news 'pres': the nearest is press."],
    ['--b-news press=lots', "so 'lots' is no number of it."],
    ['--b-news press=-90', 'not -90: the nearest is -20.'],
    [
      '--b leverageCap=3 --seeds 0',
      "--seeds is a whole number, 1 to 1000, not '0': the nearest is 1.",
    ],
    ['--b leverageCap=3 --jobs x', "--jobs is a whole number, 1 to 64, not 'x'."],
  ])('%s', async (line, sentence) => {
    const { code, output, errors, asked } = await unwind(line)
    expect(errors).toContain(sentence)
    expect(errors.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, output, asked }).toEqual({ code: 2, output: '', asked: [] })
  })
})

describe('the question', () => {
  test('a change at an hour is dated and leaves the settings alone', async () => {
    const { asked } = await unwind('the-hour --b leverageCap=10 --b-news press=-3 --at 1.5 --json')
    const { a, sides } = asked[0]!.job
    expect(sides[0]!.spec.settings).toEqual(a.settings)
    expect(sides[0]!.spec.changes).toEqual([{ step: 5400, key: 'leverageCap', value: 10 }])
    expect(sides[0]!.spec.news.at(-1)).toMatchObject({ kind: 'press', step: 5400, sizePercent: -3 })
  })

  test('seeds are named after the first', async () => {
    const { asked } = await unwind('--b leverageCap=10 --seeds 3 --seed k7Qp2 --json')
    expect(asked[0]!.seeds).toEqual(['k7Qp2', 'k7Qp2-2', 'k7Qp2-3'])
  })

  test('the link of the result asks the same question again', async () => {
    const first = await unwind('the-hour --b leverageCap=10 --at 1 --set panic=60 --hours 2 --json')
    const { link } = JSON.parse(first.output).comparisons[0]
    expect(decodeLink(link).state.sideB?.changes).toEqual([
      { step: 3600, key: 'leverageCap', value: 10 },
    ])
    const again = await unwind(`--link ${link} --json`)
    expect(again.asked[0]!.job.sides[0]!.spec).toEqual(first.asked[0]!.job.sides[0]!.spec)
    expect(again.asked[0]!.job.a).toEqual(first.asked[0]!.job.a)
    expect(again.errors).toBe('')
  })

  test('policies are a B each, and those that restart a run are left out at an hour', async () => {
    const all = await unwind('the-hour --policies --json')
    expect(all.asked[0]!.job.sides).toHaveLength(POLICIES.length)
    const ids = JSON.parse(all.output).comparisons.map((b: { id: string }) => b.id)
    expect(new Set(ids).size).toBe(POLICIES.length)
    const later = await unwind('the-hour --policies --at 1 --json')
    expect(later.asked[0]!.job.sides.length).toBeLessThan(POLICIES.length)
    expect(later.errors).toContain('Left out, as it restarts a run')
  })
})

describe('the answer', () => {
  test('has the seeds and the sign test behind every difference', async () => {
    const { code, output } = await unwind('the-hour --b leverageCap=10 --seeds 5')
    expect(code).toBe(0)
    expect(output).toContain('B: Leverage cap on new positions 10x (A: off)')
    expect(output).toContain(
      'liquidated in the worst 24 h: $1.3B to $650M (median of pairs -50 %); lower in 5 of 5 seeds.',
    )
    expect(output).toContain('identical until day 1, 00:00:05 (trades)')
    expect(output).toContain('0.0625')
    expect(output).toMatch(/C01 +5 of 5 +0 of 5/)
  })

  test('answers the claims that only twins answer', async () => {
    const { output } = await unwind('the-hour --twins --policies --seeds 3 --json')
    const { twinClaims } = JSON.parse(output)
    expect(twinClaims.map((claim: { id: string }) => claim.id)).toEqual(['C05', 'C06', 'C22'])
    expect(twinClaims).toMatchObject([
      { median: 2, seeds: 3, verdict: 'within' },
      { median: expect.closeTo(1.25, 12), verdict: 'within' },
      { seeds: 3 },
    ])
  })
})

describe('an interrupted comparison', () => {
  test('keeps what is done, tells it, and goes on when it is asked again', async () => {
    const out = join(folder, 'kept')
    const line = `the-hour --b leverageCap=10 --seeds 4 --json --out ${out}`
    const stopped = await unwind(line, 2)
    expect(stopped.code).toBe(1)
    expect(stopped.errors).toContain(`Interrupted after 2 of 4 seeds; they are kept in ${out}.`)
    expect(JSON.parse(stopped.output)).toMatchObject({
      seedsAsked: 4,
      seeds: ['unwind', 'unwind-2'],
    })
    const rest = await unwind(line)
    expect(rest.code).toBe(0)
    expect(rest.asked[0]!.seeds).toEqual(['unwind-3', 'unwind-4'])
    expect(JSON.parse(rest.output).seeds).toHaveLength(4)
    const whole = await unwind(line.replace(out, join(folder, 'whole')))
    expect(JSON.parse(rest.output).comparisons).toEqual(JSON.parse(whole.output).comparisons)
  })

  test('runs a seed again whose file was cut off, and refuses the folder of another question', async () => {
    const out = join(folder, 'cut')
    await unwind(`the-hour --b leverageCap=10 --seeds 2 --out ${out}`)
    writeFileSync(join(out, 'seed-unwind-2.json'), '{"seed":"unwi')
    const again = await unwind(`the-hour --b leverageCap=10 --seeds 2 --out ${out}`)
    expect(again.asked[0]!.seeds).toEqual(['unwind-2'])
    const other = await unwind(`the-hour --b leverageCap=11 --seeds 2 --out ${out}`)
    expect(other.code).toBe(2)
    expect(other.errors).toContain('holds another comparison')
  })
})

test('the shell compares on threads, and goes on from what it kept', async () => {
  const out = join(folder, 'shell')
  const words = ['compare', 'the-hour', '--hours', '0.25', '--set', 'traders=100000', '--json']
  const question = [...words, '--b', 'bookDepth=8', '--at', '0.1', '--out', out]
  const two = JSON.parse(await shell([...question, '--seeds', '2', '--jobs', '2']))
  expect(two).toMatchObject({ seeds: ['unwind', 'unwind-2'], conserved: true })
  expect(two.comparisons[0]).toMatchObject({ forkStep: 360 })
  for (const { step } of two.comparisons[0].divergence) expect(step).toBeGreaterThanOrEqual(360)
  expect(readdirSync(out)).toHaveLength(3)
  const one = JSON.parse(await shell([...words, '--b', 'bookDepth=8', '--at', '0.1']))
  expect(one.comparisons[0].fingerprints).toEqual([two.comparisons[0].fingerprints[0]])
  expect(existsSync(join(out, 'seed-unwind.json'))).toBe(true)
}, 240_000)

function shell(words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['scripts/unwind.mjs', ...words])
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve(output))
  })
}
