import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeLink } from '../params/link.ts'
import { PARAMETERS } from '../params/table.ts'
import { SCENARIOS } from '../params/scenarios.ts'
import { runCommandLine } from './commandLine.ts'
import { commandsWith } from './commands.ts'
import { pretendEngine, pretendTerminal } from '../testing/pretendEngine.ts'
import { progressLine } from './simulate.ts'
import type { PretendEngine } from '../testing/pretendEngine.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwind-lab-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function unwind(words: readonly string[], engine: PretendEngine = pretendEngine()) {
  const terminal = pretendTerminal()
  const code = await runCommandLine(words, commandsWith(engine), engine.version, terminal)
  return { code, output: terminal.output, errors: terminal.errors, specs: engine.specs }
}

async function runJson(...words: string[]) {
  const { code, output, errors, specs } = await unwind(['run', '--json', ...words])
  return { code, errors, result: JSON.parse(output), spec: specs[0]! }
}

describe('bad usage ends with code 2 and one sentence that names the thing, its range and the nearest', () => {
  test.each([
    ['rnu', "There is no command 'rnu': the nearest is run."],
    ['run teh-day', "There is no scenario 'teh-day': the nearest is the-day."],
    [
      'run zzzzzzzz',
      "There is no scenario 'zzzzzzzz': there are the-day, the-day-full, the-day-hyperliquid, the-day-coin-margined, the-day-hyperliquid-coins, may-2021, december-2021, november-2022, december-2024, january-2025, october-2025, calm, the-hour, or a file that ends in .json.",
    ],
    ['run nowhere.json', "The scenario file 'nowhere.json' is not there."],
    ['run the-hour calm', "run takes [SCENARIO|FILE.json], so 'calm' is one word too many."],
    ['run --sed 1', "run has no option '--sed': the nearest is --seed."],
    ['run --seed', '--seed needs a value: --seed TEXT.'],
    ['run --seed --json', '--seed needs a value: --seed TEXT.'],
    ['run --seed a --seed b', '--seed is given 2 times: it takes one value.'],
    ['run --json=yes', "--json takes no value, so 'yes' is too much."],
    ['run --hours 0', '--hours is 0.25 to 240, so 0 is out of its range: the nearest is 0.25.'],
    ['run --hours -3', '--hours is 0.25 to 240, so -3 is out of its range: the nearest is 0.25.'],
    ['run --hours long', "--hours is 0.25 to 240, so 'long' is no number of hours."],
    ['run --hours NaN', "--hours is 0.25 to 240, so 'NaN' is no number of hours."],
    ['run --threads 9', "--threads is a whole number, 0 to 4, not '9': the nearest is 4."],
    ['run --threads x', "--threads is a whole number, 0 to 4, not 'x'."],
    ['run --set leverageCap', "--set takes KEY=VALUE, so 'leverageCap' lacks its value."],
    ['run --set levrageCap=3', "There is no parameter 'levrageCap': the nearest is leverageCap."],
    [
      'run --set maxLeverage=500',
      'maxLeverage is 3x to 125x, so 500 is out of its range: the nearest is 125.',
    ],
    [
      'run --traders-per-agent 0',
      'tradersPerAgent is 1 to 100, so 0 is out of its range: the nearest is 1.',
    ],
    [
      'run --link hello',
      "The link 'hello' names no scenario; a link ends like '#1.the-day.k7Qp2&lc=10'.",
    ],
    [
      'run calm --link #1.the-day.x',
      "The link is a run of the-day already, so 'calm' cannot be named too.",
    ],
    ['scenarios --jsn', "scenarios has no option '--jsn': the nearest is --json."],
    ['params x', "params takes nothing besides its options, so 'x' is one word too many."],
  ])('%s', async (line, sentence) => {
    const { code, output, errors, specs } = await unwind(line.split(' '))
    expect(code).toBe(2)
    expect(output).toBe('')
    expect(errors).toBe(`${sentence}\n`)
    expect(specs).toEqual([])
  })

  test('an empty or overlong seed', async () => {
    expect(await unwind(['run', '--seed', ''])).toMatchObject({ code: 2 })
    const { code, errors } = await unwind(['run', '--seed', 'x'.repeat(65)])
    expect(code).toBe(2)
    expect(errors).toContain(`the nearest is '${'x'.repeat(64)}'`)
  })

  test('a scenario file that is wrong, by its name', async () => {
    const path = join(folder, 'wrong.json')
    writeFileSync(path, '{"settings":{"maxLeverage":500}}')
    const { code, errors } = await unwind(['run', path])
    expect(code).toBe(2)
    expect(errors).toContain(`${path}: maxLeverage is 3x to 125x`)
  })

  test('a folder that cannot be', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const { code, errors } = await unwind(['run', '--out', file])
    expect(code).toBe(2)
    expect(errors).toMatch(/^--out takes a folder, but '.*' is a file\.\n$/)
    expect(await unwind(['run', '--out', join(file, 'below')])).toMatchObject({ code: 2 })
  })
})

