// Axes as they are written, and what cannot be read.
import { describe, expect, test } from 'vitest'
import { plainLink } from './linkState.ts'
import { resolveLink } from './resolve.ts'
import { axisInWords, coarseToFine, readAxis, settingsOfCell, valuesBetween } from './sweep.ts'
import { rowOf } from './rowIndex.ts'
import { specOfRun } from './sweepRuns.ts'

function axisOf(text: string) {
  const reading = readAxis(text)
  if (!reading.ok) throw new Error(reading.problem)
  return reading
}

describe('an axis', () => {
  test.each([
    ['maxLeverage=10:125:6', [10, 33, 56, 79, 102, 125]],
    ['shockSize=-8:0:5', [-8, -6, -4, -2, 0]],
    ['shockSize=0:-8:3', [-8, -4, 0]],
    ['maxLeverage=10x, 125x,20', [10, 20, 125]],
    ['leverageCap=off,5,10', [0, 5, 10]],
    ['shockSize=-4.2 %', [-4.2]],
    ['maxLeverage=10:10:1', [10]],
  ])('%s has these values, rising', (text, values) => {
    expect(axisOf(text)).toMatchObject({ axis: { values }, notices: [] })
  })

  test('of values off the steps takes the nearest, and says so', () => {
    const { axis, notices } = axisOf('maxLeverage=10.4,20')
    expect(axis.values).toEqual([10, 20])
    expect(notices).toEqual(['maxLeverage goes in steps of 1: 10x is used, not 10.4.'])
    expect(axisOf('maxLeverage=10:12:9')).toMatchObject({
      axis: { values: [10, 11, 12] },
      notices: ['maxLeverage goes in steps of 1: 3 values lie between, not 9.'],
    })
  })

  test.each([
    ['maxLeverage', "so 'maxLeverage' lacks its values."],
    ['maxLevrage=3:9:2', "There is no parameter 'maxLevrage': the nearest is maxLeverage."],
    ['maxLeverage=3:9', 'A range of maxLeverage is FROM:TO:COUNT, as in 10:125:6, not'],
    ['maxLeverage=1:9:3', 'maxLeverage is 3x to 125x, so 1 is out of its range'],
    ['maxLeverage=3:9:26', "An axis has 1 to 25 values, so '26' values of maxLeverage cannot be."],
    ['maxLeverage=3:9:many', "so 'many' values"],
    ['maxLeverage=', "not ''"],
    ['maxLeverage=5,,6', "not ''"],
    [`panic=${Array.from({ length: 26 }, (_, n) => n).join(',')}`, 'at most 25 values'],
  ])('%s is refused in a sentence', (text, sentence) => {
    const reading = readAxis(text)
    expect(reading.ok ? '' : reading.problem).toContain(sentence)
  })

  test('comes back from the words it is written in', () => {
    const { axis } = axisOf('shockSize=-8:0:7')
    expect(axisOf(axisInWords(axis)).axis).toEqual(axis)
  })

  test('by ratio has each value the same times the one before', () => {
    expect(valuesBetween(rowOf('maxLeverage'), 5, 125, 4, 'ratio')).toEqual([5, 15, 43, 125])
    // No ratio leads from below zero.
    expect(valuesBetween(rowOf('shockSize'), -8, 0, 3, 'ratio')).toEqual([-8, -4, 0])
  })
})

test('of five by five cells the corners come first, then what halves the sides', () => {
  const order = coarseToFine(5, 5)
  expect(order.slice(0, 4)).toEqual([0, 4, 20, 24])
  expect(order.slice(4, 9)).toEqual([2, 10, 12, 14, 22])
})

test('a cell sets its two parameters, whatever the run changes of them at an hour', () => {
  const grid = { x: axisOf('panic=10,20').axis, y: axisOf('shockSize=-8,-4').axis }
  expect(settingsOfCell(grid, 2)).toEqual({ panic: 10, shockSize: -4 })
  const base = resolveLink({
    ...plainLink('the-hour', 'x'),
    changes: [
      { step: 5, key: 'panic', value: 90 },
      { step: 6, key: 'bookDepth', value: 8 },
    ],
  })
  const spec = specOfRun(base, grid, { cell: 3, seed: 'y' })
  expect(spec).toMatchObject({ seed: 'y', settings: { panic: 20, shockSize: -4 } })
  expect(spec.changes).toEqual([base.changes[1]])
})
