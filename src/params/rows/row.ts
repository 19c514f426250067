// The short way to write a row that is not one of the first twelve sliders.
import type { ParameterGroup, ParameterRow } from '../parameter.ts'

type Range = readonly [min: number, max: number, step: number, default_: number]

/** A row for the advanced panel. `range` is [min, max, step, default]. */
export function row<const Key extends string>(
  key: Key,
  short: string,
  label: string,
  group: ParameterGroup,
  unit: string,
  range: Range,
  when: 'live' | 'restarts',
  submodel: string,
  source: string,
  help: string,
): ParameterRow & { readonly key: Key } {
  return {
    key,
    short,
    label,
    group,
    unit,
    min: range[0],
    max: range[1],
    step: range[2],
    default: range[3],
    when,
    primary: false,
    submodel,
    source,
    help,
  }
}