describe('help', () => {
  test.each([[[]], [['--help']], [['-h']]])('%j lists the commands', async (words) => {
    const { code, output, errors } = await unwind(words)
    expect(code).toBe(0)
    expect(errors).toBe('')
    for (const name of ['run', 'scenarios', 'params']) expect(output).toContain(`  ${name} `)
  })

  test('of a command lists its options, within 90 columns', async () => {
    const { code, output } = await unwind(['run', '--help'])
    expect(code).toBe(0)
    expect(output).toContain('--traders-per-agent N')
    expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90)
  })

  test('--version names the engine', async () => {
    expect(await unwind(['--version'])).toMatchObject({ code: 0, output: '0.0.1\n' })
  })
})

describe('run', () => {
  test('prints one JSON object and nothing else', async () => {
    const { code, result, errors } = await runJson('the-hour', '--hours', '0.5', '--seed', 'a b')
    expect(code).toBe(0)
    expect(errors).toBe('')
    expect(Object.keys(result)).toEqual([
      'engine',
      'scenario',
      'seed',
      'hours',
      'changed',
      'steps',
      'agents',
      'traders',
      'messages',
      'wallSeconds',
      'threads',
      'threadsNote',
      'fingerprint',
      'link',
      'sameAsShared',
      'sharedStep',
      'conservation',
      'scorecard',
      'measures',
    ])
    expect(result).toMatchObject({
      engine: '0.0.1',
      scenario: 'the-hour',
      seed: 'a b',
      steps: 1_800,
      agents: 12,
      traders: 1_200,
      messages: 3_600,
      conservation: {
        cashResidual: 0,
        coinResidual: 0,
        positionResidual: 0,
        liquidationResidual: 0,
      },
      measures: { liquidatedWorst24hUsd: 1.3e9 },
    })
    expect(result.scorecard).toHaveLength(23)
    expect(result.scorecard[0]).toEqual({
      id: 'C01',
      claim: 'a claim',
      value: 1.3e9,
      unit: 'USD',
      band: [1.2e9, 1.6e9],
      verdict: 'within',
      note: '',
    })
    expect(result.scorecard[1].verdict).toBe('not-modelled')
    expect(result.scorecard[1].note).not.toBe('')
  })

  test('takes the day without being told', async () => {
    const { result, spec } = await runJson()
    expect(result.scenario).toBe('the-day')
    expect(result.steps).toBe(96 * 3_600)
    expect(spec.settings.tradersPerAgent).toBe(10)
  })

  test('sets parameters, and says what it moved to a step', async () => {
    const words = [
      'the-hour',
      '--hours',
      '0.3',
      '--set',
      'leverageCap=10x',
      '--set',
      'shockSize=-7.23',
    ]
    const { result, errors } = await runJson(...words, '--traders-per-agent', '50')
    expect(result.changed).toEqual({ leverageCap: 10, shockSize: -7.2, tradersPerAgent: 50 })
    expect(errors).toBe(
      'Note: shockSize goes in steps of 0.1: -7.2 % is used, not -7.23.\n' +
        'Note: --hours goes in steps of 0.25: 0.25 is used, not 0.3.\n',
    )
  })

  test('gives a link that opens the same run', async () => {
    const first = await runJson('the-hour', '--hours', '0.5', '--seed', 'x', '--set', 'panic=7')
    const again = await runJson('--link', `https://example.org/u/${first.result.link}`)
    expect(again.spec).toEqual(first.spec)
    expect(again.result.fingerprint).toBe(first.result.fingerprint)
    expect(again.result.sameAsShared).toBe(true)
    expect(decodeLink(first.result.link).state).toMatchObject({
      fingerprint: first.result.fingerprint,
      engine: '0.0.1',
    })
  })

  test('lets options go over the link, and then expects no shared result', async () => {
    const link = '#1.the-hour.x&H=1&pc=7&F=0123456789abcdef'
    const { result } = await runJson('--link', link, '--seed', 'y', '--set', 'panic=9')
    expect(result).toMatchObject({
      seed: 'y',
      changed: { panic: 9 },
      steps: 1_800,
      sameAsShared: null,
    })
    expect(await runJson('--link', link)).toMatchObject({ result: { sameAsShared: false } })
  })

  test('compares with a result of the run so far where the link carries one', async () => {
    const half = await runJson('the-hour', '--hours', '0.5', '--seed', 'x')
    const link = `#1.the-hour.x&H=3&F@1800=${half.result.fingerprint}`
    expect((await runJson('--link', link)).result).toMatchObject({
      sameAsShared: true,
      sharedStep: 1_800,
    })
    const { output } = await unwind(['run', '--link', link.replace('F@1800', 'F@1801')])
    expect(output).toContain('(not the result that was shared, up to day 1, 00:30)')
  })

  test('lists what of a link was dropped', async () => {
    const { errors } = await runJson('--link', '#1.the-hour.x&H=1&lc=900&zz=1&B.lc=5')
    expect(errors.split('\n')).toEqual([
      "Note: Leverage cap on new positions is 0 to 125, so 0 to 125 steps: '900' was dropped.",
      "Note: The part 'zz=1' is unknown to this version: it was dropped.",
      'Note: The link compares two runs: this is its A side.',
      '',
    ])
  })

  test('tells how many threads took part, and why not as many as asked', async () => {
    const { errors, result } = await runJson('the-hour', '--hours', '0.25', '--threads', '4')
    expect(errors).toBe('Note: pretended threads\n')
    expect(result).toMatchObject({ threads: 3, threadsNote: 'pretended threads' })
    const alone = await runJson('the-hour', '--hours', '0.25')
    expect(alone.errors).toBe('')
    expect(alone.result).toMatchObject({ threads: 1, threadsNote: '' })
    expect(result.fingerprint).toBe(alone.result.fingerprint)
  })

  test('tells a person what came out', async () => {
    const { code, output } = await unwind(['run', 'the-hour', '--hours', '1', '--set', 'panic=7'])
    expect(code).toBe(0)
    expect(output).toContain('The day in an hour (the-hour), seed unwind, Panic contagion 7 %')
    expect(output).toMatch(/C01 {2}a claim +\$1\.3B +\$1\.2B to \$1\.6B +within/)
    expect(output).toContain('1 of 23 claims within their band')
    expect(output).toContain('Cash, coins, positions and liquidated dollars add up exactly.')
    expect(output).toContain('Your scenario, not the day')
  })

  test('ends with code 1 when the books do not add up', async () => {
    const residuals = {
      cashResidual: 3,
      coinResidual: 0,
      positionResidual: 0,
      liquidationResidual: 0,
    }
    const words = ['run', 'the-hour', '--hours', '0.25']
    const { code, output, errors } = await unwind(words, pretendEngine(residuals))
    expect(code).toBe(1)
    expect(output).toContain('DOES NOT ADD UP: cashResidual 3.')
    expect(errors).toContain('The books do not add up')
  })

  test('ends with code 1 when the engine breaks, with what replays it', async () => {
    const words = ['run', 'the-hour', '--seed', 'q']
    const { code, output, errors } = await unwind(words, pretendEngine(undefined, 77))
    expect(code).toBe(1)
    expect(output).toBe('')
    expect(errors).toContain("The run of the-hour with seed 'q' failed in second 77 of 14400.")
    expect(errors).toContain('pretended')
  })

  test('stops at Ctrl-C with code 1 and a sentence', async () => {
    const terminal = pretendTerminal()
    const engine = pretendEngine()
    const listen = terminal.onInterrupt
    terminal.onInterrupt = (listener) => {
      const stop = listen(listener)
      terminal.interrupt()
      return stop
    }
    const code = await runCommandLine(['run'], commandsWith(engine), '0', terminal)
    expect(code).toBe(1)
    expect(terminal.output).toBe('')
    expect(terminal.errors).toBe(
      'Interrupted after 0 of 345600 simulated seconds; nothing was written.\n',
    )
  })

  test('tells progress only where someone sees it or asks', async () => {
    const quiet = await unwind(['run', 'the-hour', '--json'])
    expect(quiet.errors).toBe('')
    const asked = await unwind(['run', 'the-hour', '--json', '--progress'])
    expect(asked.errors).toMatch(/^day 1, .*x real time, \d+ s left\n/)
    const terminal = pretendTerminal(true)
    await runCommandLine(['run', 'the-hour'], commandsWith(pretendEngine()), '0', terminal)
    expect(terminal.errors).toMatch(/^\rday 1, .*\r +\r$/)
  })

  test('progress says the simulated time, the speed and what is left', () => {
    expect(progressLine(124_920, 345_600, 30)).toBe(
      'day 2, 10:42 (36 %), 4,164x real time, 53 s left',
    )
  })
})

