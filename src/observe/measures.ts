// Every figure computed from a run, under a name that ends in its unit (a bare ratio or share has none).
// Only finite numbers: what cannot be said yet is left out. ODD submodel: Observation.
import { STEPS_PER_DAY, QUOTE_UNITS_PER_USD } from '../market/units.ts'
import type { Layout } from './layout.ts'
import type { Observations } from './state.ts'
import { breakdown } from './worstDay.ts'

export type Figures = Record<string, number>

/** Writes a figure when it is one. */
export function put(figures: Figures, name: string, value: number | null | undefined): void {
  if (value !== null && value !== undefined && Number.isFinite(value)) figures[name] = value
}

export function putRatio(figures: Figures, name: string, top: number, bottom: number): void {
  if (bottom !== 0) put(figures, name, top / bottom)
}

export function measuresOf(state: Observations, layout: Layout): Figures {
  const figures: Figures = {}
  liquidationMeasures(figures, state, layout)
  return figures
}

function liquidationMeasures(figures: Figures, state: Observations, layout: Layout): void {
  const { worstDay, liquidations } = state
  put(figures, 'liquidatedWorst24hUsd', worstDay.worstQuote / QUOTE_UNITS_PER_USD)
  put(figures, 'tradersLiquidatedWorst24h', worstDay.worstTraders)
  if (worstDay.worstEndStep < 0) return
  const toStep = worstDay.worstEndStep + 1
  const worst = breakdown(liquidations, layout, toStep - STEPS_PER_DAY, toStep, 20)
  put(figures, 'liquidatedReportedWorst24hUsd', worst.reportedQuote / QUOTE_UNITS_PER_USD)
}
