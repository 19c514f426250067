import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOnGrid } from './grid.ts'
import { nearestWord } from './nearest.ts'
import { rowOf } from './rowIndex.ts'
import { checkSetting } from './setting.ts'

function problemOf(key: string, value: unknown): string {
  const check = checkSetting(key, value)
  return check.ok ? `no problem: ${check.value} was taken` : check.problem
}

describe('a setting from outside', () => {
  test('is taken as it is when it lies on the grid', () => {
    expect(checkSetting('leverageCap', 10)).toEqual({
      ok: true,
      key: 'leverageCap',
      value: 10,
      notice: null,
    })
  })

  test.each([
    ['leverageCap', '10x', 10],
    ['leverageCap', ' 10 X ', 10],
    ['leverageCap', 'off', 0],
    ['shockSize', '-4.2 %', -4.2],
    ['shockSize', '-4.2%', -4.2],
    ['traders', '2,000,000', 2_000_000],
    ['traders', '1e6', 1_000_000],
    ['deleveraging', 'Off', 0],
    ['deleveraging', 'on', 1],
  ])('%s is read from "%s"', (key, text, value) => {
    expect(checkSetting(key, text)).toMatchObject({ ok: true, key, value, notice: null })
  })

  test('goes to the nearest step of its grid, and says so', () => {
    expect(checkSetting('shockSize', -4.23)).toEqual({
      ok: true,
      key: 'shockSize',
      value: -4.2,
      notice: 'shockSize goes in steps of 0.1: -4.2 % is used, not -4.23.',
    })
  })

  test('out of range is refused with the range and the nearest value', () => {
    expect(problemOf('maxLeverage', 500)).toBe(
      'maxLeverage is 3x to 125x, so 500 is out of its range: the nearest is 125.',
    )
    expect(problemOf('deleveraging', 7)).toContain('off or on')
    expect(checkSetting('maxLeverage', -1)).toMatchObject({
      nearest: { key: 'maxLeverage', value: 3 },
    })
  })

  test('that is no number is refused with the range', () => {
    expect(problemOf('maxLeverage', 'lots')).toBe(
      "maxLeverage is a number (3x to 125x), not 'lots'.",
    )
    for (const value of [
      NaN,
      Infinity,
      null,
      undefined,
      [],
      {},
      true,
      '',
      '1e999',
      '0x10',
      '1_0',
    ]) {
      expect(problemOf('maxLeverage', value)).toContain('3x to 125x')
    }
  })

  test.each([
    ['leveragecap', 'leverageCap'],
    ['levrageCap', 'leverageCap'],
    ['Max leverage', 'maxLeverage'],
    ['shock', 'shockSize'],
  ])('an unknown key %s is answered with %s', (key, nearest) => {
    expect(problemOf(key, 1)).toBe(`There is no parameter '${key}': the nearest is ${nearest}.`)
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])(
    'the key "%s" is just an unknown word',
    (key) => {
      expect(problemOf(key, 1)).toContain('There is no parameter')
    },
  )

  test('a huge key is answered at once and in short', () => {
    expect(problemOf('x'.repeat(1_000_000), 1).length).toBeLessThan(200)
  })

  test('whatever comes, the answer is on the grid or a sentence', () => {
    const key = fc.oneof(fc.constantFrom('leverageCap', 'shockSize', 'deleveraging'), fc.string())
    fc.assert(
      fc.property(key, fc.oneof(fc.anything(), fc.double(), fc.string()), (name, value) => {
        const check = checkSetting(name, value)
        const isGood = check.ok
          ? isOnGrid(rowOf(check.key), check.value)
          : check.problem.endsWith('.') && check.problem.length < 300
        expect(isGood ? null : check).toBe(null)
      }),
    )
  })
})

describe('the nearest word', () => {
  test('counts swapped letters as one mistake', () => {
    expect(nearestWord('teh-day', ['calm', 'the-day', 'the-day-full'])).toBe('the-day')
  })

  test('is none when nothing is near', () => {
    expect(nearestWord('zzzzzz', ['calm', 'the-day'])).toBe(null)
  })
})