describe('run --out', () => {
  test('writes tables with units in their headers, and the scenario that repeats the run', async () => {
    const out = join(folder, 'made', 'on the way')
    const words = ['the-hour', '--hours', '0.5', '--seed', 's', '--set', 'panic=7', '--out', out]
    const { result, errors } = await runJson(...words)
    expect(errors).toBe(`Files are in ${out}\n`)
    const lines = (name: string) => readFileSync(join(out, name), 'utf8').trimEnd().split('\n')

    const series = lines('series.csv')
    expect(series[0]).toBe(
      'step_s,price_btc_usd,price_eth_usd,price_sol_usd,price_xrp_usd,price_doge_usd,' +
        'open_interest_usd,bids_1_percent_usd',
    )
    expect(series).toHaveLength(31)
    expect(series[2]).toBe('60,5.5,6.5,7.5,8.5,9.5,1000000000,')

    expect(lines('liquidations.csv')).toEqual([
      'step_s,asset,venue,side,mark_price_usd,notional_usd,traders_count,entry_leverage_x',
      '61,BTC,Binance,long,47000,12000,4,50',
      '62,ETH,FTX,short,3600.5,500,1,20',
    ])
    expect(lines('events.csv')).toEqual([
      'step_s,kind,venue,asset,side,amount_usd,count,value,value_unit,title',
      '30,news,,,,0,1,-0.02,fraction of value,"A regulator, ""again"""',
      '90,takeover,Bybit,BTC,sell,5000000,3,,,',
    ])

    const again = await runJson(join(out, 'scenario.json'))
    expect(again.errors).toBe('')
    expect(again.result).toMatchObject({
      fingerprint: result.fingerprint,
      link: result.link,
      sameAsShared: true,
      changed: { panic: 7 },
    })
  })

  test('writes the same tables as Parquet, with their types and the run they are of', async () => {
    const out = join(folder, 'parquet')
    const { result } = await runJson('the-hour', '--hours', '0.5', '--out', out, '--parquet')
    for (const name of ['series', 'liquidations', 'events']) {
      const bytes = new Uint8Array(readFileSync(join(out, `${name}.parquet`))).buffer
      const [header, ...lines] = readFileSync(join(out, `${name}.csv`), 'utf8')
        .trimEnd()
        .split('\n')
      const { row_groups, num_rows, key_value_metadata } = parquetMetadata(bytes)
      expect(row_groups[0]!.columns.map((column) => column.meta_data!.path_in_schema[0])).toEqual(
        header!.split(','),
      )
      expect(Number(num_rows)).toBe(lines.length)
      expect(key_value_metadata).toContainEqual({ key: 'fingerprint', value: result.fingerprint })
    }
    const bytes = new Uint8Array(readFileSync(join(out, 'liquidations.parquet'))).buffer
    expect((await parquetReadObjects({ file: bytes }))[1]).toEqual({
      step_s: 62,
      asset: 'ETH',
      venue: 'FTX',
      side: 'short',
      mark_price_usd: 3600.5,
      notional_usd: 500,
      traders_count: 1,
      entry_leverage_x: 20,
    })
  })

  test('writes Parquet only where it is told to write', async () => {
    const { code, errors } = await unwind(['run', 'the-hour', '--parquet'])
    expect(code).toBe(2)
    expect(errors).toBe('--parquet writes files, so it needs --out DIR too.\n')
  })

  test('puts the moves of live parameters among the events', async () => {
    const out = join(folder, 'moves')
    await runJson('--link', '#1.the-hour.x&H=1&bd@45=8', '--out', out)
    expect(readFileSync(join(out, 'events.csv'), 'utf8')).toContain(
      '\n45,change,,,,,,20,M USD,Book depth within 1 %\n',
    )
    const again = await runJson(join(out, 'scenario.json'))
    expect(again.spec.changes).toEqual([{ step: 45, key: 'bookDepth', value: 20 }])
  })
})

