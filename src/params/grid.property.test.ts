import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOnGrid, lastStepOf, nearestStep, snap, valueAt } from './grid.ts'
import { HOURS, NEWS_SIZE } from './limits.ts'
import { PARAMETERS } from './table.ts'
import type { Grid } from './grid.ts'

const grids: readonly Grid[] = [...PARAMETERS, HOURS, NEWS_SIZE]
const anyGrid = fc.constantFrom(...grids)

describe('a grid of values', () => {
  test('gives each whole step the decimal number a person would write', () => {
    const shock: Grid = { min: -20, max: 5, step: 0.1 }
    expect(valueAt(shock, 158)).toBe(-4.2)
    expect(valueAt(shock, 200)).toBe(0)
    expect(Object.is(valueAt(shock, 200), 0)).toBe(true)
    expect(valueAt({ min: 0.05, max: 12, step: 0.05 }, 2)).toBe(0.15)
  })

  test('leads from step to value and back for every step', () => {
    const broken: [Grid, number][] = []
    for (const grid of grids) {
      const last = Math.min(lastStepOf(grid), 20_000)
      for (let k = 0; k <= last; k++) {
        const value = valueAt(grid, k)
        if (nearestStep(grid, value) !== k || !isOnGrid(grid, value)) broken.push([grid, k])
      }
    }
    expect(broken).toEqual([])
  })

  test('takes any number to one of its values', () => {
    fc.assert(
      fc.property(anyGrid, fc.double({ noNaN: true, noDefaultInfinity: true }), (grid, number) => {
        const value = snap(grid, number)
        expect(value).toBeGreaterThanOrEqual(grid.min)
        expect(value).toBeLessThanOrEqual(grid.max)
        expect(snap(grid, value)).toBe(value)
      }),
    )
  })
})
