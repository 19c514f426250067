// A day that happened beside the run that rebuilds it, for a person and a script.
import { besideRealDay, realDayOf, type RealFigure, type RealSource } from '../observe/realDays.ts'
import { figure } from './figureInWords.ts'
import { table } from './textTable.ts'
import type { Figures } from '../observe/figures.ts'

export interface RealDayBeside {
  readonly date: string
  readonly figures: readonly RealFigure[]
  readonly note: string
  readonly sources: readonly RealSource[]
}

/** Nothing for a scenario that rebuilds no single day. */
export function besideItsDay(
  scenarioId: string,
  measures: Readonly<Figures>,
): { readonly realDay?: RealDayBeside } {
  const day = realDayOf(scenarioId)
  if (day === undefined) return {}
  const { date, note, sources } = day
  return { realDay: { date, figures: besideRealDay(day, measures), note, sources } }
}

export const REAL_DAY_HEADER = ['', 'that day', 'median']

export function realDayRows({ figures }: RealDayBeside): string[][] {
  const told = (value: number | null, unit: string) => (value === null ? '-' : figure(value, unit))
  return figures.map((row) => [row.words, told(row.real, row.unit), told(row.own, row.unit)])
}

export function realDayWords({ note }: RealDayBeside): string {
  return `Counted from public feeds, which leave many out. ${note}`
}

/** `own`: what stands in the column beside the real figures. */
export function realDayLines(beside: RealDayBeside, own: string): string[] {
  return [
    ...table([`beside ${beside.date}`, 'that day', own], realDayRows(beside)),
    realDayWords(beside),
    ...beside.sources.map(({ title, address }) => `${title}: ${address}`),
  ]
}
