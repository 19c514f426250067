import { describe, expect, test } from 'vitest'
import { isOnGrid, lastStepOf } from './grid.ts'
import { PARAMETERS, settingsOf } from './table.ts'
import { SCENARIOS } from './scenarios.ts'
import type { ParameterRow } from './parameter.ts'

const rows: readonly ParameterRow[] = PARAMETERS

describe('the parameter table', () => {
  test('keys and short keys are unique', () => {
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
    const shorts = rows.map((row) => row.short)
    const repeated = shorts.filter((short, index) => shorts.indexOf(short) !== index)
    expect(repeated).toEqual([])
  })

  test.each(rows)('$key is a plain word and its short key one to three small letters', (row) => {
    expect(row.key).toMatch(/^[a-z][A-Za-z0-9]{1,31}$/)
    expect(row.short).toMatch(/^[a-z]{1,3}$/)
    expect(row.key in Object.prototype).toBe(false)
  })

  test.each(rows)('$key ranges over whole steps, and its marks lie on them', (row) => {
    expect(row.step).toBeGreaterThan(0)
    expect(isOnGrid(row, row.max), `max ${row.max}`).toBe(true)
    expect(isOnGrid(row, row.default), `default ${row.default}`).toBe(true)
    expect(lastStepOf(row)).toBeLessThanOrEqual(1_000_000)
    expect(isOnGrid(row, row.off ?? row.min), 'off').toBe(true)
    expect(isOnGrid(row, row.article ?? row.min), "the article's mark").toBe(true)
    expect(row.min > 0 || row.logarithmic !== true, 'a logarithm needs a start above 0').toBe(true)
  })

  test.each(rows)('$key is described for a visitor', (row) => {
    expect(row.label.length).toBeGreaterThan(2)
    expect(row.help).toMatch(/\.$/)
    expect(row.source).not.toBe('')
    expect(row.submodel).not.toBe('')
    const lastChoice = row.choices === undefined ? row.max : row.choices.length - 1
    expect(row.max).toBe(lastChoice)
  })

  test('about twelve sliders are shown first', () => {
    const primary = rows.filter((row) => row.primary)
    expect(primary.length).toBeGreaterThanOrEqual(10)
    expect(primary.length).toBeLessThanOrEqual(14)
  })
})

describe('the named scenarios', () => {
  test.each(SCENARIOS)('$id sets values on the grid of their rows', (scenario) => {
    const settings = settingsOf(scenario)
    for (const row of rows) {
      const value = settings[row.key as keyof typeof settings]
      expect(isOnGrid(row, value), `${row.key} ${value}`).toBe(true)
    }
    expect(Object.keys(settings)).toEqual(rows.map((row) => row.key))
  })

  test.each(SCENARIOS)(
    '$id brings its news in order, within the run, after the calm',
    (scenario) => {
      const steps = scenario.news.map((news) => news.step)
      expect(steps).toEqual([...steps].sort((a, b) => a - b))
      for (const step of steps) {
        expect(step).toBeGreaterThanOrEqual(scenario.eventHour * 3_600)
        expect(step).toBeLessThan(scenario.hours * 3_600)
      }
    },
  )

  test('the news of the day carry the whole shock between them', () => {
    const day = SCENARIOS[0]!
    const shares = day.news.map((news) => news.shareOfShock ?? 0)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(day.news.map((news) => news.kind)).toEqual(['monetary', 'macro', 'press', 'regulatory'])
  })
})
