// A scenario: everything that decides a run but the seed. Data only.
import type { ParameterKey } from './table.ts'
import type { VisitorOrder } from './visitorOrder.ts'

export const NEWS_KINDS = ['monetary', 'macro', 'press', 'regulatory'] as const
export type NewsKind = (typeof NEWS_KINDS)[number]

/** A news shock. What it does to value, mood and market makers is the world's business. */
export interface NewsShock {
  readonly kind: NewsKind
  readonly title: string
  /** First step at which it is known. */
  readonly step: number
  /** Share of the parameter `shockSize` that this news carries (scheduled news of a scenario), or ... */
  readonly shareOfShock?: number
  /** ... its own size: log change of BTC's value in percent, below zero for bad news. */
  readonly sizePercent?: number
}

/** A dated move of a live parameter. */
export interface DatedChange {
  readonly step: number
  readonly key: ParameterKey
  readonly value: number
}

export interface Scenario {
  /** Words joined by hyphens, as typed in the shell and the link. */
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly hours: number
  /** Hour at which the event day begins; baselines are measured on the 24 h before. */
  readonly eventHour: number
  /** Where it differs from the table's defaults. */
  readonly settings: Readonly<Partial<Record<ParameterKey, number>>>
  readonly news: readonly NewsShock[]
  readonly changes: readonly DatedChange[]
  /** What a visitor's own trader does; none where it is left out. */
  readonly orders?: readonly VisitorOrder[]
}

export type Settings = Readonly<Record<ParameterKey, number>>
