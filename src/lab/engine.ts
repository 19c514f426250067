// The engine as the laboratory uses it: a model and its observer, by the few members that are read.
import type { MarketRecord } from '../market/marketRecord.ts'
import type { RunSpec } from '../params/resolve.ts'

export interface LabModel extends Pick<
  MarketRecord,
  'stepsDone' | 'stepCount' | 'assets' | 'venueNames'
> {
  readonly agentCount: number
  readonly traderCount: number
  advance(): void
  fingerprint(): string
  messageCount(): number
  conservation(): Conservation
}

/** Sums that are zero when nothing was lost or made: quote units, lots. */
export interface Conservation {
  readonly cashResidual: number
  readonly coinResidual: number
  readonly positionResidual: number
  readonly liquidationResidual: number
}

/** Columns by name: one value a minute, or one an asset and minute, asset by asset. */
export type SeriesColumns = Readonly<Record<string, Float64Array>>

export interface LiquidationColumns {
  readonly count: number
  readonly step: ArrayLike<number>
  readonly asset: ArrayLike<number>
  readonly venue: ArrayLike<number>
  /** 0: a short was bought back, 1: a long was sold. */
  readonly side: ArrayLike<number>
  readonly priceUsd: ArrayLike<number>
  readonly notionalUsd: ArrayLike<number>
  readonly traders: ArrayLike<number>
  readonly leverage: ArrayLike<number>
}

export interface MarketEventRow {
  readonly step: number
  readonly kind: string
  /** -1: none. */
  readonly venue: number
  readonly asset: number
  readonly side: 0 | 1
  readonly usd: number
  readonly count: number
  readonly value: number
  readonly title: string
}

export interface ScoreLine {
  readonly id: string
  readonly text: string
  readonly value: number | null
  readonly unit: string
  readonly band: readonly [number | null, number | null]
  readonly verdict: 'within' | 'near' | 'off' | 'not-modelled' | 'pending'
  readonly note: string
}

export interface LabObserver {
  afterStep(): void
  series(): SeriesColumns
  liquidationsBetween(fromStep: number, toStep: number): LiquidationColumns
  events(): readonly MarketEventRow[]
  scoreRows(): readonly ScoreLine[]
  measures(): Readonly<Record<string, number>>
}

/** Threads that stepped the venues of a run, and what is to be said about it; '' nothing. */
export interface ThreadsReport {
  readonly used: number
  readonly note: string
}

export interface LabRun {
  readonly model: LabModel
  readonly observer: LabObserver
  /** So far; one thread where it is absent. */
  readonly threads?: () => ThreadsReport
}

export interface Engine {
  readonly version: string
  /** Fingerprint of the engine's sources, by which figures are kept; the version where it is absent. */
  readonly build?: string
  /** `threads`: how many are to step the venues, if the machine has them. Ends in the same bits. */
  createRun(spec: RunSpec, threads?: number): LabRun
}
