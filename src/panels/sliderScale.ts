// Slider positions of a parameter: whole steps of its grid, or 200 places spread by the logarithm.
import { lastStepOf, nearestStep, snap, valueAt } from '../params/grid.ts'
import type { ParameterRow } from '../params/parameter.ts'

const LOGARITHMIC_PLACES = 200

export function sliderEnd(row: ParameterRow): number {
  return isSpread(row) ? LOGARITHMIC_PLACES : lastStepOf(row)
}

export function positionOf(row: ParameterRow, value: number): number {
  if (!isSpread(row)) return nearestStep(row, value)
  const share = Math.log(value / row.min) / Math.log(row.max / row.min)
  return Math.round(share * LOGARITHMIC_PLACES)
}

export function valueAtPosition(row: ParameterRow, position: number): number {
  if (!isSpread(row)) return valueAt(row, position)
  return snap(row, row.min * (row.max / row.min) ** (position / LOGARITHMIC_PLACES))
}

function isSpread(row: ParameterRow): boolean {
  return row.logarithmic === true && row.min > 0
}
