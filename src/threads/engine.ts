// What the thread's door plugs into a simulation: the model and its observer, as far as they are needed.
import type { MarketRecord } from '../market/marketRecord.ts'
import type { DatedChange, NewsShock } from '../params/scenario.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { ScoreRow, TapeRow } from './frames.ts'

export interface RunningModel extends MarketRecord {
  readonly agentCount: number
  readonly traderCount: number
  advance(): void
  schedule(change: DatedChange | NewsShock): void
  fingerprint(): string
}

export interface RunObserver {
  afterStep(): void
  scoreRows(): readonly ScoreRow[]
  tapeRows(): readonly TapeRow[]
}

export interface Engine {
  readonly version: string
  createModel(spec: RunSpec): RunningModel
  createObserver(record: MarketRecord): RunObserver
}
