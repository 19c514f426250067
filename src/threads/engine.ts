// What the thread's door plugs into a simulation: the model, as far as it is driven, and its observer.
import type { MarketRecord } from '../market/marketRecord.ts'
import type { Observer } from '../observe/observer.ts'
import type { DatedChange, NewsShock, Settings } from '../params/scenario.ts'
import type { DatedParts, RunSpec } from '../params/resolve.ts'
import type { VisitorOrder } from '../params/visitorOrder.ts'

export interface RunningModel extends MarketRecord {
  readonly agentCount: number
  readonly traderCount: number
  /** The parameters in force now. */
  readonly settings: Settings
  advance(): void
  /** Takes effect at its step, which must not lie in the past. */
  schedule(change: DatedChange | NewsShock | VisitorOrder): void
  fingerprint(): string
  /** Every column of the state, in the same order for every model of one scenario. */
  forEachBlock(visit: (block: Uint8Array) => void): void
  /** After the columns were put back from outside. */
  readAgain(): void
  /** Other news, changes and orders from here on; what is done must be the same. */
  reschedule(dated: DatedParts): void
}

export interface Engine {
  readonly version: string
  createModel(spec: RunSpec): RunningModel
  createObserver(record: MarketRecord): Observer
}
