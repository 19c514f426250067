// Liquidations ahead: notional that would be closed by force if an asset's mark moved, read from the
// accounts' own liquidation prices (isolated margin; cross-margin accounts have none). USD.
// A scan over all accounts: for a frame or a minute, not for a step. ODD submodel: Observation.
import { F64, I32 } from '../base/shifts.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { coinLongsLiquidatedByFallUsd } from './coinMarkets.ts'
import type { Layout } from './layout.ts'

/** Longs that liquidate if the marks of one asset fall by `fraction`, USD at the present mark. */
export function longsLiquidatedByFallUsd(
  record: MarketRecord,
  layout: Layout,
  asset: number,
  fraction: number,
): number {
  const { markTicks } = record.board.page(Math.max(0, record.stepsDone() - 1))
  const book = layout.assetCount + asset
  let usd = coinLongsLiquidatedByFallUsd(record, asset, fraction)
  for (let venue = 0; venue < record.venues.length; venue++) {
    const { rowBook, rowLots, rowLiquidationTicks, rowTotal } = record.venues[venue].statements
    const mark = markTicks[venue * layout.bookCount + book]
    const floor = mark * (1 - fraction)
    for (let row = 0; row < rowTotal; row++) {
      const ticks = rowLiquidationTicks[row << I32]
      if (ticks === 0 || ticks < floor || rowBook[row] !== book || rowLots[row << F64] <= 0)
        continue
      usd += rowLots[row << F64] * mark * layout.usdPerTickLot[asset]
    }
  }
  return usd
}
