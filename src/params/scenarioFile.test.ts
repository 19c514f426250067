import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOnGrid } from './grid.ts'
import { HOURS } from './limits.ts'
import { resolveRun } from './resolve.ts'
import { readScenario, readScenarioValue } from './scenarioFile.ts'
import { findScenario, SCENARIOS } from './scenarios.ts'
import { PARAMETERS, settingsOf } from './table.ts'
import type { ScenarioReading } from './scenarioFile.ts'

const theDay = findScenario('the-day')!

function scenarioOf(value: unknown) {
  const reading = readScenarioValue(value)
  if (!reading.ok) throw new Error(reading.problem)
  return reading
}

function problemOf(reading: ScenarioReading): string {
  return reading.ok ? 'no problem' : reading.problem
}

describe('a scenario from a file', () => {
  test('that says nothing is the day', () => {
    expect(readScenario('{}')).toEqual({
      ok: true,
      scenario: theDay,
      seed: undefined,
      fingerprint: undefined,
      notices: [],
    })
  })

  test('says only what differs from its base', () => {
    const { scenario, seed, notices } = scenarioOf({
      base: 'calm',
      id: 'calm-but-capped',
      title: 'Calm, capped',
      hours: 12,
      seed: 42,
      settings: { leverageCap: 10, deleveraging: 'off' },
      news: [{ kind: 'press', step: 3_600, sizePercent: -2 }],
      changes: [{ step: 7_200, key: 'bookDepth', value: 20 }],
    })
    expect(scenario).toEqual({
      id: 'calm-but-capped',
      title: 'Calm, capped',
      summary: findScenario('calm')!.summary,
      hours: 12,
      eventHour: 24,
      settings: { leverageCap: 10, deleveraging: 0 },
      news: [{ kind: 'press', title: 'Press report', step: 3_600, sizePercent: -2 }],
      changes: [{ step: 7_200, key: 'bookDepth', value: 20 }],
    })
    expect(seed).toBe('42')
    expect(notices).toEqual([])
  })

  test.each(SCENARIOS)('$id comes back from JSON as it went', (scenario) => {
    const text = JSON.stringify({ ...scenario, engine: '0.1.0', fingerprint: 'ab', link: '#' })
    expect(readScenario(text, { strict: true })).toMatchObject({ ok: true, scenario, notices: [] })
  })

  test('with every setting written out gives the same run', () => {
    const settings = settingsOf(theDay)
    const { scenario } = scenarioOf({ base: 'the-day', settings })
    expect(resolveRun(scenario).settings).toEqual(settings)
  })

  test('replaces what is out of range, and leaves out what is unknown, in words', () => {
    const { scenario, notices } = scenarioOf({
      hours: 1_000,
      settings: { leverageCap: 500, levrageCap: 5, panic: 'much', shockSize: -4.23 },
      news: [
        { kind: 'prss', step: 5, sizePercent: -1 },
        { kind: 'press', step: 5 },
        { kind: 'press', step: -5, sizePercent: -90 },
      ],
      changes: [{ step: 5, key: 'maxLeverage', value: 5 }],
      colour: 'red',
    })
    expect(notices).toEqual([
      "A scenario has no field 'colour': it is ignored.",
      'hours is 0.25 to 240, so 1000 is out of its range: 240 is used.',
      'leverageCap is 0x (off) to 125x, so 500 is out of its range: the nearest is 125. 125 is used.',
      "There is no parameter 'levrageCap': the nearest is leverageCap. It is left out.",
      "panic is a number (0 % to 100 %), not 'much'. It is left out.",
      "news, entry 1: there is no kind 'prss' (the nearest is press); it is left out.",
      'news, entry 2 needs either shareOfShock or sizePercent; it is left out.',
      'news, entry 3: step is 0 to 864000, so -5 is out of its range: 0 is used.',
      'news, entry 3: sizePercent is -20 to 10, so -90 is out of its range: -20 is used.',
      'changes, entry 1: maxLeverage cannot change while a run goes on; it is left out.',
      'shockSize goes in steps of 0.1: -4.2 % is used, not -4.23.',
    ])
    expect(scenario.settings).toEqual({ leverageCap: 125, shockSize: -4.2 })
    expect(scenario.news).toEqual([
      { kind: 'press', title: 'Press report', step: 0, sizePercent: -20 },
    ])
    expect(scenario.changes).toEqual([])
  })

  test('read strictly is refused for the first of these, but not for a finer value', () => {
    const strict = { strict: true }
    const outOfRange = readScenarioValue({ settings: { leverageCap: 500 } }, strict)
    expect(problemOf(outOfRange)).toContain('leverageCap is 0x (off) to 125x')
    expect(problemOf(readScenarioValue({ seetings: {} }, strict))).toContain(
      'the nearest is settings',
    )
    expect(readScenarioValue({ settings: { shockSize: -4.23 } }, strict)).toMatchObject({
      ok: true,
      notices: ['shockSize goes in steps of 0.1: -4.2 % is used, not -4.23.'],
    })
  })

  test.each([
    ['[', 'The scenario is not JSON: a comma or a bracket may be missing.'],
    ['', 'The scenario is not JSON: a comma or a bracket may be missing.'],
    ['[]', 'A scenario is an object in braces, not a list.'],
    ['null', 'A scenario is an object in braces, not nothing.'],
    ['7', 'A scenario is an object in braces, not 7.'],
    ['{"hours":"long"}', "hours is a number, not 'long'."],
    ['{"hours":1e999}', 'hours is a finite number.'],
    ['{"settings":[]}', 'settings is an object in braces, not a list.'],
    ['{"news":{}}', 'news is a list, not an object.'],
    ['{"news":[7]}', 'In news, entry 1: a piece of news is an object in braces, not 7.'],
    ['{"news":[{"step":5}]}', 'The scenario lacks something it needs: news, entry 1, kind.'],
    [
      '{"changes":[{"step":5,"value":3}]}',
      'The scenario lacks something it needs: changes, entry 1, key.',
    ],
  ])('%s is refused: %s', (text, problem) => {
    expect(problemOf(readScenario(text))).toBe(problem)
  })

  test('keys of every object are just unknown words', () => {
    const text =
      '{"__proto__":{"hours":5},"constructor":1,"settings":{"__proto__":{"panic":1},"toString":2}}'
    const reading = readScenario(text)
    expect(reading).toMatchObject({ ok: true, scenario: { hours: 96, settings: {} } })
    expect(reading.ok && reading.notices.length).toBe(4)
    expect(({} as Record<string, unknown>)['panic']).toBe(undefined)
  })

  test('that is huge is answered at once', () => {
    expect(problemOf(readScenario(' '.repeat(1_000_001)))).toContain('at most 1000000 characters')
    const many = { changes: Array.from({ length: 5_000 }, () => ({ step: 1, key: 'a', value: 1 })) }
    expect(problemOf(readScenarioValue(many))).toBe('changes has at most 200 entries.')
    const settings = Object.fromEntries(Array.from({ length: 20_000 }, (_, k) => [`p${k}`, k]))
    const reading = readScenarioValue({ settings })
    expect(reading.ok && reading.notices.length).toBe(20)
    expect(problemOf(readScenario('['.repeat(900_000)))).toContain('not JSON')
  })

  test('whatever is in it, the answer is a sound scenario or a sentence', () => {
    const loose = fc.oneof(fc.anything(), fc.double(), fc.string())
    const key = fc.oneof(fc.constantFrom(...PARAMETERS.map((row) => row.key)), fc.string())
    const file = fc.record(
      {
        base: fc.oneof(fc.constantFrom('the-day', 'calm'), loose),
        id: loose,
        title: fc.string(),
        hours: fc.oneof(fc.double(), loose),
        eventHour: fc.double(),
        seed: loose,
        settings: fc.oneof(fc.dictionary(key, loose), loose),
        news: fc.array(
          fc.record(
            {
              kind: fc.constantFrom('press', 'x', ''),
              step: fc.double(),
              sizePercent: fc.double(),
              shareOfShock: fc.double(),
            },
            { requiredKeys: ['kind', 'step'] },
          ),
        ),
        changes: fc.array(fc.record({ step: fc.double(), key, value: loose })),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(file, loose), (value) => {
        const reading = readScenarioValue(value)
        const isGood = reading.ok
          ? isSoundScenario(resolveRun(reading.scenario))
          : reading.problem.length > 5 && reading.problem.length < 400
        expect(isGood ? null : reading).toBe(null)
      }),
      { numRuns: 5_000 },
    )
  })
})

function isSoundScenario(spec: ReturnType<typeof resolveRun>): boolean {
  return (
    isOnGrid(HOURS, spec.scenario.hours) &&
    PARAMETERS.every((row) => isOnGrid(row, spec.settings[row.key])) &&
    spec.news.every((news) => Number.isInteger(news.step) && news.step >= 0) &&
    spec.news.every((news) => Number.isFinite(news.sizePercent ?? news.shareOfShock)) &&
    spec.changes.every((change) => Number.isInteger(change.step) && change.step >= 0)
  )
}
