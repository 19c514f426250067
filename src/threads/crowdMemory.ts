// When each account was last liquidated: what the crowd's embers are drawn from. Steps; -1 never.
import { EventKind } from '../market/events.ts'
import type { MarketRecord } from '../market/marketRecord.ts'

export class CrowdMemory {
  /** By venue, by account. */
  readonly liquidatedAtStep: readonly Int32Array[]
  private readonly record: MarketRecord

  constructor(record: MarketRecord) {
    this.record = record
    this.liquidatedAtStep = record.venues.map((venue) =>
      new Int32Array(venue.statements.accountCount).fill(-1),
    )
  }

  readStep(venue: number, step: number): void {
    const { events } = this.record.venues[venue]
    const at = this.liquidatedAtStep[venue]
    for (let row = 0; row < events.count; row++) {
      if (events.kind[row] === EventKind.Liquidation) at[events.account[row]] = step
    }
  }
}
