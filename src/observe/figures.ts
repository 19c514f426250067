// How figures are collected: a plain record of names and finite numbers. A name ends in its unit; a bare
// ratio or share has none. ODD submodel: Observation.
import type { MarketRecord } from '../market/marketRecord.ts'
import type { Layout } from './layout.ts'
import type { Observations } from './state.ts'

export type Figures = Record<string, number>

/** What a measure is computed from. */
export interface Seen {
  readonly state: Observations
  readonly layout: Layout
  readonly record: MarketRecord
}

/** Writes a figure when it is one: what cannot be said yet is left out. */
export function put(figures: Figures, name: string, value: number | null | undefined): void {
  if (value !== null && value !== undefined && Number.isFinite(value)) figures[name] = value
}

/** Writes top / bottom; nothing when there is nothing to divide by. */
export function putRatio(figures: Figures, name: string, top: number, bottom: number): void {
  if (bottom !== 0) put(figures, name, top / bottom)
}
