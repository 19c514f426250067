// Parameters' values as they are printed and as they are typed back.
import { describe, expect, test } from 'vitest'
import { PARAMETERS } from '../params/table.ts'
import { checkSetting } from '../params/setting.ts'
import { rowOf } from '../params/rowIndex.ts'
import {
  formatChange,
  formatFactor,
  formatMoment,
  formatSum,
  formatValue,
  plainTyped,
  readMoment,
  readPercent,
} from './format.ts'

describe('a parameter value', () => {
  test.each(PARAMETERS.filter((row) => !('choices' in row)).map((row) => row.key))(
    '%s: the default can be typed back as it is printed',
    (key) => {
      const row = rowOf(key)
      const check = checkSetting(key, plainTyped(row, formatValue(row, row.default)))
      expect(check).toMatchObject({ ok: true, value: row.default })
    },
  )

  test('leverage, dollars and percent are printed short', () => {
    expect(formatValue(rowOf('maxLeverage'), 125)).toBe('125×')
    expect(formatValue(rowOf('bookDepth'), 66)).toBe('$66M')
    expect(formatValue(rowOf('shockSize'), -4.2)).toBe('−4.2 %')
    expect(formatValue(rowOf('leverageCap'), 0)).toBe('off')
  })

  test('the size of news can be typed as it is printed, or plain', () => {
    expect([-3, 2.5, 0].map(formatChange)).toEqual(['−3 %', '+2.5 %', '0 %'])
    expect(['−3 %', '-3', '+2.5%', 'much'].map(readPercent)).toEqual([-3, -3, 2.5, null])
  })

  test('a billion of dollars is a thousand millions', () => {
    expect(plainTyped(rowOf('insuranceFunds'), '$1B')).toBe('1000')
  })
})

test('the clock prints day, time and pace', () => {
  expect(formatMoment(86_400 + 10 * 3_600 + 42 * 60 + 17)).toBe('day 2 · 10:42:17')
  expect(formatFactor(23.7)).toBe('24×')
  expect(formatFactor(3_612)).toBe('3,610×')
  expect(formatFactor(14_400)).toBe('14,400×')
  expect(formatFactor(Infinity)).toBe('max')
})

describe('a moment', () => {
  test.each([0, 59, 38_537, 86_400 + 12 * 3_600 + 10 * 60])(
    '%d can be typed as printed',
    (step) => {
      expect(readMoment(formatMoment(step))).toBe(step)
    },
  )

  test('may be typed short', () => {
    expect(readMoment('10:42')).toBe(38_520)
    expect(readMoment('2 08:30')).toBe(86_400 + 30_600)
    expect(readMoment('Day 2, 8:30:05')).toBe(86_400 + 30_605)
  })

  test.each(['', 'noon', '24:00', '10:60', 'day 0 10:00', '10:42:61', '-1 10:00'])(
    '%s is none',
    (typed) => {
      expect(readMoment(typed)).toBe(null)
    },
  )
})

test("a visitor's own dollars are printed to the dollar, small ones to the cent", () => {
  expect(formatSum(1030.6)).toBe('$1,031')
  expect(formatSum(-0.3, true)).toBe('−$0.30')
  expect(formatSum(99.999)).toBe('$100')
  expect(formatSum(-0.001, true)).toBe('+$0')
  expect(formatSum(12.5e6, true)).toBe('+$12.5M')
})
