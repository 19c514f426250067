// The box that a calibration searches: free parameters between two values each, as points in [-1, 1] a
// dimension. Values stand on the parameters' own grids, so a point is what its settings say.
import { snap } from '../../params/grid.ts'
import { rowOf } from '../../params/rowIndex.ts'
import type { ChangedSettings } from '../../params/linkState.ts'
import type { ParameterKey } from '../../params/table.ts'

export interface FreeParameter {
  readonly key: ParameterKey
  readonly min: number
  readonly max: number
}

export type Point = readonly number[]

export function settingsAt(space: readonly FreeParameter[], point: Point): ChangedSettings {
  const settings: Partial<Record<ParameterKey, number>> = {}
  space.forEach((free, index) => {
    const part = (point[index]! + 1) / 2
    const value = isLogarithmic(free)
      ? free.min * (free.max / free.min) ** part
      : free.min + (free.max - free.min) * part
    settings[free.key] = Math.min(free.max, Math.max(free.min, snap(rowOf(free.key), value)))
  })
  return settings
}

/** Where settings stand in the box; beyond -1 and 1 outside of it. */
export function pointAt(space: readonly FreeParameter[], settings: ChangedSettings): number[] {
  return space.map((free) => {
    const value = settings[free.key]!
    const part = isLogarithmic(free)
      ? Math.log(Math.max(value, 1e-12) / free.min) / Math.log(free.max / free.min)
      : (value - free.min) / (free.max - free.min)
    return 2 * part - 1
  })
}

/** The point that its snapped settings stand for. */
export function snapped(space: readonly FreeParameter[], point: Point): number[] {
  return pointAt(space, settingsAt(space, point))
}

function isLogarithmic({ key, min }: FreeParameter): boolean {
  return rowOf(key).logarithmic === true && min > 0
}
