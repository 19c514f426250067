import { describe, expect, it } from 'vitest'
import { benchMatching } from './bench/matching.ts'
import { runCommandLine } from './commandLine.ts'
import { commandsWith } from './commands.ts'
import { pretendEngine, pretendTerminal } from '../testing/pretendEngine.ts'

async function unwind(words: string) {
  const terminal = pretendTerminal()
  const engine = pretendEngine()
  const code = await runCommandLine(words.split(' '), commandsWith(engine), 'x', terminal)
  return { code, output: terminal.output, errors: terminal.errors }
}

describe('every book under measurement', () => {
  it.each(['unwind', 'unwind venue'] as const)(
    'trades what %s trades, level by level, on the same messages',
    async (ours) => {
      const report = await benchMatching({ ours, messages: 8_000, rounds: 1, liveOrders: [300] })
      expect(report.checks).toHaveLength(3)
      for (const { title, holds } of report.checks)
        expect({ title, holds }).toEqual({ title, holds: true })
      expect(report.ratios.map(({ ratio }) => ratio > 0)).toEqual([true, true, true])
    },
    60_000,
  )
})

describe('bench', () => {
  it('prints one JSON object, ratios first', async () => {
    const words = 'bench matching --messages 4000 --rounds 1 --live 100 --json'
    const { code, output } = await unwind(words)
    expect(code).toBe(0)
    const [bench] = JSON.parse(output).benches
    expect(Object.keys(bench).slice(0, 2)).toEqual(['bench', 'ratios'])
    expect(output.trim().split('\n')).toHaveLength(1)
  })

  it.each([
    ['bench venu', "There is no bench 'venu': the nearest is venue."],
    ['bench --rounds 0', "--rounds is a whole number, 1 to 99, not '0': the nearest is 1."],
    ['bench --live many', "--live is a whole number, 10 to 50000, not 'many'."],
  ])('%s ends with code 2 and a sentence', async (words, sentence) => {
    const { code, errors } = await unwind(words)
    expect(code).toBe(2)
    expect(errors).toContain(sentence)
  })
})

describe('bench-page', () => {
  it.each([
    ['bench-page openin', "There is no part 'openin' of the page's bench: the nearest is opening."],
    ['bench-page --repeats 0', "--repeats is a whole number, 1 to 50, not '0'."],
    ['bench-page --hours 97', "--hours is a whole number, 1 to 96, not '97'."],
  ])('%s ends with code 2 and a sentence', async (words, sentence) => {
    const { code, errors } = await unwind(words)
    expect(code).toBe(2)
    expect(errors).toContain(sentence)
  })
})
