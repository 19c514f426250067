// Stops and take-profits that the mark reached in the last step: each closes its whole position with
// a market order, reduce-only. Ticks, lots. ODD submodel: Exchange: triggered orders.
import { AccountState, MarginMode } from '../market/accounts.ts'
import { Cause } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { TimeInForce } from './matching/book.ts'
import type { VenueChecks } from './venueChecks.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'

export class VenueTriggers {
  private readonly parts: VenueParts
  private readonly trading: VenueTrading
  private readonly checks: VenueChecks

  constructor(parts: VenueParts, trading: VenueTrading, checks: VenueChecks) {
    this.parts = parts
    this.trading = trading
    this.checks = checks
  }

  work(): void {
    const { accounts, assetCount, bookCount, halted, positions } = this.parts
    for (let book = assetCount; book < bookCount; book++) {
      if (halted[book] !== 0) continue
      const perpetual = book - assetCount
      let node = positions.orderIndex.firstQueued(perpetual)
      while (node >= 0) {
        const row = node >> 1
        positions.orderIndex.unlink(node, perpetual)
        if (
          accounts.state[accounts.rowAccount[row]!] === AccountState.Open &&
          accounts.rowLots[row] !== 0
        ) {
          this.close(row, book, (node & 1) === 0 ? Cause.StopLoss : Cause.TakeProfit)
        }
        node = positions.orderIndex.firstQueued(perpetual)
      }
    }
  }

  private close(row: number, book: number, cause: Cause): void {
    const { accounts, positions, tallies } = this.parts
    const account = accounts.rowAccount[row]!
    const held = accounts.rowLots[row]!
    const side = held > 0 ? Side.Sell : Side.Buy
    // A trigger fires once; the other stays while a part of the position does.
    const stop = cause === Cause.StopLoss ? 0 : accounts.rowStopTicks[row]!
    const take = cause === Cause.TakeProfit ? 0 : accounts.rowTakeTicks[row]!
    positions.setTriggers(row, stop, take)
    tallies.countMessages(1)
    let limitTicks = this.checks.bandTicks(book, side)
    if (limitTicks === 0) return
    if (accounts.marginMode[account] === MarginMode.Isolated) {
      limitTicks = this.checks.clampAtBankruptcy(row, book, side, limitTicks)
    }
    this.trading.take(
      account,
      row,
      book,
      side,
      limitTicks,
      held < 0 ? -held : held,
      TimeInForce.ImmediateOrCancel,
      -1,
      cause,
      true,
    )
  }
}
