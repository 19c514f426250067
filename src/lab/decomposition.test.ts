import { describe, expect, test } from 'vitest'
import { FLOW_SOURCES } from '../observe/flows.ts'
import { resolveRun } from '../params/resolve.ts'
import { findScenario } from '../params/scenarios.ts'
import { runCommandLine } from './commandLine.ts'
import { twinSpecs } from './comparePlan.ts'
import { decompositionLines, decompositionOf } from './decomposition.ts'
import { pretendEngine, pretendFall, pretendTerminal } from '../testing/pretendEngine.ts'
import { runCommand } from './runCommand.ts'

const SPEC = resolveRun(findScenario('the-day')!)
const RUN = pretendFall(SPEC)
const OFF_BOOK = pretendFall(twinSpecs(SPEC).offBook)

describe('a fall taken apart', () => {
  test('tells every source with its dollars, its share of all sells and what it bought', () => {
    const parts = decompositionOf([{ measures: RUN, offBook: null }])!
    expect(parts.sources.map(({ source }) => source)).toEqual(FLOW_SOURCES.map(({ name }) => name))
    const shares = parts.sources.map(({ share }) => share.median)
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12)
    expect(parts.sources[0]).toMatchObject({
      sellsUsd: { median: 1e6, low: 1e6, high: 1e6 },
      netUsd: { median: 5e5 },
      overCalm: null,
    })
    expect(parts.window).toEqual([1_500, 1_800])
  })

  test('is a fifth deeper where the twin off the book falls by four fifths', () => {
    const parts = decompositionOf([{ measures: RUN, offBook: OFF_BOOK }])!
    expect(parts.amplification!.ratio.median).toBeCloseTo(1.25, 12)
    expect(decompositionLines(parts).join('\n')).toContain('Cascade amplification x1.25')
  })

  test('of many runs is told by medians and the middle of them', () => {
    const deeper = { ...RUN, btcFall: -0.07 }
    const parts = decompositionOf([
      { measures: RUN, offBook: OFF_BOOK },
      { measures: deeper, offBook: null },
    ])!
    expect(parts.btcFall.median).toBeCloseTo(-0.06, 12)
    expect(parts).toMatchObject({ runs: 2, window: null, amplification: { runs: 1 } })
  })

  test('is nothing where there was no fall', () => {
    expect(decompositionOf([{ measures: {}, offBook: null }])).toBeNull()
    expect(decompositionLines(null)[0]).toContain('the run ends before its event day')
  })
})

describe('run --decompose', () => {
  async function unwind(...words: string[]) {
    const terminal = pretendTerminal()
    const engine = pretendEngine()
    const code = await runCommandLine(
      ['run', 'the-hour', ...words],
      [runCommand(engine)],
      '',
      terminal,
    )
    return { code, output: terminal.output, specs: engine.specs }
  }

  test('runs the twin off the book as well, of the same seed', async () => {
    const { code, output, specs } = await unwind('--decompose', '--json', '--seed', 's')
    expect(code).toBe(0)
    expect(specs.map(({ seed, settings }) => [seed, settings.amplificationTwin])).toEqual([
      ['s', 0],
      ['s', 1],
    ])
    const { decomposition } = JSON.parse(output)
    expect(decomposition.amplification.ratio.median).toBeCloseTo(1.25, 12)
  })

  test('tells the largest sellers first', async () => {
    const { output } = await unwind('--decompose')
    expect(output).toContain('The fall of Bitcoin: -5.0 % from high to low')
    expect(output.indexOf('others  ')).toBeLessThan(output.indexOf('value desks on news'))
    expect(output).toContain('Bids within 1 %: 40 % below calm over the fall, 90 % in the thinnest')
  })

  test('is left out where nobody asked', async () => {
    const { output, specs } = await unwind('--json')
    expect(specs).toHaveLength(1)
    expect(JSON.parse(output)).not.toHaveProperty('decomposition')
  })
})