describe('a day that happened', () => {
  test('is told beside the run, with its sources', async () => {
    const { output } = await unwind(['run', 'january-2025', '--hours', '0.25'])
    expect(output).toContain('beside 2025-01-19')
    expect(output).toMatch(/liquidated, as reported +\$1\.18B +-/)
    expect(output).toMatch(/BTC, high to low +-6\.2 % +-5\.0 %/)
    expect(output).toContain('after Coinglass: https://')
    const { result } = await runJson('january-2025', '--hours', '0.25')
    expect(result.realDay).toMatchObject({ date: '2025-01-19' })
  })

  test('is no part of other runs', async () => {
    const { result } = await runJson('the-hour', '--hours', '0.25')
    expect(result).not.toHaveProperty('realDay')
  })
})

describe('lists', () => {
  test('scenarios names each', async () => {
    const { output } = await unwind(['scenarios'])
    for (const { id } of SCENARIOS) expect(output).toContain(`${id}: `)
    const json = await unwind(['scenarios', '--json'])
    expect(JSON.parse(json.output)).toEqual({ scenarios: SCENARIOS })
  })

  test('params names each with its range', async () => {
    const { output } = await unwind(['params'])
    for (const { key } of PARAMETERS) expect(output).toContain(`${key} `)
    expect(output).toMatch(/maxLeverage +125x +3x to 125x +1 +restarts/)
    const json = await unwind(['params', '--json'])
    expect(JSON.parse(json.output).parameters).toEqual(PARAMETERS)
  })
})
